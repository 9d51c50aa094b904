package org.sojourn.structure.binding;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Small conversions between optional model values and nullable binding fields. */
final class Wire {
    private Wire() {}

    /** Null for an empty list, so that no empty container is written; else a list that may grow. */
    static <A, B> @Nullable List<B> list(List<A> all, Function<? super A, ? extends B> each) {
        if (all.isEmpty()) {
            return null;
        }
        List<B> result = new ArrayList<>(all.size());
        for (A a : all) {
            result.add(each.apply(a));
        }
        return result;
    }

    /** The elements that are there of a list that may be absent or hold JSON nulls. */
    static <A> List<A> each(@Nullable List<@Nullable A> all) {
        if (all == null) {
            return List.of();
        }
        List<A> result = new ArrayList<>(all.size());
        for (A a : all) {
            if (a != null) {
                result.add(a);
            }
        }
        return result;
    }

    static @Nullable String flag(boolean value) {
        return value ? "true" : null;
    }

    static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    static <T> T or(@Nullable T value, T otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }

    /** Writes text that is a number as a JSON number, in its own digits. */
    static final class AsNumber extends JsonSerializer<String> {
        @Override
        public void serialize(String value, JsonGenerator out, SerializerProvider provider) throws IOException {
            try {
                out.writeNumber(new BigDecimal(value.strip()).toPlainString());
            } catch (NumberFormatException e) {
                out.writeString(value);
            }
        }
    }

    /** Writes {@code true} and {@code false} as JSON booleans. */
    static final class AsBoolean extends JsonSerializer<String> {
        @Override
        public void serialize(String value, JsonGenerator out, SerializerProvider provider) throws IOException {
            switch (value) {
                case "true", "1" -> out.writeBoolean(true);
                case "false", "0" -> out.writeBoolean(false);
                default -> out.writeString(value);
            }
        }
    }
}
