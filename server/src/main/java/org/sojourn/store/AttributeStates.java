package org.sojourn.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.store.RowMerge.Source;
import org.sojourn.store.pack.AttributePack;
import org.sojourn.store.pack.AttributePack.Content;
import org.sojourn.store.pack.Dictionary;

/**
 * The attributes above the series that one data set of a message touches. Messages repeat them at every series, so what was
 * said before is answered from memory; the database is asked for many keys at once.
 */
final class AttributeStates {

    /** A partial key in order of the structure's series dimensions; null where a dimension is not part of it. */
    record PartialKey(List<String> values) {
        static PartialKey of(@Nullable String[] key) {
            // An empty text is no value of a dimension, so it can stand for none here.
            return new PartialKey(
                    Arrays.stream(key).map(k -> k == null ? "" : k).toList());
        }

        @Nullable
        String[] array() {
            return values.stream().map(v -> v.isEmpty() ? null : v).toArray(String[]::new);
        }

        @Override
        public String toString() {
            return String.join(".", values);
        }
    }

    private static final class State {
        final Content before;
        final Map<String, Value> now;
        List<Annotation> notes;

        State(Content before) {
            this.before = before;
            this.now = new LinkedHashMap<>(before.attributes());
            this.notes = before.annotations();
        }

        Content content() {
            return new Content(now, notes);
        }
    }

    /** A change that waits for the state. */
    private record Change(
            PartialKey key,
            Predicate<String> remove,
            Map<String, Value> put,
            @Nullable List<Annotation> notes) {}

    private final StoredDataset dataset;
    private final DataStructureView view;
    private final StateLookup lookup;
    private final List<Source> sources;
    private final Problems problems;
    private final Map<PartialKey, State> states = new LinkedHashMap<>();
    private final Map<PartialKey, Map<String, Value>> given = new HashMap<>();
    private final List<Change> waiting = new ArrayList<>();

    AttributeStates(
            Database database, StoredDataset dataset, DataStructureView view, List<Source> sources, Problems problems) {
        this.dataset = dataset;
        this.view = view;
        this.lookup = new StateLookup(database, RowTable.ATTRIBUTES, dataset.number());
        this.sources = sources;
        this.problems = problems;
    }

    /** Gives an attribute a value at its partial key; a second, different one is a problem. */
    void put(PartialKey key, String attribute, Value value, long position, String seriesKey) {
        Map<String, Value> said = given.computeIfAbsent(key, k -> new HashMap<>());
        Value before = said.putIfAbsent(attribute, value);
        if (before == null) {
            waiting.add(new Change(key, a -> false, Map.of(attribute, value), null));
        } else if (!before.equals(value)) {
            problems.add(Problem.error(
                            "conflicting-attribute",
                            Location.at(position),
                            "attribute " + attribute + " of " + described(key) + " is given as '" + shown(value)
                                    + "' here and as '" + shown(before) + "' before")
                    .withSeriesKey(seriesKey));
        }
    }

    /** Replaces the annotations at a key. */
    void annotate(PartialKey key, List<Annotation> notes) {
        waiting.add(new Change(key, a -> false, Map.of(), notes));
    }

    /** Removes attributes at a key, and with them the annotations where {@code notesToo}. */
    void remove(PartialKey key, Predicate<String> which, boolean notesToo) {
        waiting.add(new Change(key, which, Map.of(), notesToo ? List.of() : null));
    }

    /** The keys touched so far. */
    List<PartialKey> keys() {
        settle();
        return List.copyOf(states.keySet());
    }

    /** The ids of attributes at a key as they are now. */
    void settle() {
        Map<PartialKey, Bytes> unknown = new LinkedHashMap<>();
        for (Change change : waiting) {
            if (!states.containsKey(change.key)) {
                unknown.computeIfAbsent(change.key, k -> new Bytes(encoded(k)));
            }
        }
        Map<Bytes, SortedMap<Integer, byte @Nullable []>> found = lookup.newest(unknown.values(), sources);
        unknown.forEach((key, bytes) -> {
            SortedMap<Integer, byte @Nullable []> row = found.get(bytes);
            byte[] pack = row == null ? null : row.get(0);
            states.put(key, new State(pack == null ? Content.EMPTY : AttributePack.decode(pack, dataset.dictionary())));
        });
        for (Change change : waiting) {
            State state = Objects.requireNonNull(states.get(change.key));
            state.now.keySet().removeIf(change.remove);
            state.now.putAll(change.put);
            if (change.notes != null) {
                state.notes = change.notes;
            }
        }
        waiting.clear();
    }

    /** Stages what became different and counts attribute values. */
    void write(StagedLoad load, Tally tally) {
        settle();
        BatchDictionary dictionary = new BatchDictionary(dataset.dictionary());
        Map<PartialKey, Content> changed = new LinkedHashMap<>();
        states.forEach((key, state) -> {
            Content now = state.content();
            count(state.before.attributes(), now.attributes(), given.getOrDefault(key, Map.of()), tally);
            if (!now.equals(state.before)) {
                changed.put(key, now);
                encoded(now, dictionary);
            }
        });
        dictionary.addNoted();
        changed.forEach((key, content) ->
                load.add(RowTable.ATTRIBUTES, encoded(key), 0, encoded(content, dataset.dictionary())));
        load.flush();
    }

    private byte @Nullable [] encoded(Content content, Dictionary dictionary) {
        return content.isEmpty() ? null : AttributePack.encode(content, view, dictionary);
    }

    private byte[] encoded(PartialKey key) {
        return dataset.keyOrder().encode(view, key.array(), dataset.dictionary());
    }

    private static void count(Map<String, Value> before, Map<String, Value> now, Map<String, Value> said, Tally tally) {
        now.forEach((id, value) -> {
            Value old = before.get(id);
            if (old == null || !value.equals(old) || said.containsKey(id)) {
                tally.count(old != null, true, value.equals(old), 1);
            }
        });
        before.keySet().forEach(id -> tally.count(true, now.containsKey(id), true, now.containsKey(id) ? 0 : 1));
    }

    private String described(PartialKey key) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < key.values.size(); i++) {
            if (!key.values.get(i).isEmpty()) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(view.seriesDimensions().get(i).id())
                        .append(' ')
                        .append(key.values.get(i));
            }
        }
        return words.isEmpty() ? "the data set" : words.toString();
    }

    private static String shown(Value value) {
        return value instanceof Value.Text t ? t.text() : value.toString();
    }
}
