package org.sojourn.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one load while nobody sees them: written in small committed batches, published by number or swept. */
final class StagedLoad {

    private record Row(RowTable table, byte[] key, int chunk, byte @Nullable [] pack) {}

    private record Key(RowTable table, byte[] key) {}

    private final Database database;
    private final int dataset;
    private final long load;
    private final List<Row> rows = new ArrayList<>();
    private final List<Key> superseded = new ArrayList<>();

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

    /** Commits the batch. */
    void flush() {
        if (rows.isEmpty() && superseded.isEmpty()) {
            return;
        }
        database.write(connection -> {
            for (RowTable table : RowTable.values()) {
                delete(connection, table);
                insert(connection, table);
            }
            touch(connection);
            return load;
        });
        forgetBatch();
        CrashPoint.AFTER_STAGED_BATCH.reached();
    }

    /** True where the load has any row. */
    boolean hasRows() {
        return database.read(connection -> {
            for (RowTable table : RowTable.values()) {
                try (PreparedStatement select = connection.prepareStatement(table.any)) {
                    select.setInt(1, dataset);
                    select.setLong(2, load);
                    try (ResultSet row = select.executeQuery()) {
                        if (row.next()) {
                            return true;
                        }
                    }
                }
            }
            return false;
        });
    }

    /** Publishes the load within the transaction of its commit. */
    void publish(Connection connection, long seq) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into published (dataset, load_id, seq) values (?, ?, ?)")) {
            insert.setInt(1, dataset);
            insert.setLong(2, load);
            insert.setLong(3, seq);
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
                    try (PreparedStatement delete = connection.prepareStatement(table.deleteLoad)) {
                        delete.setInt(1, dataset);
                        delete.setLong(2, load);
                        return delete.executeUpdate();
                    }
                });
            }
        }
        database.write(connection -> forget(connection, load));
    }

    private static int forget(Connection connection, long load) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from staged where load_id = ?")) {
            delete.setLong(1, load);
            return delete.executeUpdate();
        }
    }

    private void delete(Connection connection, RowTable table) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(table.deleteKey)) {
            boolean any = false;
            for (Key key : superseded) {
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

    private void insert(Connection connection, RowTable table) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(table.insert)) {
            boolean any = false;
            for (Row row : rows) {
                if (row.table == table) {
                    insert.setInt(1, dataset);
                    insert.setLong(2, load);
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
