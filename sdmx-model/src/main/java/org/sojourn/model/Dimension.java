package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.Urn;

/** A dimension. {@code MEASURE} is 2.1's measure dimension, gone in 3.x; a structure has at most one {@code TIME}. */
public record Dimension(
        Identification identification, Urn concept, Optional<Representation> representation, List<Urn> roles, Kind kind)
        implements Component {

    /** The fixed id of the time dimension. */
    public static final String TIME_PERIOD = "TIME_PERIOD";

    public Dimension {
        roles = List.copyOf(roles);
    }

    /** What kind of dimension. */
    public enum Kind {
        PLAIN,
        MEASURE,
        TIME
    }
}
