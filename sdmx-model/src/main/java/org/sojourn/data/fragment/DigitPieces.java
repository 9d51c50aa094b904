package org.sojourn.data.fragment;

import java.nio.charset.StandardCharsets;

/**
 * The texts of numbers in pieces of up to three digits, which are known beforehand with their checksums, and for each deflate
 * block with their codes: most numbers are then four pieces, three before the point and one after it, whichever digits they have.
 *
 * <p>Pieces are numbered. {@link #PADDED} begins those with all three digits, {@link #LEADING} those without leading zeros, of
 * which the first is empty, {@link #LAST} the same where zero is a digit, {@link #FRACTION} those after the point, by scale.
 */
final class DigitPieces {

    static final int PADDED = 0;
    static final int LEADING = 1000;
    static final int LAST = 2000;

    /** By scale: where the pieces begin that have so many decimals. */
    static final int[] FRACTION = {LEADING, 3000, 3010};

    static final int COUNT = 3110;

    /** Numbers of three pieces before the point. */
    private static final long MOST = 1_000_000_000;

    private static final int[] POWERS = {1, 10, 100};

    static final byte[][] TEXTS = new byte[COUNT][];
    private static final byte[] LENGTHS = new byte[COUNT];

    /** Checksums of pieces, and of pieces with three and with six digits still to come. */
    private static final int[] SUMS = new int[COUNT];

    private static final int[] SUMS_BEFORE_THREE = new int[COUNT];
    private static final int[] SUMS_BEFORE_SIX = new int[COUNT];

    private static final int[][] SHIFTS = {Checksum.shift(0), Checksum.shift(2), Checksum.shift(3)};

    static {
        for (int i = 0; i < 1000; i++) {
            text(PADDED + i, "%03d".formatted(i));
            text(LEADING + i, i == 0 ? "" : Integer.toString(i));
            text(LAST + i, Integer.toString(i));
        }
        for (int i = 0; i < 10; i++) {
            text(FRACTION[1] + i, "." + i);
        }
        for (int i = 0; i < 100; i++) {
            text(FRACTION[2] + i, ".%02d".formatted(i));
        }
    }

    /** The pieces of the number that was taken last, in order; empty ones are there, too. */
    int upper;

    int middle;
    int lower;
    int fraction;

    /** How long its text is, and the checksum of that. */
    int length;

    int checksum;

    private static void text(int piece, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        TEXTS[piece] = bytes;
        LENGTHS[piece] = (byte) bytes.length;
        SUMS[piece] = Checksum.update(0, bytes, 0, bytes.length);
        SUMS_BEFORE_THREE[piece] = Checksum.append(SUMS[piece], Checksum.shift(3), 0);
        SUMS_BEFORE_SIX[piece] = Checksum.append(SUMS[piece], Checksum.shift(6), 0);
    }

    /** Takes a number to pieces; false where it has others than there are here. */
    boolean take(long mantissa, int scale) {
        if (mantissa < 0 || mantissa >= MOST || scale >= POWERS.length) {
            return false;
        }
        int number = (int) mantissa;
        int whole = scale == 0 ? number : scale == 1 ? number / 10 : number / 100;
        int thousands = whole / 1000;
        int millions = thousands / 1000;
        upper = LEADING + millions;
        middle = (millions == 0 ? LEADING : PADDED) + thousands - millions * 1000;
        lower = (thousands == 0 ? LAST : PADDED) + whole - thousands * 1000;
        fraction = FRACTION[scale] + number - whole * POWERS[scale];
        length = LENGTHS[upper] + LENGTHS[middle] + LENGTHS[lower] + LENGTHS[fraction];
        int sum = SUMS_BEFORE_SIX[upper] ^ SUMS_BEFORE_THREE[middle] ^ SUMS[lower];
        checksum = scale == 0 ? sum : Checksum.append(sum, SHIFTS[scale], SUMS[fraction]);
        return true;
    }
}
