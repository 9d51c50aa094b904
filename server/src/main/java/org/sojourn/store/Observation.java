package org.sojourn.store;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;

/**
 * One observation of a series that is being changed; never changed itself. Records of it are not compared by {@code equals}.
 *
 * @param rank see {@link ObservationOrder#rank}
 * @param values by column of the structure's observation components
 */
record Observation(String period, long rank, @Nullable Value[] values, List<Annotation> annotations) {

    @SuppressWarnings("ReferenceEquality") // most comparisons are of an observation that nobody touched
    boolean same(Observation other) {
        return this == other || (Arrays.equals(values, other.values) && annotations.equals(other.annotations));
    }

    boolean empty() {
        for (Value value : values) {
            if (value != null) {
                return false;
            }
        }
        return true;
    }

    /** The values given replace those here, the others stay. */
    Observation merged(Observation given) {
        @Nullable Value[] both = values.clone();
        for (int c = 0; c < both.length; c++) {
            if (given.values[c] != null) {
                both[c] = given.values[c];
            }
        }
        return new Observation(period, rank, both, given.annotations.isEmpty() ? annotations : given.annotations);
    }

    /** Without the components that are named by any value. */
    Observation without(Observation named) {
        @Nullable Value[] left = values.clone();
        for (int c = 0; c < left.length; c++) {
            if (named.values[c] != null) {
                left[c] = null;
            }
        }
        return new Observation(period, rank, left, annotations);
    }
}
