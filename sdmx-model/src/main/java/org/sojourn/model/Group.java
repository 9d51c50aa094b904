package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.Urn;

/** A named set of dimensions to which attributes attach; in 2.1 it may be an attachment constraint instead. */
public record Group(Identification identification, List<String> dimensions, Optional<Urn> attachmentConstraint) {

    public Group {
        dimensions = List.copyOf(dimensions);
    }

    public String id() {
        return identification.id();
    }
}
