package org.sojourn.model;

import java.util.Optional;
import org.sojourn.model.ref.Urn;

/**
 * What values a component may take: codes of {@code enumeration} (a code list or value list), or texts of {@code format}.
 * With an enumeration, {@code format} narrows the codes.
 *
 * @param minOccurs the smallest number of values, 1 by default (3.x; 0 for optional measures and attributes)
 * @param maxOccurs the largest number of values; empty when none was said, which means one; {@link #UNBOUNDED} for any
 */
public record Representation(
        Optional<Urn> enumeration,
        Optional<TextFormat> format,
        Optional<Integer> minOccurs,
        Optional<Integer> maxOccurs) {

    public static final int UNBOUNDED = Integer.MAX_VALUE;

    public static Representation coded(Urn list) {
        return new Representation(Optional.of(list), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Representation of(DataType type) {
        return new Representation(
                Optional.empty(), Optional.of(TextFormat.of(type)), Optional.empty(), Optional.empty());
    }

    /** True where a component may carry several values at once. */
    public boolean array() {
        return maxOccurs.orElse(1) > 1;
    }
}
