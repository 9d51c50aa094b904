package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;

/** How scalar types of the language become data types. */
public record CustomTypeScheme(
        Maintenance maintenance, boolean partial, Optional<String> vtlVersion, List<CustomType> items)
        implements VtlScheme<CustomType> {
    public CustomTypeScheme {
        items = List.copyOf(items);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.CUSTOM_TYPE_SCHEME;
    }

    @Override
    public ArtefactClass itemType() {
        return ArtefactClass.CUSTOM_TYPE;
    }

    @Override
    public CustomTypeScheme with(Maintenance other, boolean cut, List<CustomType> those) {
        return new CustomTypeScheme(other, cut, vtlVersion, those);
    }
}
