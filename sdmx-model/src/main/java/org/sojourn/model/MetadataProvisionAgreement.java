package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.UrnPattern;

/**
 * An agreement that a provider reports reference metadata for a metadataflow (3.x).
 *
 * @param targets what the provider reports about; empty for what the flow allows
 */
public record MetadataProvisionAgreement(
        Maintenance maintenance, Optional<Urn> flow, Optional<Urn> metadataProvider, List<UrnPattern> targets)
        implements MaintainableArtefact {

    public MetadataProvisionAgreement {
        targets = List.copyOf(targets);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.METADATA_PROVISION_AGREEMENT;
    }
}
