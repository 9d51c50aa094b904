package org.sojourn.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A data directory held by one process: a second server or command on the same directory is refused. */
public final class DataDirectory implements AutoCloseable {
    /** The file that is locked while a process holds the directory. */
    public static final String LOCK = "sojourn.lock";

    private static final String ADDRESS = "sojourn.address";

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
        return openIfFree(path)
                .orElseThrow(() -> new InvalidSettingException("the data directory " + path
                        + " is in use by another Sojourn; stop that one, or give another directory with --data"));
    }

    /** As {@link #open}; empty when another process, or this one, holds it. */
    public static Optional<DataDirectory> openIfFree(Path path) {
        FileChannel channel = channel(path);
        if (lock(channel) == null) {
            release(channel);
            return Optional.empty();
        }
        return Optional.of(new DataDirectory(path, channel));
    }

    /** The directory, absolute. */
    public Path path() {
        return path;
    }

    /** Gives the directory free; the lock file stays, since removing it would race with the next holder. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path.resolve(ADDRESS));
        } catch (IOException e) {
            // A word that is out of date is checked by whoever reads it.
        }
        release(channel);
    }

    private static FileChannel channel(Path path) {
        try {
            Files.createDirectories(path);
            return FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new InvalidSettingException("the data directory " + path + " cannot be written: " + reason(e));
        }
    }

    /**
     * Leaves word of where the server that holds this directory answers, for commands on the same machine; taken away by
     * {@link #close}.
     */
    public void announce(URI address) {
        try {
            Files.writeString(path.resolve(ADDRESS), address + "\n");
        } catch (IOException e) {
            throw new InvalidSettingException("the data directory " + path + " cannot be written: " + reason(e));
        }
    }

    /** Where the server answers that holds a directory, as far as one left word of it; what died may have left it too. */
    public static Optional<URI> announced(Path path) {
        try {
            return Optional.of(
                    URI.create(Files.readString(path.resolve(ADDRESS)).strip()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // nobody did, or nothing that helps
        }
    }

    /** The folder of the read copy in a data directory. */
    public static Path index(Path path) {
        return path.resolve("index");
    }

    /** Where large answers are kept for who asks again; can be deleted at any time. */
    public static Path answers(Path path) {
        return path.resolve("answers");
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
