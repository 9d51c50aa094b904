package org.sojourn.model;

import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * Says that an artefact or component is to be shown by a hierarchy (3.x); a stub has none of the three.
 *
 * @param hierarchy the hierarchy
 * @param linkedObject what needs it, for example a dimension or a code list
 * @param contextObject where it applies, for example one dataflow; empty for everywhere
 */
public record HierarchyAssociation(
        Maintenance maintenance, Optional<Urn> hierarchy, Optional<Urn> linkedObject, Optional<Urn> contextObject)
        implements MaintainableArtefact {
    @Override
    public ArtefactClass type() {
        return ArtefactClass.HIERARCHY_ASSOCIATION;
    }
}
