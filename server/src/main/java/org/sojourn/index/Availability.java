package org.sojourn.index;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.model.Dimension;
import org.sojourn.model.time.Periods;
import org.sojourn.model.time.TimePeriod;
import org.sojourn.query.DataSelection;
import org.sojourn.query.KeyFilter;

/**
 * For which values of the dimensions there are data, counted exactly.
 *
 * @param series number of series
 * @param observations number of observations
 * @param values by dimension id in order of the structure, without time: counts by code, codes in order
 * @param begin where the first period begins; empty without time dimension
 * @param end when the last period has ended, exclusive
 */
public record Availability(
        long series,
        long observations,
        Map<String, Map<String, Count>> values,
        Optional<LocalDateTime> begin,
        Optional<LocalDateTime> end) {

    public Availability {
        values = Collections.unmodifiableMap(values);
    }

    /** Nothing at all. */
    public static final Availability NOTHING = new Availability(0, 0, Map.of(), Optional.empty(), Optional.empty());

    /** How many series, and observations in them, have a code. */
    public record Count(long series, long observations) {
        Count plus(Count other) {
            return new Count(series + other.series, observations + other.observations);
        }
    }

    /** Counts the data of a selection. What is available of a whole data set is counted once for each commit. */
    public static Availability of(SeriesSnapshot snapshot, DataStructureView structure, DataSelection selection)
            throws IOException {
        boolean whole =
                selection.filters().isEmpty() && selection.keys().stream().allMatch(KeyFilter::any);
        Availability known = whole ? snapshot.availability(structure) : null;
        if (known == null) {
            known = count(snapshot, structure, selection);
            if (whole) {
                snapshot.remember(structure, known);
            }
        }
        return known;
    }

    private static Availability count(SeriesSnapshot snapshot, DataStructureView structure, DataSelection selection)
            throws IOException {
        ChunkTests tests = new ChunkTests(snapshot, structure, selection);
        Matches candidates = Matches.of(snapshot, structure, selection);
        Tally tally = new Tally(snapshot, structure);
        if (tests.none() && structure.hasTime()) {
            for (LeafReaderContext leaf : snapshot.leaves()) {
                DocIdSetIterator documents = candidates.in(leaf);
                if (documents != null) {
                    tally.add(leaf, documents);
                }
            }
        } else {
            tally.add(new ChunkScan(snapshot, structure, tests, DocumentCursor.inKeyOrder(snapshot, candidates)));
        }
        return tally.result();
    }

    /** The same with other values. */
    public Availability withValues(Map<String, Map<String, Count>> other) {
        return new Availability(series, observations, other, begin, end);
    }

    /** Both together, as of two data sets of one structure. */
    public Availability plus(Availability other) {
        Map<String, Map<String, Count>> sum = new LinkedHashMap<>();
        values.forEach((dimension, counts) -> sum.put(dimension, codes(counts)));
        other.values.forEach((dimension, counts) -> {
            Map<String, Count> into = sum.computeIfAbsent(dimension, d -> codes(Map.of()));
            counts.forEach((code, count) -> into.merge(code, count, Count::plus));
        });
        return new Availability(
                series + other.series,
                observations + other.observations,
                sum,
                begin.isEmpty()
                                || other.begin
                                        .filter(b -> b.isBefore(begin.get()))
                                        .isPresent()
                        ? other.begin
                        : begin,
                end.isEmpty() || other.end.filter(e -> e.isAfter(end.get())).isPresent() ? other.end : end);
    }

    private static Map<String, Count> codes(Map<String, Count> counts) {
        Map<String, Count> sorted = new TreeMap<>(ValueTest::compareCodePoints);
        sorted.putAll(counts);
        return sorted;
    }

    private static final class Tally {

        /** Documents looked at together, so that each column is read in one go. */
        private static final int LOT = 4096;

        private final SeriesSnapshot snapshot;
        private final DataStructureView structure;

        /** By place and rank. */
        private final long[][] seriesOf;

        private final long[][] observationsOf;
        private final Map<String, Count> inside = codes(Map.of());
        private long series;
        private long observations;
        private long begin = Long.MAX_VALUE;
        private long end = Long.MIN_VALUE;

        Tally(SeriesSnapshot snapshot, DataStructureView structure) {
            this.snapshot = snapshot;
            this.structure = structure;
            seriesOf = new long[snapshot.places()][];
            observationsOf = new long[snapshot.places()][];
            for (int i = 0; i < seriesOf.length; i++) {
                seriesOf[i] = new long[snapshot.codes(i).size()];
                observationsOf[i] = new long[snapshot.codes(i).size()];
            }
        }

        void add(LeafReaderContext leaf, DocIdSetIterator documents) throws IOException {
            LeafReader reader = leaf.reader();
            Bits live = reader.getLiveDocs();
            int[] docs = new int[LOT];
            long[] sizes = new long[LOT];
            long[] chunks = new long[LOT];
            long[] froms = new long[LOT];
            long[] tos = new long[LOT];
            SortedDocValues[] dimensions = new SortedDocValues[seriesOf.length];
            for (int i = 0; i < dimensions.length; i++) {
                dimensions[i] = reader.getSortedDocValues(Layout.dimension(i));
            }
            NumericDocValues size = reader.getNumericDocValues(Layout.OBSERVATIONS);
            NumericDocValues chunk = reader.getNumericDocValues(Layout.CHUNK);
            NumericDocValues from = reader.getNumericDocValues(Layout.BEGIN);
            NumericDocValues to = reader.getNumericDocValues(Layout.END);
            int doc = 0;
            while (doc != DocIdSetIterator.NO_MORE_DOCS) {
                int n = 0;
                while (n < LOT && (doc = documents.nextDoc()) != DocIdSetIterator.NO_MORE_DOCS) {
                    if (live == null || live.get(doc)) {
                        docs[n++] = doc;
                    }
                }
                size.longValues(n, docs, sizes, 0);
                chunk.longValues(n, docs, chunks, 0);
                from.longValues(n, docs, froms, Long.MIN_VALUE);
                to.longValues(n, docs, tos, Long.MAX_VALUE);
                for (int j = 0; j < n; j++) {
                    series += chunks[j] == 0 ? 1 : 0;
                    observations += sizes[j];
                    span(froms[j], tos[j]);
                }
                for (int i = 0; i < dimensions.length; i++) {
                    count(dimensions[i], i, leaf.ord, docs, sizes, chunks, n);
                }
            }
        }

        private void count(
                @Nullable SortedDocValues values, int place, int leaf, int[] docs, long[] sizes, long[] chunks, int n)
                throws IOException {
            if (values == null) {
                return;
            }
            int[] rankOf = snapshot.codes(place).ranksOf(leaf);
            long[] ofSeries = seriesOf[place];
            long[] ofObservations = observationsOf[place];
            for (int j = 0; j < n; j++) {
                if (values.advanceExact(docs[j])) {
                    int rank = rankOf == null ? values.ordValue() : rankOf[values.ordValue()];
                    ofSeries[rank] += chunks[j] == 0 ? 1 : 0;
                    ofObservations[rank] += sizes[j];
                }
            }
        }

        /** Of a chunk without observations, or of one that mixes frequencies, no span is known by its document. */
        private void span(long from, long to) {
            if (from != Long.MIN_VALUE) {
                begin = Math.min(begin, from);
                end = Math.max(end, to);
            }
        }

        void add(ChunkScan scan) throws IOException {
            while (scan.next()) {
                boolean head = !scan.sameSeries();
                series += head ? 1 : 0;
                observations += scan.count();
                int[] ranks = scan.document().ranks;
                for (int i = 0; i < ranks.length; i++) {
                    if (ranks[i] >= 0) {
                        seriesOf[i][ranks[i]] += head ? 1 : 0;
                        observationsOf[i][ranks[i]] += scan.count();
                    }
                }
                if (structure.hasTime() && scan.all() && scan.document().begin() != Long.MIN_VALUE) {
                    span(scan.document().begin(), scan.document().end());
                } else {
                    look(scan);
                }
            }
        }

        private void look(ChunkScan scan) throws IOException {
            SeriesBlock block = scan.block();
            for (int i = 0; i < scan.count(); i++) {
                String period = block.period(scan.index(i));
                if (period == null) {
                    continue;
                }
                if (structure.hasTime()) {
                    span(
                            Periods.start(period, TimePeriod.FIRST_OF_JANUARY),
                            Periods.end(period, TimePeriod.FIRST_OF_JANUARY));
                } else {
                    inside.merge(period, new Count(1, 1), Count::plus);
                }
            }
        }

        Availability result() {
            Map<String, Map<String, Count>> values = new LinkedHashMap<>();
            List<String> places = snapshot.order().dimensions();
            for (Dimension dimension : structure.seriesDimensions()) {
                int place = places.indexOf(dimension.id());
                Map<String, Count> counts = new LinkedHashMap<>();
                for (int rank = 0; place >= 0 && rank < seriesOf[place].length; rank++) {
                    String code = snapshot.codes(place).code(rank);
                    if (code != null && seriesOf[place][rank] > 0) {
                        counts.put(code, new Count(seriesOf[place][rank], observationsOf[place][rank]));
                    }
                }
                values.put(dimension.id(), counts);
            }
            if (!structure.hasTime()) {
                structure.observationDimension().ifPresent(d -> values.put(d.id(), inside));
            }
            return new Availability(series, observations, values, moment(begin), moment(end));
        }

        private static Optional<LocalDateTime> moment(long millis) {
            return millis == Long.MAX_VALUE || millis == Long.MIN_VALUE
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC));
        }
    }

    /** The dimensions told about. */
    public List<String> dimensions() {
        return new ArrayList<>(values.keySet());
    }
}
