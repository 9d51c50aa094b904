package org.sojourn.data;

import java.nio.charset.StandardCharsets;

/** Decimal numbers as mantissa and scale, and their plain text: {@code 150} with two decimals is {@code 1.50}. */
public final class Decimals {

    /** The longest text: a sign, 19 digits, a point and a zero before it. */
    public static final int LONGEST = 22;

    private static final int DIGITS = 18;

    private static final byte[] PAIRS = new byte[200];
    private static final long[] POWERS = new long[19];

    static {
        for (int i = 0; i < 100; i++) {
            PAIRS[2 * i] = (byte) ('0' + i / 10);
            PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
        }
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Decimals() {}

    /**
     * Writes the text of a number and returns where it ends.
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
        long whole = rest / POWERS[scale];
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

    /** Two digits at a time, from the right; the numbers of migration fit into an int, where division is cheaper. */
    private static int whole(byte[] out, int from, long number) {
        if (number > Integer.MAX_VALUE) {
            return large(out, from, number);
        }
        int rest = (int) number;
        int end = from + digits(rest);
        int at = end;
        while (rest >= 100) {
            int hundredth = rest / 100;
            int pair = (rest - hundredth * 100) * 2;
            rest = hundredth;
            at -= 2;
            out[at] = PAIRS[pair];
            out[at + 1] = PAIRS[pair + 1];
        }
        if (rest >= 10) {
            out[at - 2] = PAIRS[rest * 2];
            out[at - 1] = PAIRS[rest * 2 + 1];
        } else {
            out[at - 1] = (byte) ('0' + rest);
        }
        return end;
    }

    private static int large(byte[] out, int from, long number) {
        long upper = number / 1_000_000_000;
        int lower = (int) (number - upper * 1_000_000_000);
        int at = whole(out, from, upper);
        for (int i = at + 8; i >= at; i--) {
            out[i] = (byte) ('0' + lower % 10);
            lower /= 10;
        }
        return at + 9;
    }

    private static int digits(int number) {
        int digits = 1;
        int rest = number;
        while (rest >= 10) {
            if (rest < 100) {
                return digits + 1;
            }
            if (rest < 1000) {
                return digits + 2;
            }
            if (rest < 10_000) {
                return digits + 3;
            }
            rest /= 10_000;
            digits += 4;
        }
        return digits;
    }
}
