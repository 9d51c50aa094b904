package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.MetadataProviderScheme;
import org.sojourn.model.Organisation;

/** A scheme of metadata providers in every format. */
public final class MetadataProviderSchemeBinding extends OrganisationSchemeBinding<MetadataProviderScheme> {
    @XmlElement(name = "MetadataProvider")
    @JsonProperty
    @Nullable
    List<OrganisationBinding> metadataProviders;

    /** The wire form of a scheme of metadata providers. */
    public static MetadataProviderSchemeBinding of(MetadataProviderScheme scheme, Writing out) {
        MetadataProviderSchemeBinding b = new MetadataProviderSchemeBinding();
        b.metadataProviders = b.wire(scheme, out);
        return b;
    }

    @Override
    public MetadataProviderScheme toModel(Reading in) {
        List<Organisation> items = model(metadataProviders, in);
        return new MetadataProviderScheme(maintenance(in, true), partial(in), items);
    }
}
