package org.sojourn.model;

import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** Files the artefact {@code source} under the category {@code target}; a stub has neither. */
public record Categorisation(Maintenance maintenance, Optional<Urn> source, Optional<Urn> target)
        implements MaintainableArtefact {

    @Override
    public ArtefactClass type() {
        return ArtefactClass.CATEGORISATION;
    }
}
