package org.sojourn.store.pack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote; running over the end throws an IndexOutOfBoundsException. */
final class ByteReader {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    void reset(byte[] from, int offset, int length) {
        bytes = from;
        at = offset;
        end = offset + length;
    }

    boolean atEnd() {
        return at == end;
    }

    int u8() {
        if (at >= end) {
            throw new IndexOutOfBoundsException("a pack ends too early");
        }
        return bytes[at++] & 0xff;
    }

    int varint() {
        return (int) varlong();
    }

    long varlong() {
        if (at < end && bytes[at] >= 0) {
            return bytes[at++];
        }
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int b = u8();
            value |= (b & 0x7fL) << shift;
            if (b < 0x80) {
                return value;
            }
        }
    }

    long zigzag() {
        long raw = varlong();
        return (raw >>> 1) ^ -(raw & 1);
    }

    int position() {
        return at;
    }

    /** The bytes from a position up to here. */
    byte[] since(int position) {
        return Arrays.copyOfRange(bytes, position, at);
    }

    /** The bytes up to the end, which are not passed. */
    byte[] rest() {
        return Arrays.copyOfRange(bytes, at, end);
    }

    boolean restEquals(byte[] other) {
        return Arrays.equals(bytes, at, end, other, 0, other.length);
    }

    boolean startsWith(byte[] other) {
        return end - at >= other.length && Arrays.equals(bytes, at, at + other.length, other, 0, other.length);
    }

    String text() {
        int length = varint();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        skip(length);
        return text;
    }

    void skip(int length) {
        if (length < 0 || at + length > end) {
            throw new IndexOutOfBoundsException("a pack ends too early");
        }
        at += length;
    }

    void copy(byte[] into, int offset, int length) {
        int from = at;
        skip(length);
        System.arraycopy(bytes, from, into, offset, length);
    }

    /** Reads {@code count} values of {@code width} bits and adds {@code base} to each. */
    void bits(long[] into, int count, int width, long base) {
        if (width == 0) {
            for (int i = 0; i < count; i++) {
                into[i] = base;
            }
            return;
        }
        int start = at;
        if (width > 56) {
            skip(count * 8);
            for (int i = 0; i < count; i++) {
                into[i] = base + (long) LONG.get(bytes, start + i * 8);
            }
            return;
        }
        skip((int) (((long) count * width + 7) >>> 3));
        long mask = (1L << width) - 1;
        long bit = 0;
        for (int i = 0; i < count; i++) {
            int from = start + (int) (bit >>> 3);
            long word = from + 8 <= bytes.length ? (long) LONG.get(bytes, from) : tail(from);
            into[i] = base + ((word >>> (bit & 7)) & mask);
            bit += width;
        }
    }

    private long tail(int from) {
        long word = 0;
        for (int i = bytes.length - 1; i >= from; i--) {
            word = word << 8 | (bytes[i] & 0xff);
        }
        return word;
    }
}
