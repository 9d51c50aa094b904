package org.sojourn.cli.file;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A file that appears as a whole or not at all: written beside its place, moved there by {@link #commit}. */
final class SafeOutput implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Path beside;
    private final boolean gzip;
    private @Nullable OutputStream open;

    /** @param gzip whether what is written is packed */
    SafeOutput(Path file, boolean gzip) {
        this.file = file;
        this.beside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        this.gzip = gzip;
    }

    /** A stream to write everything to; what was written to an earlier one is dropped. */
    OutputStream start() throws IOException {
        finish();
        Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        OutputStream raw = new BufferedOutputStream(Files.newOutputStream(beside), BUFFER);
        OutputStream started = gzip ? new GZIPOutputStream(raw, BUFFER) : raw;
        open = started;
        return started;
    }

    /** Puts the file into its place, over one that was there. */
    void commit() throws IOException {
        finish();
        try {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void finish() throws IOException {
        OutputStream written = open;
        open = null;
        if (written != null) {
            written.close();
        }
    }

    /** Removes what was not committed. */
    @Override
    public void close() throws IOException {
        try {
            finish();
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** The file's place where it has one: the names of directories that do not exist yet are allowed. */
    static Optional<Path> real(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
