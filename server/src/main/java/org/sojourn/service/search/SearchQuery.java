package org.sojourn.service.search;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What is searched for.
 *
 * @param words as typed; empty for everything
 * @param chosen by facet the values of which one must hold
 * @param from only with data from this year on
 * @param to only with data up to this year
 * @param offset how many results to skip
 * @param limit how many results to give at most
 */
public record SearchQuery(
        String words, Map<Facet, List<String>> chosen, OptionalInt from, OptionalInt to, int offset, int limit) {

    public SearchQuery {
        Map<Facet, List<String>> copy = new EnumMap<>(Facet.class);
        chosen.forEach((facet, values) -> {
            if (!values.isEmpty()) {
                copy.put(facet, List.copyOf(values));
            }
        });
        chosen = copy;
    }
}
