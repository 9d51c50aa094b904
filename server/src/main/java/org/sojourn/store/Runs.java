package org.sojourn.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs of bundles that belong to loads. A large load does not have a row for each series: it gathers series, sorts them, and
 * writes them bundled, as a run. A run stands in the table of series under a number of its own, below zero, so that what
 * looks for rows of loads never meets it; the key of a row is that of the last series in its bundle.
 *
 * <p>A key is in at most one bundle of a load. A row of the load itself with the same key, whatever its chunk, stands for what
 * the bundle says of the key; where there is nothing to say any more, its chunk is {@link #VOID}.
 */
final class Runs {

    /** The most runs of a load. */
    static final int MOST = 500;

    /** The chunk of a row that only says that what a bundle has at its key does not count. */
    static final int VOID = -1;

    private static final int BITS = 16;

    private final Database database;

    /** By load; what was published does not change, and what is being written is told here. */
    private final Map<Long, Integer> counts = new ConcurrentHashMap<>();

    Runs(Database database) {
        this.database = database;
    }

    /** The number under which a run of a load is stored. */
    static long number(long load, int run) {
        return -(load << BITS | run);
    }

    /** The least number that a run of a load can have. */
    static long least(long load) {
        return number(load, (1 << BITS) - 1);
    }

    /** The number of runs of a load. */
    int of(int dataset, long load) {
        Integer known = counts.get(load);
        if (known == null) {
            known = count(dataset, load);
            counts.put(load, known);
        }
        return known;
    }

    /** Says how many runs a load of this process has now. */
    void has(long load, int runs) {
        counts.put(load, runs);
    }

    /** A load is gone. */
    void forget(long load) {
        counts.remove(load);
    }

    /** Runs are numbered from 0 on, so the least number of those that are there tells how many there are. */
    private int count(int dataset, long load) {
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select load_id from series where dataset = ? and"
                            + " load_id >= ? and load_id <= ? order by dataset, load_id limit 1")) {
                select.setInt(1, dataset);
                select.setLong(2, least(load));
                select.setLong(3, number(load, 0));
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? (int) (-row.getLong(1) - (load << BITS)) + 1 : 0;
                }
            }
        });
    }
}
