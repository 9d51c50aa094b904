package org.sojourn.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Value;
import org.sojourn.store.pack.AttributePack;

/**
 * The attributes above the series: for the whole data set or a partial key. They lie in the index beside the series, so that
 * one commit holds both and a million of them need no memory.
 */
final class AttributeRows {

    /** So many rows are matched with the series at once; each further lot costs another pass over the keys. */
    private static final int LOT = 1 << 16;

    private final SeriesSnapshot snapshot;

    AttributeRows(SeriesSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    boolean any() throws IOException {
        return snapshot.hasAttributes();
    }

    /** The places of the key that rows have, one set of places after the other: the data set first, then the smaller ones. */
    private List<String> masks() throws IOException {
        TreeSet<String> masks = new TreeSet<>(Comparator.comparingLong(
                        (String m) -> m.chars().filter(c -> c == '1').count())
                .thenComparing(Comparator.reverseOrder()));
        for (LeafReaderContext leaf : snapshot.leaves()) {
            Terms terms = leaf.reader().terms(Layout.MASK);
            if (terms != null) {
                TermsEnum each = terms.iterator();
                for (BytesRef mask = each.next(); mask != null; mask = each.next()) {
                    masks.add(mask.utf8ToString());
                }
            }
        }
        return List.copyOf(masks);
    }

    private static int[] places(String mask) {
        return IntStream.range(0, mask.length())
                .filter(i -> mask.charAt(i) == '1')
                .toArray();
    }

    private DocumentCursor rows(String mask) throws IOException {
        return DocumentCursor.inKeyOrder(snapshot, Matches.of(snapshot, new TermQuery(new Term(Layout.MASK, mask))));
    }

    private AttributePack.Content content(DocumentWalk row) throws IOException {
        BytesRef pack = row.pack();
        return AttributePack.decode(
                Arrays.copyOfRange(pack.bytes, pack.offset, pack.offset + pack.length), snapshot.dictionary());
    }

    /**
     * Pushes what applies to at least one of these series, by level and key.
     *
     * @param series the series of the answer; null for all rows, whatever series there are
     * @param wanted tells ids of attributes to send from others
     * @param own says of rows newer than {@code ownAfter} by their key whether they go out all the same
     */
    void write(
            @Nullable Matches series,
            DataStructureView structure,
            Predicate<String> wanted,
            PartialKeyTest own,
            long ownAfter,
            DataSink sink)
            throws IOException {
        int[] positions = positions(structure);
        for (String mask : masks()) {
            int[] places = places(mask);
            DocumentCursor rows = rows(mask);
            List<Row> lot = new ArrayList<>();
            boolean more = true;
            while (more) {
                more = rows.next();
                if (more) {
                    read(rows.document(), wanted, lot);
                }
                if (!lot.isEmpty() && (lot.size() == LOT || !more)) {
                    BitSet used = series == null ? all(lot.size()) : used(lot, places, series);
                    for (int i = 0; i < lot.size(); i++) {
                        Row row = lot.get(i);
                        @Nullable String[] key = key(row.ranks, structure, positions);
                        if (used.get(i) || (row.seq > ownAfter && own.fits(key))) {
                            sink.attributes(row.content.at(key));
                        }
                    }
                    lot.clear();
                }
            }
        }
    }

    private record Row(int[] ranks, long seq, AttributePack.Content content) {}

    private void read(DocumentWalk at, Predicate<String> wanted, List<Row> into) throws IOException {
        AttributePack.Content content = content(at);
        Map<String, Value> chosen = new LinkedHashMap<>(content.attributes());
        chosen.keySet().removeIf(id -> !wanted.test(id));
        if (!chosen.isEmpty()
                || (content.attributes().isEmpty() && !content.annotations().isEmpty())) {
            into.add(new Row(at.ranks.clone(), at.seq(), new AttributePack.Content(chosen, content.annotations())));
        }
    }

    private BitSet used(List<Row> lot, int[] places, Matches series) throws IOException {
        Map<RankKey, Integer> byKey = new HashMap<>(lot.size() * 2);
        for (int i = 0; i < lot.size(); i++) {
            byKey.put(new RankKey(places.length).fill(lot.get(i).ranks, places), i);
        }
        BitSet used = new BitSet(lot.size());
        int left = lot.size();
        RankKey probe = new RankKey(places.length);
        for (LeafReaderContext leaf : snapshot.leaves()) {
            var documents = series.in(leaf);
            if (documents == null) {
                continue;
            }
            DocumentWalk walk = new DocumentWalk(snapshot, leaf, documents, series.ranks());
            while (left > 0 && walk.next()) {
                Integer row = byKey.get(probe.fill(walk.ranks, places));
                if (row != null && !used.get(row)) {
                    used.set(row);
                    left--;
                }
            }
        }
        return used;
    }

    private static BitSet all(int size) {
        BitSet all = new BitSet(size);
        all.set(0, size);
        return all;
    }

    /** Position in the structure's keys by place; -1 where the structure lacks the dimension. */
    private int[] positions(DataStructureView structure) {
        return snapshot.order().dimensions().stream()
                .mapToInt(d -> structure.seriesPosition(d).orElse(-1))
                .toArray();
    }

    private @Nullable String[] key(int[] ranks, DataStructureView structure, int[] positions) {
        @Nullable String[] key = new String[structure.seriesDimensions().size()];
        for (int place = 0; place < ranks.length; place++) {
            if (positions[place] >= 0) {
                key[positions[place]] = snapshot.codes(place).code(ranks[place]);
            }
        }
        return key;
    }

    /** The values of one attribute above the series, to be found by series. */
    Values valuesOf(String attribute) throws IOException {
        List<Values.Table> tables = new ArrayList<>();
        for (String mask : masks()) {
            int[] places = places(mask);
            Map<RankKey, Value> byKey = new HashMap<>();
            DocumentCursor rows = rows(mask);
            while (rows.next()) {
                Value value = content(rows.document()).attributes().get(attribute);
                if (value != null) {
                    byKey.put(new RankKey(places.length).fill(rows.document().ranks, places), value);
                }
            }
            if (!byKey.isEmpty()) {
                tables.add(new Values.Table(places, byKey, new RankKey(places.length)));
            }
        }
        return new Values(tables);
    }

    /** Finds the value of an attribute by the ranks of a series. For one thread. */
    record Values(List<Table> tables) {

        record Table(int[] places, Map<RankKey, Value> byKey, RankKey probe) {}

        @Nullable
        Value of(int[] ranks) {
            for (Table table : tables) {
                Value value = table.byKey.get(table.probe.fill(ranks, table.places));
                if (value != null) {
                    return value;
                }
            }
            return null;
        }
    }
}
