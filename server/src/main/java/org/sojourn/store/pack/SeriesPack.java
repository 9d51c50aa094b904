package org.sojourn.store.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;

/**
 * One block of a series as bytes and back, everything but its key and line numbers. Columns are named by component, so that
 * a pack outlives additions to the structure. About one and a half bytes an observation for a plain series.
 *
 * <p>Layout 1: version byte; flags; number of observations; periods; number of columns and the columns, each: component id,
 * form (with a bitmap of the absent in front where there are any), values; then attributes and annotations of the series and
 * annotations of observations where the flags say so. A new layout gets a new version byte and the old reader stays.
 *
 * <p>Holds buffers: one object for one thread.
 */
public final class SeriesPack {

    static final int LAYOUT = 1;

    static final int CONTINUED = 1;
    static final int ATTRIBUTES = 2;
    static final int ANNOTATIONS = 4;
    static final int OBSERVATION_ANNOTATIONS = 8;

    static final int DECIMAL = 0;
    static final int TABLE = 1;
    static final int SOME_ABSENT = 2;

    /** Where in the form byte a column's own head begins. */
    static final int HEAD = 2;

    private final ByteWriter out = new ByteWriter();
    private final ByteReader in = new ByteReader();
    private final DecimalColumn decimals = new DecimalColumn();
    private final TableColumn table = new TableColumn();
    private final long[] scratch = new long[SeriesBlock.CAPACITY];
    private final @Nullable Value[] values = new Value[SeriesBlock.CAPACITY];
    private final @Nullable String[] texts = new String[SeriesBlock.CAPACITY];
    private final byte[] bitmap = new byte[SeriesBlock.CAPACITY / 8];

    /** Packs a block; unknown codes, component ids and short texts are added to the dictionary. */
    public byte[] encode(SeriesBlock block, Dictionary dictionary) {
        DataStructureView view = block.structure();
        out.clear();
        out.u8(LAYOUT);
        out.u8((block.continued() ? CONTINUED : 0)
                | (block.attributes().isEmpty() ? 0 : ATTRIBUTES)
                | (block.annotations().isEmpty() ? 0 : ANNOTATIONS)
                | (block.observationAnnotations().isEmpty() ? 0 : OBSERVATION_ANNOTATIONS));
        out.varint(block.size());
        PeriodColumn.write(out, block, !view.hasTime(), dictionary, scratch);
        writeColumns(block, view, dictionary);
        if (!block.attributes().isEmpty()) {
            ValueCodec.write(out, block.attributes(), view::coded, dictionary);
        }
        if (!block.annotations().isEmpty()) {
            ValueCodec.write(out, block.annotations());
        }
        if (!block.observationAnnotations().isEmpty()) {
            out.varint(block.observationAnnotations().size());
            for (Map.Entry<Integer, List<Annotation>> e : new TreeMap<>(block.observationAnnotations()).entrySet()) {
                out.varint(e.getKey());
                ValueCodec.write(out, e.getValue());
            }
        }
        return out.toBytes();
    }

    /** Unpacks a whole array; see {@link #decode(byte[], int, int, Dictionary, SeriesBlock)}. */
    public void decode(byte[] pack, Dictionary dictionary, SeriesBlock into) {
        decode(pack, 0, pack.length, dictionary, into);
    }

    /**
     * Empties a block, key included, and fills it; the key is left to the caller. Columns of components that the block's
     * structure does not have are passed over.
     *
     * @throws IllegalStateException when the bytes are no pack, or of a layout this version does not know
     */
    public void decode(byte[] pack, int offset, int length, Dictionary dictionary, SeriesBlock into) {
        into.clear();
        in.reset(pack, offset, length);
        try {
            checkLayout(in.u8());
            readLayout1(dictionary, into);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalStateException("a packed series of " + length + " bytes is damaged", e);
        }
    }

    static void checkLayout(int layout) {
        if (layout != LAYOUT) {
            throw new IllegalStateException("a packed series has layout " + layout + ", known is " + LAYOUT);
        }
    }

    private void writeColumns(SeriesBlock block, DataStructureView view, Dictionary dictionary) {
        List<String> components = view.observationComponents();
        int n = block.size();
        int present = 0;
        for (int c = 0; c < components.size(); c++) {
            present += isEmpty(block, c) ? 0 : 1;
        }
        out.varint(present);
        for (int c = 0; c < components.size(); c++) {
            int count = 0;
            boolean plain = true;
            for (int i = 0; i < n; i++) {
                Value value = block.value(c, i);
                if (value != null) {
                    texts[count] = value instanceof Value.Text t ? t.text() : null;
                    plain &= texts[count] != null;
                    values[count++] = value;
                }
            }
            if (count == 0) {
                continue;
            }
            boolean coded = view.coded(components.get(c));
            boolean numbers = plain && !coded && decimals.take(texts, count);
            out.varint(dictionary.id(components.get(c)));
            int form = out.size();
            out.u8((numbers ? DECIMAL : TABLE) | (count < n ? SOME_ABSENT : 0));
            if (count < n) {
                writeAbsent(block, c);
            }
            int head = numbers ? decimals.write(out) : table.write(out, values, count, coded, dictionary);
            out.mark(form, head << HEAD);
        }
    }

    private static boolean isEmpty(SeriesBlock block, int column) {
        for (int i = 0; i < block.size(); i++) {
            if (block.value(column, i) != null) {
                return false;
            }
        }
        return true;
    }

    private void writeAbsent(SeriesBlock block, int column) {
        int length = (block.size() + 7) >> 3;
        Arrays.fill(bitmap, 0, length, (byte) 0);
        for (int i = 0; i < block.size(); i++) {
            if (block.value(column, i) == null) {
                bitmap[i >> 3] |= (byte) (1 << (i & 7));
            }
        }
        out.raw(bitmap, 0, length);
    }

    private void readLayout1(Dictionary dictionary, SeriesBlock into) {
        DataStructureView view = into.structure();
        int flags = in.u8();
        int n = in.varint();
        if ((flags & CONTINUED) != 0) {
            into.continueSeries();
        }
        PeriodColumn.read(in, into, n, dictionary, scratch);
        for (int left = in.varint(); left > 0; left--) {
            String component = dictionary.text(in.varint());
            readColumn(into, view.column(component).orElse(-1), n, dictionary);
        }
        if ((flags & ATTRIBUTES) != 0) {
            ValueCodec.read(in, into.attributes(), dictionary);
        }
        if ((flags & ANNOTATIONS) != 0) {
            into.annotations(ValueCodec.readAnnotations(in));
        }
        if ((flags & OBSERVATION_ANNOTATIONS) != 0) {
            for (int left = in.varint(); left > 0; left--) {
                int observation = in.varint();
                into.observationAnnotations().put(observation, new ArrayList<>(ValueCodec.readAnnotations(in)));
            }
        }
        if (!in.atEnd()) {
            throw new IndexOutOfBoundsException("bytes are left over");
        }
    }

    /** @param column -1 to read and forget */
    private void readColumn(SeriesBlock into, int column, int n, Dictionary dictionary) {
        int form = in.u8();
        int count = n;
        boolean someAbsent = (form & SOME_ABSENT) != 0;
        if (someAbsent) {
            int length = (n + 7) >> 3;
            in.copy(bitmap, 0, length);
            for (int i = 0; i < length; i++) {
                count -= Integer.bitCount(bitmap[i] & 0xff);
            }
        }
        boolean numbers = (form & TABLE) == 0;
        if (numbers) {
            decimals.read(in, form >> HEAD, count);
        } else {
            table.read(in, form >> HEAD, values, count, dictionary);
        }
        if (column < 0) {
            return;
        }
        int next = 0;
        for (int i = 0; i < n; i++) {
            if (!someAbsent || (bitmap[i >> 3] >> (i & 7) & 1) == 0) {
                into.set(column, i, numbers ? new Value.Text(decimals.text(next)) : values[next]);
                next++;
            }
        }
    }
}
