package org.sojourn.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sojourn.model.text.LocalisedText;

/** The form of uncoded values, or of the codes of a coded component: a data type and facets. */
public record TextFormat(Optional<DataType> dataType, Map<Facet, String> facets, List<SentinelValue> sentinelValues) {

    public TextFormat {
        Map<Facet, String> ordered = new EnumMap<>(Facet.class);
        ordered.putAll(facets);
        facets = Collections.unmodifiableMap(ordered);
        sentinelValues = List.copyOf(sentinelValues);
    }

    public static TextFormat of(DataType type) {
        return new TextFormat(Optional.of(type), Map.of(), List.of());
    }

    /** A value with a special meaning, such as -1 for unknown (3.x). */
    public record SentinelValue(String value, LocalisedText names, LocalisedText descriptions) {}

    public Optional<String> facet(Facet facet) {
        return Optional.ofNullable(facets.get(facet));
    }

    /** True where values are texts in several languages. The schema's default is true for 3.x text, but only a word counts. */
    public boolean multilingual() {
        return facet(Facet.IS_MULTILINGUAL).map(Boolean::parseBoolean).orElse(false);
    }
}
