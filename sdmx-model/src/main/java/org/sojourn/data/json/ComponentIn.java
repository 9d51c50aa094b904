package org.sojourn.data.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Value;
import org.sojourn.model.text.LocalisedText;

/** A component as the structure part of a message describes it. */
final class ComponentIn {

    /**
     * One of the listed values.
     *
     * @param id whether it is a code
     * @param more the whole of it, where a code has more than its names
     */
    record Listed(Raw raw, @Nullable Value plain, boolean id, LocalisedText names, Raw.@Nullable Fields more) {

        static Listed of(Raw raw, boolean id, LocalisedText names) {
            return new Listed(raw, raw.value(false), id, names, null);
        }

        static Listed code(String id, LocalisedText names, Raw.@Nullable Fields more) {
            Raw raw = new Raw.Scalar(id, false);
            return new Listed(raw, raw.value(false), true, names, more);
        }

        @Nullable
        Value value(boolean markup) {
            return markup ? raw.value(true) : plain;
        }
    }

    private final ObjectNode head = JsonNodeFactory.instance.objectNode();
    private @Nullable List<@Nullable Listed> values;

    /** Everything but the values. */
    ObjectNode head() {
        return head;
    }

    String id() {
        return head.path("id").asText("");
    }

    LocalisedText names(String language) {
        return JsonTexts.texts(head, "name", "names", language);
    }

    /** Position in the key, from 0; empty where it is not said. */
    Optional<Integer> keyPosition() {
        JsonNode position = head.path("keyPosition");
        return position.isInt() && position.asInt() >= 0 ? Optional.of(position.asInt()) : Optional.empty();
    }

    boolean hasRole(String role) {
        return roles().stream().anyMatch(role::equalsIgnoreCase);
    }

    /** The ids of the roles; one alone before 1.0. */
    List<String> roles() {
        List<String> roles = new ArrayList<>();
        for (String field : List.of("roles", "role")) {
            JsonNode node = head.path(field);
            if (node.isTextual()) {
                roles.add(node.asText());
            }
            node.forEach(n -> roles.add(n.asText()));
        }
        return roles;
    }

    /** The default, by which data leave a value out. */
    Optional<Value> defaultValue() {
        return JsonTexts.text(head, "default").map(Value::of);
    }

    void list(List<@Nullable Listed> all) {
        values = all;
    }

    /** True where data name values by index. */
    boolean indexed() {
        return values != null;
    }

    /** The listed values; some are null, which lets an index say that there is none. */
    List<@Nullable Listed> values() {
        List<@Nullable Listed> all = values;
        return all == null ? List.of() : all;
    }

    /** The texts of a dimension's values. */
    List<@Nullable String> texts() {
        List<@Nullable String> texts = new ArrayList<>();
        for (Listed l : values()) {
            texts.add(l != null && l.plain() instanceof Value.Text t ? t.text() : null);
        }
        return texts;
    }
}
