package org.sojourn.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.rules.Problems;
import org.sojourn.store.BlockPacker.Packed;
import org.sojourn.store.RowMerge.Source;
import org.sojourn.store.pack.SeriesPack;

/**
 * One data set of a message on its way into the database: series are gathered into batches, each applied to what is there
 * and staged.
 */
final class LoadPart {

    private static final int SERIES_OF_A_BATCH = 2000;
    private static final int OBSERVATIONS_OF_A_BATCH = 50_000;

    /** A series of the batch: its blocks, and after the work on it the packs it shall have. */
    private static final class Pending {
        final KeyNumbers.Key key;
        final List<SeriesBlock> blocks = new ArrayList<>(1);

        /** Its only block, where that came in numbers; {@code blocks} is empty then. */
        BlockPacker.@Nullable Packed packed;

        byte[] bytes = {};
        boolean again;
        SortedMap<Integer, byte @Nullable []> stored = new TreeMap<>();

        @Nullable
        SeriesState state;

        boolean changed;

        Pending(KeyNumbers.Key key) {
            this.key = key;
        }
    }

    private final Database database;
    private final StoredDataset dataset;
    private final Action action;
    private final SeriesChanges changes;
    private final SeriesCodec codec;
    private final StagedLoad load;
    private final List<Source> sources;
    private final StateLookup lookup;
    private final AttributeStates attributes;
    private final Map<KeyNumbers.Key, Pending> batch = new LinkedHashMap<>();
    private final KeyNumbers numbers;
    private final SeriesPack unpacker = new SeriesPack();
    private @Nullable BlockPacker packer;
    private final BlockPool pool;
    private final TouchedKeys touched = new TouchedKeys();
    private final Tally series = new Tally();
    private final Tally observations = new Tally();
    private final Tally attributeValues = new Tally();
    private int observationsInBatch;

    /**
     * @param given the structure of the blocks that will come
     * @param stored the structure under which what is there is read and written: {@code given} or a newer one
     * @param sources what is visible to this load, the newest with the highest rank
     */
    LoadPart(
            Database database,
            StoredDataset dataset,
            Action action,
            DataStructureView given,
            DataStructureView stored,
            List<Source> sources,
            Problems problems) {
        this.database = database;
        this.dataset = dataset;
        this.action = action;
        this.sources = List.copyOf(sources);
        this.codec = new SeriesCodec(stored, dataset.dictionary());
        this.changes = new SeriesChanges(action, given, codec, problems);
        this.load = StagedLoad.begin(database, dataset.number());
        this.lookup = new StateLookup(database, RowTable.SERIES, dataset.number());
        this.attributes = new AttributeStates(database, dataset, given, sources, problems);
        this.pool = new BlockPool(given);
        this.numbers = new KeyNumbers(dataset.dictionary());
    }

    StoredDataset dataset() {
        return dataset;
    }

    StagedLoad load() {
        return load;
    }

    AttributeStates attributes() {
        return attributes;
    }

    /**
     * Takes what a block says of one series; it is copied.
     *
     * @param key the complete key, which the block may leave open
     * @param seriesAttributes those of its attributes that stand at the series
     */
    void add(@Nullable String[] key, SeriesBlock block, Map<String, Value> seriesAttributes) {
        Pending pending = pending(numbers.of(key));
        unpack(pending);
        pending.blocks.add(pool.copyOf(key, block, seriesAttributes));
        took(block.size());
    }

    /** Takes what a block in numbers puts into a series; false where it must come in texts. */
    boolean add(CodedBlock block) {
        BlockPacker known = packer;
        if (known == null || !known.isOf(block)) {
            known = new BlockPacker(block, codec.order(), dataset.dictionary(), numbers);
            packer = known;
        }
        KeyNumbers.Key key = changes.packsAsGiven() && known.attributesOfSeries() ? known.key() : null;
        if (key == null) {
            return false;
        }
        Packed packed = known.pack();
        if (packed == null) {
            return false;
        }
        Pending pending = pending(key);
        if (pending.packed == null && pending.blocks.isEmpty()) {
            pending.packed = packed;
        } else {
            unpack(pending);
            pending.blocks.add(unpacked(key, packed));
        }
        took(block.size());
        return true;
    }

    private Pending pending(KeyNumbers.Key key) {
        return batch.computeIfAbsent(key, Pending::new);
    }

    private void took(int size) {
        observationsInBatch += size;
        if (batch.size() >= SERIES_OF_A_BATCH || observationsInBatch >= OBSERVATIONS_OF_A_BATCH) {
            flush();
        }
    }

    /** Makes a block of what was packed, for it has to be looked into. */
    private void unpack(Pending pending) {
        Packed packed = pending.packed;
        if (packed != null) {
            pending.packed = null;
            pending.blocks.add(unpacked(pending.key, packed));
        }
    }

    private SeriesBlock unpacked(KeyNumbers.Key key, Packed packed) {
        SeriesBlock block = pool.take();
        unpacker.decode(packed.pack(), dataset.dictionary(), block);
        @Nullable String[] texts = numbers.texts(key);
        System.arraycopy(texts, 0, block.key(), 0, texts.length);
        block.at(packed.position());
        for (int i = 0; i < block.size(); i++) {
            block.place(i, packed.positions()[i]);
        }
        return block;
    }

    /** Applies the batch and stages the outcome. */
    void flush() {
        if (batch.isEmpty()) {
            return;
        }
        attributes.settle();
        Collection<Pending> all = batch.values();
        encodeKeys(all);
        Map<Bytes, SortedMap<Integer, byte @Nullable []>> before = lookup.newest(keys(all, false), sources);
        List<Bytes> again = keys(all, true);
        if (!again.isEmpty()) {
            load.settle();
        }
        Map<Bytes, SortedMap<Integer, byte @Nullable []>> own = lookup.newest(again, own());
        for (Pending pending : all) {
            apply(pending, before.get(new Bytes(pending.bytes)), own.get(new Bytes(pending.bytes)));
        }
        stage(all);
        all.forEach(p -> p.blocks.forEach(pool::giveBack));
        batch.clear();
        observationsInBatch = 0;
    }

    /** Stages everything that is left. */
    void finish() {
        flush();
        attributes.write(load, attributeValues);
        load.settle();
    }

    DatasetReport report() {
        return new DatasetReport(
                dataset.id(),
                List.of(action),
                series.counts(),
                observations.counts(),
                attributeValues.counts(),
                Counts.NONE);
    }

    /** Goes through the keys that have rows visible to this load, each once and in order. */
    void keys(RowTable table, Consumer<byte[]> each) {
        try {
            RowMerge.newest(database, table, dataset.number(), sources, (key, chunk, rank, pack) -> {
                if (chunk == 0) {
                    each.accept(key);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Source> own() {
        return List.of(new Source(load.number(), 0));
    }

    private void encodeKeys(Collection<Pending> all) {
        numbers.settle();
        for (Pending pending : all) {
            pending.bytes = dataset.keyOrder().encode(changes.given(), numbers.ids(pending.key));
            pending.again = touched.add(pending.bytes);
        }
    }

    private static List<Bytes> keys(Collection<Pending> all, boolean againOnly) {
        List<Bytes> keys = new ArrayList<>();
        for (Pending pending : all) {
            if (pending.again || !againOnly) {
                keys.add(new Bytes(pending.bytes));
            }
        }
        return keys;
    }

    private void apply(
            Pending pending,
            @Nullable SortedMap<Integer, byte @Nullable []> stored,
            @Nullable SortedMap<Integer, byte @Nullable []> own) {
        if (stored != null) {
            pending.stored = stored;
        }
        if (asGiven(pending, stored, own)) {
            return;
        }
        unpack(pending);
        SeriesState before = codec.decode(stored);
        SeriesState now = before.copy();
        if (own != null) {
            SortedMap<Integer, byte @Nullable []> both = new TreeMap<>(pending.stored);
            both.putAll(own);
            now = codec.decode(both);
            uncount(before, now);
        }
        for (SeriesBlock block : pending.blocks) {
            changes.apply(block, now, before, observations);
        }
        boolean same = before.same(now);
        series.count(before.exists(), now.exists(), same, 1);
        pending.changed = !same;
        pending.state = now;
    }

    /** Settles what is new, or again what is there already, without looking into it. */
    private boolean asGiven(
            Pending pending,
            @Nullable SortedMap<Integer, byte @Nullable []> stored,
            @Nullable SortedMap<Integer, byte @Nullable []> own) {
        Packed packed = pending.packed;
        if (own != null) {
            return false;
        }
        if (stored == null) {
            if (packed == null && !changes.isPlainInsert(pending.blocks)) {
                return false;
            }
            pending.changed = true;
            series.inserted++;
            observations.inserted += packed == null ? pending.blocks.getFirst().size() : packed.positions().length;
            return true;
        }
        if (packed != null && stored.size() == 1 && Arrays.equals(packed.pack(), stored.get(0))) {
            series.unchanged++;
            observations.unchanged += packed.positions().length;
            return true;
        }
        return false;
    }

    /** Takes back how an earlier batch counted the series, which is about to be counted again. */
    private void uncount(SeriesState before, SeriesState now) {
        series.count(before.exists(), now.exists(), before.same(now), -1);
    }

    private void stage(Collection<Pending> all) {
        BatchDictionary dictionary = new BatchDictionary(dataset.dictionary());
        Map<Pending, List<byte[]>> packs = new LinkedHashMap<>();
        do {
            packs.clear();
            for (Pending pending : all) {
                if (pending.changed) {
                    packs.put(pending, pack(pending, dictionary));
                }
            }
        } while (dictionary.addNoted());
        for (Pending pending : all) {
            if (pending.again) {
                load.supersede(RowTable.SERIES, pending.bytes);
            }
            List<byte[]> chunks = packs.get(pending);
            if (chunks != null) {
                StagedSeries.write(load, pending.bytes, pending.stored, chunks);
            }
        }
        load.flush();
    }

    private List<byte[]> pack(Pending pending, BatchDictionary dictionary) {
        Packed packed = pending.packed;
        if (packed != null) {
            return List.of(packed.pack());
        }
        SeriesState state = pending.state;
        return state == null
                ? List.of(codec.encode(pending.blocks.getFirst(), dictionary))
                : codec.encode(state, dictionary);
    }
}
