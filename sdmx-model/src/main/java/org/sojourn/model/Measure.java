package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.Urn;

/** A measure; 2.1's primary measure is the one measure called {@code OBS_VALUE}. */
public record Measure(
        Identification identification,
        Urn concept,
        Optional<Representation> representation,
        List<Urn> roles,
        Usage usage)
        implements Component {

    /** The fixed id of 2.1's primary measure. */
    public static final String OBS_VALUE = "OBS_VALUE";

    public Measure {
        roles = List.copyOf(roles);
    }
}
