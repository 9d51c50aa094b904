package org.sojourn.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;
import org.sojourn.store.pack.CodedPacks;
import org.sojourn.store.pack.SeriesPack;

/**
 * Goes through the chunks that a selection fits, in the order of a cursor, and says which of their observations do. Unpacks no
 * more than it must. For one thread.
 */
final class ChunkScan {

    private final SeriesSnapshot snapshot;
    private final DataStructureView structure;
    private final ChunkTests tests;
    private final DocumentCursor cursor;
    private final int[] positions;

    // Large, and made when they are needed: most answers are read in numbers.
    private @Nullable SeriesPack packs;
    private @Nullable SeriesBlock block;
    private int[] selected = new int[0];

    private boolean fresh = true;
    private boolean sameSeries;
    private boolean unpacked;
    private boolean all;
    private int count;
    private int headLeaf = -1;
    private int headDoc = -1;
    private @Nullable Head head;
    private final @Nullable CodedPacks coded;

    /** True where a chunk of the present series was read in numbers, whose attributes have the id that is kept. */
    private boolean codedHead;

    private int headAttributes;

    /** What stands at a series, kept in its first chunk. */
    record Head(Map<String, Value> attributes, List<Annotation> annotations) {
        static final Head NONE = new Head(Map.of(), List.of());
    }

    ChunkScan(SeriesSnapshot snapshot, DataStructureView structure, ChunkTests tests, DocumentCursor cursor) {
        this.snapshot = snapshot;
        this.structure = structure;
        this.tests = tests;
        this.cursor = cursor;
        this.positions = snapshot.order().dimensions().stream()
                .mapToInt(d -> structure.seriesPosition(d).orElse(-1))
                .toArray();
        this.coded = CodedBlock.suits(structure) ? codedPacks() : null;
    }

    /** Goes to the next chunk of which something fits; false at the end. */
    boolean next() throws IOException {
        while (cursor.next()) {
            DocumentWalk at = cursor.document();
            unpacked = false;
            if (!cursor.sameKey()) {
                fresh = true;
                head = null;
                headLeaf = -1;
                codedHead = false;
                if (at.chunk() > 0) {
                    cursor.firstChunk().ifPresent(place -> {
                        headLeaf = place.leaf();
                        headDoc = place.doc();
                    });
                }
            }
            if (at.chunk() == 0) {
                headLeaf = at.leaf();
                headDoc = at.doc();
            }
            if (fits(at)) {
                sameSeries = !fresh;
                fresh = false;
                return true;
            }
        }
        return false;
    }

    private boolean fits(DocumentWalk at) throws IOException {
        ChunkTests.Verdict verdict = tests.verdict(at);
        if (verdict == ChunkTests.Verdict.NOTHING) {
            return false;
        }
        Map<String, Value> attributes = tests.ofSeriesAttributes() ? head().attributes() : Map.of();
        if (!tests.seriesFits(attributes)) {
            return false;
        }
        all = verdict == ChunkTests.Verdict.ALL;
        if (all) {
            count = at.observations();
            return true;
        }
        SeriesBlock whole = block();
        if (selected.length == 0) {
            selected = new int[SeriesBlock.CAPACITY];
        }
        count = tests.select(whole, at.ranks, attributes, selected);
        all = count == whole.size();
        return count > 0;
    }

    /** True where the chunk belongs to the series of the last one. */
    boolean sameSeries() {
        return sameSeries;
    }

    /** How many observations of the chunk fit; 0 where the series fits and has none. */
    int count() {
        return count;
    }

    /** True where all observations of the chunk fit. */
    boolean all() {
        return all;
    }

    /** The index in {@link #block} of a fitting observation. */
    int index(int i) {
        return all ? i : selected[i];
    }

    DocumentWalk document() {
        return cursor.document();
    }

    /** The whole chunk with its key. A buffer: valid until the next call of {@link #next}. */
    SeriesBlock block() throws IOException {
        SeriesBlock into = block;
        if (into == null) {
            into = new SeriesBlock(structure);
            block = into;
        }
        if (!unpacked) {
            unpack(cursor.document().pack(), into);
            key(cursor.document().ranks, into.key());
            unpacked = true;
        }
        return into;
    }

    private void unpack(BytesRef pack, SeriesBlock into) {
        SeriesPack reader = packs;
        if (reader == null) {
            reader = new SeriesPack();
            packs = reader;
        }
        reader.decode(pack.bytes, pack.offset, pack.length, snapshot.dictionary(), into);
    }

    /** The whole chunk with its key in numbers, a buffer like {@link #block}; null where it is not plain. */
    @Nullable
    CodedBlock coded() throws IOException {
        CodedPacks reader = coded;
        if (reader == null || unpacked) {
            return null;
        }
        BytesRef pack = cursor.document().pack();
        CodedBlock plain = reader.decode(pack.bytes, pack.offset, pack.length);
        if (plain == null || plain.continued() != cursor.document().chunk() > 0) {
            return null;
        }
        int[] ranks = cursor.document().ranks;
        Arrays.fill(plain.key(), CodedBlock.NONE);
        for (int place = 0; place < ranks.length; place++) {
            if (positions[place] >= 0) {
                plain.key()[positions[place]] = ranks[place];
            }
        }
        for (int id : plain.key()) {
            if (id < 0) {
                return null;
            }
        }
        if (plain.continued()) {
            if (!codedHead) {
                return null;
            }
            reader.attributesOf(headAttributes);
        } else {
            headAttributes = plain.attributesId();
        }
        codedHead = true;
        return plain;
    }

    private CodedPacks codedPacks() {
        CodedBlock.Texts[] keys =
                new CodedBlock.Texts[structure.seriesDimensions().size()];
        Arrays.fill(keys, (CodedBlock.Texts) id -> {
            throw new IllegalStateException("the data set has no such dimension");
        });
        for (int place = 0; place < positions.length; place++) {
            CodeTable codes = snapshot.codes(place);
            if (positions[place] >= 0) {
                keys[positions[place]] = codes::value;
            }
        }
        return new CodedPacks(structure, snapshot.dictionary(), keys);
    }

    private void key(int[] ranks, @Nullable String[] into) {
        for (int place = 0; place < ranks.length; place++) {
            if (positions[place] >= 0) {
                into[positions[place]] = snapshot.codes(place).code(ranks[place]);
            }
        }
    }

    /** What stands at the series, whichever of its chunks this is. */
    Head head() throws IOException {
        Head known = head;
        if (known == null) {
            known = readHead();
            head = known;
        }
        return known;
    }

    private Head readHead() throws IOException {
        if (headLeaf < 0) {
            return Head.NONE;
        }
        if (cursor.document().chunk() == 0) {
            return head(block());
        }
        DocumentWalk first = new DocumentWalk(snapshot, snapshot.leaves().get(headLeaf), DocIdSetIterator.empty());
        first.moveTo(headDoc);
        SeriesBlock spare = new SeriesBlock(structure);
        unpack(first.pack(), spare);
        return head(spare);
    }

    private static Head head(SeriesBlock first) {
        return first.attributes().isEmpty() && first.annotations().isEmpty()
                ? Head.NONE
                : new Head(new LinkedHashMap<>(first.attributes()), first.annotations());
    }
}
