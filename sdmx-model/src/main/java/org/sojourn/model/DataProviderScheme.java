package org.sojourn.model;

import java.util.List;
import org.sojourn.model.ref.ArtefactClass;

/** Those who provide data under provision agreements, id DATA_PROVIDERS. */
public record DataProviderScheme(Maintenance maintenance, boolean partial, List<Organisation> items)
        implements OrganisationScheme {

    public DataProviderScheme {
        items = List.copyOf(items);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.DATA_PROVIDER_SCHEME;
    }

    @Override
    public ArtefactClass itemType() {
        return ArtefactClass.DATA_PROVIDER;
    }

    @Override
    public DataProviderScheme with(Maintenance other, boolean cut, List<Organisation> those) {
        return new DataProviderScheme(other, cut, those);
    }
}
