package org.sojourn.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.store.pack.SeriesBundle;

/**
 * The rows of one load while nobody sees them: written in small committed batches, published by number or swept.
 *
 * <p>Series that are new to the load are gathered, and written sorted and bundled where they are many, see {@link Runs}.
 */
final class StagedLoad {

    /** Fewer series are rows each, which are found faster. */
    private static final int FEWEST_OF_A_RUN = 1000;

    /** Longer packs are rows of their own. */
    private static final int LONGEST_BUNDLED = 2000;

    /** What a series in memory needs beside its key and pack. */
    private static final int OVERHEAD = 100;

    private static final long MOST_GATHERED = Math.clamp(Runtime.getRuntime().maxMemory() / 32, 1 << 21, 1 << 25);

    private static final int BYTES_OF_A_TRANSACTION = 1 << 20;

    private record Row(RowTable table, byte[] key, int chunk, byte @Nullable [] pack) {

        int bytes() {
            return key.length + (pack == null ? 0 : pack.length) + OVERHEAD;
        }
    }

    private record Key(RowTable table, byte[] key) {}

    private final Database database;
    private final int dataset;
    private final long load;
    private final List<Row> rows = new ArrayList<>();
    private final List<Key> superseded = new ArrayList<>();
    private final List<Row> gathered = new ArrayList<>();
    private long bytesGathered;
    private int runs;

    private StagedLoad(Database database, int dataset, long load) {
        this.database = database;
        this.dataset = dataset;
        this.load = load;
    }

    /** Begins a load; from now on a sweep finds it. */
    static StagedLoad begin(Database database, int dataset) {
        long number = database.write(connection -> {
            long next = Database.next(connection, "load", 1);
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into staged (load_id, dataset, node, touched_us) values (?, ?, ?, ?)")) {
                insert.setLong(1, next);
                insert.setInt(2, dataset);
                insert.setString(3, database.address().node());
                insert.setLong(4, Database.micros(Instant.now()));
                insert.executeUpdate();
            }
            return next;
        });
        database.runs().has(number, 0);
        return new StagedLoad(database, dataset, number);
    }

    long number() {
        return load;
    }

    /** Adds a row to the batch; no pack is a tombstone. */
    void add(RowTable table, byte[] key, int chunk, byte @Nullable [] pack) {
        rows.add(new Row(table, key, chunk, pack));
    }

    /** Rows of this key that earlier batches wrote go with the batch. */
    void supersede(RowTable table, byte[] key) {
        superseded.add(new Key(table, key));
    }

    /** Drops the batch. */
    void forgetBatch() {
        rows.clear();
        superseded.clear();
    }

    /** Ends the batch: commits it, or gathers what of it may be bundled. */
    void flush() {
        if (!superseded.isEmpty()) {
            settle(); // some of what is superseded may have been gathered only
        }
        List<Row> single = new ArrayList<>();
        Set<Bytes> replaced = new HashSet<>();
        superseded.forEach(k -> replaced.add(new Bytes(k.key)));
        for (Row row : rows) {
            byte[] pack = row.pack;
            boolean bundled = row.table == RowTable.SERIES
                    && row.chunk == 0
                    && pack != null
                    && pack.length <= LONGEST_BUNDLED
                    && !replaced.contains(new Bytes(row.key));
            if (bundled) {
                gathered.add(row);
                bytesGathered += row.bytes();
            } else {
                single.add(row);
            }
        }
        if (runs > 0) {
            hideBundled(single);
        }
        write(single, load, superseded);
        forgetBatch();
        if (bytesGathered >= MOST_GATHERED) {
            settle();
        }
    }

    /** Lets nothing that a bundle may have come through where a key was superseded and has no row any more. */
    private void hideBundled(List<Row> batch) {
        Set<Bytes> there = new HashSet<>();
        batch.forEach(row -> there.add(new Bytes(row.key)));
        for (Key key : superseded) {
            if (key.table == RowTable.SERIES && there.add(new Bytes(key.key))) {
                batch.add(new Row(RowTable.SERIES, key.key, Runs.VOID, null));
            }
        }
    }

    /** Commits everything that was given, so that it is found in the database. */
    void settle() {
        if (gathered.isEmpty()) {
            return;
        }
        List<Row> all = List.copyOf(gathered);
        gathered.clear();
        bytesGathered = 0;
        if (all.size() >= FEWEST_OF_A_RUN && runs < Runs.MOST) {
            run(all);
        } else {
            inSlices(all, load);
        }
    }

    private void run(List<Row> all) {
        Row[] sorted = all.toArray(Row[]::new);
        Arrays.sort(sorted, Comparator.comparing(Row::key, Arrays::compareUnsigned));
        List<Row> bundles = new ArrayList<>();
        SeriesBundle bundle = new SeriesBundle();
        byte[] last = {};
        for (Row row : sorted) {
            byte[] pack = row.pack == null ? new byte[0] : row.pack;
            if (bundle.isFullFor(row.key, pack)) {
                bundles.add(new Row(RowTable.SERIES, last, 0, bundle.toBytes()));
                bundle.clear();
            }
            bundle.add(row.key, pack);
            last = row.key;
        }
        bundles.add(new Row(RowTable.SERIES, last, 0, bundle.toBytes()));
        inSlices(bundles, Runs.number(load, runs));
        database.runs().has(load, ++runs);
    }

    private void inSlices(List<Row> all, long number) {
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < all.size(); i++) {
            bytes += all.get(i).bytes();
            if (bytes >= BYTES_OF_A_TRANSACTION || i == all.size() - 1) {
                write(all.subList(from, i + 1), number, List.of());
                from = i + 1;
                bytes = 0;
            }
        }
    }

    private void write(List<Row> batch, long number, List<Key> gone) {
        if (batch.isEmpty() && gone.isEmpty()) {
            return;
        }
        database.write(connection -> {
            for (RowTable table : RowTable.values()) {
                delete(connection, table, gone);
                insert(connection, table, batch, number);
            }
            touch(connection);
            return load;
        });
        CrashPoint.AFTER_STAGED_BATCH.reached();
    }

    /** True where the load says anything. */
    boolean hasRows() {
        for (RowTable table : RowTable.values()) {
            if (new LoadRows(database, table, dataset, load, 0).next()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Publishes the load within the transaction of its commit.
     *
     * @param head what the head of the data set says from now on, in the form of {@link DatasetHead#text}; null for no change
     */
    void publish(Connection connection, long seq, @Nullable String head) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into published (dataset, load_id, seq, head) values (?, ?, ?, ?)")) {
            insert.setInt(1, dataset);
            insert.setLong(2, load);
            insert.setLong(3, seq);
            insert.setString(4, head);
            insert.executeUpdate();
        }
        forget(connection, load);
    }

    /** Takes everything back. */
    void sweep() {
        sweep(database, dataset, load);
    }

    /**
     * Removes what dead processes left: all that is staged by this node, for a database with several also what nobody
     * touched for a day.
     */
    static int sweepLeftovers(Database database) {
        long yesterday = Database.micros(Instant.now().minusSeconds(86_400));
        List<long[]> left = database.read(connection -> {
            List<long[]> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "select dataset, load_id from staged where node = ? or touched_us < ?")) {
                select.setString(1, database.address().node());
                select.setLong(2, yesterday);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(new long[] {row.getLong(1), row.getLong(2)});
                    }
                }
            }
            return found;
        });
        left.forEach(l -> sweep(database, (int) l[0], l[1]));
        return left.size();
    }

    private static void sweep(Database database, int dataset, long load) {
        for (RowTable table : RowTable.values()) {
            int deleted = 1;
            while (deleted > 0) {
                deleted = database.write(connection -> {
                    return delete(connection, table, dataset, load, load)
                            + delete(connection, table, dataset, Runs.least(load), Runs.number(load, 0));
                });
            }
        }
        database.runs().forget(load);
        database.write(connection -> forget(connection, load));
    }

    private static int delete(Connection connection, RowTable table, int dataset, long first, long last)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(table.deleteLoads)) {
            delete.setInt(1, dataset);
            delete.setLong(2, first);
            delete.setLong(3, last);
            return delete.executeUpdate();
        }
    }

    private static int forget(Connection connection, long load) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from staged where load_id = ?")) {
            delete.setLong(1, load);
            return delete.executeUpdate();
        }
    }

    private void delete(Connection connection, RowTable table, List<Key> gone) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(table.deleteKey)) {
            boolean any = false;
            for (Key key : gone) {
                if (key.table == table) {
                    delete.setInt(1, dataset);
                    delete.setLong(2, load);
                    delete.setBytes(3, key.key);
                    delete.addBatch();
                    any = true;
                }
            }
            if (any) {
                delete.executeBatch();
            }
        }
    }

    private void insert(Connection connection, RowTable table, List<Row> batch, long number) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(table.insert)) {
            boolean any = false;
            for (Row row : batch) {
                if (row.table == table) {
                    insert.setInt(1, dataset);
                    insert.setLong(2, number);
                    insert.setBytes(3, row.key);
                    insert.setBytes(4, row.pack);
                    if (table.chunked) {
                        insert.setInt(5, row.chunk);
                    }
                    insert.addBatch();
                    any = true;
                }
            }
            if (any) {
                insert.executeBatch();
            }
        }
    }

    private void touch(Connection connection) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update staged set touched_us = ? where load_id = ?")) {
            update.setLong(1, Database.micros(Instant.now()));
            update.setLong(2, load);
            if (update.executeUpdate() == 0) {
                throw new IllegalStateException("load " + load + " was swept while it was written");
            }
        }
    }
}
