package org.sojourn.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sojourn.query.Visibility;
import org.sojourn.store.Commit;
import org.sojourn.store.DataStore;
import org.sojourn.store.DatasetId;
import org.sojourn.store.Publication;

/**
 * The read copy of all data sets: Lucene indexes in a folder, one for each data set and visibility class, that follow the
 * database. Queries are answered from it alone. It may be deleted at any time while nobody has it open: it is made again.
 *
 * <p>A copy never shows what is not published: {@link #follow} asks the database for what was committed and only then writes.
 * What it wrote becomes visible all at once, for all data sets, and durable afterwards; a crash in between costs reading the
 * same rows again.
 */
public final class ReadCopy implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadCopy.class);

    private final Path folder;
    private final DataStore store;
    private final int megabytes;
    private final Map<DatasetId, DatasetCopy> copies = new HashMap<>();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile ReadSnapshot.State current;
    private boolean closed;

    private ReadCopy(Path folder, DataStore store, int megabytes) throws IOException {
        this.folder = folder;
        this.store = store;
        this.megabytes = megabytes;
        this.current = new ReadSnapshot.State(Commit.NONE, new TreeMap<>());
        Files.createDirectories(folder);
    }

    /** Throws away a copy that nobody has open; the next {@link #open} makes it again. */
    public static void discard(Path folder) throws IOException {
        Folders.delete(folder);
    }

    /**
     * Opens the copy in a folder and brings it to the newest commit: replays what is newer, and makes anew what is missing,
     * damaged or of another database.
     *
     * @param megabytes of memory for rows on their way to disk, for each data set that is being written
     */
    public static ReadCopy open(Path folder, DataStore store, int megabytes) throws IOException {
        ReadCopy copy = new ReadCopy(folder, store, megabytes);
        try {
            copy.deleteStrangers();
            copy.follow();
            return copy;
        } catch (IOException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    /** {@link #open(Path, DataStore, int)} with memory in proportion to the heap. */
    public static ReadCopy open(Path folder, DataStore store) throws IOException {
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        return open(folder, store, Math.clamp(heap / 16, 4, 64));
    }

    /** The newest state, pinned; to be closed by the caller. */
    public ReadSnapshot acquire() {
        while (true) {
            ReadSnapshot.State state = current;
            if (state.retain()) {
                return new ReadSnapshot(state);
            }
            if (closed) {
                throw new IllegalStateException("the read copy is closed");
            }
        }
    }

    /** The commit that is shown now. */
    public Commit commit() {
        return current.commit();
    }

    /** Brings everything up to the newest commit of the database; to be called after each publication. Returns that commit. */
    public Commit follow() throws IOException {
        writing.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the read copy is closed");
            }
            Commit newest = store.lastCommit();
            ReadSnapshot.State old = current;
            boolean first = old.commit().seq() == 0;
            if (newest.seq() == old.commit().seq() && !first) {
                return newest;
            }
            Set<DatasetId> changed = new HashSet<>();
            if (first) {
                changed.addAll(store.datasets());
            } else {
                for (Publication publication :
                        store.publicationsAfter(old.commit().seq())) {
                    if (publication.commit().seq() <= newest.seq()) {
                        changed.addAll(publication.datasets());
                    }
                }
            }
            for (DatasetId dataset : changed) {
                DatasetCopy copy = copies.get(dataset);
                if (copy == null) {
                    copy = new DatasetCopy(place(dataset), store, dataset, megabytes);
                    copies.put(dataset, copy);
                }
                copy.bringTo(newest.seq());
            }
            publish(newest, changed);
            for (DatasetId dataset : changed) {
                DatasetCopy copy = copies.get(dataset);
                if (copy != null) {
                    copy.makeDurable();
                }
            }
            return newest;
        } finally {
            writing.unlock();
        }
    }

    /** For states that the copy does not hold; to be closed by the caller. */
    public HistoricStates history() {
        return new HistoricStates(store, folder.resolve("states"), megabytes);
    }

    /** Makes the copy of one data set anew, while the old one goes on answering. */
    public void rebuild(DatasetId dataset) throws IOException {
        writing.lock();
        try {
            DatasetCopy copy = copies.get(dataset);
            if (copy != null) {
                LOG.info("The read copy of {} is made anew, as asked", dataset);
                copy.rebuild(current.commit().seq());
                publish(current.commit(), Set.of(dataset));
                copy.makeDurable();
            }
        } finally {
            writing.unlock();
        }
    }

    private void publish(Commit commit, Set<DatasetId> changed) {
        ReadSnapshot.State old = current;
        SortedMap<DatasetId, SeriesSnapshot> datasets = new TreeMap<>(old.datasets());
        for (DatasetId dataset : changed) {
            DatasetCopy copy = copies.get(dataset);
            if (copy != null) {
                Commit last = store.lastCommitOf(dataset, commit.seq()).orElse(commit);
                datasets.put(dataset, copy.snapshot(last));
            }
        }
        current = new ReadSnapshot.State(commit, datasets);
        old.release();
    }

    private Path place(DatasetId dataset) {
        return folder.resolve(folderName(dataset))
                .resolve(Visibility.PUBLIC.name().toLowerCase(Locale.ROOT));
    }

    /** A name that any file system takes; the number keeps ids apart that differ in odd characters or in case only. */
    static String folderName(DatasetId dataset) {
        String text = dataset.toString();
        String plain = text.replaceAll("[^A-Za-z0-9_-]+", "_");
        return plain.substring(0, Math.min(plain.length(), 100)) + "-" + Integer.toHexString(text.hashCode());
    }

    /** Copies of data sets that the database does not have are left over from another one. */
    private void deleteStrangers() throws IOException {
        Set<String> known = new HashSet<>();
        store.datasets().forEach(dataset -> known.add(folderName(dataset)));
        List<Path> strangers;
        try (var each = Files.list(folder)) {
            strangers = each.filter(p -> !known.contains(p.getFileName().toString()) || !Files.isDirectory(p))
                    .toList();
        }
        for (Path stranger : strangers) {
            LOG.info("The read copy {} belongs to no data set of the database and is deleted", stranger.getFileName());
            Folders.delete(stranger);
        }
    }

    /** Lets go of the folder. Snapshots that are still pinned stay usable. */
    @Override
    public void close() throws IOException {
        writing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            IOException failed = null;
            for (DatasetCopy copy : copies.values()) {
                try {
                    copy.close();
                } catch (IOException e) {
                    failed = e;
                }
            }
            current.release();
            if (failed != null) {
                throw failed;
            }
        } finally {
            writing.unlock();
        }
    }
}
