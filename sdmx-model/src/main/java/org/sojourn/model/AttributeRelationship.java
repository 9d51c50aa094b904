package org.sojourn.model;

import java.util.List;
import java.util.Set;

/** What an attribute depends on, and so at which level its values stand. */
public sealed interface AttributeRelationship {

    /** One value for the whole data set (2.1 {@code None}, 3.x {@code Dataflow}). */
    record Dataset() implements AttributeRelationship {}

    /**
     * One value for each combination of these dimensions.
     *
     * @param dimensions ids of dimensions, at least one
     * @param attachmentGroups ids of groups by which 2.1 also lets the value be sent; gone in 3.x
     * @param optional those of the dimensions that a value may leave out (3.x)
     */
    record Dimensions(List<String> dimensions, List<String> attachmentGroups, Set<String> optional)
            implements AttributeRelationship {
        public Dimensions {
            dimensions = List.copyOf(dimensions);
            attachmentGroups = List.copyOf(attachmentGroups);
            optional = Set.copyOf(optional);
        }

        public Dimensions(List<String> dimensions, List<String> attachmentGroups) {
            this(dimensions, attachmentGroups, Set.of());
        }
    }

    /** One value for each key of this group. */
    record Group(String id) implements AttributeRelationship {}

    /** One value for each observation (2.1 {@code PrimaryMeasure}). */
    record Observation() implements AttributeRelationship {}
}
