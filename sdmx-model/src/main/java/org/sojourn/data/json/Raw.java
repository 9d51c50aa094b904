package org.sojourn.data.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Value;
import org.sojourn.model.SdmxException;
import org.sojourn.model.text.LocalisedText;

/** A JSON value as it was written: numbers keep their text, {@code 1.50} and {@code 1E5}, which trees of the library do not. */
sealed interface Raw {

    /** Null. */
    record Nothing() implements Raw {}

    /** A text or truth value, or the text of a number. */
    record Scalar(String text, boolean number) implements Raw {}

    record Items(List<Raw> items) implements Raw {}

    record Fields(Map<String, Raw> fields) implements Raw {

        Optional<Raw> get(String name) {
            return Optional.ofNullable(fields.get(name));
        }

        Optional<String> text(String name) {
            return get(name).flatMap(r -> r instanceof Scalar s ? Optional.of(s.text()) : Optional.empty());
        }

        /** The texts among the fields, by language. */
        LocalisedText texts() {
            Map<String, String> texts = new LinkedHashMap<>();
            fields.forEach((language, raw) -> {
                if (raw instanceof Scalar s) {
                    texts.put(language, s.text());
                }
            });
            return new LocalisedText(texts);
        }
    }

    Raw NOTHING = new Nothing();

    /** Reads the value at hand. */
    static Raw read(JsonParser in) throws IOException {
        JsonToken token = in.currentToken();
        return switch (token) {
            case VALUE_NULL -> NOTHING;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(in.getText(), true);
            case START_ARRAY -> {
                List<Raw> items = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read(in));
                }
                yield new Items(items);
            }
            case START_OBJECT -> {
                Map<String, Raw> fields = new LinkedHashMap<>();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String name = in.currentName();
                    in.nextToken();
                    if (fields.put(name, read(in)) != null) {
                        throw new SdmxException(
                                SdmxException.Kind.SYNTAX,
                                "at " + JsonInput.at(in, "") + " the name \"" + name
                                        + "\" is there twice; expected it once");
                    }
                }
                yield new Fields(fields);
            }
            default -> new Scalar(in.getText(), false);
        };
    }

    /** The same as a tree, whose numbers need not be written as they were. */
    default JsonNode tree() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (this) {
            case Nothing n -> nodes.nullNode();
            case Scalar s ->
                s.number && s.text.matches("\\d{1,9}")
                        ? nodes.numberNode(Integer.parseInt(s.text))
                        : nodes.textNode(s.text);
            case Items i -> {
                ArrayNode array = nodes.arrayNode();
                i.items.forEach(r -> array.add(r.tree()));
                yield array;
            }
            case Fields f -> {
                ObjectNode object = nodes.objectNode();
                f.fields.forEach((name, r) -> object.set(name, r.tree()));
                yield object;
            }
        };
    }

    /** The value that this is: a text, texts by language, several values; null where there is none. */
    default @Nullable Value value(boolean markup) {
        return switch (this) {
            case Nothing n -> null;
            case Scalar s -> markup ? new Value.Markup(LocalisedText.of("en", s.text)) : Value.of(s.text);
            case Items i -> {
                List<Value> values = new ArrayList<>();
                for (Raw r : i.items) {
                    Value value = r.value(markup);
                    if (value instanceof Value.Array a) {
                        values.addAll(a.values()); // nesting is for metadata attributes
                    } else if (value != null) {
                        values.add(value);
                    }
                }
                yield values.isEmpty() ? null : Value.array(values);
            }
            case Fields f -> {
                LocalisedText texts = f.texts();
                yield texts.isEmpty() ? null : markup ? new Value.Markup(texts) : new Value.Localised(texts);
            }
        };
    }
}
