package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * A flow of data of one structure; a stub has no structure.
 *
 * @param dimensionConstraint ids of the dimensions that this flow uses of an evolving structure (3.1), empty for all
 */
public record Dataflow(Maintenance maintenance, Optional<Urn> structure, List<String> dimensionConstraint)
        implements MaintainableArtefact {

    public Dataflow {
        dimensionConstraint = List.copyOf(dimensionConstraint);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.DATAFLOW;
    }
}
