package org.sojourn.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Value;
import org.sojourn.store.RowMerge.Source;
import org.sojourn.store.pack.AttributePack;
import org.sojourn.store.pack.AttributePack.Content;

/**
 * Makes one load of several that follow each other: only what differs from what was published is left, so that "delete all,
 * then the same again" is no change.
 */
final class Consolidation {

    private static final int KEYS_AT_ONCE = 500;

    private final Database database;
    private final StoredDataset dataset;
    private final SeriesCodec codec;
    private final List<Source> published;
    private final StagedLoad load;
    private final Tally series = new Tally();
    private final Tally observations = new Tally();
    private final Tally attributes = new Tally();
    private final Map<Bytes, SortedMap<Integer, byte @Nullable []>> batch = new LinkedHashMap<>();

    Consolidation(Database database, StoredDataset dataset, DataStructureView view, List<Source> published) {
        this.database = database;
        this.dataset = dataset;
        this.codec = new SeriesCodec(view, dataset.dictionary());
        this.published = List.copyOf(published);
        this.load = StagedLoad.begin(database, dataset.number());
    }

    StagedLoad of(List<Source> staged) throws IOException {
        for (RowTable table : RowTable.values()) {
            RowMerge.newest(database, table, dataset.number(), staged, (key, chunk, rank, pack) -> {
                Bytes bytes = new Bytes(key);
                if (batch.size() == KEYS_AT_ONCE && !batch.containsKey(bytes)) {
                    settle(table);
                }
                batch.computeIfAbsent(bytes, k -> new TreeMap<>()).put(chunk, pack);
            });
            settle(table);
        }
        load.settle();
        return load;
    }

    DatasetReport report(List<Action> actions) {
        return new DatasetReport(
                dataset.id(), actions, series.counts(), observations.counts(), attributes.counts(), Counts.NONE);
    }

    private void settle(RowTable table) {
        Map<Bytes, SortedMap<Integer, byte @Nullable []>> stored =
                new StateLookup(database, table, dataset.number()).newest(batch.keySet(), published);
        batch.forEach((key, rows) -> {
            SortedMap<Integer, byte @Nullable []> before = stored.getOrDefault(key, new TreeMap<>());
            if (table == RowTable.SERIES) {
                series(key.array(), before, rows);
            } else {
                attributes(key.array(), before.get(0), rows.get(0));
            }
        });
        batch.clear();
        load.flush();
    }

    private void series(
            byte[] key, SortedMap<Integer, byte @Nullable []> before, SortedMap<Integer, byte @Nullable []> rows) {
        SortedMap<Integer, byte @Nullable []> both = new TreeMap<>(before);
        both.putAll(rows);
        SeriesState old = codec.decode(before);
        SeriesState now = codec.decode(both);
        boolean same = now.same(old);
        series.count(old.exists(), now.exists(), same, 1);
        now.difference(old, observations);
        if (!same) {
            List<byte[]> chunks = new ArrayList<>();
            both.values().forEach(pack -> {
                if (pack != null) {
                    chunks.add(pack);
                }
            });
            StagedSeries.write(load, key, before, chunks);
        }
    }

    private void attributes(byte[] key, byte @Nullable [] before, byte @Nullable [] row) {
        Content old = content(before);
        Content now = content(row);
        for (Map.Entry<String, Value> e : now.attributes().entrySet()) {
            Value value = old.attributes().get(e.getKey());
            attributes.count(value != null, true, e.getValue().equals(value), 1);
        }
        old.attributes().keySet().stream()
                .filter(id -> !now.attributes().containsKey(id))
                .forEach(id -> attributes.count(true, false, false, 1));
        if (!now.equals(old)) {
            load.add(RowTable.ATTRIBUTES, key, 0, row);
        }
    }

    private Content content(byte @Nullable [] pack) {
        return pack == null ? Content.EMPTY : AttributePack.decode(pack, dataset.dictionary());
    }
}
