package org.sojourn.store.pack;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;

/**
 * Packs series that come in numbers, into the very bytes that {@link SeriesPack} makes of their texts. It adds nothing to the
 * dictionary: what would need that it leaves to the other.
 *
 * <p>Holds buffers, and what it knows of the ids of one block; for one thread.
 */
public final class CodedPacker {

    private static final int UNKNOWN = 0;

    /** Sets of attributes whose bytes are kept. */
    private static final int MOST = 10_000;

    private final CodedBlock of;
    private final DataStructureView view;
    private final Known dictionary;
    private final List<String> components;
    private final boolean[] coded;
    private final ByteWriter out = new ByteWriter();
    private final ByteWriter part = new ByteWriter();
    private final DecimalColumn decimals = new DecimalColumn();
    private final TableColumn table = new TableColumn();
    private final long[] scratch = new long[SeriesBlock.CAPACITY];
    private final int[] present = new int[SeriesBlock.CAPACITY];
    private final @Nullable Value[] values = new Value[SeriesBlock.CAPACITY];
    private final @Nullable String[] texts = new String[SeriesBlock.CAPACITY];
    private final byte[] bitmap = new byte[SeriesBlock.CAPACITY / 8];

    /** By id of a value its place in the dictionary, {@link #UNKNOWN} where that was not seen yet. */
    private int[] valueIds = new int[64];

    private final Map<Integer, byte[]> attributes = new HashMap<>();

    /** By id of a period its kind, null while it was not looked at, and its number. */
    private @Nullable PeriodKind[] kinds = new PeriodKind[64];

    private long[] ordinals = new long[64];
    private int[] lastPeriods = new int[64];
    private int lastSize = -1;
    private byte[] lastPeriodBytes = {};

    /** Texts that are there, and a mark where one was asked for that is not. */
    private static final class Known implements Dictionary {
        private final Dictionary all;
        boolean missing;

        Known(Dictionary all) {
            this.all = all;
        }

        @Override
        public int find(String text) {
            return all.find(text);
        }

        @Override
        public int id(String text) {
            int id = all.find(text);
            missing |= id == 0;
            return id;
        }

        @Override
        public int shortTextId(String text) {
            int id = all.find(text);
            missing |= id == 0 && HeapDictionary.admits(text, all.size());
            return id;
        }

        @Override
        public String text(int id) {
            return all.text(id);
        }

        @Override
        public Value.Text value(int id) {
            return all.value(id);
        }

        @Override
        public int size() {
            return all.size();
        }
    }

    /** @param block the only one that will come, again and again with other content */
    public CodedPacker(CodedBlock block, Dictionary dictionary) {
        this.of = block;
        this.view = block.structure();
        this.dictionary = new Known(dictionary);
        this.components = view.observationComponents();
        this.coded = new boolean[components.size()];
        for (int c = 0; c < coded.length; c++) {
            coded[c] = view.coded(components.get(c));
        }
    }

    /** True where this is the block that was given. */
    @SuppressWarnings("ReferenceEquality")
    public boolean isOf(CodedBlock block) {
        return of == block;
    }

    /** The block as bytes, without its key; null where it needs another way, or texts that the dictionary does not have. */
    public byte @Nullable [] encode() {
        int n = of.size();
        if (n == 0 || of.continued() || !view.hasTime()) {
            return null;
        }
        dictionary.missing = false;
        out.clear();
        out.u8(SeriesPack.LAYOUT);
        out.u8(of.attributes().isEmpty() ? 0 : SeriesPack.ATTRIBUTES);
        out.varint(n);
        if (!periods(n)) {
            return null;
        }
        columns(n);
        if (!of.attributes().isEmpty()) {
            attributes();
        }
        return dictionary.missing ? null : out.toBytes();
    }

    private boolean periods(int n) {
        int[] ids = of.periods();
        if (n != lastSize || !Arrays.equals(ids, 0, n, lastPeriods, 0, n)) {
            PeriodKind first = kind(ids[0], 0);
            for (int i = 0; i < n; i++) {
                if (kind(ids[i], i) != first || ordinals[ids[i]] == PeriodKind.NONE) {
                    return false;
                }
                scratch[i] = ordinals[ids[i]];
            }
            part.clear();
            PeriodColumn.write(part, first, scratch, n);
            lastPeriodBytes = part.toBytes();
            lastPeriods = Arrays.copyOf(ids, Math.max(n, 64));
            lastSize = n;
        }
        out.raw(lastPeriodBytes, 0, lastPeriodBytes.length);
        return true;
    }

    private PeriodKind kind(int id, int observation) {
        if (id >= kinds.length) {
            kinds = Arrays.copyOf(kinds, Math.max(id + 1, id * 2));
            ordinals = Arrays.copyOf(ordinals, kinds.length);
        }
        PeriodKind known = kinds[id];
        if (known == null) {
            String text = of.periodText(observation);
            known = PeriodKind.guess(text);
            kinds[id] = known;
            ordinals[id] = known.ordinal(text);
        }
        return known;
    }

    private void columns(int n) {
        int filled = isEmpty(0, n) ? 0 : 1;
        for (int c = 1; c < coded.length; c++) {
            filled += isEmpty(c, n) ? 0 : 1;
        }
        out.varint(filled);
        for (int c = 0; c < coded.length; c++) {
            if (!isEmpty(c, n)) {
                column(c, n);
            }
        }
    }

    private boolean isEmpty(int column, int n) {
        if (column > 0 && of.same(column) != CodedBlock.VARIED) {
            return of.same(column) == CodedBlock.NONE;
        }
        for (int i = 0; i < n; i++) {
            if (!absent(column, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean absent(int column, int i) {
        return column == 0 ? of.scales()[i] == CodedBlock.ABSENT : of.ids(column)[i] == CodedBlock.NONE;
    }

    private void column(int c, int n) {
        out.varint(dictionary.id(components.get(c)));
        int form = out.size();
        boolean same = c > 0 && of.same(c) != CodedBlock.VARIED;
        out.u8(0);
        int count = same ? n : present(c, n);
        int mark = count < n ? SeriesPack.SOME_ABSENT : 0;
        if (same && coded[c]) {
            mark |= SeriesPack.TABLE | table.writeOne(out, valueId(of.same(c))) << SeriesPack.HEAD;
        } else if (c == 0 && !coded[c] && decimals.take(of, present, count)) {
            mark |= SeriesPack.DECIMAL | decimals.write(out) << SeriesPack.HEAD;
        } else if (c > 0 && coded[c]) {
            for (int i = 0; i < count; i++) {
                present[i] = valueId(of.ids(c)[present[i]]);
            }
            mark |= SeriesPack.TABLE | table.writeIds(out, present, count) << SeriesPack.HEAD;
        } else {
            mark |= texts(c, count, same);
        }
        out.mark(form, mark);
    }

    /** The way of texts: those of no code list may be numbers. */
    private int texts(int c, int count, boolean same) {
        for (int i = 0; i < count; i++) {
            Value value = c == 0 ? of.measure(present[i]) : of.value(same ? of.same(c) : of.ids(c)[present[i]]);
            values[i] = value;
            texts[i] = value instanceof Value.Text t ? t.text() : null;
        }
        return !coded[c] && decimals.take(texts, count)
                ? SeriesPack.DECIMAL | decimals.write(out) << SeriesPack.HEAD
                : SeriesPack.TABLE | table.write(out, values, count, coded[c], dictionary) << SeriesPack.HEAD;
    }

    /** Notes which observations have a value in a column, and writes which have none where there are such. */
    private int present(int column, int n) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (!absent(column, i)) {
                present[count++] = i;
            }
        }
        if (count < n) {
            int length = (n + 7) >> 3;
            Arrays.fill(bitmap, 0, length, (byte) 0xff);
            if ((n & 7) != 0) {
                bitmap[length - 1] = (byte) ((1 << (n & 7)) - 1);
            }
            for (int i = 0; i < count; i++) {
                bitmap[present[i] >> 3] &= (byte) ~(1 << (present[i] & 7));
            }
            out.raw(bitmap, 0, length);
        }
        return count;
    }

    private int valueId(int id) {
        if (id >= valueIds.length) {
            valueIds = Arrays.copyOf(valueIds, Math.max(id + 1, id * 2));
        }
        if (valueIds[id] == UNKNOWN) {
            valueIds[id] = dictionary.id(of.value(id).text());
        }
        return valueIds[id];
    }

    private void attributes() {
        byte[] bytes = attributes.get(of.attributesId());
        if (bytes == null) {
            part.clear();
            ValueCodec.write(part, of.attributes(), view::coded, dictionary);
            bytes = part.toBytes();
            if (!dictionary.missing) {
                if (attributes.size() == MOST) {
                    attributes.clear();
                }
                attributes.put(of.attributesId(), bytes);
            }
        }
        out.raw(bytes, 0, bytes.length);
    }
}
