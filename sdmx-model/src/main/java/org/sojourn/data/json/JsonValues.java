package org.sojourn.data.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Value;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** The elements of one array of data: measures, attributes, indexes of notes. A reused buffer. */
final class JsonValues {

    private final Problems problems;
    private Raw[] elements = new Raw[16];
    private int size;

    JsonValues(Problems problems) {
        this.problems = problems;
    }

    /** Reads the array at hand; a single value counts as an array of one, null as an empty one. */
    void read(JsonParser in) throws IOException {
        size = 0;
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (in.currentToken() != JsonToken.START_ARRAY) {
            add(Raw.read(in));
            return;
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            add(Raw.read(in));
        }
    }

    /** Takes the elements of what was read before. */
    void of(Raw array) {
        size = 0;
        if (array instanceof Raw.Items i) {
            i.items().forEach(this::add);
        }
    }

    private void add(Raw raw) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, size * 2);
        }
        elements[size++] = raw;
    }

    int size() {
        return size;
    }

    /** True where the message has something at this place, be it the index of nothing. */
    boolean given(int at) {
        return at < size && !(elements[at] instanceof Raw.Nothing);
    }

    /** The value of a component at this place; null where there is none or an index leads nowhere. */
    @Nullable
    Value value(int at, ComponentIn component, boolean markup, JsonParser in, String path) {
        if (at >= size) {
            return null;
        }
        Raw raw = elements[at];
        if (!component.indexed()) {
            return raw.value(markup);
        }
        return switch (raw) {
            case Raw.Nothing n -> null;
            // A value where an index is due: what is missing on purpose may stand so, other texts are meant as they
            // are.
            case Raw.Scalar s -> s.number() ? listed(s.text(), component, markup, in, path) : raw.value(markup);
            case Raw.Items i -> {
                List<Value> values = new ArrayList<>();
                for (Raw r : i.items()) {
                    Value value = r instanceof Raw.Scalar s && s.number()
                            ? listed(s.text(), component, markup, in, path)
                            : r.value(markup);
                    if (value != null) {
                        values.add(value);
                    }
                }
                yield values.isEmpty() ? null : Value.array(values);
            }
            case Raw.Fields f -> raw.value(markup);
        };
    }

    private @Nullable Value listed(String text, ComponentIn component, boolean markup, JsonParser in, String path) {
        int at = index(text);
        if (at < 0 || at >= component.values().size()) {
            problems.add(badIndex(text, component, in, path));
            return null;
        }
        ComponentIn.Listed listed = component.values().get(at);
        return listed == null ? null : listed.value(markup);
    }

    static Problem badIndex(String text, ComponentIn component, JsonParser in, String path) {
        int last = component.values().size() - 1;
        return Problem.error(
                        "bad-index",
                        JsonInput.at(in, path),
                        "index '" + text + "' of " + component.id() + " leads to no value")
                .withExpected(last < 0 ? "a list of values" : "a number from 0 to " + last);
    }

    /** The index of a note at this place; -1 where there is none. */
    int note(int at) {
        return elements[at] instanceof Raw.Scalar s && s.number() ? index(s.text()) : -1;
    }

    /** A number that may be an index; -1 for any other. */
    static int index(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int index = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            index = index * 10 + (c - '0');
        }
        return index;
    }
}
