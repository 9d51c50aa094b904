package org.sojourn.model;

import java.util.List;
import org.sojourn.model.ref.ArtefactClass;

/** The agencies of a maintainer, id AGENCIES; each is named AGENCY of its maintainer. */
public record AgencyScheme(Maintenance maintenance, boolean partial, List<Organisation> items)
        implements OrganisationScheme {

    public AgencyScheme {
        items = List.copyOf(items);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.AGENCY_SCHEME;
    }

    @Override
    public ArtefactClass itemType() {
        return ArtefactClass.AGENCY;
    }

    @Override
    public AgencyScheme with(Maintenance other, boolean cut, List<Organisation> those) {
        return new AgencyScheme(other, cut, those);
    }
}
