package org.sojourn.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;
import org.sojourn.model.SdmxException;
import org.sojourn.store.RowMerge.Source;
import org.sojourn.store.pack.AttributePack;
import org.sojourn.store.pack.AttributePack.Content;

/**
 * Brings a staged load onto a newer base: series that others changed meanwhile are merged from three sides, what was, what
 * they made of it, and what this load made of it. Where both changed the same value differently there is no right answer.
 */
final class Rebase {

    private final Database database;
    private final StoredDataset dataset;
    private final SeriesCodec codec;
    private final StagedLoad mine;
    private final List<Source> before;
    private final List<Source> now;

    /**
     * @param before what was published when the load began
     * @param now what is published
     */
    Rebase(
            Database database,
            StoredDataset dataset,
            DataStructureView view,
            StagedLoad mine,
            List<Source> before,
            List<Source> now) {
        this.database = database;
        this.dataset = dataset;
        this.codec = new SeriesCodec(view, dataset.dictionary());
        this.mine = mine;
        this.before = List.copyOf(before);
        this.now = List.copyOf(now);
    }

    /**
     * Merges the series and attributes that these loads have in common with this one.
     *
     * @throws SdmxException of kind CONFLICT when that cannot be
     */
    void over(List<Long> others) {
        for (RowTable table : RowTable.values()) {
            Set<Bytes> common = new LinkedHashSet<>();
            others.forEach(other -> common.addAll(common(table, other)));
            if (!common.isEmpty()) {
                merge(table, common);
            }
        }
        mine.flush();
        mine.settle();
    }

    private Set<Bytes> common(RowTable table, long other) {
        if (table == RowTable.SERIES && (runs(mine.number()) > 0 || runs(other) > 0)) {
            return commonOfRuns(other);
        }
        return database.read(connection -> {
            Set<Bytes> keys = new LinkedHashSet<>();
            try (PreparedStatement select = connection.prepareStatement(table.common)) {
                select.setInt(1, dataset.number());
                select.setLong(2, mine.number());
                select.setLong(3, other);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        keys.add(new Bytes(rows.getBytes(1)));
                    }
                }
            }
            return keys;
        });
    }

    private int runs(long load) {
        return database.runs().of(dataset.number(), load);
    }

    /** What the database cannot tell of series in bundles. */
    private Set<Bytes> commonOfRuns(long other) {
        Set<Bytes> keys = new LinkedHashSet<>();
        LoadRows a = new LoadRows(database, RowTable.SERIES, dataset.number(), mine.number(), 0);
        LoadRows b = new LoadRows(database, RowTable.SERIES, dataset.number(), other, 0);
        boolean both = a.next() && b.next();
        while (both) {
            int order = Arrays.compareUnsigned(a.key(), b.key());
            if (order == 0) {
                keys.add(new Bytes(a.key()));
            }
            both = order < 0 ? a.next() : b.next();
        }
        return keys;
    }

    private void merge(RowTable table, Set<Bytes> keys) {
        StateLookup lookup = new StateLookup(database, table, dataset.number());
        Map<Bytes, SortedMap<Integer, byte @Nullable []>> base = lookup.newest(keys, before);
        Map<Bytes, SortedMap<Integer, byte @Nullable []>> theirs = lookup.newest(keys, now);
        Map<Bytes, SortedMap<Integer, byte @Nullable []>> own =
                lookup.newest(keys, List.of(new Source(mine.number(), 0)));
        BatchDictionary dictionary = new BatchDictionary(dataset.dictionary());
        do {
            for (Bytes key : keys) {
                SortedMap<Integer, byte @Nullable []> was = base.getOrDefault(key, new TreeMap<>());
                SortedMap<Integer, byte @Nullable []> is = theirs.getOrDefault(key, new TreeMap<>());
                SortedMap<Integer, byte @Nullable []> shall = new TreeMap<>(was);
                shall.putAll(own.getOrDefault(key, new TreeMap<>()));
                if (table == RowTable.SERIES) {
                    series(key.array(), was, is, shall, dictionary);
                } else {
                    attributes(key.array(), was.get(0), is.get(0), shall.get(0), dictionary);
                }
            }
        } while (again(dictionary));
    }

    private boolean again(BatchDictionary dictionary) {
        boolean again = dictionary.addNoted();
        if (again) {
            mine.forgetBatch();
        }
        return again;
    }

    private void series(
            byte[] key,
            SortedMap<Integer, byte @Nullable []> was,
            SortedMap<Integer, byte @Nullable []> is,
            SortedMap<Integer, byte @Nullable []> shall,
            BatchDictionary dictionary) {
        SeriesState base = codec.decode(was);
        SeriesState theirs = codec.decode(is);
        SeriesState own = codec.decode(shall);
        List<Observation> merged = new ArrayList<>();
        TreeMap<Observation, @Nullable Observation[]> all = new TreeMap<>(base::compare);
        collect(all, base, 0);
        collect(all, theirs, 1);
        collect(all, own, 2);
        all.forEach((o, sides) -> {
            Observation left = observation(key, sides[0], sides[1], sides[2]);
            if (left != null) {
                merged.add(left);
            }
        });
        SeriesState result = new SeriesState(
                codec.order(),
                merged,
                values(key, base.attributes(), theirs.attributes(), own.attributes()),
                notes(key, base.annotations(), theirs.annotations(), own.annotations()));
        mine.supersede(RowTable.SERIES, key);
        if (!result.same(theirs)) {
            StagedSeries.write(mine, key, is, codec.encode(result, dictionary));
        }
    }

    private static void collect(TreeMap<Observation, @Nullable Observation[]> all, SeriesState state, int side) {
        state.observations().forEach(o -> all.computeIfAbsent(o, k -> new @Nullable Observation[3])[side] = o);
    }

    private @Nullable Observation observation(
            byte[] key, @Nullable Observation base, @Nullable Observation theirs, @Nullable Observation own) {
        if (same(own, base)) {
            return theirs;
        }
        if (same(theirs, base) || same(theirs, own)) {
            return own;
        }
        if (own == null || theirs == null || base == null) {
            throw conflict(key); // one deleted or made what the other changed or made differently
        }
        @Nullable Value[] values = new Value[own.values().length];
        for (int c = 0; c < values.length; c++) {
            values[c] = side(key, base.values()[c], theirs.values()[c], own.values()[c]);
        }
        return new Observation(
                own.period(),
                own.rank(),
                values,
                notes(key, base.annotations(), theirs.annotations(), own.annotations()));
    }

    private static boolean same(@Nullable Observation a, @Nullable Observation b) {
        return a == null ? b == null : b != null && a.same(b);
    }

    private void attributes(
            byte[] key,
            byte @Nullable [] was,
            byte @Nullable [] is,
            byte @Nullable [] shall,
            BatchDictionary dictionary) {
        Content base = content(was);
        Content theirs = content(is);
        Content own = content(shall);
        Content result = new Content(
                values(key, base.attributes(), theirs.attributes(), own.attributes()),
                notes(key, base.annotations(), theirs.annotations(), own.annotations()));
        mine.supersede(RowTable.ATTRIBUTES, key);
        if (!result.equals(theirs)) {
            mine.add(
                    RowTable.ATTRIBUTES,
                    key,
                    0,
                    result.isEmpty() ? null : AttributePack.encode(result, codec.view(), dictionary));
        }
    }

    private Map<String, Value> values(
            byte[] key, Map<String, Value> base, Map<String, Value> theirs, Map<String, Value> own) {
        Set<String> ids = new LinkedHashSet<>(theirs.keySet());
        ids.addAll(own.keySet());
        Map<String, Value> merged = new LinkedHashMap<>();
        for (String id : ids) {
            @Nullable Value value = side(key, base.get(id), theirs.get(id), own.get(id));
            if (value != null) {
                merged.put(id, value);
            }
        }
        return merged;
    }

    private <T> @Nullable T side(byte[] key, @Nullable T base, @Nullable T theirs, @Nullable T own) {
        if (Objects.equals(own, base)) {
            return theirs;
        }
        if (Objects.equals(theirs, base) || Objects.equals(theirs, own)) {
            return own;
        }
        throw conflict(key);
    }

    private List<Annotation> notes(byte[] key, List<Annotation> base, List<Annotation> theirs, List<Annotation> own) {
        List<Annotation> notes = side(key, base, theirs, own);
        return notes == null ? List.of() : notes;
    }

    private Content content(byte @Nullable [] pack) {
        return pack == null ? Content.EMPTY : AttributePack.decode(pack, dataset.dictionary());
    }

    private SdmxException conflict(byte[] key) {
        @Nullable String[] values = new String[codec.view().seriesDimensions().size()];
        dataset.keyOrder().decode(key, dataset.dictionary(), codec.view(), values);
        return new SdmxException(
                SdmxException.Kind.CONFLICT,
                "another submission changed the same values of " + dataset.id() + ", key "
                        + AttributeStates.PartialKey.of(values) + ", while this one was loading; send it again");
    }
}
