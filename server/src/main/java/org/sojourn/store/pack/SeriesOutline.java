package org.sojourn.store.pack;

import org.jspecify.annotations.Nullable;
import org.sojourn.data.SeriesBlock;

/** What can be told of a packed series from its first bytes: how many observations it has and which time they span. */
public final class SeriesOutline {

    private final ByteReader in = new ByteReader();
    private final long[] scratch = new long[SeriesBlock.CAPACITY];
    private final @Nullable String[] ends = new String[2];
    private int observations;
    private boolean irregular;
    private int timesFrom;
    private int timesTo;

    /**
     * Reads the outline of a pack.
     *
     * @throws IllegalStateException when the bytes are no pack, or of a layout this version does not know
     */
    public void read(byte[] pack, int offset, int length) {
        in.reset(pack, offset, length);
        ends[0] = null;
        ends[1] = null;
        irregular = false;
        try {
            SeriesPack.checkLayout(in.u8());
            in.u8();
            timesFrom = in.position();
            observations = in.varint();
            irregular = PeriodColumn.ends(in, observations, scratch, ends);
            timesTo = ends[0] == null ? timesFrom : in.position();
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalStateException("a packed series of " + length + " bytes is damaged", e);
        }
    }

    public int observations() {
        return observations;
    }

    /** The first period; null unless all are periods of time of one kind that rise. */
    public @Nullable String firstPeriod() {
        return ends[0];
    }

    /** The last period; null unless all are periods of time of one kind that rise. */
    public @Nullable String lastPeriod() {
        return ends[1];
    }

    /** Where in the array of the pack stands what {@link SeriesTimes} reads; the same as the end where it cannot. */
    public int timesFrom() {
        return timesFrom;
    }

    /** Where that ends, exclusive. */
    public int timesTo() {
        return timesTo;
    }

    /** True where there may be periods that only unpacking can tell: of several kinds, or not rising. */
    public boolean irregular() {
        return irregular;
    }
}
