package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.Urn;

/** A dimension, a measure or an attribute of a data structure. */
public sealed interface Component permits Dimension, Measure, Attribute {

    Identification identification();

    /** The concept that gives this component its meaning. */
    Urn concept();

    /** The representation given here; without one that of the concept applies. */
    Optional<Representation> representation();

    /** The concepts that say what the component is for, such as frequency or time. */
    List<Urn> roles();

    default String id() {
        return identification().id();
    }
}
