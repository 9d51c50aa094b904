package org.sojourn.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.query.Visibility;
import org.sojourn.store.Commit;
import org.sojourn.store.DatasetId;
import org.sojourn.store.pack.Dictionary;
import org.sojourn.store.pack.KeyOrder;

/** One data set as it was at one commit, for one visibility class. Never changes; for many threads. */
public final class SeriesSnapshot {

    static {
        // A query of a thousand keys of nine dimensions is legitimate; the length of the URL bounds it well enough.
        IndexSearcher.setMaxClauseCount(1 << 20);
    }

    private final DatasetId dataset;
    private final Visibility visibility;
    private final Commit changed;
    private final KeyOrder order;
    private final Dictionary dictionary;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final ConcurrentHashMap<Integer, CodeTable> tables = new ConcurrentHashMap<>();
    private volatile @Nullable DatasetStatistics statistics;
    private volatile @Nullable Whole whole;
    private volatile @Nullable Boolean attributes;

    SeriesSnapshot(
            DatasetId dataset,
            Visibility visibility,
            Commit changed,
            KeyOrder order,
            Dictionary dictionary,
            DirectoryReader reader) {
        this.dataset = dataset;
        this.visibility = visibility;
        this.changed = changed;
        this.order = order;
        this.dictionary = dictionary;
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        // A cached result would be a bit set for every popular filter; the postings are as fast.
        searcher.setQueryCache(null);
    }

    public DatasetId dataset() {
        return dataset;
    }

    /** Whose eyes this is for. */
    public Visibility visibility() {
        return visibility;
    }

    /** The newest commit that changed the data set. */
    public Commit changed() {
        return changed;
    }

    /** How much there is. */
    public DatasetStatistics statistics() throws IOException {
        DatasetStatistics known = statistics;
        if (known == null) {
            known = DatasetStatistics.of(this);
            statistics = known;
        }
        return known;
    }

    /** What is available of the whole data set, if that was counted already; null otherwise. */
    @Nullable
    Availability availability(DataStructureView structure) {
        Whole known = whole;
        return known != null && known.structure == structure ? known.availability : null;
    }

    void remember(DataStructureView structure, Availability availability) {
        whole = new Whole(structure, availability);
    }

    private record Whole(DataStructureView structure, Availability availability) {}

    /** True where there are attributes above the series. */
    boolean hasAttributes() throws IOException {
        Boolean known = attributes;
        if (known == null) {
            known = reader.docFreq(new Term(Layout.KIND, Layout.ATTRIBUTES)) > 0;
            attributes = known;
        }
        return known;
    }

    KeyOrder order() {
        return order;
    }

    Dictionary dictionary() {
        return dictionary;
    }

    DirectoryReader reader() {
        return reader;
    }

    IndexSearcher searcher() {
        return searcher;
    }

    List<LeafReaderContext> leaves() {
        return reader.leaves();
    }

    int places() {
        return order.dimensions().size();
    }

    /** The codes at a place of the key. */
    CodeTable codes(int place) {
        return tables.computeIfAbsent(place, p -> {
            try {
                return CodeTable.of(Layout.dimension(p), leaves());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
