package org.sojourn.model;

import java.util.List;
import org.sojourn.model.ref.ArtefactClass;

/** Organisations in no particular role, with who belongs to whom by {@link Organisation#parent}. */
public record OrganisationUnitScheme(Maintenance maintenance, boolean partial, List<Organisation> items)
        implements OrganisationScheme {

    public OrganisationUnitScheme {
        items = List.copyOf(items);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.ORGANISATION_UNIT_SCHEME;
    }

    @Override
    public ArtefactClass itemType() {
        return ArtefactClass.ORGANISATION_UNIT;
    }

    @Override
    public OrganisationUnitScheme with(Maintenance other, boolean cut, List<Organisation> those) {
        return new OrganisationUnitScheme(other, cut, those);
    }
}
