package org.sojourn.data.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sojourn.model.text.LocalisedText;

/** Reads texts from JSON trees. */
final class JsonTexts {
    private JsonTexts() {}

    /** A field that holds a text or number. */
    static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** The texts of all languages, else the best one as text of {@code language}. */
    static LocalisedText texts(JsonNode node, String best, String every, String language) {
        JsonNode all = node.path(every);
        if (all.isObject() && !all.isEmpty()) {
            return texts(all);
        }
        JsonNode one = node.path(best);
        if (one.isObject()) { // drafts of 1.0 had the languages here
            return texts(one);
        }
        return one.isTextual() ? LocalisedText.of(language, one.asText()) : LocalisedText.EMPTY;
    }

    /** An object of languages; what is no text is left out. */
    static LocalisedText texts(JsonNode languages) {
        Map<String, String> texts = new LinkedHashMap<>();
        languages.properties().forEach(e -> {
            if (e.getValue().isTextual()) {
                texts.put(e.getKey(), e.getValue().asText());
            }
        });
        return new LocalisedText(texts);
    }
}
