package org.sojourn.store.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Value;

/**
 * Unpacks series into numbers, where they are plain: one measure in decimals, attributes by dictionary id. Parts that are the
 * same bytes as in the series before, as periods and attributes mostly are, are not read again.
 *
 * <p>Holds buffers and makes one block; for one thread.
 */
public final class CodedPacks {

    /** Ids from here on are of texts that stand in packs and not in the dictionary. */
    private static final int OWN = 1 << 28;

    /** Texts of that kind, and sets of attributes, that are kept. */
    private static final int MOST = 50_000;

    private static final int UNKNOWN = -2;
    private static final int ABSENT = -1;

    private final DataStructureView structure;
    private final Dictionary dictionary;
    private final CodedBlock block;
    private final ByteReader in = new ByteReader();
    private final DecimalColumn decimals = new DecimalColumn();
    private final TableColumn table = new TableColumn();
    private final CodedPeriods periods = new CodedPeriods();
    private final Map<String, Integer> ownIds = new HashMap<>();
    private final List<Value.Text> ownTexts = new ArrayList<>();
    private final Map<Bytes, Integer> attributeIds = new HashMap<>();
    private final List<Map<String, Value>> attributes = new ArrayList<>();
    private Bytes lastAttributes = new Bytes(new byte[0], 0);
    private byte[] bitmap = new byte[64];

    /** By dictionary id of a component: its column. */
    private int[] columns = new int[0];

    /** The bytes in which attributes are packed. */
    private record Bytes(byte[] array, int hash) {
        static Bytes of(byte[] array) {
            return new Bytes(array, Arrays.hashCode(array));
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes b && Arrays.equals(array, b.array);
        }
    }

    /** @param keys the texts of keys by position, whose ids the caller puts into the block */
    public CodedPacks(DataStructureView structure, Dictionary dictionary, CodedBlock.Texts[] keys) {
        this.structure = structure;
        this.dictionary = dictionary;
        this.block = new CodedBlock(structure, keys, periods, this::value);
        attributes.add(Map.of());
    }

    private Value.Text value(int id) {
        return id < OWN ? dictionary.value(id) : ownTexts.get(id - OWN);
    }

    /**
     * The pack in numbers, but for its key; a buffer that is valid until the next call. Null where it is not plain, and then
     * {@link SeriesPack} reads it.
     *
     * @throws IllegalStateException when the bytes are no pack, or of a layout this version does not know
     */
    public @Nullable CodedBlock decode(byte[] pack, int offset, int length) {
        in.reset(pack, offset, length);
        try {
            SeriesPack.checkLayout(in.u8());
            return read() ? block : null;
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalStateException("a packed series of " + length + " bytes is damaged", e);
        }
    }

    private boolean read() {
        int flags = in.u8();
        if ((flags & (SeriesPack.ANNOTATIONS | SeriesPack.OBSERVATION_ANNOTATIONS)) != 0) {
            return false;
        }
        int n = in.varint();
        if (ownTexts.size() > MOST || n == 0) {
            return false;
        }
        block.begin(n, (flags & SeriesPack.CONTINUED) != 0);
        if (!periods.read(in, n, block.periods())) {
            return false;
        }
        block.periodsId(periods.number());
        Arrays.fill(block.scales(), 0, n, CodedBlock.ABSENT);
        for (int left = in.varint(); left > 0; left--) {
            int column = column(in.varint());
            if (column < 0 || !(column == 0 ? measure(n) : column(column, n))) {
                return false;
            }
        }
        return (flags & SeriesPack.ATTRIBUTES) == 0 ? attributes(0) : attributes();
    }

    private int column(int component) {
        if (component >= columns.length) {
            int old = columns.length;
            columns = Arrays.copyOf(columns, component + 16);
            Arrays.fill(columns, old, columns.length, UNKNOWN);
        }
        if (columns[component] == UNKNOWN) {
            columns[component] = structure.column(dictionary.text(component)).orElse(ABSENT);
        }
        return columns[component];
    }

    private boolean measure(int n) {
        int form = in.u8();
        int count = present(form, n);
        byte[] scales = block.scales();
        long[] mantissas = block.mantissas();
        if ((form & SeriesPack.TABLE) != 0) {
            int[] ids = block.ids(0);
            if (!table.readIds(in, form >> SeriesPack.HEAD, ids, count)) {
                return false;
            }
            for (int i = 0; i < count; i++) {
                mantissas[i] = ids[i];
            }
            Arrays.fill(scales, 0, count, CodedBlock.TEXT);
        } else if (!decimals.read(in, form >> SeriesPack.HEAD, count, mantissas, scales)) {
            block.allNumbers(count == n);
        } else {
            for (int i = 0; i < count; i++) {
                String text = decimals.exception(i);
                if (text != null) {
                    scales[i] = CodedBlock.TEXT;
                    mantissas[i] = own(text);
                }
            }
        }
        if (count < n) {
            for (int i = n - 1, from = count - 1; i >= 0; i--) {
                boolean absent = isAbsent(i);
                scales[i] = absent ? CodedBlock.ABSENT : scales[from];
                mantissas[i] = absent ? 0 : mantissas[from--];
            }
        }
        return true;
    }

    private boolean column(int column, int n) {
        int form = in.u8();
        if ((form & SeriesPack.TABLE) == 0) {
            return false;
        }
        int count = present(form, n);
        int[] ids = block.ids(column);
        if (!table.readIds(in, form >> SeriesPack.HEAD, ids, count)) {
            return false;
        }
        if (count == n && table.isOne(form >> SeriesPack.HEAD)) {
            block.same(column, ids[0]);
            return true;
        }
        block.same(column, CodedBlock.VARIED);
        if (count < n) {
            for (int i = n - 1, from = count - 1; i >= 0; i--) {
                ids[i] = isAbsent(i) ? CodedBlock.NONE : ids[from--];
            }
        }
        return true;
    }

    /** How many observations have a value in the column that begins here; which, is in the bitmap. */
    private int present(int form, int n) {
        if ((form & SeriesPack.SOME_ABSENT) == 0) {
            return n;
        }
        int length = (n + 7) >> 3;
        bitmap = length > bitmap.length ? new byte[length] : bitmap;
        in.copy(bitmap, 0, length);
        int count = n;
        for (int i = 0; i < length; i++) {
            count -= Integer.bitCount(bitmap[i] & 0xff);
        }
        return count;
    }

    private boolean isAbsent(int i) {
        return (bitmap[i >> 3] >> (i & 7) & 1) != 0;
    }

    private int own(String text) {
        Integer known = ownIds.get(text);
        if (known == null) {
            known = OWN + ownTexts.size();
            ownIds.put(text, known);
            ownTexts.add(new Value.Text(text));
        }
        return known;
    }

    /** The attributes that are the rest of the pack. */
    private boolean attributes() {
        if (in.restEquals(lastAttributes.array)) {
            return attributes(block.attributesId());
        }
        Bytes bytes = Bytes.of(in.rest());
        Integer known = attributeIds.get(bytes);
        if (known == null) {
            if (attributes.size() > MOST) {
                return false;
            }
            Map<String, Value> values = new LinkedHashMap<>();
            ValueCodec.read(in, values, dictionary);
            if (!in.atEnd()) {
                throw new IndexOutOfBoundsException("bytes are left over");
            }
            known = attributes.size();
            attributes.add(values);
            attributeIds.put(bytes, known);
        }
        lastAttributes = bytes;
        return attributes(known);
    }

    private boolean attributes(int id) {
        if (id == 0) {
            lastAttributes = new Bytes(new byte[0], 0);
        }
        block.attributes(id, attributes.get(id));
        return true;
    }

    /** Gives a block the attributes that one before it had: they stand in the first of a series only. */
    public void attributesOf(int id) {
        lastAttributes = new Bytes(new byte[0], 0);
        block.attributes(id, attributes.get(id));
    }
}
