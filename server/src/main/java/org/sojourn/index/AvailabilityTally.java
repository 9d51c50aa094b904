package org.sojourn.index;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.index.Availability.Count;
import org.sojourn.model.Dimension;
import org.sojourn.model.time.Periods;
import org.sojourn.model.time.TimePeriod;
import org.sojourn.query.PeriodFilter;
import org.sojourn.store.pack.SeriesPack;
import org.sojourn.store.pack.SeriesTimes;

/** Counts series and observations by code. For one thread, and one answer. */
final class AvailabilityTally {

    /** Documents looked at together, so that each column is read in one go. */
    private static final int LOT = 4096;

    /** A series in a number whose lower bits count observations, so that both are added at once. */
    private static final int SERIES = 40;

    /** So many documents of at most {@link SeriesBlock#CAPACITY} observations overflow neither part of such a number. */
    private static final int MOST = 1 << 22;

    private final SeriesSnapshot snapshot;
    private final DataStructureView structure;
    private final @Nullable PeriodFilter periods;
    private final Map<String, Span> spans = new HashMap<>();

    /** By place and rank. */
    private final long[][] seriesOf;

    private final long[][] observationsOf;
    private final Map<String, Count> inside = Availability.codes(Map.of());
    private long series;
    private long observations;
    private long begin = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;

    /**
     * A part of some periods.
     *
     * @param count how many periods it has
     * @param begin when the first begins; the smallest number where nothing is known
     * @param end when the last has ended
     */
    private record Span(int count, long begin, long end) {

        static final Span NONE = new Span(0, Long.MIN_VALUE, Long.MIN_VALUE);

        Span plus(Span other) {
            if (count == 0 || other.count == 0) {
                return count == 0 ? other : this;
            }
            boolean known = begin != Long.MIN_VALUE && other.begin != Long.MIN_VALUE;
            return new Span(
                    count + other.count,
                    known ? Math.min(begin, other.begin) : Math.max(begin, other.begin),
                    Math.max(end, other.end));
        }
    }

    /** @param periods those to be counted by {@link #add(LeafReaderContext, DocIdSetIterator)}; null for all */
    AvailabilityTally(SeriesSnapshot snapshot, DataStructureView structure, @Nullable PeriodFilter periods) {
        this.snapshot = snapshot;
        this.structure = structure;
        this.periods = periods;
        seriesOf = new long[snapshot.places()][];
        observationsOf = new long[snapshot.places()][];
        for (int i = 0; i < seriesOf.length; i++) {
            seriesOf[i] = new long[snapshot.codes(i).size()];
            observationsOf[i] = new long[snapshot.codes(i).size()];
        }
    }

    /**
     * Counts documents by what stands beside their packs.
     *
     * @return false, and nothing is right any more, where some periods only are asked of a series of several chunks: one
     *     cannot tell by its first whether it has any
     */
    boolean add(LeafReaderContext leaf, DocIdSetIterator documents) throws IOException {
        LeafReader reader = leaf.reader();
        Bits live = reader.getLiveDocs();
        int[] docs = new int[LOT];
        long[] sizes = new long[LOT];
        long[] chunks = new long[LOT];
        long[] froms = new long[LOT];
        long[] tos = new long[LOT];
        SortedDocValues[] dimensions = new SortedDocValues[seriesOf.length];
        boolean[] constant = new boolean[seriesOf.length];
        long[] weights = new long[LOT];
        long[][] sums = new long[seriesOf.length][];
        int summed = 0;
        int all = reader.docFreq(new Term(Layout.KIND, Layout.SERIES));
        for (int i = 0; i < dimensions.length; i++) {
            SortedDocValues values = reader.getSortedDocValues(Layout.dimension(i));
            dimensions[i] = values;
            sums[i] = new long[values == null ? 0 : values.getValueCount()];
            constant[i] = sums[i].length == 1 && reader.getDocCount(Layout.term(i)) == all;
        }
        NumericDocValues size = reader.getNumericDocValues(Layout.OBSERVATIONS);
        NumericDocValues chunk = reader.getNumericDocValues(Layout.CHUNK);
        NumericDocValues from = reader.getNumericDocValues(Layout.BEGIN);
        NumericDocValues to = reader.getNumericDocValues(Layout.END);
        Times times = periods == null ? null : new Times(reader, periods);
        int doc = 0;
        while (doc != DocIdSetIterator.NO_MORE_DOCS) {
            int n = 0;
            while (n < LOT && (doc = documents.nextDoc()) != DocIdSetIterator.NO_MORE_DOCS) {
                if (live == null || live.get(doc)) {
                    docs[n++] = doc;
                }
            }
            chunk.longValues(n, docs, chunks, 0);
            size.longValues(n, docs, sizes, 0);
            if (times == null) {
                from.longValues(n, docs, froms, Long.MIN_VALUE);
                to.longValues(n, docs, tos, Long.MAX_VALUE);
            } else {
                for (int j = 0; j < n; j++) {
                    if (chunks[j] != 0) {
                        return false;
                    }
                }
                n = times.select(n, docs, sizes, froms, tos);
            }
            long sum = 0;
            for (int j = 0; j < n; j++) {
                weights[j] = (chunks[j] == 0 ? 1L << SERIES : 0) + sizes[j];
                sum += weights[j];
                span(froms[j], tos[j]);
            }
            series += sum >>> SERIES;
            observations += sum & ((1L << SERIES) - 1);
            for (int i = 0; i < dimensions.length; i++) {
                if (constant[i]) {
                    sums[i][0] += sum;
                } else {
                    count(dimensions[i], docs, weights, n, sums[i]);
                }
            }
            summed += n;
            if (summed > MOST - LOT) {
                settle(leaf.ord, sums);
                summed = 0;
            }
        }
        settle(leaf.ord, sums);
        return true;
    }

    private static void count(@Nullable SortedDocValues values, int[] docs, long[] weights, int n, long[] sums)
            throws IOException {
        if (values == null) {
            return;
        }
        for (int j = 0; j < n; j++) {
            if (values.advanceExact(docs[j])) {
                sums[values.ordValue()] += weights[j];
            }
        }
    }

    /** Adds up what a segment has by its own numbers for codes, and empties it. */
    private void settle(int leaf, long[][] sums) {
        for (int place = 0; place < sums.length; place++) {
            int[] rankOf = snapshot.codes(place).ranksOf(leaf);
            for (int ordinal = 0; ordinal < sums[place].length; ordinal++) {
                int rank = rankOf == null ? ordinal : rankOf[ordinal];
                seriesOf[place][rank] += sums[place][ordinal] >>> SERIES;
                observationsOf[place][rank] += sums[place][ordinal] & ((1L << SERIES) - 1);
                sums[place][ordinal] = 0;
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

    /** Looks up what fits of the periods of a document; many documents have the same ones. */
    private final class Times {

        private final PeriodFilter filter;
        private final @Nullable SortedDocValues times;
        private final @Nullable Span[] known;
        private final SeriesTimes reader = new SeriesTimes();
        private final BinaryDocValues packs;
        private final SeriesPack pack = new SeriesPack();
        private final SeriesBlock block = new SeriesBlock(structure);

        Times(LeafReader leaf, PeriodFilter filter) throws IOException {
            this.filter = filter;
            times = leaf.getSortedDocValues(Layout.TIMES);
            known = new Span[times == null ? 0 : times.getValueCount()];
            BinaryDocValues all = leaf.getBinaryDocValues(Layout.PACK);
            packs = all == null ? DocValues.emptyBinary() : all;
        }

        /** Moves the documents of which something fits to the front, with what fits of them; returns how many there are. */
        int select(int n, int[] docs, long[] sizes, long[] froms, long[] tos) throws IOException {
            int kept = 0;
            for (int j = 0; j < n; j++) {
                Span fitting = sizes[j] == 0 ? Span.NONE : fitting(docs[j]);
                if (fitting.count > 0) {
                    docs[kept] = docs[j];
                    sizes[kept] = fitting.count;
                    froms[kept] = fitting.begin;
                    tos[kept++] = fitting.end;
                }
            }
            return kept;
        }

        private Span fitting(int doc) throws IOException {
            if (times == null || !times.advanceExact(doc)) {
                return unpacked(doc);
            }
            int ordinal = times.ordValue();
            Span span = known[ordinal];
            if (span == null) {
                BytesRef bytes = times.lookupOrd(ordinal);
                reader.read(bytes.bytes, bytes.offset, bytes.length);
                span = Span.NONE;
                for (int i = 0; i < reader.size(); i++) {
                    span = span.plus(one(reader.period(i)));
                }
                known[ordinal] = span;
            }
            return span;
        }

        private Span unpacked(int doc) throws IOException {
            Span span = Span.NONE;
            if (packs.advanceExact(doc)) {
                BytesRef bytes = packs.binaryValue();
                pack.decode(bytes.bytes, bytes.offset, bytes.length, snapshot.dictionary(), block);
                for (int i = 0; i < block.size(); i++) {
                    String period = block.period(i);
                    span = period == null ? span : span.plus(one(period));
                }
            }
            return span;
        }

        private Span one(String period) {
            return spans.computeIfAbsent(
                    period,
                    text -> filter.test(text)
                            ? new Span(
                                    1,
                                    Periods.start(text, TimePeriod.FIRST_OF_JANUARY),
                                    Periods.end(text, TimePeriod.FIRST_OF_JANUARY))
                            : Span.NONE);
        }
    }

    /** Counts what a scan finds. */
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
