package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;

/** Other names for what the language gives standard names. */
public record NamePersonalisationScheme(
        Maintenance maintenance, boolean partial, Optional<String> vtlVersion, List<NamePersonalisation> items)
        implements VtlScheme<NamePersonalisation> {
    public NamePersonalisationScheme {
        items = List.copyOf(items);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.NAME_PERSONALISATION_SCHEME;
    }

    @Override
    public ArtefactClass itemType() {
        return ArtefactClass.NAME_PERSONALISATION;
    }

    @Override
    public NamePersonalisationScheme with(Maintenance other, boolean cut, List<NamePersonalisation> those) {
        return new NamePersonalisationScheme(other, cut, vtlVersion, those);
    }
}
