package org.sojourn.data.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.RowAssembler;
import org.sojourn.data.Value;
import org.sojourn.model.Code;
import org.sojourn.model.Component;
import org.sojourn.model.DataType;
import org.sojourn.model.Measure;
import org.sojourn.model.Representation;
import org.sojourn.model.TextFormat;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** What the columns of a message mean under one data structure, and how their cells are read. */
final class CsvColumns {

    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");

    /** What a column feeds. */
    enum Target {
        KEY,
        PERIOD,
        OBSERVED,
        ABOVE
    }

    /** One column under this structure. */
    record Cell(
            int index,
            Target target,
            int position,
            String component,
            boolean coded,
            boolean numeric,
            boolean markup,
            boolean array,
            Optional<List<String>> languages) {}

    private final CsvHeader header;
    private final DataStructureView view;
    private final Problems problems;
    private final SubFields subFields;
    private final boolean labelled;
    private final List<Cell> cells = new ArrayList<>();
    private final Set<Integer> known = new HashSet<>();
    private final Map<Integer, Map<String, String>> unlabelled = new HashMap<>();
    private final List<String> missingDimensions;
    private boolean commaTold;

    CsvColumns(CsvHeader header, DataStructureView view, RowAssembler rows, Problems problems) {
        this.header = header;
        this.view = view;
        this.problems = problems;
        this.subFields = new SubFields(header.subSeparator());
        this.labelled = header.labelled();
        Map<String, Integer> first = new HashMap<>();
        String before = null;
        for (int i = 0; i < header.columns().size(); i++) {
            CsvHeader.Column column = header.columns().get(i);
            if (column.fixed()) {
                continue;
            }
            Optional<Component> component = component(column.id());
            if (before != null && isNameOf(before, column, component.isPresent() && !first.containsKey(column.id()))) {
                known.add(i);
                before = null;
                continue;
            }
            before = null;
            if (component.isEmpty()) {
                continue;
            }
            known.add(i);
            String id = component.get().id();
            Integer twice = first.putIfAbsent(column.id(), i);
            if (twice != null) {
                problems.add(Problem.error(
                                "duplicate-column",
                                at(1, i),
                                "column " + (i + 1) + " '" + column.header() + "' is there twice; the first is column "
                                        + (twice + 1))
                        .withExpected("one column for each component"));
                continue;
            }
            before = id;
            cells.add(cell(i, column, component.get(), rows));
        }
        missingDimensions = view.structure().dimensions().stream()
                .map(Component::id)
                .filter(d -> cells.stream().noneMatch(c -> c.component.equals(d)))
                .toList();
    }

    /** The columns that are read. */
    List<Cell> cells() {
        return cells;
    }

    /** Dimensions without a column: fine for deletions and attributes of partial keys, not for observations. */
    List<String> missingDimensions() {
        return missingDimensions;
    }

    /** Columns that are components of this structure, or their names. */
    Set<Integer> known() {
        return known;
    }

    private Optional<Component> component(String id) {
        Optional<Component> component = view.component(id);
        if (component.isEmpty()
                && !header.version2()
                && id.equals(Measure.OBS_VALUE)
                && !view.measures().isEmpty()) {
            Measure measure = view.measures().getFirst(); // 1.0 knows one measure and fixes the name of its column
            if (view.measures().size() > 1) {
                problems.add(Problem.info(
                        "primary-measure",
                        Location.path(id),
                        "OBS_VALUE of SDMX-CSV 1.0 is read as the first measure, " + measure.id()));
            }
            return Optional.of(measure);
        }
        return component;
    }

    /** With labels=name the column after a component holds the names of its values and is headed by the component's name. */
    private boolean isNameOf(String component, CsvHeader.Column column, boolean newComponent) {
        boolean nameMatches = view.concept(component)
                .filter(c -> c.naming().names().byLanguage().containsValue(column.header()))
                .isPresent();
        return header.named() ? nameMatches || !newComponent : nameMatches && !newComponent;
    }

    private Cell cell(int index, CsvHeader.Column column, Component component, RowAssembler rows) {
        String id = component.id();
        Optional<Representation> representation = view.representation(id);
        Optional<DataType> type = representation.flatMap(Representation::format).flatMap(TextFormat::dataType);
        boolean coded = view.coded(id);
        boolean numeric = !coded && type.map(DataType::numeric).orElse(component instanceof Measure);
        Target target;
        int position = 0;
        if (view.seriesPosition(id).isPresent()) {
            target = Target.KEY;
            position = view.seriesPosition(id).getAsInt();
        } else if (view.observationDimension().filter(d -> d.id().equals(id)).isPresent()) {
            target = Target.PERIOD;
        } else if (view.column(id).isPresent()) {
            target = Target.OBSERVED;
            position = view.column(id).getAsInt();
        } else {
            target = Target.ABOVE;
            position = rows.position(id);
        }
        return new Cell(
                index,
                target,
                position,
                id,
                coded,
                numeric,
                type.filter(t -> t == DataType.XHTML).isPresent(),
                column.suffix().filter(String::isEmpty).isPresent(),
                column.suffix().filter(s -> !s.isEmpty()).map(this::split));
    }

    private List<String> split(String languages) {
        return Arrays.stream(languages.split(Pattern.quote(String.valueOf(header.subSeparator())), -1))
                .map(String::strip)
                .toList();
    }

    /** Reads the component cells of the record at hand, empty ones are absent; true where there is one of an observation. */
    boolean read(CsvRecords record, RowAssembler rows) {
        boolean observed = false;
        for (Cell cell : cells) {
            if (cell.index >= record.size()) {
                continue;
            }
            String text = record.field(cell.index);
            if (text.isEmpty()) {
                continue;
            }
            switch (cell.target) {
                case KEY -> rows.key(cell.position, labelled ? code(cell, text) : text);
                case PERIOD -> rows.period(labelled ? beforeLabel(text) : text);
                case OBSERVED -> {
                    observed = true;
                    rows.observed(cell.position, value(cell, text, record));
                }
                case ABOVE -> rows.above(cell.position, value(cell, text, record));
            }
        }
        return observed;
    }

    private Value value(Cell cell, String text, CsvRecords record) {
        if (cell.languages.isPresent()) {
            return subFields.localised(text, cell.languages.get(), cell.markup);
        }
        if (cell.array) {
            return Value.array(subFields.values(text).stream()
                    .map(part -> single(cell, part, record))
                    .toList());
        }
        return single(cell, text, record);
    }

    private Value single(Cell cell, String text, CsvRecords record) {
        if (cell.markup) {
            return new Value.Markup(LocalisedText.of("en", text));
        }
        if (cell.coded) {
            return Value.of(labelled ? code(cell, text) : text);
        }
        if (cell.numeric
                && header.separator() != ','
                && text.indexOf(',') >= 0
                && DECIMAL_COMMA.matcher(text).matches()) {
            if (!commaTold) {
                commaTold = true;
                problems.add(Problem.info(
                        "decimal-comma",
                        at(record.line(), cell.index),
                        "'" + text + "' is read with a decimal comma because fields are separated by '"
                                + header.separator() + "'"));
            }
            return Value.of(text.replace(',', '.'));
        }
        return Value.of(text);
    }

    /** The id before the first {@code ": "}; a code that itself reads so stays whole. */
    private String code(Cell cell, String text) {
        if (text.indexOf(": ") < 0) {
            return text;
        }
        Map<String, String> cache = unlabelled.computeIfAbsent(cell.index, i -> new HashMap<>());
        String id = cache.get(text);
        if (id == null) {
            Map<String, Code> codes = view.codes(cell.component);
            id = !cell.coded || codes.containsKey(text) ? text : beforeLabel(text);
            if (cache.size() < 10_000) {
                cache.put(text, id);
            }
        }
        return id;
    }

    private static String beforeLabel(String text) {
        int colon = text.indexOf(": ");
        return colon < 0 ? text : text.substring(0, colon);
    }

    private Location at(int line, int index) {
        return new Location(line, index + 1, header.columns().get(index).header());
    }

    /** The component whose id is nearest to a header that is none, if one is near. */
    Optional<String> nearest(String id) {
        @Nullable String best = null;
        int bestDistance = 3;
        for (Component component : view.structure().components()) {
            int distance = distance(component.id(), id);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = component.id();
            }
        }
        return Optional.ofNullable(best);
    }

    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 2) {
            return 3;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + change);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
