package org.sojourn.store.pack;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.Decimals;

/**
 * Numbers in plain decimal notation, as whole numbers and a scale, bit-packed; what is not plain ({@code 1E5}, {@code NaN},
 * {@code -0}, {@code +1}, {@code 007}, the empty text) stands beside as text, so that every text comes back as it was.
 */
final class DecimalColumn {

    /** All have the same number of decimals. */
    private static final int SAME = 0;

    /** Decimals as many as needed: no text ends in a zero after the point. */
    private static final int TRIMMED = 1;

    /** A scale for each. */
    private static final int EACH = 2;

    private static final int EXCEPTIONS = 4;

    private static final int DIGITS = 18;
    private static final long[] POWERS = new long[DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i <= DIGITS; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private long[] mantissas = new long[64];
    private byte[] scales = new byte[64];
    private @Nullable String[] exceptions = new String[64];
    private int size;
    private int exceptionCount;

    /**
     * Takes the texts of a column.
     *
     * @return false when so many are no plain decimals that another form serves better
     */
    boolean take(@Nullable String[] texts, int count) {
        reserve(count);
        size = count;
        exceptionCount = 0;
        int allowed = count / 2;
        for (int i = 0; i < count; i++) {
            String text = texts[i];
            if (text != null && Decimals.parse(text, mantissas, scales, i)) {
                exceptions[i] = null;
            } else {
                exceptions[i] = text;
                if (++exceptionCount > allowed) {
                    return false;
                }
            }
        }
        return true;
    }

    /** As {@link #take(String[], int)}, the measures of some observations of a block. */
    boolean take(CodedBlock block, int[] observations, int count) {
        reserve(count);
        size = count;
        exceptionCount = 0;
        int allowed = count / 2;
        for (int i = 0; i < count; i++) {
            int at = observations[i];
            byte scale = block.scales()[at];
            if (scale >= 0) {
                mantissas[i] = block.mantissas()[at];
                scales[i] = scale;
                exceptions[i] = null;
            } else {
                exceptions[i] = block.value((int) block.mantissas()[at]).text();
                if (++exceptionCount > allowed) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Writes what was taken.
     *
     * @return the head, below 8, that {@link #read} needs
     */
    int write(ByteWriter out) {
        fillExceptions();
        int mode = mode();
        if (mode == EACH) {
            long[] each = new long[size];
            for (int i = 0; i < size; i++) {
                each[i] = scales[i];
            }
            out.bits(each, size, 5);
        } else {
            byte scale = mode == SAME ? scales[0] : largestScale();
            out.u8(scale);
            for (int i = 0; i < size && mode == TRIMMED; i++) {
                mantissas[i] *= POWERS[scale - scales[i]];
            }
        }
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            min = Math.min(min, mantissas[i]);
            max = Math.max(max, mantissas[i]);
        }
        int width = 64 - Long.numberOfLeadingZeros(max - min);
        out.zigzag(min);
        out.u8(width);
        for (int i = 0; i < size; i++) {
            mantissas[i] -= min;
        }
        out.bits(mantissas, size, width);
        writeExceptions(out);
        return mode | (exceptionCount > 0 ? EXCEPTIONS : 0);
    }

    void read(ByteReader in, int head, int count) {
        reserve(count);
        size = count;
        if (!read(in, head, count, mantissas, scales)) {
            Arrays.fill(exceptions, 0, count, null);
        }
    }

    /** Reads into other arrays; true where some are no numbers, see {@link #exception}. */
    boolean read(ByteReader in, int head, int count, long[] numbers, byte[] decimals) {
        int mode = head & 3;
        if (mode == EACH) {
            in.bits(numbers, count, 5, 0);
            for (int i = 0; i < count; i++) {
                decimals[i] = (byte) numbers[i];
            }
        } else {
            Arrays.fill(decimals, 0, count, (byte) in.u8());
        }
        long min = in.zigzag();
        in.bits(numbers, count, in.u8(), min);
        for (int i = 0; i < count && mode == TRIMMED; i++) {
            while (decimals[i] > 0 && numbers[i] % 10 == 0) {
                numbers[i] /= 10;
                decimals[i]--;
            }
        }
        if ((head & EXCEPTIONS) == 0) {
            return false;
        }
        reserve(count);
        Arrays.fill(exceptions, 0, count, null);
        int at = -1;
        for (int left = in.varint(); left > 0; left--) {
            at += in.varint() + 1;
            exceptions[at] = in.text();
        }
        return true;
    }

    /** The text of what is no number among those read last; null for a number. */
    @Nullable
    String exception(int i) {
        return exceptions[i];
    }

    /** The text of number {@code i}, exactly as it came. */
    String text(int i) {
        String exception = exceptions[i];
        if (exception != null) {
            return exception;
        }
        return Decimals.text(mantissas[i], scales[i]);
    }

    private void reserve(int count) {
        if (count > mantissas.length) {
            mantissas = new long[count];
            scales = new byte[count];
            exceptions = new String[count];
        }
    }

    /** Gives exceptions the number of a neighbour, which costs nothing. */
    private void fillExceptions() {
        if (exceptionCount == 0) {
            return;
        }
        int real = 0;
        while (exceptions[real] != null) {
            real++;
        }
        for (int i = 0; i < size; i++) {
            if (exceptions[i] == null) {
                real = i;
            } else {
                mantissas[i] = mantissas[real];
                scales[i] = scales[real];
            }
        }
    }

    private int mode() {
        boolean same = true;
        boolean trimmed = true;
        int largest = largestScale();
        for (int i = 0; i < size; i++) {
            same &= scales[i] == scales[0];
            trimmed &= (scales[i] == 0 || mantissas[i] % 10 != 0)
                    && Math.abs(mantissas[i]) < POWERS[DIGITS - (largest - scales[i])];
        }
        return same ? SAME : trimmed ? TRIMMED : EACH;
    }

    private byte largestScale() {
        byte largest = 0;
        for (int i = 0; i < size; i++) {
            largest = (byte) Math.max(largest, scales[i]);
        }
        return largest;
    }

    private void writeExceptions(ByteWriter out) {
        if (exceptionCount == 0) {
            return;
        }
        out.varint(exceptionCount);
        int before = -1;
        for (int i = 0; i < size; i++) {
            String text = exceptions[i];
            if (text != null) {
                out.varint(i - before - 1);
                out.text(text);
                before = i;
            }
        }
    }
}
