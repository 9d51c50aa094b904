package org.sojourn.data.csv;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Value;
import org.sojourn.data.fragment.SeriesSpelling;
import org.sojourn.model.Dimension;

/** The pieces of rows whose columns stand as the structure has them: dimensions, the one that varies last, measure, attributes. */
final class RowSpelling implements SeriesSpelling {

    /** Who makes cells of values. */
    interface Cells {

        /** A row with the cells that are the same in all. */
        @Nullable
        String[] begun();

        void put(@Nullable String[] row, String component, Value value);

        /** These attributes and those that hold for every series. */
        Map<String, Value> resolved(Map<String, Value> attributes);
    }

    private final DataStructureView view;
    private final Cells cells;
    private final List<String> components;
    private final int firstDimension;
    private final int period;
    private final int measure;

    RowSpelling(DataStructureView view, Map<String, CsvLayout.Column> columns, Cells cells) {
        this.view = view;
        this.cells = cells;
        this.components = view.observationComponents();
        this.firstDimension =
                index(columns, view.structure().dimensions().getFirst().id());
        this.period = index(columns, view.structure().dimensions().getLast().id());
        this.measure = index(columns, components.getFirst());
    }

    private static int index(Map<String, CsvLayout.Column> columns, String component) {
        CsvLayout.Column column = columns.get(component);
        return column == null ? -1 : column.index();
    }

    /** True for columns in the order that is needed. */
    static boolean suits(DataStructureView view, Map<String, CsvLayout.Column> columns) {
        List<Dimension> dimensions = view.structure().dimensions();
        int first = index(columns, dimensions.getFirst().id());
        for (int i = 0; i < dimensions.size(); i++) {
            if (index(columns, dimensions.get(i).id()) != first + i) {
                return false;
            }
        }
        int measure = first + dimensions.size();
        return first > 0
                && view.observationDimension()
                        .filter(dimensions.getLast()::equals)
                        .isPresent()
                && index(columns, view.observationComponents().getFirst()) == measure
                && view.attributes().stream().allMatch(a -> index(columns, a.id()) > measure);
    }

    @Override
    public boolean rows() {
        return true;
    }

    @Override
    public boolean takes(int column) {
        return true;
    }

    @Override
    public boolean takes(Map<String, Value> attributes) {
        return true;
    }

    /** Cells from one column up to another, the separators before all but the first included. */
    private static byte[] text(@Nullable String[] row, int from, int to, String end) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            String cell = row[i];
            text.append(i > from ? "," : "").append(cell == null ? "" : cell);
        }
        return text.append(end).toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] cell(String component, int column, String value, String end) {
        @Nullable String[] row = cells.begun();
        cells.put(row, component, Value.of(value));
        return text(row, column, column + 1, end);
    }

    @Override
    public byte[] open() {
        return text(cells.begun(), 0, firstDimension, ",");
    }

    @Override
    public byte[] key(int position, String code) {
        return cell(view.seriesDimensions().get(position).id(), firstDimension + position, code, ",");
    }

    @Override
    public byte[] head(Map<String, Value> attributes) {
        return new byte[0];
    }

    @Override
    public byte[] period(String value, boolean first, boolean measured) {
        return cell(view.structure().dimensions().getLast().id(), period, value, ",");
    }

    @Override
    public byte[] text(String value) {
        return cell(components.getFirst(), measure, value, "");
    }

    @Override
    public byte[] rest(boolean measured, Value.@Nullable Text[] values, Map<String, Value> attributes) {
        @Nullable String[] row = cells.begun();
        cells.resolved(attributes).forEach((id, value) -> cells.put(row, id, value));
        for (int c = 1; c < values.length; c++) {
            Value.Text value = values[c];
            if (value != null) {
                cells.put(row, components.get(c), value);
            }
        }
        byte[] rest = text(row, measure + 1, row.length, CsvDataWriter.END_OF_ROW);
        if (measure + 1 == row.length) {
            return rest;
        }
        byte[] whole = new byte[rest.length + 1];
        whole[0] = ',';
        System.arraycopy(rest, 0, whole, 1, rest.length);
        return whole;
    }

    @Override
    public byte[] close() {
        return new byte[0];
    }
}
