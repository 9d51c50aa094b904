package org.sojourn.index;

import java.util.Arrays;

/** Ranks of codes at some places of a key, to look up by; an object used for probing may be filled again. */
final class RankKey {

    private final int[] ranks;

    RankKey(int size) {
        ranks = new int[size];
    }

    /** Takes the ranks at these places of a whole key. */
    RankKey fill(int[] key, int[] places) {
        for (int i = 0; i < places.length; i++) {
            ranks[i] = key[places[i]];
        }
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RankKey key && Arrays.equals(ranks, key.ranks);
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int rank : ranks) {
            hash = hash * 0x9e3779b1 + rank;
        }
        return hash ^ hash >>> 15;
    }
}
