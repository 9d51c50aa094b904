package org.sojourn.data;

/**
 * Remembers which attribute values were already given for which keys, by hashes, in at most {@link #CAPACITY} entries of 16
 * bytes. Beyond that nothing new is remembered: then values are passed on again, and conflicts between far rows go unseen.
 */
final class SeenValues {

    static final int NEW = 0;
    static final int SAME = -1;
    static final int CAPACITY = 1 << 20;

    private long[] keys = new long[1 << 8];
    private int[] values = new int[1 << 8];
    private long[] positions = new long[1 << 8];
    private int size;

    /** The hash of an empty key. */
    static final long START = 0xcbf29ce484222325L;

    /** The hash of a key for one attribute. */
    static long of(int attribute, long key) {
        return mix(key, attribute + 1);
    }

    /** The hash of a key longer by one part, by the part's hash. */
    static long mix(long hash, long part) {
        long h = (hash * 0x9E3779B97F4A7C15L) ^ part; // the order of the parts counts
        h ^= h >>> 32;
        return h * 0xD6E8FEB86659FD93L;
    }

    /** The hash of one part of a key; never 0. */
    static long hash(String part) {
        long h = START;
        for (int i = 0; i < part.length(); i++) {
            h = (h ^ part.charAt(i)) * 0x100000001b3L;
        }
        h ^= h >>> 32;
        return h == 0 ? 1 : h * 0xD6E8FEB86659FD93L;
    }

    /**
     * Remembers a value.
     *
     * @return {@link #NEW}, {@link #SAME}, or the position (at least 1) that gave another value
     */
    long put(long hash, int value, long position) {
        long h = hash == 0 ? 1 : hash;
        int at = slot(keys, h);
        if (keys[at] == h) {
            return values[at] == value ? SAME : Math.max(1, positions[at]);
        }
        if (size < CAPACITY * 3 / 4) {
            keys[at] = h;
            values[at] = value;
            positions[at] = position;
            if (++size > keys.length * 3 / 4 && keys.length < CAPACITY) {
                grow();
            }
        }
        return NEW;
    }

    private static int slot(long[] table, long h) {
        int mask = table.length - 1;
        int at = (int) (h ^ (h >>> 29)) & mask;
        while (table[at] != 0 && table[at] != h) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        long[] oldPositions = positions;
        keys = new long[oldKeys.length * 2];
        values = new int[oldValues.length * 2];
        positions = new long[oldPositions.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = slot(keys, oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
                positions[at] = oldPositions[i];
            }
        }
    }
}
