package org.sojourn.mapping;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * The rows of a provider's table, as its layout says that they are to be read: values by source component. A row of a table
 * that is wide by a component gives one for each cell with a value, so that whoever takes rows need not know how they stood.
 */
final class TableRows {

    /** Takes what rows hold; a row is not changed afterwards. */
    @FunctionalInterface
    interface Taker {
        /**
         * @param row values by source component; several where a cell held several, none where it was empty
         * @param line where it stands, from 1
         */
        void take(Map<String, List<String>> row, int line) throws IOException;
    }

    /** As far as a line of headings is looked into to learn its delimiter. */
    private static final int HEADING = 1 << 16;

    private final SourceLayout layout;
    private final Problems problems;
    private long leftOut;

    TableRows(SourceLayout layout, Problems problems) {
        this.layout = layout;
        this.problems = problems;
    }

    /** Rows, or cells of wide ones, that the layout does not want. */
    long leftOut() {
        return leftOut;
    }

    /** @throws SdmxException when the table is none, or has not the columns that the layout reads */
    void read(InputStream table, Taker taker) throws IOException {
        BufferedInputStream in = new BufferedInputStream(table, HEADING);
        char delimiter = delimiter(in);
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Iterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                throw new SdmxException(SdmxException.Kind.SYNTAX, "the table is empty; expected a line of headings");
            }
            List<String> headings = records.next().getFields().stream()
                    .map(h -> h.startsWith("\uFEFF") ? h.substring(1) : h)
                    .map(String::strip)
                    .toList();
            Reading reading = reading(headings);
            while (records.hasNext()) {
                reading.row(records.next(), taker);
            }
        } catch (CsvParseException e) {
            throw new SdmxException(SdmxException.Kind.SYNTAX, "the table cannot be read: " + e.getMessage());
        }
    }

    /** A layout may know two shapes of a table, whose delimiters then tell them apart. */
    private char delimiter(BufferedInputStream in) throws IOException {
        char wide = layout.wide().map(SourceLayout.Wide::delimiter).orElse(layout.delimiter());
        if (wide == layout.delimiter()) {
            return wide;
        }
        in.mark(HEADING);
        char found = layout.delimiter();
        for (int i = 0, c = in.read(); i < HEADING - 1 && c >= 0 && c != '\n'; i++, c = in.read()) {
            if (c == wide) {
                found = wide;
                break;
            }
        }
        in.reset();
        return found;
    }

    private Reading reading(List<String> headings) {
        boolean whole = headings.containsAll(layout.columns().keySet());
        boolean valued = layout.wide()
                .map(w -> layout.columns().containsValue(w.value()))
                .orElse(true);
        if (layout.wide().isPresent() && !(whole && valued)) {
            return new Wide(headings, layout.wide().get());
        }
        require(headings, List.of());
        return new Long(headings);
    }

    /** @param told components that the shape of the table tells in another way than by a column */
    private void require(List<String> headings, List<String> told) {
        List<String> absent = layout.columns().entrySet().stream()
                .filter(e -> !told.contains(e.getValue()))
                .map(Map.Entry::getKey)
                .filter(c -> !headings.contains(c))
                .toList();
        if (!absent.isEmpty()) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    "the table has no column " + String.join(", ", absent) + ", which " + layout.id()
                            + " reads; its columns are " + String.join(", ", headings));
        }
    }

    private String[] components(List<String> headings) {
        return headings.stream().map(h -> layout.columns().getOrDefault(h, "")).toArray(String[]::new);
    }

    private boolean wanted(String component, String cell) {
        List<String> only = layout.rows().get(component);
        return only == null || only.contains(cell);
    }

    private void put(Map<String, List<String>> row, String component, String cell) {
        if (!component.isEmpty()
                && !layout.missing().contains(cell)
                && !layout.fillers().getOrDefault(component, List.of()).contains(cell)) {
            row.put(component, split(component, cell));
        }
    }

    private Map<String, List<String>> constants() {
        Map<String, List<String>> row = new HashMap<>();
        layout.constants().forEach((component, value) -> row.put(component, List.of(value)));
        return row;
    }

    private List<String> split(String component, String cell) {
        return switch (layout.split().get(component)) {
            case null -> List.of(cell);
            case SourceLayout.Split.Letters letters ->
                cell.codePoints().mapToObj(Character::toString).toList();
            case SourceLayout.Split.By by ->
                Arrays.stream(cell.split(Pattern.quote(by.separator())))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
        };
    }

    private boolean whole(int cells, int headings, int line) {
        if (cells != headings) {
            problems.add(Problem.error(
                            "wrong-row",
                            Location.line(line, 0),
                            "the row has " + cells + " cells, the headings are " + headings)
                    .withExpected("a cell for each heading"));
        }
        return cells == headings;
    }

    /** A shape of a table. */
    private sealed interface Reading {
        void row(CsvRecord record, Taker taker) throws IOException;
    }

    /** A row is an observation, or several measures of one. */
    private final class Long implements Reading {
        private final String[] components;

        Long(List<String> headings) {
            this.components = components(headings);
        }

        @Override
        public void row(CsvRecord record, Taker taker) throws IOException {
            int line = (int) record.getStartingLineNumber();
            if (!whole(record.getFieldCount(), components.length, line)) {
                return;
            }
            for (int i = 0; i < components.length; i++) {
                if (!wanted(components[i], record.getField(i))) {
                    leftOut++;
                    return;
                }
            }
            Map<String, List<String>> row = constants();
            for (int i = 0; i < components.length; i++) {
                put(row, components[i], record.getField(i));
            }
            taker.take(row, line);
        }
    }

    /** A row is a series, a column a value of the component that the table is wide by. */
    private final class Wide implements Reading {
        private final SourceLayout.Wide shape;
        /** Of the cells of a row before they are wide, in the first one or in one each. */
        private final String[] components;

        private final int width;
        /** By column; null where it is none of the component. */
        private final @Nullable String[] across;

        Wide(List<String> headings, SourceLayout.Wide shape) {
            this.shape = shape;
            this.width = headings.size();
            this.across = new String[width];
            List<String> names = new ArrayList<>();
            if (shape.joined().isPresent()) {
                String first = headings.getFirst();
                int end = first.lastIndexOf('\\');
                names.addAll(List.of((end < 0 ? first : first.substring(0, end))
                        .split(Pattern.quote(shape.joined().get()), -1)));
                names.replaceAll(String::strip);
            } else {
                names.addAll(headings);
            }
            List<String> told = new ArrayList<>(List.of(shape.over(), shape.value()));
            shape.marks().ifPresent(told::add);
            require(names, told);
            this.components = components(names);
            for (int i = shape.joined().isPresent() ? 1 : 0; i < width; i++) {
                String heading = headings.get(i);
                if (!heading.isEmpty()
                        && !layout.columns().containsKey(heading)
                        && (shape.headings().isEmpty()
                                || shape.headings().get().matcher(heading).matches())) {
                    across[i] = heading;
                }
            }
            if (Arrays.stream(across).allMatch(heading -> heading == null)) {
                throw new SdmxException(
                        SdmxException.Kind.SYNTAX,
                        "no column of the table is a value of " + shape.over() + "; its columns are "
                                + String.join(", ", headings));
            }
        }

        @Override
        public void row(CsvRecord record, Taker taker) throws IOException {
            int line = (int) record.getStartingLineNumber();
            if (!whole(record.getFieldCount(), width, line)) {
                return;
            }
            List<String> cells = shape.joined()
                    .map(by -> List.of(record.getField(0).split(Pattern.quote(by), -1)))
                    .orElseGet(record::getFields);
            if (!whole(cells.size(), components.length, line)) {
                return;
            }
            Map<String, List<String>> series = constants();
            for (int i = 0; i < components.length; i++) {
                String cell = cells.get(i).strip();
                if (!wanted(components[i], cell)) {
                    leftOut++;
                    return;
                }
                put(series, components[i], cell);
            }
            for (int i = 0; i < width; i++) {
                if (across[i] != null) {
                    cell(series, across[i], record.getField(i).strip(), line, taker);
                }
            }
        }

        private void cell(Map<String, List<String>> series, String heading, String cell, int line, Taker taker)
                throws IOException {
            int end = shape.marks().isPresent() ? cell.indexOf(' ') : -1;
            String value = end < 0 ? cell : cell.substring(0, end);
            String marks = end < 0 ? "" : cell.substring(end + 1).strip();
            if (layout.missing().contains(value) && marks.isEmpty()) {
                return; // an empty cell is no observation; one with a mark says why it is empty
            }
            Map<String, List<String>> row = new HashMap<>(series);
            put(row, shape.over(), heading);
            put(row, shape.value(), value);
            shape.marks().ifPresent(component -> put(row, component, marks));
            taker.take(row, line);
        }
    }
}
