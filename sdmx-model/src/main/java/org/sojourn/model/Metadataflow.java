package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.UrnPattern;

/**
 * A flow of reference metadata of one structure; a stub has no structure.
 *
 * @param targets what metadata of this flow may be about (3.x); empty for anything
 */
public record Metadataflow(Maintenance maintenance, Optional<Urn> structure, List<UrnPattern> targets)
        implements MaintainableArtefact {

    public Metadataflow {
        // What may be about anything says so in 3.x, and nothing in 2.1.
        targets = targets.equals(List.of(UrnPattern.ANYTHING)) ? List.of() : List.copyOf(targets);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.METADATAFLOW;
    }
}
