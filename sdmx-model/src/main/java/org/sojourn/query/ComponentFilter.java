package org.sojourn.query;

import java.util.Arrays;
import java.util.List;

/**
 * A filter on one dimension (time too), attribute or measure. It holds when any of {@code clauses} holds, and a clause holds
 * when all its conditions do.
 */
public record ComponentFilter(String component, List<List<Condition>> clauses) {

    public ComponentFilter {
        clauses = clauses.stream().map(List::copyOf).toList();
        if (clauses.isEmpty() || clauses.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a filter on '" + component + "' needs a condition in every clause");
        }
    }

    /** All these conditions at once. */
    public static ComponentFilter all(String component, Condition... conditions) {
        return new ComponentFilter(component, List.of(List.of(conditions)));
    }

    /** Any of these values. */
    public static ComponentFilter oneOf(String component, String... values) {
        return new ComponentFilter(
                component,
                Arrays.stream(values).map(v -> List.of(Condition.equal(v))).toList());
    }
}
