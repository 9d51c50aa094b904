package org.sojourn.model;

import java.util.List;
import org.sojourn.model.ref.ArtefactClass;

/** Those who use data, id DATA_CONSUMERS. */
public record DataConsumerScheme(Maintenance maintenance, boolean partial, List<Organisation> items)
        implements OrganisationScheme {

    public DataConsumerScheme {
        items = List.copyOf(items);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.DATA_CONSUMER_SCHEME;
    }

    @Override
    public ArtefactClass itemType() {
        return ArtefactClass.DATA_CONSUMER;
    }

    @Override
    public DataConsumerScheme with(Maintenance other, boolean cut, List<Organisation> those) {
        return new DataConsumerScheme(other, cut, those);
    }
}
