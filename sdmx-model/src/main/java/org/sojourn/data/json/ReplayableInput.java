package org.sojourn.data.json;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Input that can be read once more from its beginning.
 *
 * <p>Data are indexes into the lists of the structure part. Where that part comes after the data, as a writer that streams
 * must put it, the data cannot be understood in passing: then the whole message goes into a temporary file, deleted on
 * {@link #close}, and is read twice. Until it is known whether that is needed, what was read is kept: in memory at first.
 */
final class ReplayableInput extends FilterInputStream implements Closeable {

    private static final int IN_MEMORY = 1 << 20;

    private @Nullable ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream toFile;
    private boolean recording = true;

    ReplayableInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int n = in.read(b, off, len);
        if (n > 0 && recording) {
            record(b, off, n);
        }
        return n;
    }

    private void record(byte[] b, int off, int n) throws IOException {
        ByteArrayOutputStream kept = memory;
        if (kept != null && kept.size() + n <= IN_MEMORY) {
            kept.write(b, off, n);
            return;
        }
        toFile().write(b, off, n);
    }

    private OutputStream toFile() throws IOException {
        OutputStream open = toFile;
        if (open == null) {
            Path made = Files.createTempFile("sojourn-", ".json");
            file = made;
            open = Files.newOutputStream(made);
            toFile = open;
            if (memory != null) {
                memory.writeTo(open);
                memory = null;
            }
        }
        return open;
    }

    /** Says that nothing will be read again. */
    void passing() throws IOException {
        recording = false;
        memory = null;
        drop();
    }

    /** Takes in all that is left; from then on {@link #again} can be called. */
    void gather() throws IOException {
        OutputStream out = toFile();
        in.transferTo(out);
        out.close();
        recording = false;
    }

    /** The whole message from its beginning; to be closed by the caller. */
    InputStream again() throws IOException {
        Path whole = file;
        if (whole == null) {
            throw new IllegalStateException("not gathered");
        }
        return Files.newInputStream(whole);
    }

    private void drop() throws IOException {
        OutputStream open = toFile;
        toFile = null;
        if (open != null) {
            open.close();
        }
        Path made = file;
        file = null;
        if (made != null) {
            Files.deleteIfExists(made);
        }
    }

    /** Deletes what was kept; the input itself belongs to its owner and stays open. */
    @Override
    public void close() throws IOException {
        drop();
    }
}
