package org.sojourn.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.model.Dimension;
import org.sojourn.model.SdmxException;
import org.sojourn.query.DataQuery;
import org.sojourn.query.SortTerm;

/**
 * What one data set contributes to the answer of a data query: found without being gathered, so that the first block leaves
 * before the second is looked for. For one thread; the snapshot must stay pinned.
 */
public final class DatasetAnswer {

    private final SeriesSnapshot snapshot;
    private final DataStructureView structure;
    private final DataQuery query;
    private final Projection projection;
    private final ChunkTests tests;
    private final Matches candidates;
    private final List<DocumentCursor.PlaceOrder> order = new ArrayList<>();
    private boolean backwards;
    private @Nullable ObservationOrder apart;
    private boolean flat;

    private final Kind kind;
    private final long after;

    /** True where the query asks for the data set as a whole. */
    private final boolean whole;

    /**
     * How much an answer holds.
     *
     * @param series series that are sent, wholly or in part
     * @param observations observations that are sent; where only keys are wanted, the observations behind them
     */
    public record Counts(long series, long observations) {

        public static final Counts NOTHING = new Counts(0, 0);

        public Counts plus(Counts other) {
            return new Counts(series + other.series, observations + other.observations);
        }
    }

    /** What the rows of the snapshot are. */
    public enum Kind {
        /** The state at a commit. */
        STATE,
        /** What was new or other after a commit. */
        REPLACED,
        /** What was gone after a commit: observations are sent without values. */
        DELETED
    }

    private interface Visitor {

        /** Takes a chunk of which the fitting observations from {@code a} to {@code b} and from {@code c} to {@code d} go out. */
        void chunk(ChunkScan scan, boolean firstOfSeries, int a, int b, int c, int d) throws IOException;
    }

    /**
     * @param structure the structure under which the data are shown
     * @throws SdmxException of kind NOT_IMPLEMENTED for orders that need more in memory than there may be, SEMANTIC for
     *     orders by what is no component, SYNTAX for periods that are none
     */
    public DatasetAnswer(SeriesSnapshot snapshot, DataStructureView structure, DataQuery query) throws IOException {
        this(snapshot, structure, query, Kind.STATE, Long.MAX_VALUE);
    }

    /**
     * @param after with changes, the commit since when: attributes above the series that changed go out whether they apply to
     *     a series of the answer or not
     */
    public DatasetAnswer(SeriesSnapshot snapshot, DataStructureView structure, DataQuery query, Kind kind, long after)
            throws IOException {
        this.kind = kind;
        this.after = kind == Kind.STATE ? Long.MAX_VALUE : after;
        this.snapshot = snapshot;
        this.structure = structure;
        this.query = query;
        Projection wanted = Projection.of(structure, query);
        this.projection = kind == Kind.DELETED ? wanted.withoutColumns() : wanted;
        this.tests = new ChunkTests(snapshot, structure, query.selection());
        this.candidates = Matches.of(snapshot, structure, query.selection());
        this.whole = kind == Kind.STATE
                && query.selection().filters().isEmpty()
                && query.selection().keys().stream().allMatch(k -> k.any());
        readSort();
    }

    /**
     * Says that every observation is sent on its own: then an order that takes series apart is kept exactly, while otherwise
     * each series is sent once, where its first observation would stand.
     */
    public void sendFlat() {
        flat = true;
    }

    /** The structure under which the data are shown. */
    public DataStructureView structure() {
        return structure;
    }

    public SeriesSnapshot snapshot() {
        return snapshot;
    }

    /**
     * True where the data set has nothing of this page to send; then the page has moved past it.
     *
     * @throws SdmxException NOT_IMPLEMENTED where too many observations would have to be sorted: told here, before anything is
     *     sent
     */
    public boolean isEmpty(Page page) throws IOException {
        if (apart != null && page.reach() > RankedObservations.MOST) {
            RankedObservations.checkRoom(countsInAnyOrder(page.copy()).observations());
        }
        boolean cut = page.cuts();
        // Another order is left to be tried: it may turn out that it cannot be kept.
        boolean plain = !cut && apart == null && order.isEmpty() && !backwards;
        if (plain && tests.none() && query.firstN().isEmpty() && query.lastN().isEmpty() && any()) {
            return false;
        }
        boolean[] any = new boolean[1];
        run(page, (scan, first, a, b, c, d) -> {
            any[0] = true;
            throw Stop.NOW;
        });
        return !any[0] && (cut || !attributesAlone());
    }

    /** True where there is a series; in an answer of which nothing is cut each has something to send. */
    private boolean any() throws IOException {
        for (LeafReaderContext leaf : snapshot.leaves()) {
            DocIdSetIterator documents = candidates.in(leaf);
            if (documents == null) {
                continue;
            }
            Bits live = leaf.reader().getLiveDocs();
            for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                if (live == null || live.get(doc)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** True where attributes above the series go out whatever series there are. */
    private boolean attributesAlone() throws IOException {
        AttributeRows rows = new AttributeRows(snapshot);
        if ((!whole && kind == Kind.STATE) || projection.attributes().isEmpty() || !rows.any()) {
            return false;
        }
        try {
            rows.write(
                    whole ? null : leaf -> null,
                    structure,
                    projection::wants,
                    new PartialKeyTest(query.selection(), structure),
                    after,
                    new FirstAttributes());
            return false;
        } catch (Stop e) {
            return true;
        }
    }

    /** Stops at the first attributes. */
    private static final class FirstAttributes implements DataSink {
        @Override
        public void start(MessageHeader header) {}

        @Override
        public void dataset(DatasetHeader header, DataStructureView view) {}

        @Override
        public void attributes(AttributeBlock block) {
            throw Stop.NOW;
        }

        @Override
        public void series(SeriesBlock block) {}

        @Override
        public void endDataset() {}

        @Override
        public void end(List<FooterMessage> footer) {}
    }

    /** Counts exactly, without unpacking where no filter looks at observations, and moves the page past the data set. */
    public Counts counts(Page page) throws IOException {
        return apart == null ? countsInAnyOrder(page) : ranked(apart, page).counts();
    }

    private Counts countsInAnyOrder(Page page) throws IOException {
        long[] sum = new long[2];
        run(page, (scan, first, a, b, c, d) -> {
            sum[0] += first ? 1 : 0;
            sum[1] += projection.observations() ? b - a + d - c : scan.count();
        });
        return new Counts(sum[0], sum[1]);
    }

    /**
     * Pushes attributes above the series, then series, in order, and moves the page past the data set; its head is up to the
     * caller.
     */
    public void writeTo(DataSink sink, Page page) throws IOException {
        if (apart != null) {
            boolean cuts = page.cuts();
            RankedObservations.Ranked ranked = ranked(apart, page);
            Matches.Marked marked = new Matches.Marked(snapshot);
            ranked.mark(marked);
            above(whole && !cuts ? null : marked, cuts, sink);
            ranked.writeTo(sink, flat);
        } else {
            above(seriesOf(page), page.cuts(), sink);
            run(page, new Writer(sink));
        }
    }

    private void above(@Nullable Matches series, boolean cut, DataSink sink) throws IOException {
        AttributeRows above = new AttributeRows(snapshot);
        if (!projection.attributes().isEmpty() && above.any()) {
            above.write(
                    series,
                    structure,
                    projection::wants,
                    new PartialKeyTest(query.selection(), structure),
                    cut ? Long.MAX_VALUE : after,
                    sink);
        }
    }

    private RankedObservations.Ranked ranked(ObservationOrder how, Page page) throws IOException {
        RankedObservations rows = new RankedObservations(structure, projection, how, page.reach());
        run(new Page(0, OptionalLong.empty()), rows::add);
        return rows.page(page);
    }

    /** The series of a page; null where attributes go out whatever series there are. */
    private @Nullable Matches seriesOf(Page page) throws IOException {
        if (whole && !page.cuts()) {
            return null;
        }
        if (tests.none() && !page.cuts()) {
            return candidates;
        }
        Matches.Marked marked = new Matches.Marked(snapshot);
        run(page.copy(), (scan, first, a, b, c, d) -> marked.mark(scan.document()));
        return marked;
    }

    /** Ends a run early. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final Stop NOW = new Stop();

        private Stop() {
            super(null, null, false, false);
        }
    }

    private DocumentCursor cursor() throws IOException {
        return order.isEmpty() && !backwards
                ? DocumentCursor.inKeyOrder(snapshot, candidates)
                : DocumentCursor.sorted(snapshot, candidates, order, backwards);
    }

    private ChunkScan scan() throws IOException {
        return new ChunkScan(snapshot, structure, tests, cursor());
    }

    private void run(Page page, Visitor visitor) throws IOException {
        try {
            if (projection.observations()) {
                observations(page, visitor);
            } else {
                keys(page, visitor);
            }
        } catch (Stop e) {
            return;
        }
    }

    private void keys(Page page, Visitor visitor) throws IOException {
        ChunkScan scan = scan();
        boolean sent = false;
        while (scan.next()) {
            if (!scan.sameSeries()) {
                if (page.done()) {
                    return;
                }
                sent = page.skip(1) == 0 && page.take(1) == 1;
            }
            if (sent) {
                visitor.chunk(scan, !scan.sameSeries(), 0, 0, 0, 0);
            }
        }
    }

    private void observations(Page page, Visitor visitor) throws IOException {
        ChunkScan scan = scan();
        OptionalInt firstN = query.firstN();
        OptionalInt lastN = query.lastN();
        Totals totals = lastN.isPresent() || (firstN.isPresent() && backwards) ? new Totals(scan()) : null;
        long index = 0;
        long total = Long.MAX_VALUE;
        boolean begun = false;
        while (!page.done() && scan.next()) {
            if (!scan.sameSeries()) {
                index = 0;
                begun = false;
                total = totals == null ? Long.MAX_VALUE : totals.next();
            }
            int n = scan.count();
            int a = 0;
            int b = n;
            int c = n;
            int d = n;
            if (firstN.isPresent() || lastN.isPresent()) {
                // Backwards, the first observations in time are the last of the series as it is sent.
                long head = backwards ? lastN.orElse(0) : firstN.orElse(0);
                long tail = backwards ? firstN.orElse(0) : lastN.orElse(0);
                b = Math.clamp(head - index, 0, n);
                c = Math.clamp(tail == 0 ? n : total - tail - index, b, n);
            }
            index += n;
            int skipped = page.skip(b - a);
            a += skipped;
            c += page.skip(d - c);
            if (n == 0 ? !page.open() : a == b && c == d) {
                continue;
            }
            b = a + page.take(b - a);
            d = c + page.take(d - c);
            if (n > 0 && a == b && c == d) {
                continue;
            }
            visitor.chunk(scan, !begun, a, b, c, d);
            begun = true;
        }
    }

    /** Runs one series ahead and tells how many observations of each fit. */
    private static final class Totals {

        private final ChunkScan scan;
        private boolean more;

        Totals(ChunkScan scan) throws IOException {
            this.scan = scan;
            more = scan.next();
        }

        long next() throws IOException {
            long total = 0;
            boolean first = true;
            while (more && (first || scan.sameSeries())) {
                total += scan.count();
                first = false;
                more = scan.next();
            }
            return total;
        }
    }

    private final class Writer implements Visitor {

        private final DataSink sink;
        private @Nullable SeriesBlock out;

        /** True where {@link #out} has the key and attributes of the present series. */
        private boolean prepared;

        private int lastAttributes = -1;
        private boolean lastWanted;

        Writer(DataSink sink) {
            this.sink = sink;
        }

        @Override
        public void chunk(ChunkScan scan, boolean firstOfSeries, int a, int b, int c, int d) throws IOException {
            if (!projection.observations()) {
                if (firstOfSeries) {
                    begin(scan);
                    sink.series(out());
                }
                return;
            }
            if (a == 0 && b == scan.count() && c == d && scan.all() && !backwards && projection.allColumns()) {
                CodedBlock plain = scan.coded();
                if (plain != null && wanted(plain)) {
                    prepared = false;
                    sink.coded(plain);
                    return;
                }
            }
            SeriesBlock in = scan.block();
            if (a == 0 && b == in.size() && scan.document().chunk() == 0 && untouched(in)) {
                prepared = false;
                sink.series(in);
                return;
            }
            if (firstOfSeries || !prepared) {
                begin(scan);
                prepared = true;
            }
            SeriesBlock out = out();
            if (!firstOfSeries) {
                out.continueSeries();
            }
            // Backwards the ranges count from the end of the series.
            copy(scan, in, a, b);
            copy(scan, in, c, d);
            sink.series(out);
        }

        /** True where all attributes of a series go out; most series have those of the one before. */
        private boolean wanted(CodedBlock plain) {
            if (plain.attributesId() != lastAttributes) {
                lastAttributes = plain.attributesId();
                lastWanted =
                        projection.attributes().containsAll(plain.attributes().keySet());
            }
            return lastWanted;
        }

        private boolean untouched(SeriesBlock in) {
            return !backwards
                    && projection.allColumns()
                    && projection.attributes().containsAll(in.attributes().keySet());
        }

        private SeriesBlock out() {
            SeriesBlock made = out;
            if (made == null) {
                made = new SeriesBlock(structure);
                out = made;
            }
            return made;
        }

        private void begin(ChunkScan scan) throws IOException {
            SeriesBlock out = out();
            out.clear();
            System.arraycopy(scan.block().key(), 0, out.key(), 0, out.key().length);
            ChunkScan.Head head = scan.head();
            head.attributes().forEach((id, value) -> {
                if (projection.wants(id)) {
                    out.attributes().put(id, value);
                }
            });
            out.annotations(head.annotations());
        }

        private void copy(ChunkScan scan, SeriesBlock in, int from, int to) {
            SeriesBlock out = out();
            for (int i = from; i < to; i++) {
                int source = scan.index(backwards ? scan.count() - 1 - i : i);
                int target = out.add(in.period(source), 0);
                for (int column : projection.columns()) {
                    out.set(column, target, in.value(column, source));
                }
                var annotations = in.observationAnnotations().get(source);
                if (annotations != null) {
                    out.observationAnnotations().put(target, annotations);
                }
            }
        }
    }

    /** Understands {@code sort}: series are sent whole where they can be, sorted by key, with observations in their series. */
    private void readSort() {
        Optional<String> inside = structure.observationDimension().map(Dimension::id);
        List<DocumentCursor.PlaceOrder> wanted = new ArrayList<>();
        boolean insideSeen = false;
        for (SortTerm term : query.sort()) {
            boolean all = term.component().equals(SortTerm.ALL_DIMENSIONS);
            boolean ofKey = all
                    || term.component().equals(SortTerm.SERIES_KEY)
                    || structure.seriesPosition(term.component()).isPresent();
            if (all || term.component().equals(SortTerm.SERIES_KEY)) {
                structure.seriesDimensions().forEach(dimension -> place(dimension.id(), term.descending(), wanted));
            } else if (ofKey) {
                place(term.component(), term.descending(), wanted);
            }
            boolean ofInside = all || inside.filter(term.component()::equals).isPresent();
            if ((!ofKey && !ofInside) || (ofInside && !insideSeen && !leavesSeriesWhole(wanted))) {
                takeApart();
                return;
            }
            if (ofInside) {
                backwards |= !insideSeen && term.descending();
                insideSeen = true;
            }
        }
        if (!isKeyOrder(wanted)) {
            order.addAll(wanted);
        }
    }

    private void takeApart() {
        ObservationOrder asked = new ObservationOrder(query.sort(), structure);
        backwards = false;
        if (projection.observations()) {
            apart = asked;
        } else {
            throw new SdmxException(
                    SdmxException.Kind.NOT_IMPLEMENTED,
                    "answers of keys without observations are sorted by the dimensions of the key");
        }
    }

    /** True where the dimensions not sorted by have one value only, as far as the key tells. */
    private boolean leavesSeriesWhole(List<DocumentCursor.PlaceOrder> wanted) {
        List<Dimension> dimensions = structure.seriesDimensions();
        for (int i = 0; i < dimensions.size(); i++) {
            int place = snapshot.order().dimensions().indexOf(dimensions.get(i).id());
            boolean sorted = place < 0 || wanted.stream().anyMatch(w -> w.place() == place);
            boolean fixed = query.selection().keys().size() == 1
                    && query.selection().keys().getFirst().codes(i).size() == 1;
            if (!sorted && !fixed) {
                return false;
            }
        }
        return true;
    }

    private void place(String dimension, boolean descending, List<DocumentCursor.PlaceOrder> into) {
        int place = snapshot.order().dimensions().indexOf(dimension);
        if (place >= 0 && into.stream().noneMatch(known -> known.place() == place)) {
            into.add(new DocumentCursor.PlaceOrder(place, descending));
        }
    }

    private static boolean isKeyOrder(List<DocumentCursor.PlaceOrder> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).place() != i || wanted.get(i).descending()) {
                return false;
            }
        }
        return true;
    }
}
