package org.sojourn.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers texts as they come, found by their bytes in ASCII: no text is made of what was seen before. */
public final class ByteTable implements CodedBlock.Texts {

    /** Hash table of ids, one more than they are; 0 is free. */
    private int[] places = new int[64];

    private Value.Text[] values = new Value.Text[32];
    private byte[][] texts = new byte[32][];
    private int size;

    /** The text that came last: it often comes again, and often the one after it does. */
    private int last;

    @Override
    public Value.Text value(int id) {
        return values[id];
    }

    /** The number of texts. */
    public int size() {
        return size;
    }

    /** The id of a text; an unknown one is added. */
    public int id(byte[] bytes, int from, int to) {
        if (size > 0) {
            if (is(last, bytes, from, to)) {
                return last;
            }
            int next = last + 1 == size ? 0 : last + 1;
            if (is(next, bytes, from, to)) {
                last = next;
                return next;
            }
        }
        int at = place(bytes, from, to);
        last = places[at] > 0 ? places[at] - 1 : add(at, Arrays.copyOfRange(bytes, from, to));
        return last;
    }

    /**
     * The id of the text that stands here before a certain byte, where it is the last one or the one that came after that
     * once.
     *
     * @param limit where the bytes end
     * @return -1 for any other text
     */
    public int expected(byte[] bytes, int from, int limit, byte end) {
        if (size > 0) {
            int next = last + 1 == size ? 0 : last + 1;
            if (stands(next, bytes, from, limit, end)) {
                last = next;
                return next;
            }
            if (stands(last, bytes, from, limit, end)) {
                return last;
            }
        }
        return -1;
    }

    /** The length of a text in bytes. */
    public int length(int id) {
        return texts[id].length;
    }

    private boolean stands(int id, byte[] bytes, int from, int limit, byte end) {
        byte[] text = texts[id];
        int to = from + text.length;
        return to < limit && bytes[to] == end && Arrays.equals(text, 0, text.length, bytes, from, to);
    }

    private boolean is(int id, byte[] bytes, int from, int to) {
        byte[] text = texts[id];
        return Arrays.equals(text, 0, text.length, bytes, from, to);
    }

    /** Where a text stands in the hash table, or would. */
    private int place(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int at = (hash ^ (hash >>> 11)) & (places.length - 1);
        while (places[at] > 0 && !is(places[at] - 1, bytes, from, to)) {
            at = (at + 1) & (places.length - 1);
        }
        return at;
    }

    private int add(int at, byte[] text) {
        if (size == texts.length) {
            texts = Arrays.copyOf(texts, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        texts[size] = text;
        values[size] = new Value.Text(new String(text, StandardCharsets.ISO_8859_1));
        places[at] = ++size;
        if (size * 2 > places.length) {
            places = new int[places.length * 2];
            for (int id = 0; id < size; id++) {
                places[place(texts[id], 0, texts[id].length)] = id + 1;
            }
        }
        return size - 1;
    }
}
