package org.sojourn.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Decimal numbers as mantissa and scale, and their plain text: {@code 150} with two decimals is {@code 1.50}. */
public final class Decimals {

    /** The longest text: a sign, 19 digits, a point and a zero before it. */
    public static final int LONGEST = 22;

    private static final int DIGITS = 18;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EIGHT = 100_000_000;
    private static final long ZEROS = 0x3030_3030_3030_3030L;
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Decimals() {}

    /**
     * Writes the text of a number and returns where it ends. From {@code from} on {@link #LONGEST} bytes must be free;
     * those beyond the end may be overwritten.
     *
     * @param scale digits after the point, 0 to 18
     */
    public static int put(byte[] out, int from, long mantissa, int scale) {
        int at = from;
        long rest = mantissa;
        if (rest < 0) {
            out[at++] = '-';
            rest = -rest;
        }
        if (scale == 0) {
            return whole(out, at, rest);
        }
        long whole = scale == 1 ? rest / 10 : scale == 2 ? rest / 100 : rest / POWERS[scale];
        long fraction = rest - whole * POWERS[scale];
        at = whole(out, at, whole);
        out[at] = '.';
        int end = at + 1 + scale;
        for (int i = end - 1; i > at; i--) {
            long tenth = fraction / 10;
            out[i] = (byte) ('0' + (fraction - tenth * 10));
            fraction = tenth;
        }
        return end;
    }

    public static String text(long mantissa, int scale) {
        byte[] text = new byte[LONGEST];
        return new String(text, 0, put(text, 0, mantissa, scale), StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads a number in plain decimal notation: one whose {@link #text} is the same again, of at most 18 digits.
     *
     * @return false for any other text, and then nothing is put into the arrays
     */
    public static boolean parse(String text, long[] mantissas, byte[] scales, int index) {
        int length = text.length();
        if (length == 0 || length > DIGITS + 2) {
            return false;
        }
        boolean negative = text.charAt(0) == '-';
        int first = negative ? 1 : 0;
        int point = -1;
        long value = 0;
        int digits = 0;
        for (int p = first; p < length; p++) {
            int digit = text.charAt(p) - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
                digits++;
            } else if (digit == '.' - '0' && point < 0 && p > first) {
                point = p;
            } else {
                return false;
            }
        }
        int whole = (point < 0 ? length : point) - first;
        boolean plain = digits > 0
                && digits <= DIGITS
                && point != length - 1
                && !(whole > 1 && text.charAt(first) == '0')
                && !(negative && value == 0);
        if (plain) {
            mantissas[index] = negative ? -value : value;
            scales[index] = (byte) (point < 0 ? 0 : length - 1 - point);
        }
        return plain;
    }

    /** As {@link #parse(String, long[], byte[], int)}, of a text in ASCII. */
    public static boolean parse(byte[] text, int from, int to, long[] mantissas, byte[] scales, int index) {
        boolean negative = from < to && text[from] == '-';
        int first = negative ? from + 1 : from;
        int point = -1;
        long mantissa = 0;
        int p = first;
        for (; p < to; p++) {
            int digit = text[p] - '0';
            if (digit >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
            } else if (digit == '.' - '0' && point < 0 && p > first) {
                point = p;
            } else {
                return false;
            }
        }
        int whole = (point < 0 ? to : point) - first;
        boolean plain = to - first - (point < 0 ? 0 : 1) <= DIGITS
                && whole > 0
                && point != to - 1
                && !(whole > 1 && text[first] == '0')
                && !(negative && mantissa == 0);
        if (plain) {
            mantissas[index] = negative ? -mantissa : mantissa;
            scales[index] = (byte) (point < 0 ? 0 : to - 1 - point);
        }
        return plain;
    }

    /**
     * As {@link #parse(byte[], int, int, long[], byte[], int)}, of a text that ends before a certain byte.
     *
     * @param limit where the bytes end
     * @return the place of that byte; -1 where it is not there, or the text before it is otherwise
     */
    public static int parseUpTo(
            byte end, byte[] text, int from, int limit, long[] mantissas, byte[] scales, int index) {
        int p = from;
        boolean negative = p < limit && text[p] == '-';
        p += negative ? 1 : 0;
        int first = p;
        long mantissa = 0;
        int digit = 0;
        while (p < limit && (digit = text[p] - '0') >= 0 && digit <= 9) {
            mantissa = mantissa * 10 + digit;
            p++;
        }
        int whole = p - first;
        int scale = 0;
        if (digit == '.' - '0') {
            int point = p++;
            while (p < limit && (digit = text[p] - '0') >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
                p++;
            }
            scale = p - point - 1;
            whole = scale == 0 ? 0 : whole;
        }
        boolean plain = p < limit
                && text[p] == end
                && whole > 0
                && whole + scale <= DIGITS
                && !(whole > 1 && text[first] == '0')
                && !(negative && mantissa == 0);
        if (!plain) {
            return -1;
        }
        mantissas[index] = negative ? -mantissa : mantissa;
        scales[index] = (byte) scale;
        return p;
    }

    /** All digits of most numbers at once: a branch that goes now this way and now that costs more than they do. */
    private static int whole(byte[] out, int from, long number) {
        if (number >= EIGHT) {
            long upper = number / EIGHT;
            int at = whole(out, from, upper);
            LONG.set(out, at, digits((int) (number - upper * EIGHT)) | ZEROS);
            return at + 8;
        }
        long digits = digits((int) number);
        int absent = Long.numberOfTrailingZeros(digits | 1L << 56) >>> 3;
        LONG.set(out, from, (digits | ZEROS) >>> (absent << 3));
        return from + 8 - absent;
    }

    /** Eight digits, a byte for each, the first one lowest: halves, quarters and eighths of the number side by side. */
    private static long digits(int number) {
        int upper = number / 10_000;
        long halves = upper | (long) (number - upper * 10_000) << 32;
        long hundreds = ((halves * 10_486) >>> 20) & 0x7f_0000_007fL;
        long quarters = hundreds | (halves - hundreds * 100) << 16;
        long tens = ((quarters * 103) >>> 10) & 0x000f_000f_000f_000fL;
        return tens | (quarters - tens * 10) << 8;
    }
}
