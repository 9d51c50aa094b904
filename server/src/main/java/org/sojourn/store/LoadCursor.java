package org.sojourn.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one number, a load or a run, in key order, a page at a time: no transaction and no connection stays open between pages, so a slow
 * reader holds nothing.
 */
final class LoadCursor {

    private static final int FIRST_PAGE = 200;
    private static final int FIRST_PAGE_OF_A_RUN = 8;
    private static final int SMALLEST_PAGE = 8;
    private static final int LARGEST_PAGE = 5000;

    private record Row(byte[] key, int chunk, byte @Nullable [] pack) {}

    private final Database database;
    private final RowTable table;
    private final int dataset;
    private final long load;
    private final long bytesOfAPage;
    private final Queue<Row> page = new ArrayDeque<>();
    private int pageSize;
    private boolean last;
    private Row current = new Row(new byte[0], Runs.VOID - 1, null);

    /** @param bytesOfAPage so many come at once, about */
    LoadCursor(Database database, RowTable table, int dataset, long load, long bytesOfAPage) {
        this.database = database;
        this.table = table;
        this.dataset = dataset;
        this.load = load;
        this.bytesOfAPage = bytesOfAPage;
        this.pageSize = load < 0 ? FIRST_PAGE_OF_A_RUN : FIRST_PAGE;
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
                    select.setInt(at++, current.chunk < Runs.VOID ? 0 : 1);
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
            long fitting = bytesOfAPage * page.size() / Math.max(1, bytes);
            pageSize = Math.clamp(fitting, SMALLEST_PAGE, LARGEST_PAGE);
        }
    }
}
