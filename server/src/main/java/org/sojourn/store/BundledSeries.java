package org.sojourn.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.sojourn.store.pack.SeriesBundle;

/** Finds series of a load in its {@link Runs} by key: at most one bundle of a run can hold a key. */
final class BundledSeries {

    /** For more keys it is faster to look which bundles there are than to ask for each. */
    private static final int FEW = 20;

    private static final int MOST_AT_ONCE = 50;

    private final Connection connection;
    private final int dataset;
    private final long load;
    private final int runs;
    private final int atOnce;

    /** @param atOnce for how many keys the database finds rows by its index in one statement */
    BundledSeries(Database database, Connection connection, int dataset, long load, int atOnce) {
        this.connection = connection;
        this.dataset = dataset;
        this.load = load;
        this.atOnce = Math.min(atOnce, MOST_AT_ONCE);
        this.runs = database.runs().of(dataset, load);
    }

    /** Tells the packs of those keys that are there. */
    void find(Collection<Bytes> keys, BiConsumer<Bytes, byte[]> found) throws SQLException {
        List<Bytes> wanted = new ArrayList<>(keys);
        wanted.sort((a, b) -> Arrays.compareUnsigned(a.array(), b.array()));
        for (int run = 0; run < runs && !wanted.isEmpty(); run++) {
            long number = Runs.number(load, run);
            if (wanted.size() <= FEW) {
                for (Bytes key : wanted) {
                    byte[] bundle = first(number, key);
                    if (bundle != null) {
                        open(bundle, List.of(key), found);
                    }
                }
            } else {
                many(number, wanted, found);
            }
        }
    }

    /** The bundle that may hold a key. */
    private byte @Nullable [] first(long number, Bytes key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(RowTable.SERIES.page)) {
            select.setInt(1, dataset);
            select.setLong(2, number);
            select.setBytes(3, key.array());
            select.setBytes(4, key.array());
            select.setInt(5, -1);
            select.setInt(6, 1);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(3) : null;
            }
        }
    }

    private void many(long number, List<Bytes> wanted, BiConsumer<Bytes, byte[]> found) throws SQLException {
        List<Bytes> ends = ends(number);
        Map<Bytes, List<Bytes>> byBundle = new LinkedHashMap<>();
        int at = 0;
        for (Bytes key : wanted) {
            while (at < ends.size() && Arrays.compareUnsigned(ends.get(at).array(), key.array()) < 0) {
                at++;
            }
            if (at == ends.size()) {
                break;
            }
            byBundle.computeIfAbsent(ends.get(at), k -> new ArrayList<>()).add(key);
        }
        List<Bytes> all = List.copyOf(byBundle.keySet());
        for (int from = 0; from < all.size(); from += atOnce) {
            List<Bytes> some = all.subList(from, Math.min(all.size(), from + atOnce));
            try (PreparedStatement select =
                    connection.prepareStatement(RowTable.SERIES.packs.formatted(StateLookup.marks(some.size())))) {
                select.setInt(1, dataset);
                select.setLong(2, number);
                for (int i = 0; i < some.size(); i++) {
                    select.setBytes(i + 3, some.get(i).array());
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        open(row.getBytes(3), byBundle.getOrDefault(new Bytes(row.getBytes(1)), List.of()), found);
                    }
                }
            }
        }
    }

    /** The last keys of all bundles of a run, in order. */
    private List<Bytes> ends(long number) throws SQLException {
        List<Bytes> ends = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select series_key from series where dataset = ? and load_id = ? order by dataset, load_id, series_key")) {
            select.setInt(1, dataset);
            select.setLong(2, number);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ends.add(new Bytes(rows.getBytes(1)));
                }
            }
        }
        return ends;
    }

    /** Tells those of some keys, which are in order, that are in a bundle. */
    private static void open(byte[] bundle, List<Bytes> keys, BiConsumer<Bytes, byte[]> found) {
        SeriesBundle.Entries entries = new SeriesBundle.Entries(bundle);
        int at = 0;
        while (at < keys.size() && entries.next()) {
            int order = Arrays.compareUnsigned(entries.key(), keys.get(at).array());
            while (order > 0 && ++at < keys.size()) {
                order = Arrays.compareUnsigned(entries.key(), keys.get(at).array());
            }
            if (at < keys.size() && order == 0) {
                found.accept(keys.get(at++), entries.pack());
            }
        }
    }
}
