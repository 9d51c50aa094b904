package org.sojourn.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;
import org.sojourn.store.AttributeRow;
import org.sojourn.store.RowConsumer;
import org.sojourn.store.SeriesRow;
import org.sojourn.store.pack.AttributePack;
import org.sojourn.store.pack.Dictionary;
import org.sojourn.store.pack.KeyOrder;
import org.sojourn.store.pack.SeriesPack;

/**
 * Compares the state of series and attributes after one commit with a later one, from all their rows, and writes down what is
 * new or other as rows, and what is gone.
 */
final class StateDifference {

    private final DataStructureView structure;
    private final KeyOrder order;
    private final Dictionary dictionary;
    private final long after;
    private final RowConsumer replaced;
    private final RowConsumer deleted;
    private final SeriesPack packs = new SeriesPack();
    private final SeriesBlock block;

    private record Observation(List<@Nullable Value> values, List<Annotation> annotations) {}

    private static final class State {
        final Map<String, Value> attributes = new LinkedHashMap<>();
        List<Annotation> annotations = List.of();
        final Map<String, Observation> observations = new LinkedHashMap<>();
    }

    StateDifference(
            DataStructureView structure,
            KeyOrder order,
            Dictionary dictionary,
            long after,
            RowConsumer replaced,
            RowConsumer deleted) {
        this.structure = structure;
        this.order = order;
        this.dictionary = dictionary;
        this.after = after;
        this.replaced = replaced;
        this.deleted = deleted;
        this.block = new SeriesBlock(structure);
    }

    /**
     * @param rows all rows of one partial key, oldest first; those that did not change are handed on too, because they may
     *     belong to changed series
     */
    void ofAttributes(List<AttributeRow> rows) throws IOException {
        AttributeRow newest = rows.getLast();
        byte[] now = newest.pack();
        if (now != null) {
            replaced.attributes(newest);
        }
        if (newest.seq() <= after) {
            return;
        }
        byte[] before = rows.stream()
                .filter(row -> row.seq() <= after)
                .reduce((a, b) -> b)
                .map(AttributeRow::pack)
                .orElse(null);
        if (before != null) {
            Map<String, Value> gone =
                    new LinkedHashMap<>(AttributePack.decode(before, dictionary).attributes());
            if (now != null) {
                gone.keySet()
                        .removeAll(AttributePack.decode(now, dictionary)
                                .attributes()
                                .keySet());
            }
            if (!gone.isEmpty()) {
                AttributePack.Content content = new AttributePack.Content(gone, List.of());
                deleted.attributes(new AttributeRow(
                        newest.key(), newest.seq(), AttributePack.encode(content, structure, dictionary)));
            }
        }
    }

    /** @param rows all rows of one series, by chunk, for each chunk oldest first */
    void ofSeries(List<SeriesRow> rows) throws IOException {
        long newest = rows.stream().mapToLong(SeriesRow::seq).max().orElse(0);
        if (newest <= after) {
            return;
        }
        byte[] key = rows.getFirst().key();
        State before = state(rows, after);
        State now = state(rows, Long.MAX_VALUE);
        if (now != null) {
            Map<String, Observation> changed = new LinkedHashMap<>(now.observations);
            if (before != null) {
                changed.entrySet().removeIf(e -> e.getValue().equals(before.observations.get(e.getKey())));
            }
            boolean headChanged = before == null
                    || !before.attributes.equals(now.attributes)
                    || !before.annotations.equals(now.annotations);
            if (headChanged || !changed.isEmpty()) {
                write(key, newest, now.attributes, now.annotations, changed, replaced);
            }
        }
        if (before != null) {
            Map<String, Observation> gone = new LinkedHashMap<>(before.observations);
            Map<String, Value> goneAttributes = new LinkedHashMap<>(before.attributes);
            if (now != null) {
                gone.keySet().removeAll(now.observations.keySet());
                goneAttributes.keySet().removeAll(now.attributes.keySet());
            }
            if (now == null || !gone.isEmpty() || !goneAttributes.isEmpty()) {
                write(key, newest, goneAttributes, List.of(), gone, deleted);
            }
        }
    }

    /** The state that the newest rows up to a commit make; null when nothing is there. */
    private @Nullable State state(List<SeriesRow> rows, long upTo) {
        SortedMap<Integer, byte[]> chunks = new TreeMap<>();
        for (SeriesRow row : rows) {
            if (row.seq() <= upTo) {
                byte[] pack = row.pack();
                if (pack == null) {
                    chunks.remove(row.chunk());
                } else {
                    chunks.put(row.chunk(), pack);
                }
            }
        }
        if (chunks.isEmpty()) {
            return null;
        }
        State state = new State();
        chunks.values().forEach(pack -> {
            packs.decode(pack, dictionary, block);
            state.attributes.putAll(block.attributes());
            if (!block.annotations().isEmpty()) {
                state.annotations = block.annotations();
            }
            int columns = structure.observationComponents().size();
            for (int i = 0; i < block.size(); i++) {
                List<@Nullable Value> values = new ArrayList<>();
                for (int c = 0; c < columns; c++) {
                    values.add(block.value(c, i));
                }
                state.observations.put(
                        String.valueOf(block.period(i)),
                        new Observation(values, block.observationAnnotations().getOrDefault(i, List.of())));
            }
        });
        return state;
    }

    private void write(
            byte[] key,
            long seq,
            Map<String, Value> attributes,
            List<Annotation> annotations,
            Map<String, Observation> observations,
            RowConsumer into)
            throws IOException {
        block.clear();
        order.decode(key, dictionary, structure, block.key());
        block.attributes().putAll(attributes);
        block.annotations(annotations);
        int chunk = 0;
        for (Map.Entry<String, Observation> entry : observations.entrySet()) {
            if (block.full()) {
                into.series(new SeriesRow(key, chunk++, seq, packs.encode(block, dictionary)));
                block.continueSeries();
                block.attributes().clear();
                block.annotations(List.of());
            }
            int at = block.add(entry.getKey(), 0);
            List<@Nullable Value> values = entry.getValue().values();
            for (int c = 0; c < values.size(); c++) {
                block.set(c, at, values.get(c));
            }
            if (!entry.getValue().annotations().isEmpty()) {
                block.observationAnnotations().put(at, entry.getValue().annotations());
            }
        }
        into.series(new SeriesRow(key, chunk, seq, packs.encode(block, dictionary)));
    }
}
