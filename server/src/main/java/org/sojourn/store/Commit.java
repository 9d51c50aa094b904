package org.sojourn.store;

import java.time.Instant;

/**
 * A point in the one history of all data sets and structures.
 *
 * @param seq 1, 2, 3 ...; 0 is the empty beginning
 * @param time when it was published, in whole microseconds, strictly rising with {@code seq}
 */
public record Commit(long seq, Instant time) {

    /** Before anything was published. */
    public static final Commit NONE = new Commit(0, Instant.EPOCH);
}
