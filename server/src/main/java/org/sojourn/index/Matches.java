package org.sojourn.index;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.query.DataSelection;

/** A set of documents, to be gone through as often as needed. */
@FunctionalInterface
interface Matches {

    /** The documents in a segment, deleted ones perhaps included; null where there are none. */
    @Nullable
    DocIdSetIterator in(LeafReaderContext leaf) throws IOException;

    /** The ranks of the key that all documents have, by place; null where that is not known, or not one. */
    default int @Nullable [] ranks() {
        return null;
    }

    /** The series that may have observations of a selection. */
    static Matches of(SeriesSnapshot snapshot, DataStructureView structure, DataSelection selection)
            throws IOException {
        Matches byTerms = WholeKeys.of(snapshot, structure, selection);
        return byTerms != null ? byTerms : of(snapshot, new KeyQueries(snapshot, structure).of(selection));
    }

    static Matches of(SeriesSnapshot snapshot, Query query) throws IOException {
        Weight weight =
                snapshot.searcher().createWeight(snapshot.searcher().rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1f);
        return leaf -> {
            Scorer scorer = weight.scorer(leaf);
            return scorer == null ? null : scorer.iterator();
        };
    }

    /** Documents marked one by one. */
    final class Marked implements Matches {

        private final FixedBitSet[] bits;

        Marked(SeriesSnapshot snapshot) {
            bits = snapshot.leaves().stream()
                    .map(leaf -> new FixedBitSet(leaf.reader().maxDoc()))
                    .toArray(FixedBitSet[]::new);
        }

        void mark(DocumentWalk at) {
            mark(at.leaf(), at.doc());
        }

        void mark(int leaf, int doc) {
            bits[leaf].set(doc);
        }

        @Override
        public DocIdSetIterator in(LeafReaderContext leaf) {
            return new BitSetIterator(bits[leaf.ord], 0);
        }
    }
}
