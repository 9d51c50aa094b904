package org.sojourn.query;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a URL says.
 *
 * @param ignored names of parameters that the standard does not define here; they have no effect, and the caller says so
 * @param unsupported names of parameters that the standard defines and the query cannot express: to be answered by 501
 * @param presentation parameters about the form of the answer ({@code format}, {@code lang} ...), for the negotiation
 */
public record ParsedQuery(
        Query query, List<String> ignored, List<String> unsupported, Map<String, String> presentation) {

    public ParsedQuery {
        ignored = List.copyOf(ignored);
        unsupported = List.copyOf(unsupported);
        presentation = Collections.unmodifiableMap(new LinkedHashMap<>(presentation));
    }
}
