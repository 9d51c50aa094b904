package org.sojourn.model;

import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** An agreement that a provider reports data for a flow (2.1 also: metadata for a metadataflow). */
public record ProvisionAgreement(Maintenance maintenance, Optional<Urn> flow, Optional<Urn> dataProvider)
        implements MaintainableArtefact {

    @Override
    public ArtefactClass type() {
        return ArtefactClass.PROVISION_AGREEMENT;
    }
}
