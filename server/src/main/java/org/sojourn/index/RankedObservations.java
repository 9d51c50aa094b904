package org.sojourn.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;
import org.sojourn.model.SdmxException;

/**
 * Gathers the observations of an answer and sends a page of them in an {@link ObservationOrder}. With a limit, no more is kept
 * than the page needs.
 */
final class RankedObservations {

    /** More observations than this are not sorted in memory. */
    static final int MOST = 1 << 19;

    private final DataStructureView structure;
    private final Projection projection;
    private final ObservationOrder order;
    private final long reach;
    private final int room;
    private final PriorityQueue<Row> kept;
    private final List<Row> bare = new ArrayList<>();
    private @Nullable Series series;
    private long seen;
    private int seriesSeen;

    /** What the observations of a series share. */
    private record Series(
            int number, @Nullable String[] key, Map<String, Value> attributes, List<Annotation> annotations) {}

    private record Row(
            Series series,
            int leaf,
            int doc,
            @Nullable String period,
            @Nullable Value[] values,
            List<Annotation> annotations,
            @Nullable Comparable<?>[] ranks,
            long number) {}

    /**
     * @param reach how many observations from the start are wanted at most
     */
    RankedObservations(DataStructureView structure, Projection projection, ObservationOrder order, long reach) {
        this.structure = structure;
        this.projection = projection;
        this.order = order;
        this.reach = reach;
        this.room = (int) Math.min(reach, MOST);
        this.kept = new PriorityQueue<>(order().reversed());
    }

    private Comparator<Row> order() {
        return (a, b) -> {
            int byRank = order.compare(a.ranks, b.ranks);
            return byRank != 0 ? byRank : Long.compare(a.number, b.number);
        };
    }

    /**
     * Takes the fitting observations of a chunk, from {@code a} to {@code b} and from {@code c} to {@code d}.
     */
    void add(ChunkScan scan, boolean firstOfSeries, int a, int b, int c, int d) throws IOException {
        SeriesBlock block = scan.block();
        Map<String, Value> ofSeries = scan.head().attributes();
        if (firstOfSeries || series == null) {
            Map<String, Value> wanted = new LinkedHashMap<>();
            ofSeries.forEach((id, value) -> {
                if (projection.wants(id)) {
                    wanted.put(id, value);
                }
            });
            series = new Series(
                    seriesSeen++, block.key().clone(), wanted, scan.head().annotations());
        }
        if (block.size() == 0) {
            bare.add(row(scan, block, -1, new Comparable<?>[0]));
        }
        for (int i = a; i < d; i++) {
            if (i < b || i >= c) {
                int index = scan.index(i);
                add(row(scan, block, index, order.ranks(block, index, ofSeries)));
            }
        }
    }

    private void add(Row row) {
        kept.add(row);
        if (kept.size() > room) {
            checkRoom(reach - 1);
            kept.poll();
        }
    }

    /** @throws SdmxException NOT_IMPLEMENTED when so many are not sorted */
    static void checkRoom(long observations) {
        if (observations > MOST) {
            throw new SdmxException(
                    SdmxException.Kind.NOT_IMPLEMENTED,
                    "more than " + MOST + " observations are sorted by their key only; ask for fewer, give a limit, or"
                            + " leave sort out");
        }
    }

    private Row row(ChunkScan scan, SeriesBlock block, int index, @Nullable Comparable<?>[] ranks) {
        int[] columns = projection.columns();
        @Nullable Value[] values = new Value[columns.length];
        for (int i = 0; i < columns.length && index >= 0; i++) {
            values[i] = block.value(columns[i], index);
        }
        Series of = series;
        if (of == null) {
            throw new IllegalStateException("an observation of no series");
        }
        return new Row(
                of,
                scan.document().leaf(),
                scan.document().doc(),
                index < 0 ? null : block.period(index),
                values,
                List.copyOf(block.observationAnnotations().getOrDefault(index, List.of())),
                ranks,
                seen++);
    }

    /** The rows of the page, in order; series without observations follow where the page does not cut. */
    Ranked page(Page page) {
        List<Row> rows = new ArrayList<>(kept);
        rows.sort(order());
        boolean cuts = page.cuts();
        int from = page.skip(rows.size());
        int to = from + page.take(rows.size() - from);
        return new Ranked(rows.subList(from, to), cuts ? List.of() : bare);
    }

    /** A page, ready to be sent. */
    final class Ranked {
        private final List<Row> rows;
        private final List<Row> empty;

        private Ranked(List<Row> rows, List<Row> empty) {
            this.rows = rows;
            this.empty = empty;
        }

        DatasetAnswer.Counts counts() {
            long series = rows.stream().map(row -> row.series.number).distinct().count() + empty.size();
            return new DatasetAnswer.Counts(series, rows.size());
        }

        void mark(Matches.Marked marked) {
            rows.forEach(row -> marked.mark(row.leaf, row.doc));
            empty.forEach(row -> marked.mark(row.leaf, row.doc));
        }

        /**
         * Sends the page.
         *
         * @param flat observation by observation, even where that comes back to a series; else each series is sent once, by
         *     its first observation
         */
        void writeTo(DataSink sink, boolean flat) throws IOException {
            Sender sender = new Sender(sink);
            if (flat) {
                for (Row row : rows) {
                    sender.send(row);
                }
            } else {
                Map<Integer, List<Row>> bySeries = new HashMap<>();
                List<List<Row>> inOrder = new ArrayList<>();
                for (Row row : rows) {
                    bySeries.computeIfAbsent(row.series.number, s -> {
                                List<Row> ofSeries = new ArrayList<>();
                                inOrder.add(ofSeries);
                                return ofSeries;
                            })
                            .add(row);
                }
                for (List<Row> ofSeries : inOrder) {
                    for (Row row : ofSeries) {
                        sender.send(row);
                    }
                }
            }
            for (Row row : empty) {
                sender.begin(row.series);
            }
            sender.flush();
        }
    }

    private final class Sender {
        private final DataSink sink;
        private final SeriesBlock out = new SeriesBlock(structure);
        private @Nullable Series open;

        Sender(DataSink sink) {
            this.sink = sink;
        }

        @SuppressWarnings("ReferenceEquality") // a series is one object
        void send(Row row) throws IOException {
            if (open == null || row.series.number != open.number) {
                begin(row.series);
            } else if (out.full()) {
                sink.series(out);
                out.continueSeries();
            }
            int at = out.add(row.period, 0);
            for (int i = 0; i < row.values.length; i++) {
                out.set(projection.columns()[i], at, row.values[i]);
            }
            if (!row.annotations.isEmpty()) {
                out.observationAnnotations().put(at, row.annotations);
            }
        }

        void begin(Series series) throws IOException {
            flush();
            out.clear();
            System.arraycopy(series.key, 0, out.key(), 0, series.key.length);
            out.attributes().putAll(series.attributes);
            out.annotations(series.annotations);
            open = series;
        }

        void flush() throws IOException {
            if (open != null) {
                sink.series(out);
                open = null;
            }
        }
    }
}
