package org.sojourn.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A data directory held by one process: a second server or command on the same directory is refused. */
public final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "sojourn.lock";

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the directory when it is absent, and locks it until {@link #close}.
     *
     * @throws InvalidSettingException when it cannot be written or another process holds it
     */
    public static DataDirectory open(Path path) {
        FileChannel channel;
        try {
            Files.createDirectories(path);
            channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new InvalidSettingException("the data directory " + path + " cannot be written: " + reason(e));
        }
        if (lock(channel) == null) {
            release(channel);
            throw new InvalidSettingException("the data directory " + path
                    + " is in use by another Sojourn; stop that one, or give another directory with --data");
        }
        return new DataDirectory(path, channel);
    }

    /** The directory, absolute. */
    public Path path() {
        return path;
    }

    /** Gives the directory free; the lock file stays, since removing it would race with the next holder. */
    @Override
    public void close() {
        release(channel);
    }

    private static @Nullable FileLock lock(FileChannel channel) {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another holder in this very process
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void release(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException denied -> "permission denied";
            case java.nio.file.FileAlreadyExistsException exists -> "it is not a directory";
            case java.nio.file.FileSystemException file when file.getReason() != null -> file.getReason();
            default -> "the file system refuses it";
        };
    }
}
