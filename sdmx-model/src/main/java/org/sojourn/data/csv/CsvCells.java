package org.sojourn.data.csv;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.DataWriterOptions.Labels;
import org.sojourn.data.FormatLimits;
import org.sojourn.data.Value;
import org.sojourn.model.Code;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** Turns the values of one structure into cells, and says once for each component what a cell cannot carry. */
final class CsvCells {

    private final DataStructureView view;
    private final DataWriterOptions options;
    private final Labels labels;
    private final Problems losses;
    private final SubFields subFields = new SubFields(CsvLayout.SUB_SEPARATOR);
    private final Set<String> told = new HashSet<>();
    private final Map<String, Map<String, String>> labelled = new HashMap<>();

    CsvCells(DataStructureView view, DataWriterOptions options, Labels labels, Problems losses) {
        this.view = view;
        this.options = options;
        this.labels = labels;
        this.losses = losses;
    }

    /** The cell of a value, quoted where RFC 4180 wants it. */
    String cell(CsvLayout.Column column, String component, Value value) {
        return escape(text(column, component, value));
    }

    /** The cell of a code or plain text. */
    String cell(String component, String text) {
        return escape(label(component, text));
    }

    /** The cell beside it that holds the name of the value (labels=name); empty where the value has none. */
    String nameCell(String component, Value value) {
        return switch (value) {
            case Value.Text t -> nameCell(component, t.text());
            case Value.Array a ->
                escape(subFields.join(a.values().stream()
                        .map(v -> v instanceof Value.Text t
                                ? name(component, t.text()).orElse("")
                                : "")
                        .toList()));
            case Value.Localised l -> "";
            case Value.Markup m -> "";
        };
    }

    String nameCell(String component, String code) {
        return escape(name(component, code).orElse(""));
    }

    private String text(CsvLayout.Column column, String component, Value value) {
        if (!column.languages().isEmpty()) {
            return localised(column, component, value);
        }
        return switch (value) {
            case Value.Text t -> {
                if (t.text().isEmpty()) {
                    lost(component, "empty texts cannot be told from absent values");
                }
                String text = label(component, t.text());
                yield column.array() && !text.isEmpty() ? subFields.join(List.of(text)) : text;
            }
            case Value.Localised l -> best(component, l.texts());
            case Value.Markup m -> {
                if (!column.markup() || !m.markup().byLanguage().keySet().equals(Set.of("en"))) {
                    lost(component, FormatLimits.ONE_MARKUP_AS_TEXT);
                }
                yield m.markup().best(options.languages()).orElse("");
            }
            case Value.Array a -> {
                if (column.array()) {
                    yield subFields.join(
                            a.values().stream().map(v -> element(component, v)).toList());
                }
                lost(component, FormatLimits.ONE_VALUE);
                yield text(column, component, a.values().getFirst());
            }
        };
    }

    private String element(String component, Value value) {
        return switch (value) {
            case Value.Text t -> label(component, t.text());
            case Value.Localised l -> best(component, l.texts());
            case Value.Markup m -> best(component, m.markup());
            case Value.Array a -> throw new IllegalArgumentException("an array inside an array");
        };
    }

    private String best(String component, LocalisedText texts) {
        lost(component, FormatLimits.ONE_LANGUAGE);
        return texts.best(options.languages()).orElse("");
    }

    private String localised(CsvLayout.Column column, String component, Value value) {
        String text = switch (value) {
            case Value.Localised l -> subFields.join(l.texts());
            case Value.Markup m -> subFields.join(m.markup());
            case Value.Array a -> subFields.joinSets(a.values());
            case Value.Text t -> t.text();
        };
        if (text.isEmpty()
                || !subFields
                        .localised(text, column.languages(), column.markup())
                        .equals(value)) {
            lost(component, "some texts do not read back as they are from a column of several languages");
        }
        return text;
    }

    private String label(String component, String text) {
        if (labels != Labels.BOTH || !view.coded(component)) {
            return text;
        }
        return labelled.computeIfAbsent(component, c -> new HashMap<>())
                .computeIfAbsent(
                        text, t -> name(component, t).map(n -> t + ": " + n).orElse(t));
    }

    private Optional<String> name(String component, String code) {
        Code found = view.codes(component).get(code);
        return found == null ? Optional.empty() : found.naming().names().best(options.languages());
    }

    private void lost(String component, String what) {
        if (told.add(component + ' ' + what)) {
            losses.add(Problem.lost(component, what));
        }
    }

    static String escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return '"' + text.replace("\"", "\"\"") + '"';
            }
        }
        return text;
    }
}
