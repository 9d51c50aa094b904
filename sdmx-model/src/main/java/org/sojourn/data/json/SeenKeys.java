package org.sojourn.data.json;

/** Remembers keys by 64-bit hashes, at most {@link #CAPACITY} of them in 8 bytes each. */
final class SeenKeys {

    static final int CAPACITY = 1 << 19;

    private long[] table = new long[1 << 10];
    private int size;

    /** A hash of indexes, in order. */
    static long hash(int[] indexes) {
        long h = 0x9E3779B97F4A7C15L;
        for (int i : indexes) {
            h = (h ^ i) * 0xBF58476D1CE4E5B9L;
            h ^= h >>> 32;
        }
        return (h ^ (h >>> 29)) * 0x94D049BB133111EBL;
    }

    /** Remembers a key; false where it was known already. */
    boolean add(long hash) {
        long h = hash == 0 ? 1 : hash; // 0 marks a free place
        int at = place(h);
        if (table[at] == h) {
            return false;
        }
        if ((size + 1) * 2 > table.length) {
            long[] old = table;
            table = new long[old.length * 2];
            for (long o : old) {
                if (o != 0) {
                    table[place(o)] = o;
                }
            }
            at = place(h);
        }
        table[at] = h;
        size++;
        return true;
    }

    boolean full() {
        return size >= CAPACITY;
    }

    private int place(long h) {
        int mask = table.length - 1;
        int at = (int) (h >>> 32) & mask;
        while (table[at] != 0 && table[at] != h) {
            at = (at + 1) & mask;
        }
        return at;
    }
}
