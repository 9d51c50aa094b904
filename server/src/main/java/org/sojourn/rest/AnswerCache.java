package org.sojourn.rest;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Large answers as they went over the wire, in files below the data directory, the longest unused dropped first.
 *
 * <p>An answer is known by the fingerprint of everything that its bytes depend on, the transaction of the data among them, so
 * none is ever out of date. What is here can be deleted at any time: it is written anew by the next who asks. It starts empty,
 * because fingerprints of another database might be the same.
 *
 * <p>Who asks for an answer that is being written for another goes on from that one's file as soon as his own is as long as is
 * kept at all, and makes the rest himself only where that file ends early or grows too slowly.
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
    private final AtomicLong numbers = new AtomicLong();

    /** How long somebody waits in all for the file of another to grow, before he goes on by himself. */
    private static final long PATIENCE_NANOSECONDS = 1_000_000_000;

    private final AtomicLong followed = new AtomicLong();

    /** By fingerprint, in the order of use. */
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** Answers that are being written, by fingerprint. */
    private final Map<String, Draft> drafts = new HashMap<>();

    /** An answer that is whole, and the warnings in its head: to find them anew costs writing its beginning. */
    private record Entry(long size, List<String> warnings) {}

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
        private final List<String> warnings;

        private Stored(FileChannel file, long size, List<String> warnings) {
            this.file = file;
            this.size = size;
            this.warnings = warnings;
        }

        /** The warnings that go with it. */
        List<String> warnings() {
            return warnings;
        }

        /** Its length in bytes. */
        long size() {
            return size;
        }

        /** Writes {@code length} bytes from {@code first} on. */
        void copy(long first, long length, OutputStream out) throws IOException {
            AnswerCache.copy(file, first, length, out);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private static void copy(FileChannel file, long first, long length, OutputStream out) throws IOException {
        WritableByteChannel to = Channels.newChannel(out);
        long at = first;
        while (at < first + length) {
            long n = file.transferTo(at, first + length - at, to);
            if (n <= 0) {
                throw new IOException("the stored answer ends at byte " + at);
            }
            at += n;
        }
    }

    /** How many answers were sent on from the file that was being written for another. */
    public long followed() {
        return followed.get();
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
        Entry entry;
        synchronized (this) {
            entry = entries.get(fingerprint);
        }
        if (entry == null) {
            return Optional.empty();
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
            return Optional.of(new Stored(file, size, entry.warnings));
        } catch (IOException e) {
            forget(fingerprint);
            return Optional.empty();
        }
    }

    private synchronized void forget(String fingerprint) {
        Entry entry = entries.remove(fingerprint);
        if (entry != null) {
            bytes -= entry.size;
        }
    }

    private Path file(String fingerprint) {
        return folder.resolve(fingerprint);
    }

    /**
     * A stream that passes on all it gets, and keeps it when {@link Copy#keep()} says that it was whole. Closing it closes neither
     * the answer nor more than the copy.
     *
     * @param warnings those in the head of the answer
     */
    Copy copy(String fingerprint, OutputStream out, List<String> warnings) {
        return new Copy(fingerprint, out, warnings);
    }

    /** Says to who writes an answer that another has written more of it, and that {@link Copy#follow} sends the rest. */
    static final class Overtaken extends IOException {
        private static final long serialVersionUID = 1;

        Overtaken() {
            super("the same answer is being written for another");
        }

        @Override
        public Throwable fillInStackTrace() {
            return this; // no failure
        }
    }

    /** A file that grows, and those who read it meanwhile. */
    private static final class Draft {
        private final Path path;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition grown = lock.newCondition();
        private long length;
        private boolean whole;
        private boolean given;

        Draft(Path path) {
            this.path = path;
        }

        /** Tells of new bytes, or of the end. */
        void tell(long now, boolean isWhole, boolean isGivenUp) {
            lock.lock();
            try {
                length = now;
                whole = isWhole;
                given = isGivenUp;
                grown.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /**
         * Waits for bytes after {@code at}. Returns how long it is; {@code at} where it is whole; less where it does not grow.
         */
        long await(long at, long nanoseconds) throws InterruptedException {
            lock.lock();
            try {
                long left = nanoseconds;
                while (length <= at && !whole && !given && left > 0) {
                    left = grown.awaitNanos(left);
                }
                return length > at ? length : whole ? at : -1;
            } finally {
                lock.unlock();
            }
        }
    }

    /** An answer on its way to the caller and into the cache. That the copy fails does not concern the caller. */
    final class Copy extends FilterOutputStream {
        private final String fingerprint;
        private final List<String> warnings;
        private final Draft draft;
        private @Nullable OutputStream copy;
        private @Nullable Draft ahead;
        private @Nullable FileChannel aheadFile;
        private byte @Nullable [] start = most / LARGEST_PART < SMALLEST ? null : new byte[(int) SMALLEST];
        private long length;

        /** What is still to be passed over, because the caller has it from another's file. */
        private long had;

        private Copy(String fingerprint, OutputStream out, List<String> warnings) {
            super(out);
            this.fingerprint = fingerprint;
            this.warnings = List.copyOf(warnings);
            this.draft = new Draft(folder.resolve(fingerprint + "." + numbers.incrementAndGet() + ".part"));
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int from, int count) throws IOException {
            if (had > 0) {
                int passed = (int) Math.min(had, count);
                had -= passed;
                out.write(b, from + passed, count - passed);
                return;
            }
            out.write(b, from, count);
            byte[] first = start;
            long before = length;
            length += count;
            try {
                if (first != null && length <= first.length) {
                    System.arraycopy(b, from, first, (int) before, count);
                } else if (first != null) {
                    start = null;
                    if (begin()) {
                        keep(first, 0, (int) before);
                        keep(b, from, count);
                    }
                } else if (copy != null) {
                    keep(b, from, count);
                }
                if (copy != null && length > most / LARGEST_PART) {
                    drop();
                }
            } catch (IOException e) {
                LOG.warn("an answer is not kept for the next who asks: {}", e.toString());
                drop();
            }
            if (ahead != null) {
                throw new Overtaken();
            }
        }

        /** True where this is the first to write the answer; else it knows whom to follow. */
        private boolean begin() throws IOException {
            synchronized (AnswerCache.this) {
                Draft other = drafts.get(fingerprint);
                if (other != null) {
                    aheadFile = FileChannel.open(other.path, StandardOpenOption.READ);
                    ahead = other;
                    return false;
                }
                Files.createDirectories(folder);
                copy = Files.newOutputStream(draft.path);
                drafts.put(fingerprint, draft);
                return true;
            }
        }

        private void keep(byte[] b, int from, int count) throws IOException {
            OutputStream file = copy;
            if (file != null && count > 0) {
                file.write(b, from, count);
                draft.tell(draft.length + count, false, false);
            }
        }

        /**
         * After {@link Overtaken}: sends what another writes. False where that has ended early or takes too long; then the
         * answer is to be written again, and what the caller has of it is passed over.
         */
        boolean follow() throws IOException {
            Draft other = ahead;
            FileChannel file = aheadFile;
            if (other == null || file == null) {
                throw new IllegalStateException("there is nobody to follow");
            }
            ahead = null;
            long patience = PATIENCE_NANOSECONDS;
            try {
                while (true) {
                    long asked = System.nanoTime();
                    long there = other.await(length, patience);
                    patience -= System.nanoTime() - asked;
                    if (there == length) {
                        followed.incrementAndGet();
                        return true;
                    }
                    if (there < length || patience <= 0) {
                        had = length;
                        return false;
                    }
                    AnswerCache.copy(file, length, there - length, out);
                    length = there;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the server stops");
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
                add(fingerprint, draft, new Entry(length, warnings));
                draft.tell(length, true, false);
            } catch (IOException e) {
                LOG.warn("an answer is not kept for the next who asks: {}", e.toString());
                giveUp();
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
                giveUp();
            }
        }

        private void giveUp() {
            synchronized (AnswerCache.this) {
                drafts.remove(fingerprint, draft);
            }
            draft.tell(draft.length, false, true);
            delete(draft.path);
        }

        @Override
        public void close() throws IOException {
            drop();
            FileChannel file = aheadFile;
            if (file != null) {
                file.close();
            }
        }
    }

    private synchronized void add(String fingerprint, Draft draft, Entry entry) throws IOException {
        Files.move(draft.path, file(fingerprint), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        drafts.remove(fingerprint, draft);
        Entry before = entries.put(fingerprint, entry);
        bytes += entry.size - (before == null ? 0 : before.size);
        stores.incrementAndGet();
        Iterator<Map.Entry<String, Entry>> longestUnused = entries.entrySet().iterator();
        while (bytes > most && longestUnused.hasNext()) {
            Map.Entry<String, Entry> oldest = longestUnused.next();
            longestUnused.remove();
            bytes -= oldest.getValue().size;
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
