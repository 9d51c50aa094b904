package org.sojourn.data;

import java.util.List;
import org.sojourn.model.text.LocalisedText;

/**
 * The value of a measure or attribute, in its exact lexical form: {@code 1.50} stays {@code 1.50}.
 *
 * <p>Special texts of the standard are plain {@link Text}: {@code NaN} and {@code #N/A} are intentionally missing. A value
 * that is not there at all is a Java {@code null} in a column and an absent key in a map.
 */
public sealed interface Value {

    /** A code, a number, a date or a text in no particular language. */
    record Text(String text) implements Value {
        @Override
        public String toString() {
            return text;
        }
    }

    /** A text in several languages (3.x). */
    record Localised(LocalisedText texts) implements Value {}

    /**
     * XHTML (3.x {@code StructuredText}), the markup by language; the key is the language tag, {@code en} by default. The
     * markup is well-formed content, its XHTML elements without prefix and without namespace declarations.
     */
    record Markup(LocalisedText markup) implements Value {}

    /**
     * Several values at once (3.x); elements are {@link Text}, {@link Localised} or {@link Markup}.
     *
     * <p>At least two: an array of one value <em>is</em> that value, whatever the representation allows, so that a value
     * that went through a format without arrays comes back equal. See {@link Value#array}.
     */
    record Array(List<Value> values) implements Value {
        public Array {
            values = List.copyOf(values);
            if (values.size() < 2) {
                throw new IllegalArgumentException("an array holds at least two values, not " + values.size());
            }
        }
    }

    static Value of(String text) {
        return new Text(text);
    }

    /**
     * What these values are together: the only one itself, else an {@link Array}.
     *
     * @param values at least one
     */
    static Value array(List<? extends Value> values) {
        return values.size() == 1 ? values.getFirst() : new Array(List.copyOf(values));
    }
}
