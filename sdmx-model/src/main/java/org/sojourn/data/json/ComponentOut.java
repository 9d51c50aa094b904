package org.sojourn.data.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.FormatLimits;
import org.sojourn.data.Value;
import org.sojourn.format.DataFormat;
import org.sojourn.model.Component;
import org.sojourn.model.DataType;
import org.sojourn.model.Dimension;
import org.sojourn.model.Measure;
import org.sojourn.model.Representation;
import org.sojourn.model.TextFormat;
import org.sojourn.model.text.LocalisedText;

/**
 * A component while it is written: whether data name its values by index or give them as they are, and the values named so
 * far. The list of values grows with the data and is written when they are over.
 */
final class ComponentOut {

    /** What JSON allows as a number; other ways to write one stay text. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    /** Readers bound the length of numbers. */
    private static final int LONGEST_NUMBER = 300;

    private final Component component;
    private final DataFormat format;
    private final Losses losses;
    private final boolean indexed;
    private final boolean coded;
    private final boolean numeric;
    private final boolean truth;
    private final boolean markup;
    private final int column;
    private final Map<String, Integer> values = new LinkedHashMap<>();

    ComponentOut(DataStructureView view, Component component, DataFormat format, Losses losses) {
        this.component = component;
        this.format = format;
        this.losses = losses;
        Optional<Representation> representation = view.representation(component.id());
        Optional<DataType> type = representation.flatMap(Representation::format).flatMap(TextFormat::dataType);
        this.coded = view.coded(component.id());
        this.column = view.column(component.id()).orElse(-1);
        this.numeric = !coded && type.map(DataType::numeric).orElse(component instanceof Measure);
        this.truth = type.filter(t -> t == DataType.BOOLEAN).isPresent();
        this.markup = type.filter(t -> t == DataType.XHTML).isPresent();
        boolean array = representation.filter(Representation::array).isPresent();
        // The schema of 2.0 lets no array of indexes pass: it takes them for two kinds of array at once.
        boolean listed = coded && !(format == DataFormat.JSON_2_0 && array);
        this.indexed =
                component instanceof Dimension || (format.firstJson() ? !(component instanceof Measure) : listed);
    }

    Component component() {
        return component;
    }

    String id() {
        return component.id();
    }

    /** Column of a block, -1 for what stands above the observation. */
    int column() {
        return column;
    }

    /** True where data name values by their index, so that they must be listed. */
    boolean indexed() {
        return indexed;
    }

    boolean coded() {
        return coded;
    }

    /** True where every plain decimal number is written as a number. */
    boolean numeric() {
        return numeric && !indexed;
    }

    /** The values named so far, in order of their index. */
    Iterable<String> values() {
        return values.keySet();
    }

    boolean named() {
        return !values.isEmpty();
    }

    /** The index of a text, from 0. */
    int index(String text) {
        Integer known = values.get(text);
        if (known == null) {
            known = values.size();
            values.put(text, known);
        }
        return known;
    }

    /** Writes a value, or null. */
    void write(JsonGenerator out, @Nullable Value value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (indexed) {
            writeIndex(out, value);
        } else {
            writeValue(out, value);
        }
    }

    private void writeIndex(JsonGenerator out, Value value) throws IOException {
        switch (value) {
            case Value.Text t -> out.writeNumber(index(t.text()));
            case Value.Localised l -> out.writeNumber(index(best(l.texts())));
            case Value.Markup m -> out.writeNumber(index(best(m.markup())));
            case Value.Array a -> {
                if (format.firstJson()) {
                    losses.add(id(), FormatLimits.ONE_VALUE);
                    writeIndex(out, a.values().getFirst());
                } else {
                    out.writeStartArray();
                    for (Value v : a.values()) {
                        writeIndex(out, v);
                    }
                    out.writeEndArray();
                }
            }
        }
    }

    private void writeValue(JsonGenerator out, Value value) throws IOException {
        switch (value) {
            case Value.Text t -> writeText(out, t.text());
            case Value.Localised l -> {
                if (format.firstJson()) {
                    writeText(out, best(l.texts()));
                } else {
                    writeTexts(out, l.texts());
                }
            }
            case Value.Markup m -> {
                if (!markup || format.firstJson()) {
                    losses.add(id(), FormatLimits.MARKUP_AS_TEXT);
                }
                if (format.firstJson() || m.markup().byLanguage().keySet().equals(java.util.Set.of("en"))) {
                    out.writeString(m.markup().best(losses.languages()).orElse(""));
                } else {
                    writeTexts(out, m.markup());
                }
            }
            case Value.Array a -> writeArray(out, a.values());
        }
    }

    private void writeArray(JsonGenerator out, List<Value> elements) throws IOException {
        if (format.firstJson()) {
            losses.add(id(), FormatLimits.ONE_VALUE);
            writeValue(out, elements.getFirst());
            return;
        }
        out.writeStartArray();
        // All elements must have one type, and 2.0 cannot tell arrays of integers from arrays of numbers.
        boolean plain = elements.stream()
                .allMatch(v -> v instanceof Value.Text t && number(t.text()) && format != DataFormat.JSON_2_0);
        for (Value v : elements) {
            if (v instanceof Value.Text t && !plain) {
                out.writeString(t.text());
            } else {
                writeValue(out, v);
            }
        }
        out.writeEndArray();
    }

    private void writeText(JsonGenerator out, String text) throws IOException {
        if (number(text)) {
            out.writeNumber(text);
        } else if (truth && (text.equals("true") || text.equals("false"))) {
            out.writeBoolean(text.equals("true"));
        } else {
            out.writeString(text);
        }
    }

    private boolean number(String text) {
        return numeric && isNumber(text);
    }

    /** True for what JSON takes as a number of a length that readers bear. */
    static boolean isNumber(String text) {
        return text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches();
    }

    private static void writeTexts(JsonGenerator out, LocalisedText texts) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, String> e : texts.byLanguage().entrySet()) {
            out.writeStringField(e.getKey(), e.getValue());
        }
        out.writeEndObject();
    }

    private String best(LocalisedText texts) {
        losses.add(id(), FormatLimits.ONE_LANGUAGE);
        return texts.best(losses.languages()).orElse("");
    }
}
