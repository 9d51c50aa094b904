package org.sojourn.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.Dimension;
import org.sojourn.query.DataSelection;
import org.sojourn.query.KeyFilter;
import org.sojourn.store.pack.SeriesKey;

/**
 * The documents of series whose keys are given whole, found by the terms that are their own instead of where the postings of
 * all their codes meet: nine lists of hundreds of thousands for one document.
 */
final class WholeKeys implements Matches {

    /** What the terms of all chunks of each series begin with; no other term does, because no key is longer. */
    private final List<BytesRef> series;

    private final int @Nullable [] ranks;

    private final int[] @Nullable [] byLeaf;

    private WholeKeys(SeriesSnapshot snapshot, List<BytesRef> series, int @Nullable [] ranks) {
        this.byLeaf = new int[snapshot.leaves().size()][];
        this.series = series;
        this.ranks = ranks;
    }

    /** Null where the selection asks for more than series by their keys, one code for each dimension that the data set has. */
    static @Nullable WholeKeys of(SeriesSnapshot snapshot, DataStructureView structure, DataSelection selection) {
        List<Dimension> dimensions = structure.seriesDimensions();
        if (selection.keys().isEmpty()
                || dimensions.size() != snapshot.places()
                || selection.filters().stream()
                        .anyMatch(f -> structure.seriesPosition(f.component()).isPresent())) {
            return null;
        }
        int[] places = new int[dimensions.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = snapshot.order().dimensions().indexOf(dimensions.get(i).id());
            if (places[i] < 0) {
                return null;
            }
        }
        List<BytesRef> series = new ArrayList<>();
        int[] ids = new int[places.length];
        String[] codes = new String[places.length];
        for (KeyFilter key : selection.keys()) {
            boolean known = true;
            for (int i = 0; i < places.length; i++) {
                Set<String> fitting = key.codes(i);
                if (fitting.size() != 1) {
                    return null;
                }
                String code = fitting.iterator().next();
                codes[places[i]] = code;
                ids[places[i]] = snapshot.dictionary().find(code);
                known &= ids[places[i]] != 0;
            }
            if (known) {
                series.add(start(ids));
            }
        }
        int[] ranks = null;
        if (selection.keys().size() == 1 && !series.isEmpty()) {
            ranks = new int[places.length];
            for (int i = 0; i < ranks.length; i++) {
                ranks[i] = snapshot.codes(i).rank(codes[i]);
                if (ranks[i] < 0) {
                    return new WholeKeys(snapshot, List.of(), null); // in the dictionary, and in no series
                }
            }
        } else {
            series.sort(null); // a term dictionary is read faster forwards
        }
        return new WholeKeys(snapshot, series, ranks);
    }

    private static BytesRef start(int[] ids) {
        BytesRef row = Layout.seriesRow(SeriesKey.encode(ids), 0);
        return new BytesRef(row.bytes, row.offset, row.length - Integer.BYTES);
    }

    @Override
    public @Nullable DocIdSetIterator in(LeafReaderContext leaf) throws IOException {
        int[] known = byLeaf[leaf.ord];
        if (known == null) {
            known = find(leaf);
            byLeaf[leaf.ord] = known;
        }
        return known.length == 0 ? null : new Documents(known);
    }

    /** Numbers of documents, ascending, deleted ones included; looked up once, since an answer is gone through twice. */
    private int[] find(LeafReaderContext leaf) throws IOException {
        Terms terms = series.isEmpty() ? null : leaf.reader().terms(Layout.ROW);
        if (terms == null) {
            return new int[0];
        }
        TermsEnum each = terms.iterator();
        PostingsEnum postings = null;
        int[] found = new int[series.size()];
        int count = 0;
        for (BytesRef start : series) {
            TermsEnum.SeekStatus status = each.seekCeil(start);
            for (BytesRef term = status == TermsEnum.SeekStatus.END ? null : each.term();
                    term != null && StringHelper.startsWith(term, start);
                    term = each.next()) {
                postings = each.postings(postings, PostingsEnum.NONE);
                for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                    found = ArrayUtil.grow(found, count + 1);
                    found[count++] = doc;
                }
            }
        }
        int[] ascending = Arrays.copyOf(found, count);
        Arrays.sort(ascending);
        return ascending;
    }

    @Override
    public int @Nullable [] ranks() {
        return ranks;
    }

    /** Over numbers in an array, ascending and perhaps twice. */
    private static final class Documents extends DocIdSetIterator {

        private final int[] documents;
        private int at = -1;

        Documents(int[] documents) {
            this.documents = documents;
        }

        @Override
        public int docID() {
            return at < 0 ? -1 : at < documents.length ? documents[at] : NO_MORE_DOCS;
        }

        @Override
        public int nextDoc() {
            int before = docID();
            do {
                at++;
            } while (at < documents.length && documents[at] == before);
            return docID();
        }

        @Override
        public int advance(int target) throws IOException {
            return slowAdvance(target);
        }

        @Override
        public long cost() {
            return documents.length;
        }
    }
}
