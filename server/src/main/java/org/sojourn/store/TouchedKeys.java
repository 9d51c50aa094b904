package org.sojourn.store;

import java.util.Arrays;

/**
 * Which keys a load has seen, by 64-bit hash at 16 bytes a key: two keys of one hash only cost a look into the database.
 */
final class TouchedKeys {

    private long[] hashes = new long[1024];
    private int size;

    /** Adds a key; true where it, or another of the same hash, was there. */
    boolean add(byte[] key) {
        if (size * 2 > hashes.length) {
            grow();
        }
        if (put(hashes, hash(key))) {
            size++;
            return false;
        }
        return true;
    }

    private void grow() {
        long[] larger = new long[hashes.length * 2];
        Arrays.stream(hashes).filter(h -> h != 0).forEach(h -> put(larger, h));
        hashes = larger;
    }

    private static boolean put(long[] table, long hash) {
        int at = (int) hash & (table.length - 1);
        while (table[at] != 0) {
            if (table[at] == hash) {
                return false;
            }
            at = (at + 1) & (table.length - 1);
        }
        table[at] = hash;
        return true;
    }

    /** FNV-1a with a final mix; never 0. */
    private static long hash(byte[] key) {
        long h = 0xcbf29ce484222325L;
        for (byte b : key) {
            h = (h ^ (b & 0xff)) * 0x100000001b3L;
        }
        h = (h ^ (h >>> 32)) * 0x9e3779b97f4a7c15L;
        h ^= h >>> 29;
        return h == 0 ? 1 : h;
    }
}
