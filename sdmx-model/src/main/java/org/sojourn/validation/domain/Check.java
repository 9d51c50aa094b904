package org.sojourn.validation.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a rule demands of the cells it is about. */
public sealed interface Check {

    /** Numbers within bounds, and whole ones where asked for. */
    record Numbers(OptionalDouble min, OptionalDouble max, boolean whole) implements Check {}

    /** Whether a cell must have a value for a rule to look at it. */
    enum Presence {
        ANY,
        MISSING,
        PRESENT
    }

    /**
     * Values that a component must have, or must not.
     *
     * @param in the component must have one of these; empty for no demand
     * @param notIn the component must have none of these
     */
    record Demand(String component, Presence value, List<String> in, List<String> notIn) implements Check {
        public Demand {
            in = List.copyOf(in);
            notIn = List.copyOf(notIn);
        }
    }

    /** Two dimensions that must not have the same code. */
    record Different(String one, String other) implements Check {}

    /** Codes that may be used only for periods between their annotations VALID_FROM and VALID_TO. */
    record Validity(String component) implements Check {}

    /**
     * A part of a total.
     *
     * @param factor 1, or -1 for what is subtracted
     * @param shift 0 for the period of the total, -1 for the one before
     */
    record Part(String code, int factor, int shift) {}

    /** Which codes make up a total. */
    sealed interface Parts {
        /**
         * These codes; of a total none of whose parts is there nothing is said.
         *
         * @param needs parts that must be there; the others count as zero where they are not
         */
        record Listed(List<Part> parts, List<String> needs) implements Parts {
            public Listed {
                parts = List.copyOf(parts);
                needs = List.copyOf(needs);
            }
        }

        /** Age groups that follow each other without gap from birth to an open end, with those of unknown age. */
        record Ages(Optional<String> unknown) implements Parts {}

        /** All other codes that are annotated in one of these ways. */
        record Others(String annotation, List<String> values) implements Parts {
            public Others {
                values = List.copyOf(values);
            }
        }
    }

    /**
     * A total that must be the sum of its parts.
     *
     * @param dimension in whose codes total and parts differ, all other dimensions being the same
     * @param beside dimensions in which they may differ too, and the codes that they may have there
     * @param tolerance what may be amiss for each part, for figures that were rounded
     * @param slack what may be amiss beside that
     */
    record Sum(
            String dimension,
            String total,
            Parts parts,
            Map<String, List<String>> beside,
            double tolerance,
            double slack)
            implements Check {
        public Sum {
            beside = Map.copyOf(beside);
        }
    }

    /**
     * A series that must not change by more than a factor from one period to the one that follows at once.
     *
     * @param floor the larger of the two must be at least this for the rule to look at them
     * @param component a status that explains the change, and its codes
     */
    record Change(double factor, double floor, String component, List<String> explained) implements Check {
        public Change {
            explained = List.copyOf(explained);
        }
    }

    /**
     * What one area reports about another, against what the other reports about it.
     *
     * @param arrivals the code of {@code dimension} under which the area of destination reports
     * @param departures the code under which the area of origin reports
     * @param limit of the difference over the mean
     * @param beside dimensions in which the two may differ, and the codes that they may have there
     */
    record Mirror(
            String reporter,
            String partner,
            String dimension,
            String arrivals,
            String departures,
            Map<String, List<String>> beside,
            double limit)
            implements Check {
        public Mirror {
            beside = Map.copyOf(beside);
        }
    }
}
