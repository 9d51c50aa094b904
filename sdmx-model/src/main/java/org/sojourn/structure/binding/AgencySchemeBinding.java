package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.AgencyScheme;
import org.sojourn.model.Organisation;

/** A scheme of agencies in every format. */
public final class AgencySchemeBinding extends OrganisationSchemeBinding<AgencyScheme> {
    @XmlElement(name = "Agency")
    @JsonProperty
    @Nullable
    List<OrganisationBinding> agencies;

    /** The wire form of a scheme of agencies. */
    public static AgencySchemeBinding of(AgencyScheme scheme, Writing out) {
        AgencySchemeBinding b = new AgencySchemeBinding();
        b.agencies = b.wire(scheme, out);
        return b;
    }

    @Override
    public AgencyScheme toModel(Reading in) {
        List<Organisation> items = model(agencies, in);
        return new AgencyScheme(maintenance(in, true), partial(in), items);
    }
}
