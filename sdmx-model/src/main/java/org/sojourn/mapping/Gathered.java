package org.sojourn.mapping;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;

/** Observations on their way into series: a bounded number of them, handed on in the order of their keys. */
final class Gathered {

    private static final int CAPACITY = 1 << 18;

    private final SeriesBlock block;
    private final Map<Series, List<Cell>> series = new HashMap<>();
    private int size;

    /** A series; the same key with other attributes is kept apart, so that nothing is lost. */
    private record Series(List<@Nullable String> key, Map<String, Value> attributes) {}

    /** An observation: its period, its values by column of the target, its line in the table. */
    record Cell(@Nullable String period, @Nullable Value[] columns, int line) {}

    Gathered(DataStructureView target) {
        this.block = new SeriesBlock(target);
    }

    void add(List<@Nullable String> key, Map<String, Value> attributes, Cell cell) {
        series.computeIfAbsent(new Series(key, attributes), s -> new ArrayList<>(4))
                .add(cell);
        size++;
    }

    boolean full() {
        return size >= CAPACITY;
    }

    /** Hands everything on and is empty again. */
    void flush(DataSink sink) throws IOException {
        List<Map.Entry<Series, List<Cell>>> ordered = new ArrayList<>(series.entrySet());
        ordered.sort(Map.Entry.comparingByKey(Comparator.comparing(Series::key, Gathered::compare)));
        for (Map.Entry<Series, List<Cell>> e : ordered) {
            block.clear();
            e.getKey().key().toArray(block.key());
            block.attributes().putAll(e.getKey().attributes());
            List<Cell> cells = e.getValue();
            block.at(cells.getFirst().line());
            for (Cell cell : cells) {
                if (block.full()) {
                    sink.series(block);
                    block.continueSeries();
                }
                int at = block.add(cell.period(), cell.line());
                for (int c = 0; c < cell.columns().length; c++) {
                    block.set(c, at, cell.columns()[c]);
                }
            }
            sink.series(block);
        }
        series.clear();
        size = 0;
    }

    private static int compare(List<@Nullable String> one, List<@Nullable String> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = String.valueOf(one.get(i)).compareTo(String.valueOf(other.get(i)));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
