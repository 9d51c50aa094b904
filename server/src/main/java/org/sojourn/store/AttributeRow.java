package org.sojourn.store;

import org.jspecify.annotations.Nullable;

/**
 * The full state of the attributes at one partial key from a commit on, until the next row of the same key.
 *
 * @param key {@link org.sojourn.store.pack.SeriesKey} form with 0 where a dimension is not part; empty for the whole data set
 * @param seq the commit that published it
 * @param pack {@link org.sojourn.store.pack.AttributePack} form; null when nothing is left
 */
public record AttributeRow(byte[] key, long seq, byte @Nullable [] pack) {

    public boolean deleted() {
        return pack == null;
    }
}
