package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.DataConstraint.Attachment;
import org.sojourn.model.DataConstraint.DataKeySet;
import org.sojourn.model.MetadataConstraint.MetadataKeySet;
import org.sojourn.model.ref.ArtefactClass;

/**
 * Keys of data or metadata to which metadata can be attached (2.1; gone since 3.0).
 *
 * @param attachment what the keys are keys of; empty when the message names nothing
 */
public record AttachmentConstraint(
        Maintenance maintenance,
        Optional<Attachment> attachment,
        List<DataKeySet> dataKeySets,
        List<MetadataKeySet> metadataKeySets)
        implements MaintainableArtefact {

    public AttachmentConstraint {
        dataKeySets = List.copyOf(dataKeySets);
        metadataKeySets = List.copyOf(metadataKeySets);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.ATTACHMENT_CONSTRAINT;
    }
}
