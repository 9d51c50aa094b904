package org.sojourn.model;

import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;

/** An artefact with an agency, an id and a version of its own; one record for each type of the information model. */
public sealed interface MaintainableArtefact
        permits ItemScheme,
                AttachmentConstraint,
                Categorisation,
                DataConstraint,
                DataStructure,
                Dataflow,
                Hierarchy,
                HierarchyAssociation,
                MetadataProvisionAgreement,
                MetadataSet,
                MetadataStructure,
                Metadataflow,
                ItemSchemeMap,
                MetadataConstraint,
                Process,
                ProvisionAgreement,
                RepresentationMap,
                StructureMap,
                ValueList {

    Maintenance maintenance();

    /** The class under which this artefact is named in URNs. */
    ArtefactClass type();

    default String id() {
        return maintenance().id();
    }

    default String agency() {
        return maintenance().agency();
    }

    default Version version() {
        return maintenance().version();
    }

    default Urn urn() {
        return Urn.of(type(), agency(), id(), version());
    }
}
