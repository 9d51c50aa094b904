package org.sojourn.data.fragment;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.sojourn.data.Decimals;

/**
 * A gzip stream (RFC 1952) that is told what repeats. Compressors spend their time looking for texts that occurred before; who
 * puts fragments together knows. A fragment is a match to where it stood last, numbers are literals, and the checksum is put
 * together from those of the pieces: the plain text never exists.
 *
 * <p>What others write between fragments is compressed by zlib, in blocks of its own. {@link #close} ends the stream and leaves
 * the one below open.
 */
public final class GzipFragments extends OutputStream {

    private static final byte[] HEADER = {31, (byte) 139, 8, 0, 0, 0, 0, 0, 0, (byte) 255};

    /** Fewer bytes of others than this stay in the block of the fragments. */
    private static final int FEW = 200;

    /** Others are compressed when so many of their bytes have come. */
    private static final int MANY = 1 << 15;

    private final OutputStream out;
    private final DeflateBlocks blocks;
    private final Told told = new Told();
    private long position;
    private int checksum;

    /** Bytes of others that are not compressed yet. */
    private byte[] others = new byte[1 << 10];

    private int otherCount;
    private final Deflater zlib = new Deflater(6, true);

    /** True where zlib has written since the last fragment, and may refer to it. */
    private boolean inZlib;

    private final byte[] compressed = new byte[1 << 12];
    private boolean closed;

    /** Writes the head of the stream. */
    public GzipFragments(OutputStream out) throws IOException {
        this.out = out;
        this.blocks = new DeflateBlocks(out);
        out.write(HEADER);
    }

    FragmentOutput fragments() {
        return told;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int left = length;
        while (left > 0) {
            if (otherCount == others.length) {
                if (otherCount < MANY) {
                    others = Arrays.copyOf(others, otherCount * 2);
                } else {
                    zlib(Deflater.NO_FLUSH);
                }
            }
            int part = Math.min(left, others.length - otherCount);
            System.arraycopy(bytes, at, others, otherCount, part);
            otherCount += part;
            at += part;
            left -= part;
        }
    }

    /** Compresses what others wrote. */
    private void zlib(int flush) throws IOException {
        if (!inZlib) {
            told.endMatch();
            blocks.align();
            zlib.reset();
            inZlib = true;
        }
        checksum = Checksum.update(checksum, others, 0, otherCount);
        position += otherCount;
        zlib.setInput(others, 0, otherCount);
        otherCount = 0;
        int n;
        do {
            n = zlib.deflate(compressed, 0, compressed.length, flush);
            out.write(compressed, 0, n);
        } while (n == compressed.length || !zlib.needsInput());
    }

    /** Puts what others wrote where it belongs, before a fragment comes. */
    private void settleOthers() throws IOException {
        if (inZlib || otherCount >= FEW) {
            zlib(Deflater.SYNC_FLUSH); // ends at a whole byte
            inZlib = false;
        } else {
            told.endMatch();
            checksum = Checksum.update(checksum, others, 0, otherCount);
            blocks.literals(others, 0, otherCount);
            position += otherCount;
            otherCount = 0;
        }
    }

    /** Passes on what is compressed already; nothing is cut short for the sake of it. */
    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (inZlib || otherCount > 0) {
                settleOthers();
            }
            told.endMatch();
            blocks.finish();
            byte[] end = new byte[8];
            for (int i = 0; i < 4; i++) {
                end[i] = (byte) (checksum >>> (8 * i));
                end[4 + i] = (byte) (position >>> (8 * i));
            }
            out.write(end);
            out.flush();
        } finally {
            zlib.end();
        }
    }

    /** Takes fragments and numbers. */
    private final class Told extends FragmentOutput {

        /** What fits into a few literals is not worth a match of its own. */
        private static final int LITTLE = 4;

        /** A match is written when it has grown to this. */
        private static final int LONG = 1 << 14;

        private final byte[] digits = new byte[Decimals.LONGEST];

        /** A match that may still grow; 0 for none. */
        private int matchLength;

        private int matchDistance;

        private void endMatch() throws IOException {
            if (matchLength > 0) {
                int length = matchLength;
                matchLength = 0;
                blocks.match(length, matchDistance);
            }
        }

        @Override
        void fragment(Fragment fragment, Fragment like) throws IOException {
            if (inZlib || otherCount > 0) {
                settleOthers();
            }
            int length = fragment.length;
            if (length >= Checksum.LONGEST) {
                write(fragment.bytes, 0, length);
                return;
            }
            if (fragment.shift.length == 0) {
                fragment.shift = Checksum.shift(length);
                fragment.checksum = Checksum.update(0, fragment.bytes, 0, length);
            }
            checksum = Checksum.append(checksum, fragment.shift, fragment.checksum);
            long here = position;
            long distance = here - fragment.last;
            long distanceOfLike = here - like.last;
            position = here + length;
            fragment.last = here;
            if (matchLength > 0) {
                if (distance == matchDistance && matchLength < LONG) {
                    matchLength += length;
                    return;
                }
                if (distanceOfLike == matchDistance && growsInto(fragment, like)) {
                    return;
                }
                endMatch();
            }
            if (distance > DeflateBlocks.WINDOW) {
                difference(fragment, like, distanceOfLike);
            } else if (length < DeflateBlocks.SHORTEST) {
                blocks.literals(fragment.bytes, 0, length);
            } else {
                matchLength = length;
                matchDistance = (int) distance;
            }
        }

        @Override
        boolean prefersWhole(Fragment fragment) {
            return position - fragment.last <= DeflateBlocks.WINDOW;
        }

        /** Lets the match before run on into what the fragment shares with the other, where little is left then. */
        private boolean growsInto(Fragment fragment, Fragment like) throws IOException {
            int shared = shared(fragment, like);
            if (shared == 0 || fragment.length - shared > LITTLE) {
                return false;
            }
            matchLength += shared;
            endMatch();
            blocks.literals(fragment.bytes, shared, fragment.length);
            return true;
        }

        private static int shared(Fragment a, Fragment b) {
            int mismatch = Arrays.mismatch(a.bytes, 0, a.length, b.bytes, 0, b.length);
            return mismatch < 0 ? a.length : mismatch;
        }

        /**
         * Writes a fragment that is new, or was seen last too long ago, as what differs from another. Series of thousands of
         * periods have each of them once in 32 KiB at most: spelt out each time, they would make the stream explode.
         */
        private void difference(Fragment fragment, Fragment like, long distance) throws IOException {
            int length = fragment.length;
            int prefix = distance > DeflateBlocks.WINDOW ? 0 : shared(fragment, like);
            int most = Math.min(length, like.length) - prefix;
            long distanceOfEnd = distance + length - like.length;
            int suffix = 0;
            if (distanceOfEnd > 0 && distanceOfEnd <= DeflateBlocks.WINDOW) {
                while (suffix < most && fragment.bytes[length - 1 - suffix] == like.bytes[like.length - 1 - suffix]) {
                    suffix++;
                }
            }
            int from = prefix < DeflateBlocks.SHORTEST ? 0 : prefix;
            int to = suffix < DeflateBlocks.SHORTEST ? length : length - suffix;
            if (from > 0) {
                blocks.match(from, (int) distance);
            }
            if (to > from) {
                blocks.literals(fragment.bytes, from, to);
            }
            if (to < length) {
                matchLength = length - to;
                matchDistance = (int) distanceOfEnd;
            }
        }

        @Override
        void number(long mantissa, int scale) throws IOException {
            if (inZlib || otherCount > 0) {
                settleOthers();
            }
            endMatch();
            int length = Decimals.put(digits, 0, mantissa, scale);
            checksum = Checksum.update(checksum, digits, 0, length);
            blocks.literals(digits, 0, length);
            position += length;
        }

        @Override
        void drain() {
            // Others write to the same stream.
        }
    }
}
