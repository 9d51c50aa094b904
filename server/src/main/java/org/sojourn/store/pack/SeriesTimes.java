package org.sojourn.store.pack;

import org.sojourn.data.SeriesBlock;

/**
 * The periods of a packed series by themselves: the bytes that {@link SeriesOutline} points at, which many series of a data set
 * have in common. Holds buffers: one object for one thread.
 */
public final class SeriesTimes {

    private final ByteReader in = new ByteReader();
    private final long[] ordinals = new long[SeriesBlock.CAPACITY];
    private PeriodKind kind = PeriodKind.YEAR;
    private int size;

    /**
     * Reads the periods.
     *
     * @throws IllegalStateException when the bytes are no such periods
     */
    public void read(byte[] bytes, int offset, int length) {
        in.reset(bytes, offset, length);
        try {
            size = in.varint();
            int form = in.u8();
            kind = PeriodKind.stored(form & (PeriodColumn.EVEN - 1));
            PeriodColumn.ordinals(in, form, size, ordinals);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalStateException("the periods of a series, " + length + " bytes, are damaged", e);
        }
    }

    /** How many there are, at least one. */
    public int size() {
        return size;
    }

    /** A period as it was written. */
    public String period(int i) {
        return kind.text(ordinals[i]);
    }
}
