package org.sojourn.store;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.sojourn.store.pack.SeriesBundle;

/** What a load says, in key order: its own rows, and the series of its {@link Runs} for which it has no row. */
final class LoadRows {

    private static final int BYTES_OF_A_PAGE = 1 << 20;
    private static final int BYTES_OF_ALL_RUNS = 1 << 22;

    private final LoadCursor rows;
    private final long rank;
    private final PriorityQueue<Run> runs =
            new PriorityQueue<>(Comparator.comparing(Run::key, Arrays::compareUnsigned));
    private boolean hasRow;
    private boolean onRow;

    // The row at hand.
    private byte[] key = {};
    private int chunk = -1;
    private byte @Nullable [] pack;

    /** A run on its way through its series. */
    private static final class Run {
        private final LoadCursor bundles;
        private SeriesBundle.@Nullable Entries entries;

        Run(LoadCursor bundles) {
            this.bundles = bundles;
        }

        boolean next() {
            while (entries == null || !entries.next()) {
                if (!bundles.next()) {
                    return false;
                }
                byte[] bundle = bundles.pack();
                if (bundle == null) {
                    throw new IllegalStateException("a row of a run has no bundle");
                }
                entries = new SeriesBundle.Entries(bundle);
            }
            return true;
        }

        byte[] key() {
            return entries == null ? new byte[0] : entries.key();
        }

        byte[] pack() {
            return entries == null ? new byte[0] : entries.pack();
        }
    }

    /** @param rank what decides between rows of the same key: the highest is the newest */
    LoadRows(Database database, RowTable table, int dataset, long load, long rank) {
        this.rank = rank;
        this.rows = new LoadCursor(database, table, dataset, load, BYTES_OF_A_PAGE);
        int count = table == RowTable.SERIES ? database.runs().of(dataset, load) : 0;
        for (int i = 0; i < count; i++) {
            long bytes = Math.clamp(BYTES_OF_ALL_RUNS / count, 1 << 16, BYTES_OF_A_PAGE);
            again(new Run(new LoadCursor(database, table, dataset, Runs.number(load, i), bytes)));
        }
        hasRow = rows.next();
    }

    /** Moves to the next row; false when there is none. */
    boolean next() {
        if (onRow) {
            onRow = false;
            hasRow = rows.next();
        }
        while (true) {
            Run run = runs.peek();
            int order = !hasRow ? 1 : run == null ? -1 : Arrays.compareUnsigned(rows.key(), run.key());
            if (run != null && order >= 0) {
                runs.poll();
                if (order > 0) {
                    take(run.key(), 0, run.pack());
                }
                again(run);
                if (order > 0) {
                    return true;
                }
            } else if (!hasRow) {
                return false;
            } else if (rows.chunk() == Runs.VOID) {
                hasRow = rows.next();
            } else {
                take(rows.key(), rows.chunk(), rows.pack());
                onRow = true;
                return true;
            }
        }
    }

    byte[] key() {
        return key;
    }

    int chunk() {
        return chunk;
    }

    byte @Nullable [] pack() {
        return pack;
    }

    long rank() {
        return rank;
    }

    int compareKey(LoadRows other) {
        int byKey = Arrays.compareUnsigned(key, other.key);
        return byKey != 0 ? byKey : Integer.compare(chunk, other.chunk);
    }

    private void take(byte[] ofKey, int ofChunk, byte @Nullable [] ofPack) {
        key = ofKey;
        chunk = ofChunk;
        pack = ofPack;
    }

    private void again(Run run) {
        if (run.next()) {
            runs.add(run);
        }
    }
}
