package org.sojourn.model;

import java.util.Optional;

/** A concept; {@code parent} is the id of another concept of the same scheme. */
public record Concept(
        Naming naming,
        Optional<String> parent,
        Optional<Representation> coreRepresentation,
        Optional<IsoConceptReference> isoConcept)
        implements Item {

    /** The concept of an ISO 11179 registry that this one follows. */
    public record IsoConceptReference(String conceptAgency, String conceptSchemeId, String conceptId) {}
}
