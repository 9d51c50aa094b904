package org.sojourn.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sojourn.query.Visibility;
import org.sojourn.store.AttributeRow;
import org.sojourn.store.Commit;
import org.sojourn.store.DataStore;
import org.sojourn.store.DatasetId;
import org.sojourn.store.RowConsumer;
import org.sojourn.store.SeriesRow;
import org.sojourn.store.pack.KeyOrder;

/**
 * The copy of one data set for one visibility class, in numbered folders: a copy that is made anew gets the next number, and
 * the old folder goes when the new one is durable. A folder counts once it has a Lucene commit. One thread writes.
 */
final class DatasetCopy implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(DatasetCopy.class);

    /** Below this many rows a change is always applied to what is there. */
    private static final int FEW = 20_000;

    private final Path folder;
    private final DataStore store;
    private final DatasetId dataset;
    private final int megabytes;
    private @Nullable SeriesIndex index;

    DatasetCopy(Path folder, DataStore store, DatasetId dataset, int megabytes) {
        this.folder = folder;
        this.store = store;
        this.dataset = dataset;
        this.megabytes = megabytes;
    }

    /** What the copy should be. */
    private CopyState wanted(long seq) {
        return new CopyState(Layout.VERSION, store.incarnation(), dataset, store.keyOrder(dataset), seq);
    }

    /** Makes every row up to a commit part of {@link #snapshot}; what had been shown before stays as it is on failure. */
    void bringTo(long seq) throws IOException {
        SeriesIndex present = index;
        if (present == null) {
            present = openNewest(seq);
        }
        if (present == null || !present.state().order().equals(store.keyOrder(dataset))) {
            rebuild(seq);
            return;
        }
        if (present.state().seq() >= seq) {
            return;
        }
        try {
            if (!update(present, seq)) {
                index = null;
                present.close(); // gives up the rows that were written; nothing of them was visible
                rebuild(seq);
            }
        } catch (IOException | RuntimeException e) {
            index = null; // opened again, from its last commit, by the next call
            present.close();
            throw e;
        }
    }

    /** Applies newer rows; false when there are so many that making the copy anew costs less. */
    private boolean update(SeriesIndex present, long seq) throws IOException {
        long most = Math.max(FEW, present.reader().numDocs() / 2);
        SeriesIndex.Rows rows = present.updates();
        try {
            store.rowsAfter(dataset, present.state().seq(), seq, new RowConsumer() {
                @Override
                public void attributes(AttributeRow row) throws IOException {
                    rows.attributes(row);
                    check();
                }

                @Override
                public void series(SeriesRow row) throws IOException {
                    rows.series(row);
                    check();
                }

                private void check() {
                    if (rows.count() > most) {
                        throw TooMany.ROWS;
                    }
                }
            });
        } catch (TooMany e) {
            return false;
        }
        present.reach(seq);
        return true;
    }

    /** Says, from inside the flow of rows, that they are too many. */
    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final TooMany ROWS = new TooMany();

        private TooMany() {
            super(null, null, false, false);
        }
    }

    /** Makes the copy anew in a folder of its own. */
    void rebuild(long seq) throws IOException {
        long started = System.nanoTime();
        KeyOrder order = store.keyOrder(dataset);
        Path place = folder.resolve(Integer.toString(newestNumber() + 1));
        Folders.delete(place);
        Files.createDirectories(place);
        SeriesIndex fresh = SeriesIndex.create(place, wanted(seq), store.dictionary(dataset), megabytes);
        long count;
        try {
            SeriesIndex.Rows rows = fresh.additions();
            store.rowsAfter(dataset, 0, seq, rows);
            fresh.reach(seq);
            count = rows.count();
        } catch (IOException | RuntimeException e) {
            fresh.close();
            Folders.delete(place);
            throw e;
        }
        SeriesIndex old = index;
        index = fresh;
        if (old != null) {
            old.close(); // its folder stays until the new one is durable, and its readers as long as they are used
        }
        LOG.info(
                "The read copy of {} was made from {} rows of {} dimensions in {} ms",
                dataset,
                count,
                order.dimensions().size(),
                (System.nanoTime() - started) / 1_000_000);
    }

    /** Commits what is shown, and deletes what it has replaced. */
    void makeDurable() throws IOException {
        SeriesIndex present = index;
        if (present != null) {
            present.commit();
            deleteOthers(present.folder());
        }
    }

    SeriesSnapshot snapshot(Commit changed) {
        SeriesIndex present = index;
        if (present == null) {
            throw new IllegalStateException("the read copy of " + dataset + " was not brought to any commit");
        }
        return new SeriesSnapshot(
                dataset,
                Visibility.PUBLIC,
                changed,
                present.state().order(),
                store.dictionary(dataset),
                present.reader());
    }

    private @Nullable SeriesIndex openNewest(long seq) throws IOException {
        List<Path> numbered = numbered();
        for (Path place : numbered.reversed()) {
            try {
                SeriesIndex found = SeriesIndex.open(place, wanted(seq), store.dictionary(dataset), megabytes);
                index = found;
                deleteOthers(place);
                return found;
            } catch (SeriesIndex.UnusableCopy e) {
                LOG.warn("The read copy {} of {} is thrown away: {}", place.getFileName(), dataset, e.getMessage());
                Folders.delete(place);
            }
        }
        return null;
    }

    private List<Path> numbered() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var each = Files.list(folder)) {
            return each.filter(p -> p.getFileName().toString().matches("[0-9]{1,9}"))
                    .sorted(Comparator.comparingInt(DatasetCopy::number))
                    .toList();
        }
    }

    private int newestNumber() throws IOException {
        List<Path> numbered = numbered();
        return numbered.isEmpty() ? 0 : number(numbered.getLast());
    }

    private static int number(Path place) {
        return Integer.parseInt(place.getFileName().toString());
    }

    /** Where the system does not let go of files that are still read, they go next time. */
    private void deleteOthers(Path keep) throws IOException {
        for (Path place : numbered()) {
            if (number(place) < number(keep)) {
                try {
                    Folders.delete(place);
                } catch (IOException e) {
                    LOG.info(
                            "The old read copy {} of {} is still in use: {}",
                            place.getFileName(),
                            dataset,
                            e.toString());
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        SeriesIndex present = index;
        index = null;
        if (present != null) {
            present.close();
        }
    }
}
