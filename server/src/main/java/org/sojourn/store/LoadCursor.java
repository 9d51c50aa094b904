package org.sojourn.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one load in key order, a page at a time: no transaction and no connection stays open between pages, so a slow
 * reader holds nothing.
 */
final class LoadCursor {

    private static final int FIRST_PAGE = 200;
    private static final int SMALLEST_PAGE = 20;
    private static final int LARGEST_PAGE = 5000;
    private static final long BYTES_OF_A_PAGE = 1 << 20;

    private record Row(byte[] key, int chunk, byte @Nullable [] pack) {}

    private final Database database;
    private final RowTable table;
    private final int dataset;
    private final long load;
    private final long rank;
    private final Queue<Row> page = new ArrayDeque<>();
    private int pageSize = FIRST_PAGE;
    private boolean last;
    private Row current = new Row(new byte[0], -1, null);

    /** @param rank what decides between rows of the same key: the highest is the newest */
    LoadCursor(Database database, RowTable table, int dataset, long load, long rank) {
        this.database = database;
        this.table = table;
        this.dataset = dataset;
        this.load = load;
        this.rank = rank;
    }

    /** Moves to the next row; false when there is none. */
    boolean next() {
        if (page.isEmpty() && !last) {
            fetch();
        }
        Row row = page.poll();
        if (row == null) {
            return false;
        }
        current = row;
        return true;
    }

    byte[] key() {
        return current.key;
    }

    int chunk() {
        return current.chunk;
    }

    byte @Nullable [] pack() {
        return current.pack;
    }

    long rank() {
        return rank;
    }

    int compareKey(LoadCursor other) {
        int byKey = Arrays.compareUnsigned(current.key, other.current.key);
        return byKey != 0 ? byKey : Integer.compare(current.chunk, other.current.chunk);
    }

    private void fetch() {
        long bytes = database.read(connection -> {
            page.clear();
            long sum = 0;
            try (PreparedStatement select = connection.prepareStatement(table.page)) {
                int at = 1;
                select.setInt(at++, dataset);
                select.setLong(at++, load);
                select.setBytes(at++, current.key);
                if (table.chunked) {
                    select.setBytes(at++, current.key);
                    select.setInt(at++, current.chunk);
                } else {
                    select.setInt(at++, current.chunk < 0 ? 0 : 1);
                    select.setBytes(at++, current.key);
                }
                select.setInt(at, pageSize);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        Row row = new Row(rows.getBytes(1), rows.getInt(2), rows.getBytes(3));
                        byte[] pack = row.pack;
                        sum += row.key.length + 16 + (pack == null ? 0 : pack.length);
                        page.add(row);
                    }
                }
            }
            return sum;
        });
        last = page.size() < pageSize;
        if (!page.isEmpty()) {
            long fitting = BYTES_OF_A_PAGE * page.size() / Math.max(1, bytes);
            pageSize = Math.clamp(fitting, SMALLEST_PAGE, LARGEST_PAGE);
        }
    }
}
