package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.OrganisationUnitScheme;
import org.sojourn.model.Organisation;

/** A scheme of organisation units in every format. */
public final class OrganisationUnitSchemeBinding extends OrganisationSchemeBinding<OrganisationUnitScheme> {
    @XmlElement(name = "OrganisationUnit")
    @JsonProperty
    @Nullable
    List<OrganisationBinding> organisationUnits;

    /** The wire form of a scheme of organisation units. */
    public static OrganisationUnitSchemeBinding of(OrganisationUnitScheme scheme, Writing out) {
        OrganisationUnitSchemeBinding b = new OrganisationUnitSchemeBinding();
        b.organisationUnits = b.wire(scheme, out);
        return b;
    }

    @Override
    public OrganisationUnitScheme toModel(Reading in) {
        List<Organisation> items = model(organisationUnits, in);
        return new OrganisationUnitScheme(maintenance(in, true), partial(in), items);
    }
}
