package org.sojourn.index;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.sojourn.store.pack.KeyOrder;

/**
 * How rows lie in a Lucene index: one document for each chunk of a series, and one for each partial key with attributes.
 *
 * <p>Documents are sorted by the texts of the key's dimensions, none before any, then by chunk. A change here needs another
 * {@link #VERSION}, and every copy is then built anew.
 */
final class Layout {

    /** Stands in the commit data of every copy. */
    static final int VERSION = 2;

    /** Term that is unique for the row; what a newer row replaces. */
    static final String ROW = "row";

    /** Term that tells documents of series from those of attributes. */
    static final String KIND = "kind";

    static final BytesRef SERIES = new BytesRef("s");
    static final BytesRef ATTRIBUTES = new BytesRef("a");

    /** The pack, as the database has it. */
    static final String PACK = "pack";

    static final String CHUNK = "chunk";
    static final String OBSERVATIONS = "obs";
    static final String SEQ = "seq";

    /** Where the first observation's period begins, as {@link org.sojourn.model.time.Periods} counts; else the smallest number. */
    static final String BEGIN = "begin";

    /** When the last observation's period has ended; the largest number where nothing is known. */
    static final String END = "end";

    /** The periods as {@link org.sojourn.store.pack.SeriesTimes} reads them, where that can; series mostly share them. */
    static final String TIMES = "times";

    /** Longer ones are not kept: hardly shared, and unpacking costs little more. */
    static final int LONGEST_TIMES = 512;

    /** Which dimensions a partial key has, as a term: one character for each place of the key, 1 or 0. */
    static final String MASK = "mask";

    private Layout() {}

    /** The sorted doc values of the dimension at a place of the key; series and attributes have them. */
    static String dimension(int place) {
        return "d" + place;
    }

    /** The term of the dimension at a place of the key; only series have it. */
    static String term(int place) {
        return "t" + place;
    }

    static Sort sort(KeyOrder order) {
        List<SortField> fields = new ArrayList<>();
        for (int i = 0; i < order.dimensions().size(); i++) {
            fields.add(new SortField(dimension(i), SortField.Type.STRING));
        }
        fields.add(new SortField(CHUNK, SortField.Type.INT));
        return new Sort(fields.toArray(SortField[]::new));
    }

    /** The {@link #ROW} term of a chunk of a series. */
    static BytesRef seriesRow(byte[] key, int chunk) {
        byte[] term = new byte[key.length + 5];
        term[0] = 's';
        System.arraycopy(key, 0, term, 1, key.length);
        for (int i = 0; i < 4; i++) {
            term[key.length + 1 + i] = (byte) (chunk >>> (24 - 8 * i));
        }
        return new BytesRef(term);
    }

    /** The {@link #ROW} term of attributes. */
    static BytesRef attributeRow(byte[] key) {
        byte[] term = new byte[key.length + 1];
        term[0] = 'a';
        System.arraycopy(key, 0, term, 1, key.length);
        return new BytesRef(term);
    }
}
