package org.sojourn.store;

import org.jspecify.annotations.Nullable;

/**
 * The full state of one chunk of a series from a commit on, until the next row of the same key and chunk. Rows are not
 * compared by content.
 *
 * @param key {@link org.sojourn.store.pack.SeriesKey} form
 * @param chunk number of the run of at most {@link org.sojourn.data.SeriesBlock#CAPACITY} observations, in order of time
 *     from 0; attributes and annotations of the series are in chunk 0
 * @param seq the commit that published it
 * @param pack {@link org.sojourn.store.pack.SeriesPack} form; null when the chunk is gone
 */
public record SeriesRow(byte[] key, int chunk, long seq, byte @Nullable [] pack) {

    public boolean deleted() {
        return pack == null;
    }
}
