package org.sojourn.service.search;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.sojourn.model.ref.Urn;

/**
 * What was found.
 *
 * @param total how many there are in all
 * @param found the asked page of them, best first
 * @param facets by facet how many results each value would leave, the others being as chosen; most first
 * @param from the first year for which there are data among the results
 * @param to the last year
 * @param loose whether not all words had to match because nothing has them all
 */
public record SearchResult(
        int total,
        List<Urn> found,
        Map<Facet, Map<String, Integer>> facets,
        OptionalInt from,
        OptionalInt to,
        boolean loose) {

    public SearchResult {
        found = List.copyOf(found);
    }
}
