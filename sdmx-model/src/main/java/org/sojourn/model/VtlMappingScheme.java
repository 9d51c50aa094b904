package org.sojourn.model;

import java.util.List;
import org.sojourn.model.ref.ArtefactClass;

/** Names by which VTL statements speak of SDMX artefacts, and how these become data sets of that language. */
public record VtlMappingScheme(Maintenance maintenance, boolean partial, List<VtlMapping> items)
        implements ItemScheme<VtlMapping> {
    public VtlMappingScheme {
        items = List.copyOf(items);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.VTL_MAPPING_SCHEME;
    }

    /** That of most; {@link VtlMapping#type} is the class of each. */
    @Override
    public ArtefactClass itemType() {
        return ArtefactClass.VTL_DATAFLOW_MAPPING;
    }

    @Override
    public VtlMappingScheme with(Maintenance other, boolean cut, List<VtlMapping> those) {
        return new VtlMappingScheme(other, cut, those);
    }
}
