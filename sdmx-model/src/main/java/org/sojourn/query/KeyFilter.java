package org.sojourn.query;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A key, or many keys at once: for each dimension in the order of the data structure, without the time dimension, the codes
 * that fit; an empty set means any. Dimensions after the last position are free too.
 *
 * <p>v1's {@code A+B} gives a position of two codes, v2's several whole keys give several filters.
 */
public record KeyFilter(List<Set<String>> positions) {

    public KeyFilter {
        if (positions.isEmpty()) {
            throw new IllegalArgumentException("a key has at least one position");
        }
        positions = positions.stream().map(KeyFilter::inOrder).toList();
    }

    /** What cannot be changed; one code has no order. */
    private static Set<String> inOrder(Set<String> codes) {
        return codes.size() < 2 ? Set.copyOf(codes) : Collections.unmodifiableSet(new LinkedHashSet<>(codes));
    }

    /** One code for each position, the empty string for any. */
    public static KeyFilter of(String... codes) {
        return new KeyFilter(Arrays.stream(codes)
                .map(code -> code.isEmpty() ? Set.<String>of() : Set.of(code))
                .toList());
    }

    /** The codes that fit at this position, counted from 0; empty for any. */
    public Set<String> codes(int position) {
        return position < positions.size() ? positions.get(position) : Set.of();
    }

    /** True where every key fits. */
    public boolean any() {
        return positions.stream().allMatch(Set::isEmpty);
    }
}
