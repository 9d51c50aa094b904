package org.sojourn.service.search;

import java.util.List;
import java.util.OptionalInt;

/**
 * What data there are for something.
 *
 * @param frequencies codes of the dimension FREQ
 * @param areas codes of the dimension REF_AREA
 * @param from the year of the first period; empty without data or time
 * @param to the year of the last period
 */
public record DataFacts(
        long observations, List<String> frequencies, List<String> areas, OptionalInt from, OptionalInt to) {

    /** No data. */
    public static final DataFacts NONE =
            new DataFacts(0, List.of(), List.of(), OptionalInt.empty(), OptionalInt.empty());

    public DataFacts {
        frequencies = List.copyOf(frequencies);
        areas = List.copyOf(areas);
    }
}
