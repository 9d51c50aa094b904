package org.sojourn.store;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The rows of several loads of a data set as one sequence in key order. */
final class RowMerge {

    /** A load and what decides between its rows and those of others: the highest rank is the newest. */
    record Source(long load, long rank) {}

    /** Takes a row; {@code rank} is that of its load. */
    @FunctionalInterface
    interface Taker {
        void row(byte[] key, int chunk, long rank, byte @Nullable [] pack) throws IOException;
    }

    private RowMerge() {}

    /** For each key and chunk the row of the highest rank. */
    static void newest(Database database, RowTable table, int dataset, List<Source> sources, Taker taker)
            throws IOException {
        PriorityQueue<LoadRows> queue = open(
                database,
                table,
                dataset,
                sources,
                Comparator.comparingLong(LoadRows::rank).reversed());
        LoadRows top;
        while ((top = queue.poll()) != null) {
            taker.row(top.key(), top.chunk(), top.rank(), top.pack());
            for (LoadRows other = queue.peek(); other != null && other.compareKey(top) == 0; other = queue.peek()) {
                queue.poll();
                again(queue, other);
            }
            again(queue, top);
        }
    }

    /** All rows, for one key and chunk by rising rank. */
    static void all(Database database, RowTable table, int dataset, List<Source> sources, Taker taker)
            throws IOException {
        PriorityQueue<LoadRows> queue =
                open(database, table, dataset, sources, Comparator.comparingLong(LoadRows::rank));
        LoadRows top;
        while ((top = queue.poll()) != null) {
            taker.row(top.key(), top.chunk(), top.rank(), top.pack());
            again(queue, top);
        }
    }

    private static PriorityQueue<LoadRows> open(
            Database database, RowTable table, int dataset, List<Source> sources, Comparator<LoadRows> ties) {
        Comparator<LoadRows> byKey = LoadRows::compareKey;
        PriorityQueue<LoadRows> queue = new PriorityQueue<>(Math.max(1, sources.size()), byKey.thenComparing(ties));
        for (Source source : sources) {
            again(queue, new LoadRows(database, table, dataset, source.load(), source.rank()));
        }
        return queue;
    }

    private static void again(PriorityQueue<LoadRows> queue, LoadRows cursor) {
        if (cursor.next()) {
            queue.add(cursor);
        }
    }
}
