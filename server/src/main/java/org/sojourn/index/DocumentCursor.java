package org.sojourn.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.SdmxException;

/** Walks over documents of all segments in one order. For one thread. */
abstract class DocumentCursor {

    private int @Nullable [] before;
    private boolean sameKey;

    /** Goes to the next document; false at the end. */
    final boolean next() throws IOException {
        DocumentWalk old = current();
        if (old != null) {
            before = before == null ? new int[old.ranks.length] : before;
            System.arraycopy(old.ranks, 0, before, 0, before.length);
        }
        if (!advance()) {
            return false;
        }
        sameKey = before != null && Arrays.equals(before, document().ranks);
        return true;
    }

    /** The document this stands on. */
    final DocumentWalk document() {
        DocumentWalk at = current();
        if (at == null) {
            throw new IllegalStateException("the cursor stands on no document");
        }
        return at;
    }

    /**
     * The place of the first chunk of the series whose last chunk this stands on, in an order that takes chunks from the last to
     * the first; empty in others, in which it has come already.
     */
    Optional<Place> firstChunk() {
        return Optional.empty();
    }

    /** Where a document lies. */
    record Place(int leaf, int doc) {}

    /** True where the document has the key of the one before: another chunk of the same series. */
    final boolean sameKey() {
        return sameKey;
    }

    abstract boolean advance() throws IOException;

    abstract @Nullable DocumentWalk current();

    /** By key, place by place in the order of the codes, then by chunk: the order in which every segment lies. */
    static DocumentCursor inKeyOrder(SeriesSnapshot snapshot, Matches matches) throws IOException {
        return new Merged(snapshot, matches);
    }

    /**
     * In another order, for which all documents are gathered and sorted in memory.
     *
     * @param order by which places of the key first; places that are not named follow, ascending
     * @param backwards the chunks of a series from the last to the first
     */
    static DocumentCursor sorted(SeriesSnapshot snapshot, Matches matches, List<PlaceOrder> order, boolean backwards)
            throws IOException {
        return new Sorted(snapshot, matches, order, backwards);
    }

    /** One step of an order by key. */
    record PlaceOrder(int place, boolean descending) {}

    private static final class Merged extends DocumentCursor {

        private final PriorityQueue<DocumentWalk> waiting;
        private @Nullable DocumentWalk top;
        private boolean begun;

        Merged(SeriesSnapshot snapshot, Matches matches) throws IOException {
            List<LeafReaderContext> leaves = snapshot.leaves();
            waiting = new PriorityQueue<>(Math.max(1, leaves.size()), Merged::compare);
            for (LeafReaderContext leaf : leaves) {
                DocIdSetIterator documents = matches.in(leaf);
                if (documents != null) {
                    DocumentWalk walk = new DocumentWalk(snapshot, leaf, documents, matches.ranks());
                    if (walk.next()) {
                        waiting.add(walk);
                    }
                }
            }
            top = waiting.poll();
        }

        private static int compare(DocumentWalk a, DocumentWalk b) {
            int byKey = Arrays.compare(a.ranks, b.ranks);
            return byKey != 0 ? byKey : Integer.compare(a.chunk(), b.chunk());
        }

        @Override
        boolean advance() throws IOException {
            DocumentWalk walk = top;
            if (walk == null) {
                return false;
            }
            if (!begun) {
                begun = true;
                return true;
            }
            if (!walk.next()) {
                top = waiting.poll();
                return top != null;
            }
            DocumentWalk second = waiting.peek();
            if (second != null && compare(walk, second) > 0) {
                top = waiting.poll();
                waiting.add(walk);
            }
            return true;
        }

        @Override
        @Nullable
        DocumentWalk current() {
            return begun ? top : null;
        }
    }

    private static final class Sorted extends DocumentCursor {

        /** More documents than this are not sorted in memory. */
        private static final int MOST = 1 << 20;

        private record Chunk(Place place, int[] ranks, int number) {}

        private final SeriesSnapshot snapshot;
        private final List<Chunk> chunks = new ArrayList<>();
        private final @Nullable DocumentWalk[] walks;
        private int at = -1;

        Sorted(SeriesSnapshot snapshot, Matches matches, List<PlaceOrder> order, boolean backwards) throws IOException {
            this.snapshot = snapshot;
            this.walks = new DocumentWalk[snapshot.leaves().size()];
            Merged all = new Merged(snapshot, matches);
            while (all.next()) {
                if (chunks.size() == MOST) {
                    throw new SdmxException(
                            SdmxException.Kind.NOT_IMPLEMENTED,
                            "more than " + MOST + " series are sorted by key only; ask for fewer, or leave sort out");
                }
                DocumentWalk walk = all.document();
                chunks.add(new Chunk(new Place(walk.leaf(), walk.doc()), walk.ranks.clone(), walk.chunk()));
            }
            chunks.sort(comparator(order, backwards));
        }

        private static Comparator<Chunk> comparator(List<PlaceOrder> order, boolean backwards) {
            return (a, b) -> {
                for (PlaceOrder step : order) {
                    int c = Integer.compare(a.ranks[step.place], b.ranks[step.place]);
                    if (c != 0) {
                        return step.descending ? -c : c;
                    }
                }
                int byKey = Arrays.compare(a.ranks, b.ranks);
                if (byKey != 0) {
                    return byKey;
                }
                return backwards ? Integer.compare(b.number, a.number) : Integer.compare(a.number, b.number);
            };
        }

        @Override
        boolean advance() throws IOException {
            if (at + 1 >= chunks.size()) {
                return false;
            }
            Place place = chunks.get(++at).place;
            DocumentWalk walk = walks[place.leaf];
            if (walk == null || walk.doc() > place.doc) {
                walk = new DocumentWalk(snapshot, snapshot.leaves().get(place.leaf), DocIdSetIterator.empty());
                walks[place.leaf] = walk;
            }
            walk.moveTo(place.doc);
            return true;
        }

        @Override
        @Nullable
        DocumentWalk current() {
            return at < 0 ? null : walks[chunks.get(at).place.leaf];
        }

        @Override
        Optional<Place> firstChunk() {
            int[] key = chunks.get(at).ranks;
            for (int i = at; i < chunks.size() && Arrays.equals(key, chunks.get(i).ranks); i++) {
                if (chunks.get(i).number == 0) {
                    return Optional.of(chunks.get(i).place);
                }
            }
            return Optional.empty();
        }
    }
}
