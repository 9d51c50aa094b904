package org.sojourn.model;

import java.util.List;
import org.sojourn.model.ref.ArtefactClass;

/** A list of concepts. */
public record ConceptScheme(Maintenance maintenance, boolean partial, List<Concept> items)
        implements ItemScheme<Concept> {

    public ConceptScheme {
        items = List.copyOf(items);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.CONCEPT_SCHEME;
    }

    @Override
    public ArtefactClass itemType() {
        return ArtefactClass.CONCEPT;
    }

    @Override
    public ConceptScheme with(Maintenance other, boolean cut, List<Concept> those) {
        return new ConceptScheme(other, cut, those);
    }
}
