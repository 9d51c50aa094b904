package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataConsumerScheme;
import org.sojourn.model.Organisation;

/** A scheme of data consumers in every format. */
public final class DataConsumerSchemeBinding extends OrganisationSchemeBinding<DataConsumerScheme> {
    @XmlElement(name = "DataConsumer")
    @JsonProperty
    @Nullable
    List<OrganisationBinding> dataConsumers;

    /** The wire form of a scheme of data consumers. */
    public static DataConsumerSchemeBinding of(DataConsumerScheme scheme, Writing out) {
        DataConsumerSchemeBinding b = new DataConsumerSchemeBinding();
        b.dataConsumers = b.wire(scheme, out);
        return b;
    }

    @Override
    public DataConsumerScheme toModel(Reading in) {
        List<Organisation> items = model(dataConsumers, in);
        return new DataConsumerScheme(maintenance(in, true), partial(in), items);
    }
}
