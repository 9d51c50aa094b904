package org.sojourn.index;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Reads documents of one segment one by one, forwards. What only series have is asked of series only. For one thread. */
final class DocumentWalk {

    /** Ranks of the key of the document this stands on, by place. */
    final int[] ranks;

    private final int leaf;
    private final LeafReader reader;
    private final DocIdSetIterator documents;
    private final @Nullable Bits live;

    /** True where all documents have the same key: then nothing has to be read for it. */
    private final boolean fixed;

    private final @Nullable SortedDocValues[] dimensions;
    private final int[] @Nullable [] rankOf;
    private final NumericDocValues chunk;

    // Opened when they are first asked for: to open a column costs more than to read one number of it.
    private @Nullable NumericDocValues observations;
    private @Nullable NumericDocValues begin;
    private @Nullable NumericDocValues end;
    private @Nullable NumericDocValues seq;
    private @Nullable BinaryDocValues pack;
    private int doc = -1;
    private int number;

    /** @param documents those to visit, deleted ones perhaps included */
    DocumentWalk(SeriesSnapshot snapshot, LeafReaderContext context, DocIdSetIterator documents) throws IOException {
        this(snapshot, context, documents, null);
    }

    /**
     * @param documents those to visit, deleted ones perhaps included
     * @param ranks of the key that all of them have; null where they have several
     */
    DocumentWalk(SeriesSnapshot snapshot, LeafReaderContext context, DocIdSetIterator documents, int @Nullable [] ranks)
            throws IOException {
        this.leaf = context.ord;
        this.reader = context.reader();
        this.documents = documents;
        this.live = reader.getLiveDocs();
        this.fixed = ranks != null;
        int places = snapshot.places();
        this.ranks = ranks != null ? ranks.clone() : new int[places];
        dimensions = new SortedDocValues[fixed ? 0 : places];
        rankOf = new int[fixed ? 0 : places][];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = reader.getSortedDocValues(Layout.dimension(i));
            rankOf[i] = snapshot.codes(i).ranksOf(leaf);
        }
        chunk = numbers(Layout.CHUNK);
    }

    private NumericDocValues numbers(String field) throws IOException {
        NumericDocValues values = reader.getNumericDocValues(field);
        return values == null ? DocValues.emptyNumeric() : values;
    }

    /** Goes to the next document that is not deleted; false at the end. */
    boolean next() throws IOException {
        int at;
        do {
            at = documents.nextDoc();
            if (at == DocIdSetIterator.NO_MORE_DOCS) {
                return false;
            }
        } while (live != null && !live.get(at));
        moveTo(at);
        return true;
    }

    /** Goes to a document, which must not lie before the one this stands on. */
    void moveTo(int document) throws IOException {
        doc = document;
        for (int i = 0; i < dimensions.length; i++) {
            SortedDocValues values = dimensions[i];
            if (values == null || !values.advanceExact(doc)) {
                ranks[i] = -1;
            } else {
                int[] rank = rankOf[i];
                ranks[i] = rank == null ? values.ordValue() : rank[values.ordValue()];
            }
        }
        number = chunk.advanceExact(doc) ? (int) chunk.longValue() : 0;
    }

    int leaf() {
        return leaf;
    }

    int doc() {
        return doc;
    }

    /** The number of the chunk, 0 for attributes. */
    int chunk() {
        return number;
    }

    int observations() throws IOException {
        NumericDocValues values = observations;
        if (values == null) {
            values = numbers(Layout.OBSERVATIONS);
            observations = values;
        }
        return (int) number(values);
    }

    long begin() throws IOException {
        NumericDocValues values = begin;
        if (values == null) {
            values = numbers(Layout.BEGIN);
            begin = values;
        }
        return number(values);
    }

    long end() throws IOException {
        NumericDocValues values = end;
        if (values == null) {
            values = numbers(Layout.END);
            end = values;
        }
        return number(values);
    }

    /** The commit that published the row. */
    long seq() throws IOException {
        NumericDocValues values = seq;
        if (values == null) {
            values = numbers(Layout.SEQ);
            seq = values;
        }
        return number(values);
    }

    /** The packed chunk; valid until the next call. */
    BytesRef pack() throws IOException {
        BinaryDocValues values = pack;
        if (values == null) {
            values = DocValues.getBinary(reader, Layout.PACK);
            pack = values;
        }
        if (!values.advanceExact(doc)) {
            throw new CorruptIndexException("a series has no pack", reader.toString());
        }
        return values.binaryValue();
    }

    private long number(NumericDocValues values) throws IOException {
        if (!values.advanceExact(doc)) {
            throw new CorruptIndexException("a series has no chunk data", reader.toString());
        }
        return values.longValue();
    }
}
