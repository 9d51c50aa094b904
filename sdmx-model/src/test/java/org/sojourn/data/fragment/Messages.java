package org.sojourn.data.fragment;

import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;

/** Plain data for tests of other packages. */
public final class Messages {
    private Messages() {}

    /** See {@link PlainData}. */
    public static DataSource plain(long seed, int series, int longest, boolean annotatedToo) {
        return new PlainData(seed, series, longest, annotatedToo);
    }

    /** Passes on in numbers whatever can be. */
    public static DataSink coding(DataSink next) {
        return new Coding(next);
    }
}
