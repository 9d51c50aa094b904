package org.sojourn.store.pack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow: variable-length integers (7 bits a byte, low ones first), texts, and packed bits. */
final class ByteWriter {

    private byte[] bytes = new byte[256];
    private int size;

    void clear() {
        size = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void u8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    int size() {
        return size;
    }

    /** Sets bits in a byte already written. */
    void mark(int at, int bits) {
        bytes[at] |= (byte) bits;
    }

    void varint(int value) {
        varlong(value & 0xffffffffL);
    }

    void varlong(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** A signed number, small when near zero. */
    void zigzag(long value) {
        varlong((value << 1) ^ (value >> 63));
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length);
        raw(utf8, 0, utf8.length);
    }

    void raw(byte[] from, int offset, int length) {
        reserve(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    /** The low {@code width} bits of each value, one after the other; above 56 bits eight bytes each. */
    void bits(long[] values, int count, int width) {
        if (width == 0) {
            return;
        }
        if (width > 56) {
            reserve(count * 8);
            for (int i = 0; i < count; i++) {
                for (int shift = 0; shift < 64; shift += 8) {
                    bytes[size++] = (byte) (values[i] >>> shift);
                }
            }
            return;
        }
        reserve((int) (((long) count * width + 7) >>> 3));
        long pending = 0;
        int have = 0;
        for (int i = 0; i < count; i++) {
            pending |= values[i] << have;
            have += width;
            while (have >= 8) {
                bytes[size++] = (byte) pending;
                pending >>>= 8;
                have -= 8;
            }
        }
        if (have > 0) {
            bytes[size++] = (byte) pending;
        }
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
