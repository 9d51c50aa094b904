package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataProviderScheme;
import org.sojourn.model.Organisation;

/** A scheme of data providers in every format. */
public final class DataProviderSchemeBinding extends OrganisationSchemeBinding<DataProviderScheme> {
    @XmlElement(name = "DataProvider")
    @JsonProperty
    @Nullable
    List<OrganisationBinding> dataProviders;

    /** The wire form of a scheme of data providers. */
    public static DataProviderSchemeBinding of(DataProviderScheme scheme, Writing out) {
        DataProviderSchemeBinding b = new DataProviderSchemeBinding();
        b.dataProviders = b.wire(scheme, out);
        return b;
    }

    @Override
    public DataProviderScheme toModel(Reading in) {
        List<Organisation> items = model(dataProviders, in);
        return new DataProviderScheme(maintenance(in, true), partial(in), items);
    }
}
