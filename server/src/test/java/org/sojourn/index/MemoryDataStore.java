package org.sojourn.index;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.store.AttributeRow;
import org.sojourn.store.Commit;
import org.sojourn.store.DataStore;
import org.sojourn.store.DatasetHead;
import org.sojourn.store.DatasetId;
import org.sojourn.store.Publication;
import org.sojourn.store.RowConsumer;
import org.sojourn.store.SeriesRow;
import org.sojourn.store.pack.AttributePack;
import org.sojourn.store.pack.Dictionary;
import org.sojourn.store.pack.HeapDictionary;
import org.sojourn.store.pack.KeyOrder;
import org.sojourn.store.pack.SeriesPack;

/** Rows of data sets in memory, published one commit at a time. */
public class MemoryDataStore implements DataStore {

    private static final Instant EPOCH = Instant.parse("2025-01-01T00:00:00Z");

    private final UUID incarnation;
    private final List<Publication> publications = new ArrayList<>();
    private final Map<DatasetId, Rows> datasets = new TreeMap<>();

    private static final class Rows {
        final Dictionary dictionary = new HeapDictionary();
        KeyOrder order = new KeyOrder(List.of());
        final List<AttributeRow> attributes = new ArrayList<>();
        final List<SeriesRow> series = new ArrayList<>();
    }

    public MemoryDataStore() {
        this(UUID.randomUUID());
    }

    public MemoryDataStore(UUID incarnation) {
        this.incarnation = incarnation;
    }

    /** What one commit changes in one data set. */
    public final class Change {
        private final DataStructureView view;
        private final Rows rows;
        private final long seq;
        private final SeriesPack packs = new SeriesPack();

        private Change(DatasetId id, DataStructureView view, long seq) {
            this.view = view;
            this.rows = datasets.computeIfAbsent(id, i -> new Rows());
            this.rows.order = rows.order.with(view);
            this.seq = seq;
        }

        public void put(SeriesBlock block, int chunk) {
            rows.series.add(new SeriesRow(key(block.key()), chunk, seq, packs.encode(block, rows.dictionary)));
        }

        public void delete(@Nullable String[] key, int chunk) {
            rows.series.add(new SeriesRow(key(key), chunk, seq, null));
        }

        public void put(@Nullable String[] key, AttributePack.Content content) {
            rows.attributes.add(new AttributeRow(
                    key(key), seq, content.isEmpty() ? null : AttributePack.encode(content, view, rows.dictionary)));
        }

        private byte[] key(@Nullable String[] key) {
            return rows.order.encode(view, key, rows.dictionary);
        }
    }

    /** Makes a commit; seconds after the last one. */
    public synchronized Commit publish(DatasetId id, DataStructureView view, Consumer<Change> change) {
        long seq = publications.size() + 1L;
        change.accept(new Change(id, view, seq));
        Commit commit = new Commit(seq, EPOCH.plusSeconds(seq));
        publications.add(new Publication(commit, Set.of(id), false));
        return commit;
    }

    @Override
    public UUID incarnation() {
        return incarnation;
    }

    @Override
    public synchronized Commit lastCommit() {
        return publications.isEmpty() ? Commit.NONE : publications.getLast().commit();
    }

    @Override
    public synchronized Commit commitAt(Instant moment) {
        return publications.stream()
                .map(Publication::commit)
                .filter(c -> !c.time().isAfter(moment))
                .reduce(Commit.NONE, (a, b) -> b);
    }

    @Override
    public synchronized List<Publication> publicationsAfter(long seq) {
        return publications.stream().filter(p -> p.commit().seq() > seq).toList();
    }

    @Override
    public synchronized SequencedCollection<DatasetId> datasets() {
        return new TreeSet<>(datasets.keySet());
    }

    @Override
    public synchronized Optional<Commit> lastCommitOf(DatasetId dataset, long seq) {
        return publications.stream()
                .filter(p -> p.datasets().contains(dataset) && p.commit().seq() <= seq)
                .map(Publication::commit)
                .reduce((a, b) -> b);
    }

    @Override
    public DatasetHead head(DatasetId dataset, long seq) {
        return DatasetHead.EMPTY;
    }

    @Override
    public Dictionary dictionary(DatasetId dataset) {
        return rows(dataset).dictionary;
    }

    @Override
    public KeyOrder keyOrder(DatasetId dataset) {
        return rows(dataset).order;
    }

    private synchronized Rows rows(DatasetId dataset) {
        Rows rows = datasets.get(dataset);
        if (rows == null) {
            throw new IllegalArgumentException("no data set " + dataset);
        }
        return rows;
    }

    @Override
    public void rowsAfter(DatasetId dataset, long after, long upTo, RowConsumer consumer) throws IOException {
        Map<String, AttributeRow> attributes = new LinkedHashMap<>();
        Map<String, SeriesRow> series = new LinkedHashMap<>();
        history(dataset, after, upTo, new RowConsumer() {
            @Override
            public void attributes(AttributeRow row) {
                attributes.put(Arrays.toString(row.key()), row);
            }

            @Override
            public void series(SeriesRow row) {
                series.put(Arrays.toString(row.key()) + row.chunk(), row);
            }
        });
        for (AttributeRow row : attributes.values()) {
            consumer.attributes(row);
        }
        for (SeriesRow row : series.values()) {
            consumer.series(row);
        }
    }

    @Override
    public void history(DatasetId dataset, long after, long upTo, RowConsumer consumer) throws IOException {
        List<AttributeRow> attributes;
        List<SeriesRow> series;
        synchronized (this) {
            attributes = rows(dataset).attributes.stream()
                    .filter(r -> r.seq() > after && r.seq() <= upTo)
                    .sorted(Comparator.comparing(AttributeRow::key, Arrays::compareUnsigned)
                            .thenComparing(AttributeRow::seq))
                    .toList();
            series = rows(dataset).series.stream()
                    .filter(r -> r.seq() > after && r.seq() <= upTo)
                    .sorted(Comparator.comparing(SeriesRow::key, Arrays::compareUnsigned)
                            .thenComparing(SeriesRow::chunk)
                            .thenComparing(SeriesRow::seq))
                    .toList();
        }
        for (AttributeRow row : attributes) {
            consumer.attributes(row);
        }
        for (SeriesRow row : series) {
            consumer.series(row);
        }
    }

    @Override
    public synchronized List<SeriesRow> historyOf(DatasetId dataset, byte[] key, long upTo) {
        return rows(dataset).series.stream()
                .filter(r -> Arrays.equals(r.key(), key) && r.seq() <= upTo)
                .sorted(Comparator.comparing(SeriesRow::chunk).thenComparing(SeriesRow::seq))
                .toList();
    }
}
