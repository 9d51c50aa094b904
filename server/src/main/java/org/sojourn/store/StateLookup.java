package org.sojourn.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** The newest row of a chunk: of which load, and the pack where that is known already, from a bundle. */
    private record Winner(long load, long rank, byte @Nullable [] bundled) {

        Winner or(Winner other) {
            return rank > other.rank ? this : other;
        }
    }

    /** What is found on the way. */
    private static final class Search {
        final Map<Long, Long> ranks = new HashMap<>();
        final Map<Bytes, Map<Integer, Winner>> winners = new HashMap<>();

        /** Of each load the keys that have rows of their own. */
        final Map<Long, Set<Bytes>> single = new HashMap<>();

        final Map<Bytes, SortedMap<Integer, byte @Nullable []>> found = new HashMap<>();

        void take(Bytes key, int chunk, Winner row) {
            winners.computeIfAbsent(key, k -> new HashMap<>()).merge(chunk, row, Winner::or);
        }
    }

    /**
     * The newest row of each chunk of each key, by chunk; tombstones are there as null, keys without a row are absent.
     */
    Map<Bytes, SortedMap<Integer, byte @Nullable []>> newest(Collection<Bytes> keys, List<Source> sources) {
        if (keys.isEmpty() || sources.isEmpty()) {
            return new HashMap<>();
        }
        List<Bytes> all = List.copyOf(keys);
        List<Source> withRuns = withRuns(sources);
        return database.read(connection -> {
            Search search = new Search();
            sources.forEach(s -> search.ranks.put(s.load(), s.rank()));
            for (int from = 0; from < all.size(); from += keysAtOnce) {
                rows(connection, all.subList(from, Math.min(all.size(), from + keysAtOnce)), search);
            }
            for (Source source : withRuns) {
                bundled(connection, source, all, search);
            }
            packs(connection, search);
            return search.found;
        });
    }

    /** All rows of one key, by chunk, then rank. */
    List<SeriesRow> history(byte[] key, List<Source> sources) {
        List<Source> withRuns = withRuns(sources);
        return database.read(connection -> {
            List<SeriesRow> rows = new ArrayList<>();
            for (Source source : sources) {
                boolean single = false;
                try (PreparedStatement select = connection.prepareStatement(table.packs.formatted("?"))) {
                    select.setInt(1, dataset);
                    select.setLong(2, source.load());
                    select.setBytes(3, key);
                    try (ResultSet found = select.executeQuery()) {
                        while (found.next()) {
                            single = true;
                            if (found.getInt(2) != Runs.VOID) {
                                rows.add(new SeriesRow(key, found.getInt(2), source.rank(), found.getBytes(3)));
                            }
                        }
                    }
                }
                if (!single && withRuns.contains(source)) {
                    new BundledSeries(database, connection, dataset, source.load(), keysAtOnce)
                            .find(
                                    List.of(new Bytes(key)),
                                    (k, pack) -> rows.add(new SeriesRow(key, 0, source.rank(), pack)));
                }
            }
            rows.sort(Comparator.comparingInt(SeriesRow::chunk).thenComparingLong(SeriesRow::seq));
            return rows;
        });
    }

    private List<Source> withRuns(List<Source> sources) {
        return table != RowTable.SERIES
                ? List.of()
                : sources.stream()
                        .filter(s -> database.runs().of(dataset, s.load()) > 0)
                        .toList();
    }

    /** Looks for rows of the loads themselves. */
    private void rows(Connection connection, List<Bytes> keys, Search search) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(table.byKeys.formatted(marks(keys.size())))) {
            select.setInt(1, dataset);
            for (int i = 0; i < keys.size(); i++) {
                select.setBytes(i + 2, keys.get(i).array());
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long load = rows.getLong(3);
                    Long rank = search.ranks.get(load);
                    if (rank != null) {
                        Bytes key = new Bytes(rows.getBytes(1));
                        search.single
                                .computeIfAbsent(load, k -> new HashSet<>())
                                .add(key);
                        if (rows.getInt(2) != Runs.VOID) {
                            search.take(key, rows.getInt(2), new Winner(load, rank, null));
                        }
                    }
                }
            }
        }
    }

    /** Looks into the bundles of a load, for keys that have no newer row and no row in this load. */
    private void bundled(Connection connection, Source source, List<Bytes> keys, Search search) throws SQLException {
        Set<Bytes> single = search.single.getOrDefault(source.load(), Set.of());
        List<Bytes> wanted = new ArrayList<>();
        for (Bytes key : keys) {
            Winner newest = search.winners.getOrDefault(key, Map.of()).get(0);
            if (!single.contains(key) && (newest == null || newest.rank < source.rank())) {
                wanted.add(key);
            }
        }
        new BundledSeries(database, connection, dataset, source.load(), keysAtOnce)
                .find(wanted, (key, pack) -> search.take(key, 0, new Winner(source.load(), source.rank(), pack)));
    }

    /** Fetches what has won. */
    private void packs(Connection connection, Search search) throws SQLException {
        Map<Long, Set<Bytes>> byLoad = new LinkedHashMap<>();
        search.winners.forEach((key, chunks) -> chunks.forEach((chunk, row) -> {
            if (row.bundled == null) {
                byLoad.computeIfAbsent(row.load, k -> new HashSet<>()).add(key);
            } else {
                search.found.computeIfAbsent(key, k -> new TreeMap<>()).put(chunk, row.bundled);
            }
        }));
        for (Map.Entry<Long, Set<Bytes>> e : byLoad.entrySet()) {
            List<Bytes> keys = List.copyOf(e.getValue());
            for (int from = 0; from < keys.size(); from += keysAtOnce) {
                packs(connection, e.getKey(), keys.subList(from, Math.min(keys.size(), from + keysAtOnce)), search);
            }
        }
    }

    private void packs(Connection connection, long load, List<Bytes> keys, Search search) throws SQLException {
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
                    Winner winner = search.winners.getOrDefault(key, Map.of()).get(chunk);
                    if (winner != null && winner.load == load) {
                        search.found.computeIfAbsent(key, k -> new TreeMap<>()).put(chunk, rows.getBytes(3));
                    }
                }
            }
        }
    }

    static String marks(int count) {
        return "?, ".repeat(count - 1) + "?";
    }
}
