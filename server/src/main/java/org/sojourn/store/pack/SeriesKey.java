package org.sojourn.store.pack;

import java.util.Arrays;

/**
 * A series key, or the partial key of attributes, as bytes: dictionary ids one after the other, 7 bits a byte, low ones
 * first, 0 where a dimension has no value. Zeros at the end are left out, so keys stay equal when a data set gains a
 * dimension; the key of the whole data set is empty.
 */
public final class SeriesKey {

    private SeriesKey() {}

    public static byte[] encode(int[] ids) {
        int used = ids.length;
        while (used > 0 && ids[used - 1] == 0) {
            used--;
        }
        byte[] bytes = new byte[used * 5];
        int size = 0;
        for (int i = 0; i < used; i++) {
            int rest = ids[i];
            while ((rest & ~0x7f) != 0) {
                bytes[size++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[size++] = (byte) rest;
        }
        return Arrays.copyOf(bytes, size);
    }

    /**
     * Fills {@code ids}, with 0 where the key has ended.
     *
     * @throws IllegalStateException when the key has more ids than {@code ids} has room
     */
    public static void decode(byte[] key, int[] ids) {
        decode(key, 0, key.length, ids);
    }

    /** Reads a key that stands inside a larger array. */
    public static void decode(byte[] key, int offset, int length, int[] ids) {
        int at = offset;
        int count = 0;
        while (at < offset + length) {
            if (count == ids.length) {
                throw new IllegalStateException("a key has more than the expected " + ids.length + " dimensions");
            }
            int id = 0;
            for (int shift = 0; ; shift += 7) {
                byte b = key[at++];
                id |= (b & 0x7f) << shift;
                if (b >= 0) {
                    break;
                }
            }
            ids[count++] = id;
        }
        Arrays.fill(ids, count, ids.length, 0);
    }
}
