package org.sojourn.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Attribute;
import org.sojourn.model.Dimension;
import org.sojourn.store.DatasetId;
import org.sojourn.store.pack.AttributePack;

/** A data set as plain maps, changed at random and written to a store: the truth that answers are compared with. */
final class Cube {

    static final Comparator<List<String>> KEYS =
            (a, b) -> Arrays.compare(a.toArray(String[]::new), b.toArray(String[]::new), ValueTest::compareCodePoints);

    final DataStructureView view;
    final DatasetId id;
    final TreeMap<List<String>, Series> series = new TreeMap<>(KEYS);

    /** By partial key, the empty text where a dimension is not part. */
    final Map<List<String>, Map<String, Value>> higher = new TreeMap<>(KEYS);

    private final Random random;
    private final List<String> periods;
    private final int chunkSize;

    static final class Series {
        final Map<String, Value> attributes = new LinkedHashMap<>();
        final TreeMap<String, Map<String, Value>> observations = new TreeMap<>();
        int chunks;
    }

    Cube(DataStructureView view, DatasetId id, List<String> periods, int chunkSize, long seed) {
        this.view = view;
        this.id = id;
        this.periods = periods;
        this.chunkSize = chunkSize;
        this.random = new Random(seed);
    }

    /** Changes about so many series, and some attributes, in one commit. */
    void change(MemoryDataStore store, int count) {
        store.publish(id, view, change -> {
            Set<List<String>> touched = new HashSet<>();
            for (int i = 0; i < count; i++) {
                List<String> key = randomKey();
                touched.add(key);
                int what = random.nextInt(10);
                if (what == 0) {
                    series.getOrDefault(key, new Series()).observations.clear();
                    series.getOrDefault(key, new Series()).attributes.clear();
                } else {
                    fill(series.computeIfAbsent(key, k -> new Series()));
                }
            }
            touched.forEach(key -> write(key, change));
            for (Attribute attribute : view.attributes()) {
                for (int i = 0; i < 3; i++) {
                    changeHigher(attribute, change);
                }
            }
        });
    }

    private List<String> randomKey() {
        return view.seriesDimensions().stream()
                .map(d -> pick(List.copyOf(view.codes(d.id()).keySet())))
                .toList();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private void fill(Series s) {
        int from = random.nextInt(periods.size());
        int to = from + random.nextInt(periods.size() - from + 1);
        for (int p = from; p < to; p++) {
            String period = periods.get(p);
            if (random.nextInt(6) == 0) {
                s.observations.remove(period);
                continue;
            }
            Map<String, Value> values = new LinkedHashMap<>();
            for (String component : view.observationComponents()) {
                if (random.nextInt(4) != 0) {
                    values.put(component, value(component));
                }
            }
            s.observations.put(period, values);
        }
        for (Attribute attribute : view.attributes()) {
            if (view.level(attribute.id()).orElseThrow() == DataStructureView.Level.SERIES && random.nextBoolean()) {
                s.attributes.put(attribute.id(), value(attribute.id()));
            }
        }
    }

    private Value value(String component) {
        if (!view.codes(component).isEmpty()) {
            Value one = Value.of(pick(List.copyOf(view.codes(component).keySet())));
            return view.representation(component).orElseThrow().array() && random.nextBoolean()
                    ? Value.array(List.of(
                            one, Value.of(pick(List.copyOf(view.codes(component).keySet())))))
                    : one;
        }
        return Value.of(pick(List.of("1", "1.50", "1.5", "2", "10", "-3", "NaN", "1E3", "abc", "ab c", "é", "")));
    }

    private void write(List<String> key, MemoryDataStore.Change change) {
        Series s = series.get(key);
        String[] names = key.toArray(String[]::new);
        if (s == null || (s.observations.isEmpty() && s.attributes.isEmpty())) {
            for (int c = 0; s != null && c < s.chunks; c++) {
                change.delete(names, c);
            }
            series.remove(key);
            return;
        }
        SeriesBlock block = new SeriesBlock(view);
        int chunk = 0;
        List<Map.Entry<String, Map<String, Value>>> all = List.copyOf(s.observations.entrySet());
        do {
            block.clear();
            System.arraycopy(names, 0, block.key(), 0, names.length);
            if (chunk == 0) {
                block.attributes().putAll(s.attributes);
            } else {
                block.continueSeries();
            }
            for (int i = chunk * chunkSize; i < Math.min(all.size(), (chunk + 1) * chunkSize); i++) {
                int at = block.add(all.get(i).getKey(), 0);
                all.get(i)
                        .getValue()
                        .forEach((component, value) ->
                                block.set(view.column(component).orElseThrow(), at, value));
            }
            change.put(block, chunk++);
        } while (chunk * chunkSize < all.size());
        for (int c = chunk; c < s.chunks; c++) {
            change.delete(names, c);
        }
        s.chunks = chunk;
    }

    private void changeHigher(Attribute attribute, MemoryDataStore.Change change) {
        DataStructureView.Level level = view.level(attribute.id()).orElseThrow();
        if (level != DataStructureView.Level.DATASET && level != DataStructureView.Level.PARTIAL_KEY) {
            return;
        }
        List<String> on = view.attributeDimensions(attribute.id());
        List<String> whole = randomKey();
        List<String> key = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++) {
            key.add(on.contains(view.seriesDimensions().get(i).id()) ? whole.get(i) : "");
        }
        Map<String, Value> values = higher.computeIfAbsent(key, k -> new TreeMap<>());
        if (random.nextInt(4) == 0) {
            values.remove(attribute.id());
        } else {
            values.put(attribute.id(), value(attribute.id()));
        }
        @Nullable String[] names = key.stream().map(k -> k.isEmpty() ? null : k).toArray(String[]::new);
        change.put(names, new AttributePack.Content(values, List.of()));
        if (values.isEmpty()) {
            higher.remove(key);
        }
    }

    /** The value of an attribute above the series for a series. */
    Optional<Value> higherValue(String attribute, List<String> key) {
        return higher.entrySet().stream()
                .filter(e -> applies(e.getKey(), key))
                .map(e -> e.getValue().get(attribute))
                .filter(Objects::nonNull)
                .findFirst();
    }

    static boolean applies(List<String> partial, List<String> key) {
        for (int i = 0; i < key.size(); i++) {
            if (!partial.get(i).isEmpty() && !partial.get(i).equals(key.get(i))) {
                return false;
            }
        }
        return true;
    }

    List<String> dimensions() {
        return view.seriesDimensions().stream().map(Dimension::id).toList();
    }
}
