package org.sojourn.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sojourn.store.RowMerge.Source;

/** Finds the newest rows of some keys among given loads. */
final class StateLookup {

    /** A round trip costs more than a look-up. */
    private static final int KEYS_AT_ONCE = 500;

    /** H2 is in the process, and uses an index for a list of values only where their column is the first. */
    private static final int KEYS_AT_ONCE_IN_H2 = 1;

    private final Database database;
    private final RowTable table;
    private final int dataset;
    private final int keysAtOnce;

    StateLookup(Database database, RowTable table, int dataset) {
        this.database = database;
        this.table = table;
        this.dataset = dataset;
        this.keysAtOnce = database.address().isH2() ? KEYS_AT_ONCE_IN_H2 : KEYS_AT_ONCE;
    }

    /**
     * The newest row of each chunk of each key, by chunk; tombstones are there as null, keys without a row are absent.
     */
    Map<Bytes, SortedMap<Integer, byte @Nullable []>> newest(Collection<Bytes> keys, List<Source> sources) {
        Map<Bytes, SortedMap<Integer, byte @Nullable []>> found = new HashMap<>();
        if (keys.isEmpty() || sources.isEmpty()) {
            return found;
        }
        Map<Long, Long> ranks = new HashMap<>();
        sources.forEach(s -> ranks.put(s.load(), s.rank()));
        List<Bytes> all = List.copyOf(keys);
        database.read(connection -> {
            for (int from = 0; from < all.size(); from += keysAtOnce) {
                find(connection, all.subList(from, Math.min(all.size(), from + keysAtOnce)), ranks, found);
            }
            return found.size();
        });
        return found;
    }

    private void find(
            Connection connection,
            List<Bytes> keys,
            Map<Long, Long> ranks,
            Map<Bytes, SortedMap<Integer, byte @Nullable []>> found)
            throws SQLException {
        Map<Bytes, Map<Integer, Long>> winners = winners(connection, keys, ranks);
        Map<Long, List<Bytes>> byLoad = new LinkedHashMap<>();
        winners.forEach((key, chunks) -> chunks.values().stream()
                .distinct()
                .forEach(load ->
                        byLoad.computeIfAbsent(load, k -> new ArrayList<>()).add(key)));
        for (Map.Entry<Long, List<Bytes>> e : byLoad.entrySet()) {
            packs(connection, e.getKey(), e.getValue(), winners, found);
        }
    }

    /** All rows of one key, by chunk, then rank. */
    List<SeriesRow> history(byte[] key, List<Source> sources) {
        List<SeriesRow> rows = new ArrayList<>();
        database.read(connection -> {
            rows.clear();
            for (Source source : sources) {
                try (PreparedStatement select = connection.prepareStatement(table.packs.formatted("?"))) {
                    select.setInt(1, dataset);
                    select.setLong(2, source.load());
                    select.setBytes(3, key);
                    try (ResultSet found = select.executeQuery()) {
                        while (found.next()) {
                            rows.add(new SeriesRow(key, found.getInt(2), source.rank(), found.getBytes(3)));
                        }
                    }
                }
            }
            return rows.size();
        });
        rows.sort(Comparator.comparingInt(SeriesRow::chunk).thenComparingLong(SeriesRow::seq));
        return rows;
    }

    /** By key and chunk the load whose row is the newest. */
    private Map<Bytes, Map<Integer, Long>> winners(Connection connection, List<Bytes> keys, Map<Long, Long> ranks)
            throws SQLException {
        Map<Bytes, Map<Integer, Long>> winners = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(table.byKeys.formatted(marks(keys.size())))) {
            select.setInt(1, dataset);
            for (int i = 0; i < keys.size(); i++) {
                select.setBytes(i + 2, keys.get(i).array());
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long load = rows.getLong(3);
                    Long rank = ranks.get(load);
                    if (rank != null) {
                        winners.computeIfAbsent(new Bytes(rows.getBytes(1)), k -> new HashMap<>())
                                .merge(rows.getInt(2), load, (a, b) -> rank(ranks, a) > rank(ranks, b) ? a : b);
                    }
                }
            }
        }
        return winners;
    }

    private void packs(
            Connection connection,
            long load,
            List<Bytes> keys,
            Map<Bytes, Map<Integer, Long>> winners,
            Map<Bytes, SortedMap<Integer, byte @Nullable []>> found)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(table.packs.formatted(marks(keys.size())))) {
            select.setInt(1, dataset);
            select.setLong(2, load);
            for (int i = 0; i < keys.size(); i++) {
                select.setBytes(i + 3, keys.get(i).array());
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Bytes key = new Bytes(rows.getBytes(1));
                    int chunk = rows.getInt(2);
                    Long winner = winners.getOrDefault(key, Map.of()).get(chunk);
                    if (winner != null && winner == load) {
                        found.computeIfAbsent(key, k -> new TreeMap<>()).put(chunk, rows.getBytes(3));
                    }
                }
            }
        }
    }

    private static long rank(Map<Long, Long> ranks, long load) {
        return ranks.getOrDefault(load, -1L);
    }

    private static String marks(int count) {
        return "?, ".repeat(count - 1) + "?";
    }
}
