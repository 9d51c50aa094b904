package org.sojourn.data.fragment;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The CRC-32 of a text made of pieces, from the checksums of the pieces: appending n bytes to a text is a linear map of its
 * checksum, which a table of 4 x 256 words applies in four steps, however many bytes there are.
 */
final class Checksum {

    /** In place of a map that is not known yet. */
    static final int[] UNKNOWN = {};

    /** Longer pieces are summed byte by byte. */
    static final int LONGEST = 2048;

    private static final int[] TABLE = new int[256];
    private static final AtomicReferenceArray<int[]> SHIFTS = new AtomicReferenceArray<>(LONGEST);

    static {
        for (int i = 0; i < 256; i++) {
            int c = i;
            for (int k = 0; k < 8; k++) {
                c = (c & 1) != 0 ? (c >>> 1) ^ 0xEDB88320 : c >>> 1;
            }
            TABLE[i] = c;
        }
    }

    private Checksum() {}

    /** The checksum of a text whose beginning has the checksum {@code crc}, and which goes on with these bytes. */
    static int update(int crc, byte[] bytes, int from, int to) {
        int state = ~crc;
        for (int i = from; i < to; i++) {
            state = (state >>> 8) ^ TABLE[(state ^ bytes[i]) & 0xff];
        }
        return ~state;
    }

    /** The map of so many bytes: what {@link #append} needs. */
    static int[] shift(int length) {
        int[] known = SHIFTS.get(length);
        if (known == null) {
            known = make(length);
            SHIFTS.set(length, known);
        }
        return known;
    }

    private static int[] make(int length) {
        int[] map = new int[1024];
        for (int bit = 0; bit < 32; bit++) {
            int state = 1 << bit;
            for (int i = 0; i < length; i++) {
                state = (state >>> 8) ^ TABLE[state & 0xff];
            }
            int block = (bit >>> 3) * 256;
            int within = 1 << (bit & 7);
            for (int b = 0; b < 256; b++) {
                if ((b & within) != 0) {
                    map[block + b] ^= state;
                }
            }
        }
        return map;
    }

    /** The checksum of a text with checksum {@code crc} followed by a piece with the checksum {@code piece}. */
    static int append(int crc, int[] shift, int piece) {
        return shift[crc & 255]
                ^ shift[256 + (crc >>> 8 & 255)]
                ^ shift[512 + (crc >>> 16 & 255)]
                ^ shift[768 + (crc >>> 24)]
                ^ piece;
    }
}
