package org.sojourn.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.sojourn.model.Annotation;
import org.sojourn.rules.Location;
import org.sojourn.model.text.LocalisedText;

/** Writes down what a source pushes, call by call in its order, for people to read and for tests to compare. */
public class Transcript implements DataSink {

    private final List<String> lines = new ArrayList<>();
    private DataStructureView view;

    /** What was said so far. */
    public List<String> lines() {
        return lines;
    }

    @Override
    public void start(MessageHeader header) {}

    @Override
    public void dataset(DatasetHeader header, DataStructureView structure) {
        view = structure;
        lines.add("dataset " + header.reference().type().className() + " "
                + header.reference().shortForm() + " "
                + header.action().map(Action::name).orElse("no action") + notes(header.annotations()));
    }

    @Override
    public void attributes(AttributeBlock block) {
        StringJoiner key = new StringJoiner(".");
        for (String part : block.key()) {
            key.add(part == null ? "" : part);
        }
        lines.add("  attributes of [" + key + "]" + values(block.attributes()) + notes(block.annotations())
                + at(block.position()));
    }

    @Override
    public void series(SeriesBlock block) {
        lines.add("  series " + block.keyText() + (block.continued() ? " continued" : "") + values(block.attributes())
                + notes(block.annotations()) + at(block.position()));
        for (int i = 0; i < block.size(); i++) {
            Map<String, Value> values = new TreeMap<>();
            for (int c = 0; c < view.observationComponents().size(); c++) {
                Value value = block.value(c, i);
                if (value != null) {
                    values.put(view.observationComponents().get(c), value);
                }
            }
            lines.add("    " + (block.period(i) == null ? "any" : block.period(i)) + values(values)
                    + notes(block.observationAnnotations().getOrDefault(i, List.of()))
                    + at(block.position(i)));
        }
    }

    @Override
    public void endDataset() {
        lines.add("end");
    }

    @Override
    public void end(List<FooterMessage> footer) {}

    private static String at(long position) {
        int line = Location.at(position).line();
        return line == 0 ? "" : " @" + line;
    }

    private static String notes(List<Annotation> annotations) {
        return annotations.isEmpty()
                ? ""
                : " notes "
                        + annotations.stream()
                                .map(a -> a.id().or(a::title).orElse("?"))
                                .toList();
    }

    private static String values(Map<String, Value> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((id, value) -> text.append(' ').append(id).append('=').append(show(value)));
        return text.toString().replace("\r", "\\r").replace("\n", "\\n");
    }

    private static String show(Value value) {
        return switch (value) {
            case Value.Text t -> "'" + t.text() + "'";
            case Value.Localised l -> show(l.texts());
            case Value.Markup m -> "markup" + show(m.markup());
            case Value.Array a -> {
                StringJoiner all = new StringJoiner(" ", "[", "]");
                a.values().forEach(v -> all.add(show(v)));
                yield all.toString();
            }
        };
    }

    private static String show(LocalisedText texts) {
        StringJoiner all = new StringJoiner(" ", "{", "}");
        texts.byLanguage().forEach((language, text) -> all.add(language + " '" + text + "'"));
        return all.toString();
    }
}
