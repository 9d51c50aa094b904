package org.sojourn.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.query.Visibility;
import org.sojourn.store.AttributeRow;
import org.sojourn.store.Commit;
import org.sojourn.store.DatasetHead;
import org.sojourn.store.DataStore;
import org.sojourn.store.DatasetId;
import org.sojourn.store.Publication;
import org.sojourn.store.RowConsumer;
import org.sojourn.store.SeriesRow;
import org.sojourn.store.pack.Dictionary;

/**
 * States that the read copy does not hold: how data were at an earlier commit, and what changed between two. They are read
 * from the database, once, into indexes of their own, so that every query can be asked of them; the indexes are gone when this
 * is closed. For one thread.
 */
public final class HistoricStates implements Closeable {

    /** Up to so many changed series are looked up one by one; more are found by reading the history of all. */
    private static final int FEW = 1000;

    private final DataStore store;
    private final Path folder;
    private final int megabytes;
    private final List<SeriesIndex> indexes = new ArrayList<>();

    HistoricStates(DataStore store, Path folder, int megabytes) {
        this.store = store;
        this.folder = folder;
        this.megabytes = megabytes;
    }

    /**
     * What changed between two commits.
     *
     * @param replaced series and attributes above them in their new state, observations only where they are new or other than
     *     they were; all attributes above, so that those of changed series can be found
     * @param deleted what is there no more: observations as they were, series and attributes that lost something
     */
    public record Changes(SeriesSnapshot replaced, SeriesSnapshot deleted) {}

    /** The newest commit that is not later than a moment. */
    public Commit commitAt(Instant moment) {
        return store.commitAt(moment);
    }

    /** The newest commit of a data set up to a commit; empty when it had none. */
    public Optional<Commit> lastCommitOf(DatasetId dataset, Commit upTo) {
        return store.lastCommitOf(dataset, upTo.seq());
    }

    /** What the head of a data set says after a commit. */
    public DatasetHead head(DatasetId dataset, long seq) {
        return store.head(dataset, seq);
    }

    /** The commits that changed a data set after one commit, up to another one, oldest first. */
    public List<Commit> commitsOf(DatasetId dataset, long after, long upTo) {
        return store.publicationsAfter(after).stream()
                .filter(p -> p.commit().seq() <= upTo && p.datasets().contains(dataset))
                .map(Publication::commit)
                .toList();
    }

    /** A data set as it was at a commit. */
    public SeriesSnapshot asOf(DatasetId dataset, Visibility visibility, Commit commit) throws IOException {
        SeriesIndex index = create(dataset, store.dictionary(dataset));
        store.rowsAfter(dataset, 0, commit.seq(), index.additions());
        return snapshot(
                index, dataset, visibility, lastCommitOf(dataset, commit).orElse(commit));
    }

    /**
     * What changed after one commit, up to another one.
     *
     * @param structure by whose components states are compared
     */
    public Changes changes(
            DatasetId dataset, Visibility visibility, DataStructureView structure, long after, Commit upTo)
            throws IOException {
        // Packs made here must not add to the dictionary of the database.
        Dictionary dictionary = new OverlayDictionary(store.dictionary(dataset));
        SeriesIndex replaced = create(dataset, dictionary);
        SeriesIndex deleted = create(dataset, dictionary);
        StateDifference difference = new StateDifference(
                structure, store.keyOrder(dataset), dictionary, after, replaced.additions(), deleted.additions());
        List<byte[]> few = changedKeys(dataset, after, upTo.seq());
        Groups groups = new Groups(difference, few == null);
        try {
            store.history(dataset, 0, upTo.seq(), groups);
        } catch (EnoughRead e) {
            // the attributes are all read, and the changed series are few
        }
        groups.finish();
        if (few != null) {
            for (byte[] key : few) {
                difference.ofSeries(store.historyOf(dataset, key, upTo.seq()));
            }
        }
        return new Changes(snapshot(replaced, dataset, visibility, upTo), snapshot(deleted, dataset, visibility, upTo));
    }

    /** The keys of the series that changed; null when they are many. */
    private @Nullable List<byte[]> changedKeys(DatasetId dataset, long after, long upTo) throws IOException {
        List<byte[]> keys = new ArrayList<>();
        try {
            store.rowsAfter(dataset, after, upTo, new RowConsumer() {
                @Override
                public void attributes(AttributeRow row) {}

                @Override
                public void series(SeriesRow row) {
                    if (keys.isEmpty() || !Arrays.equals(keys.getLast(), row.key())) {
                        if (keys.size() == FEW) {
                            throw EnoughRead.NOW;
                        }
                        keys.add(row.key());
                    }
                }
            });
        } catch (EnoughRead e) {
            return null;
        }
        return keys;
    }

    /** Says, from inside the flow of rows, that no more are needed. */
    private static final class EnoughRead extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final EnoughRead NOW = new EnoughRead();

        private EnoughRead() {
            super(null, null, false, false);
        }
    }

    /** Hands on all rows of one key together. */
    private static final class Groups implements RowConsumer {

        private final StateDifference difference;
        private final boolean withSeries;
        private final List<AttributeRow> attributes = new ArrayList<>();
        private final List<SeriesRow> series = new ArrayList<>();

        Groups(StateDifference difference, boolean withSeries) {
            this.difference = difference;
            this.withSeries = withSeries;
        }

        @Override
        public void attributes(AttributeRow row) throws IOException {
            if (!attributes.isEmpty() && !Arrays.equals(attributes.getFirst().key(), row.key())) {
                finish();
            }
            attributes.add(row);
        }

        @Override
        public void series(SeriesRow row) throws IOException {
            if (!withSeries) {
                throw EnoughRead.NOW;
            }
            if (!series.isEmpty() && !Arrays.equals(series.getFirst().key(), row.key())) {
                finish();
            }
            series.add(row);
        }

        void finish() throws IOException {
            if (!attributes.isEmpty()) {
                difference.ofAttributes(attributes);
                attributes.clear();
            }
            if (!series.isEmpty()) {
                difference.ofSeries(series);
                series.clear();
            }
        }
    }

    private SeriesIndex create(DatasetId dataset, Dictionary dictionary) throws IOException {
        Files.createDirectories(folder);
        Path place = Files.createTempDirectory(folder, "state");
        SeriesIndex index = SeriesIndex.create(
                place,
                new CopyState(Layout.VERSION, store.incarnation(), dataset, store.keyOrder(dataset), 0),
                dictionary,
                megabytes);
        indexes.add(index);
        return index;
    }

    private SeriesSnapshot snapshot(SeriesIndex index, DatasetId dataset, Visibility visibility, Commit commit)
            throws IOException {
        index.reach(commit.seq());
        return new SeriesSnapshot(
                dataset, visibility, commit, index.state().order(), index.dictionary(), index.reader());
    }

    @Override
    public void close() throws IOException {
        IOException failed = null;
        for (SeriesIndex index : indexes) {
            try {
                index.close();
                Folders.delete(index.folder());
            } catch (IOException e) {
                failed = e;
            }
        }
        indexes.clear();
        if (failed != null) {
            throw failed;
        }
    }
}
