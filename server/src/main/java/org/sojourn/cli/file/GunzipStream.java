package org.sojourn.cli.file;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.sojourn.model.SdmxException;

/** Undoes gzip, and refuses what expands beyond all that messages do: a bomb. */
final class GunzipStream extends FilterInputStream {

    /** Below this size any ratio is harmless. */
    static final long HARMLESS = 64L << 20;

    /** Deflate ends at 1032; the most repetitive messages stay far below this. */
    static final int MOST_FOLD = 400;

    private final Counted stored;
    private long expanded;

    GunzipStream(InputStream in) throws IOException {
        this(new Counted(in));
    }

    private GunzipStream(Counted stored) throws IOException {
        super(started(stored));
        this.stored = stored;
    }

    private static InputStream started(Counted stored) throws IOException {
        try {
            return new GZIPInputStream(stored, 1 << 16);
        } catch (ZipException | EOFException e) {
            throw broken(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int n;
        try {
            n = in.read(b, off, len);
        } catch (ZipException | EOFException e) {
            throw broken(e);
        }
        if (n > 0) {
            expanded += n;
            if (expanded > HARMLESS && expanded / Math.max(1, stored.count) > MOST_FOLD) {
                throw new SdmxException(
                        SdmxException.Kind.TOO_LARGE,
                        "the gzip data expand more than " + MOST_FOLD
                                + "-fold, as no message does; unpack the file by hand if it is to be trusted");
            }
        }
        return n;
    }

    private static SdmxException broken(IOException cause) {
        return new SdmxException(
                SdmxException.Kind.SYNTAX,
                SdmxException.Kind.SYNTAX.title(),
                cause instanceof EOFException
                        ? "the gzip data end in the middle: the file is cut"
                        : "the gzip data are broken",
                cause);
    }

    /** Counts the packed bytes. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = in.read(b, off, len);
            count += Math.max(0, n);
            return n;
        }
    }
}
