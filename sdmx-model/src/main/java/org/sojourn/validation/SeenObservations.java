package org.sojourn.validation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which observations of a data set have been seen, in memory that grows with the number of series and not of
 * observations: a bit for each period of a series, 64 periods to an entry. Keys are 64-bit hashes; two series in ten million
 * meet in one with a probability of about one in 400,000.
 */
final class SeenObservations {

    private static final int INITIAL = 1024;

    /** What the hash of an empty key is. */
    static final long START = 0x9E3779B97F4A7C15L;

    private final Map<String, Integer> periods = new HashMap<>();
    private long[] keys = new long[INITIAL];
    private long[] bits = new long[INITIAL];
    private int size;

    /** A hash for {@link #add} of the values of a series key. */
    static long hash(@Nullable String[] key) {
        long h = START;
        for (String value : key) {
            h = with(h, hash(value));
        }
        return h;
    }

    /** The hash of a key longer by one value. */
    static long with(long hash, long value) {
        return mix(hash * 0x100000001B3L + value);
    }

    /** The hash of one value. */
    static long hash(@Nullable String value) {
        long h = START;
        if (value != null) {
            for (int i = 0; i < value.length(); i++) {
                h = (h ^ value.charAt(i)) * 0x100000001B3L;
            }
        }
        return mix(h + 1);
    }

    /** The number of a period in this data set. */
    int period(@Nullable String period) {
        return periods.computeIfAbsent(String.valueOf(period), k -> periods.size());
    }

    /** Marks an observation as seen and tells whether it was new. */
    boolean add(long series, int id) {
        long key = mix(series + (id >>> 6));
        if (key == 0) {
            key = 1; // 0 marks a free place
        }
        int at = place(key);
        long bit = 1L << id;
        if (keys[at] == 0) {
            if (size * 2 >= keys.length) {
                grow();
                at = place(key);
            }
            keys[at] = key;
            bits[at] = bit;
            size++;
            return true;
        }
        boolean isNew = (bits[at] & bit) == 0;
        bits[at] |= bit;
        return isNew;
    }

    void clear() {
        periods.clear();
        if (size > 0) {
            keys = new long[INITIAL];
            bits = new long[INITIAL];
            size = 0;
        }
    }

    private int place(long key) {
        int mask = keys.length - 1;
        int at = (int) key & mask;
        while (keys[at] != 0 && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldBits = bits;
        keys = new long[oldKeys.length * 2];
        bits = Arrays.copyOf(new long[0], keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = place(oldKeys[i]);
                keys[at] = oldKeys[i];
                bits[at] = oldBits[i];
            }
        }
    }

    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
