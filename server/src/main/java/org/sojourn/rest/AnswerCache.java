package org.sojourn.rest;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Large answers as they went over the wire, in files below the data directory, the longest unused dropped first.
 *
 * <p>An answer is known by the fingerprint of everything that its bytes depend on, the transaction of the data among them, so
 * none is ever out of date. What is here can be deleted at any time: it is written anew by the next who asks. It starts empty,
 * because fingerprints of another database might be the same.
 */
public final class AnswerCache {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerCache.class);

    /** A smaller answer costs no more to make than to read. */
    private static final long SMALLEST = 64 * 1024;

    /** The largest answer that is kept, as a part of the whole. */
    private static final int LARGEST_PART = 4;

    private final Path folder;
    private final long most;
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong stores = new AtomicLong();
    private final AtomicLong drafts = new AtomicLong();

    /** Sizes by fingerprint, in the order of use. */
    private final LinkedHashMap<String, Long> sizes = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    private AnswerCache(Path folder, long most) {
        this.folder = folder;
        this.most = most;
    }

    /**
     * An empty cache.
     *
     * @param folder its own folder; files in it are deleted
     * @param most the bytes it may take; 0 to keep nothing
     */
    public static AnswerCache open(Path folder, long most) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return new AnswerCache(folder, most);
    }

    /** One answer, open: it can be read to its end even when it is dropped meanwhile. */
    static final class Stored implements AutoCloseable {
        private final FileChannel file;
        private final long size;

        private Stored(FileChannel file, long size) {
            this.file = file;
            this.size = size;
        }

        /** Its length in bytes. */
        long size() {
            return size;
        }

        /** Writes {@code length} bytes from {@code first} on. */
        void copy(long first, long length, OutputStream out) throws IOException {
            WritableByteChannel to = Channels.newChannel(out);
            long at = first;
            while (at < first + length) {
                long n = file.transferTo(at, first + length - at, to);
                if (n <= 0) {
                    throw new IOException("the stored answer ends at byte " + at + " of " + size);
                }
                at += n;
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** How many answers came from here. */
    public long hits() {
        return hits.get();
    }

    /** How many answers were put here. */
    public long stores() {
        return stores.get();
    }

    /** The bytes of all that is here. */
    public synchronized long bytes() {
        return bytes;
    }

    /** The answer of a fingerprint; the caller closes it. */
    Optional<Stored> find(String fingerprint) {
        synchronized (this) {
            if (sizes.get(fingerprint) == null) {
                return Optional.empty();
            }
        }
        try {
            FileChannel file = FileChannel.open(file(fingerprint), StandardOpenOption.READ);
            long size = file.size();
            if (size < SMALLEST) { // somebody emptied it
                file.close();
                forget(fingerprint);
                return Optional.empty();
            }
            hits.incrementAndGet();
            return Optional.of(new Stored(file, size));
        } catch (IOException e) {
            forget(fingerprint);
            return Optional.empty();
        }
    }

    private synchronized void forget(String fingerprint) {
        Long size = sizes.remove(fingerprint);
        if (size != null) {
            bytes -= size;
        }
    }

    private Path file(String fingerprint) {
        return folder.resolve(fingerprint);
    }

    /**
     * A stream that passes on all it gets, and keeps it when {@link Copy#keep()} says that it was whole. Closing it closes neither
     * the answer nor more than the copy.
     */
    Copy copy(String fingerprint, OutputStream out) {
        return new Copy(fingerprint, out);
    }

    /** An answer on its way to the caller and into the cache. That the copy fails does not concern the caller. */
    final class Copy extends FilterOutputStream {
        private final String fingerprint;
        private final Path draft;
        private @Nullable OutputStream copy;
        private byte @Nullable [] start = most / LARGEST_PART < SMALLEST ? null : new byte[(int) SMALLEST];
        private long length;

        private Copy(String fingerprint, OutputStream out) {
            super(out);
            this.fingerprint = fingerprint;
            this.draft = folder.resolve(fingerprint + "." + drafts.incrementAndGet() + ".part");
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int from, int count) throws IOException {
            out.write(b, from, count);
            byte[] first = start;
            try {
                if (first != null && length + count <= first.length) {
                    System.arraycopy(b, from, first, (int) length, count);
                } else if (first != null) {
                    start = null;
                    Files.createDirectories(folder);
                    OutputStream file = Files.newOutputStream(draft);
                    copy = file;
                    file.write(first, 0, (int) length);
                    file.write(b, from, count);
                } else if (copy != null) {
                    copy.write(b, from, count);
                }
                length += count;
                if (copy != null && length > most / LARGEST_PART) {
                    drop();
                }
            } catch (IOException e) {
                LOG.warn("an answer is not kept for the next who asks: {}", e.toString());
                drop();
            }
        }

        /** The answer went out whole. */
        void keep() {
            OutputStream file = copy;
            if (file == null) {
                return;
            }
            copy = null;
            try {
                file.close();
                add(fingerprint, draft, length);
            } catch (IOException e) {
                LOG.warn("an answer is not kept for the next who asks: {}", e.toString());
                delete(draft);
            }
        }

        private void drop() {
            OutputStream file = copy;
            start = null;
            copy = null;
            if (file != null) {
                try {
                    file.close();
                } catch (IOException e) {
                    LOG.debug("the copy of an answer did not close", e);
                }
                delete(draft);
            }
        }

        @Override
        public void close() {
            drop();
        }
    }

    private synchronized void add(String fingerprint, Path draft, long length) throws IOException {
        Files.move(draft, file(fingerprint), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        Long before = sizes.put(fingerprint, length);
        bytes += length - (before == null ? 0 : before);
        stores.incrementAndGet();
        Iterator<Map.Entry<String, Long>> longestUnused = sizes.entrySet().iterator();
        while (bytes > most && longestUnused.hasNext()) {
            Map.Entry<String, Long> oldest = longestUnused.next();
            longestUnused.remove();
            bytes -= oldest.getValue();
            delete(file(oldest.getKey()));
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted: {}", file, e.toString());
        }
    }
}
