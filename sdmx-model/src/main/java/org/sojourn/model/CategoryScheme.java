package org.sojourn.model;

import java.util.List;
import org.sojourn.model.ref.ArtefactClass;

/** A tree of categories under which artefacts are filed. */
public record CategoryScheme(Maintenance maintenance, boolean partial, List<Category> items)
        implements ItemScheme<Category> {

    public CategoryScheme {
        items = List.copyOf(items);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.CATEGORY_SCHEME;
    }

    @Override
    public ArtefactClass itemType() {
        return ArtefactClass.CATEGORY;
    }

    @Override
    public CategoryScheme with(Maintenance other, boolean cut, List<Category> those) {
        return new CategoryScheme(other, cut, those);
    }
}
