package org.sojourn.data.fragment;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;

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
    private final MatchedFragments told;

    /** How long the plain text is so far, and its checksum. */
    long position;

    int checksum;

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
        this.told = new MatchedFragments(this, blocks);
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
    void settle() throws IOException {
        if (inZlib || otherCount > 0) {
            settleOthers();
        }
    }

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
            settle();
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
}
