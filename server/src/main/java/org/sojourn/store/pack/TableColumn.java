package org.sojourn.store.pack;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Value;

/**
 * Values that are no numbers: the different ones once, then which of them each observation has. One alone, and values that
 * are all different, need no choice. Entries are dictionary ids, texts, or values of any kind.
 */
final class TableColumn {

    private static final int IDS = 0;
    private static final int TEXTS = 1;
    private static final int ANY = 2;
    private static final int KIND = 3;

    /** As many entries as observations, in order. */
    private static final int IN_ORDER = 4;

    /** One entry for all. */
    private static final int ONE = 8;

    private final Map<Value, Integer> places = new HashMap<>();
    private Value[] entries = new Value[16];
    private int[] ids = new int[16];
    private long[] choices = new long[64];

    /**
     * Writes a column.
     *
     * @param coded true where texts are codes, which always go by id
     * @return the head, below 16, that {@link #read} needs
     */
    int write(ByteWriter out, @Nullable Value[] values, int count, boolean coded, Dictionary dictionary) {
        places.clear();
        if (choices.length < count) {
            choices = new long[count];
        }
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            Value value = values[i];
            if (value == null) {
                throw new IllegalArgumentException("a table column takes present values only");
            }
            Integer place = places.putIfAbsent(value, distinct);
            if (place == null) {
                reserve(distinct);
                entries[distinct++] = value;
            }
            choices[i] = place == null ? distinct - 1 : place;
        }
        int kind = kind(distinct, coded, dictionary);
        boolean one = distinct == 1;
        boolean inOrder = !one && distinct == count;
        if (!one && !inOrder) {
            out.varint(distinct);
        }
        for (int i = 0; i < distinct; i++) {
            switch (kind) {
                case IDS -> out.varint(ids[i]);
                case TEXTS -> out.text(((Value.Text) entries[i]).text());
                default -> ValueCodec.write(out, entries[i], coded, dictionary);
            }
        }
        if (!one && !inOrder) {
            out.bits(choices, count, width(distinct));
        }
        return kind | (one ? ONE : 0) | (inOrder ? IN_ORDER : 0);
    }

    /** A column of one code; returns the head. */
    int writeOne(ByteWriter out, int id) {
        out.varint(id);
        return IDS | ONE;
    }

    /** A column of codes by their dictionary ids; returns the head. */
    int writeIds(ByteWriter out, int[] codes, int count) {
        if (choices.length < count) {
            choices = new long[count];
        }
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            int code = codes[i];
            int place = 0;
            while (place < distinct && ids[place] != code) {
                place++;
            }
            if (place == distinct) {
                reserve(distinct);
                ids[distinct++] = code;
            }
            choices[i] = place;
        }
        boolean one = distinct == 1;
        boolean inOrder = !one && distinct == count;
        if (!one && !inOrder) {
            out.varint(distinct);
        }
        for (int i = 0; i < distinct; i++) {
            out.varint(ids[i]);
        }
        if (!one && !inOrder) {
            out.bits(choices, count, width(distinct));
        }
        return IDS | (one ? ONE : 0) | (inOrder ? IN_ORDER : 0);
    }

    void read(ByteReader in, int head, @Nullable Value[] into, int count, Dictionary dictionary) {
        boolean one = (head & ONE) != 0;
        boolean inOrder = (head & IN_ORDER) != 0;
        int distinct = one ? 1 : inOrder ? count : in.varint();
        for (int i = 0; i < distinct; i++) {
            reserve(i);
            entries[i] = switch (head & KIND) {
                case IDS -> dictionary.value(in.varint());
                case TEXTS -> new Value.Text(in.text());
                default -> ValueCodec.read(in, dictionary);
            };
        }
        if (one || inOrder) {
            for (int i = 0; i < count; i++) {
                into[i] = entries[one ? 0 : i];
            }
            return;
        }
        if (choices.length < count) {
            choices = new long[count];
        }
        in.bits(choices, count, width(distinct), 0);
        for (int i = 0; i < count; i++) {
            into[i] = entries[(int) choices[i]];
        }
    }

    boolean isOne(int head) {
        return (head & ONE) != 0;
    }

    /** Reads a column of dictionary ids; false, and then nothing is known of where it ends, for one of another kind. */
    boolean readIds(ByteReader in, int head, int[] into, int count) {
        if ((head & KIND) != IDS) {
            return false;
        }
        boolean one = (head & ONE) != 0;
        boolean inOrder = (head & IN_ORDER) != 0;
        int distinct = one ? 1 : inOrder ? count : in.varint();
        for (int i = 0; i < distinct; i++) {
            reserve(i);
            ids[i] = in.varint();
        }
        if (one || inOrder) {
            for (int i = 0; i < count; i++) {
                into[i] = ids[one ? 0 : i];
            }
            return true;
        }
        if (choices.length < count) {
            choices = new long[count];
        }
        in.bits(choices, count, width(distinct), 0);
        for (int i = 0; i < count; i++) {
            into[i] = ids[(int) choices[i]];
        }
        return true;
    }

    private int kind(int distinct, boolean coded, Dictionary dictionary) {
        boolean allIds = true;
        for (int i = 0; i < distinct; i++) {
            if (!(entries[i] instanceof Value.Text text)) {
                return ANY;
            }
            int id = coded ? dictionary.id(text.text()) : allIds ? dictionary.shortTextId(text.text()) : 0;
            ids[i] = id;
            allIds &= id != 0;
        }
        return allIds ? IDS : TEXTS;
    }

    private void reserve(int place) {
        if (place == entries.length) {
            entries = Arrays.copyOf(entries, place * 2);
            ids = Arrays.copyOf(ids, place * 2);
        }
    }

    private static int width(int distinct) {
        return 32 - Integer.numberOfLeadingZeros(distinct - 1);
    }
}
