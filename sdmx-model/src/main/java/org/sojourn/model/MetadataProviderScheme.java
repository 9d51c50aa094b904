package org.sojourn.model;

import java.util.List;
import org.sojourn.model.ref.ArtefactClass;

/** Those who provide reference metadata (3.x), id METADATA_PROVIDERS. */
public record MetadataProviderScheme(Maintenance maintenance, boolean partial, List<Organisation> items)
        implements OrganisationScheme {

    public MetadataProviderScheme {
        items = List.copyOf(items);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.METADATA_PROVIDER_SCHEME;
    }

    @Override
    public ArtefactClass itemType() {
        return ArtefactClass.METADATA_PROVIDER;
    }

    @Override
    public MetadataProviderScheme with(Maintenance other, boolean cut, List<Organisation> those) {
        return new MetadataProviderScheme(other, cut, those);
    }
}
