package org.sojourn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView.Level;
import org.sojourn.model.Attribute;

/**
 * Keeps the attribute values of partial keys while a flat layout is written, gives each series those that hold for it, and at
 * the end tells which no observation has carried. Holds at most {@link #CAPACITY} keys.
 */
public final class PartialKeyAttributes {

    static final int CAPACITY = 50_000;

    private final DataStructureView view;
    private final List<KeyGroup> groups = new ArrayList<>();
    private final Map<String, KeyGroup> groupOf = new LinkedHashMap<>();
    private int size;

    /** Values for one key that no observation has carried. */
    public interface Rest<X extends Exception> {

        /**
         * @param key by series dimension, null where not part of the key
         * @param values by attribute
         */
        void accept(@Nullable String[] key, Map<String, Value> values) throws X;
    }

    private static final class KeyGroup {
        final int[] positions;
        final List<String> attributes = new ArrayList<>();
        final Map<List<String>, Entry> entries = new LinkedHashMap<>();

        KeyGroup(int[] positions) {
            this.positions = positions;
        }
    }

    private static final class Entry {
        final @Nullable Value[] values;
        final boolean[] carried;

        Entry(int attributes) {
            values = new Value[attributes];
            carried = new boolean[attributes];
        }
    }

    public PartialKeyAttributes(DataStructureView view) {
        this.view = view;
        Map<List<String>, KeyGroup> byDimensions = new LinkedHashMap<>();
        for (Attribute attribute : view.attributes()) {
            if (view.level(attribute.id()).orElseThrow() == Level.OBSERVATION) {
                continue;
            }
            KeyGroup group = byDimensions.computeIfAbsent(
                    view.attributeDimensions(attribute.id()),
                    dimensions -> new KeyGroup(dimensions.stream()
                            .mapToInt(d -> view.seriesPosition(d).orElseThrow())
                            .toArray()));
            group.attributes.add(attribute.id());
            groupOf.put(attribute.id(), group);
        }
        groups.addAll(byDimensions.values());
    }

    /**
     * Keeps what can be kept.
     *
     * @return what cannot: attributes whose key is not whole, that stand at observations, or for which there is no room
     */
    public Map<String, Value> keep(AttributeBlock block) {
        Map<String, Value> left = new LinkedHashMap<>();
        block.attributes().forEach((id, value) -> {
            KeyGroup group = groupOf.get(id);
            List<String> key = group == null ? null : key(group, block.key());
            Entry entry = group == null || key == null ? null : group.entries.get(key);
            if (group != null && key != null && entry == null && size < CAPACITY) {
                entry = new Entry(group.attributes.size());
                group.entries.put(key, entry);
                size++;
            }
            if (group == null || entry == null) {
                left.put(id, value);
            } else {
                int at = group.attributes.indexOf(id);
                entry.carried[at] &= value.equals(entry.values[at]);
                entry.values[at] = value;
            }
        });
        return left;
    }

    private static @Nullable List<String> key(KeyGroup group, @Nullable String[] key) {
        String[] part = new String[group.positions.length];
        for (int i = 0; i < part.length; i++) {
            String value = key[group.positions[i]];
            if (value == null) {
                return null;
            }
            part[i] = value;
        }
        return Arrays.asList(part);
    }

    /** True where nothing is kept for keys, but perhaps for the data set as a whole. */
    public boolean ofWholeDatasetOnly() {
        for (KeyGroup group : groups) {
            if (group.positions.length > 0 && !group.entries.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** True where nothing is kept. */
    public boolean isEmpty() {
        return size == 0;
    }

    /**
     * Puts into {@code values} what holds for a series and is not there yet.
     *
     * @param carried whether there are observations that carry them
     */
    public void resolve(@Nullable String[] series, Map<String, Value> values, boolean carried) {
        for (KeyGroup group : groups) {
            List<String> key = group.entries.isEmpty() ? null : key(group, series);
            Entry entry = key == null ? null : group.entries.get(key);
            if (entry == null) {
                continue;
            }
            for (int i = 0; i < entry.values.length; i++) {
                Value value = entry.values[i];
                if (value == null) {
                    continue;
                }
                Value own = values.putIfAbsent(group.attributes.get(i), value);
                if (own == null || Objects.equals(own, value)) {
                    entry.carried[i] |= carried;
                }
            }
        }
    }

    /** Gives the values that hold for a series and that nothing has carried yet; from then on they count as carried. */
    public <X extends Exception> void rest(@Nullable String[] series, Rest<X> to) throws X {
        for (KeyGroup group : groups) {
            List<String> key = group.entries.isEmpty() ? null : key(group, series);
            Entry entry = key == null ? null : group.entries.get(key);
            if (key != null && entry != null) {
                give(group, key, entry, to);
                Arrays.fill(entry.carried, true);
            }
        }
    }

    /** Gives every key whose values were not carried, in the order in which they came, and forgets all. */
    public <X extends Exception> void rest(Rest<X> to) throws X {
        for (KeyGroup group : groups) {
            for (Map.Entry<List<String>, Entry> e : group.entries.entrySet()) {
                give(group, e.getKey(), e.getValue(), to);
            }
            group.entries.clear();
        }
        size = 0;
    }

    private <X extends Exception> void give(KeyGroup group, List<String> part, Entry entry, Rest<X> to) throws X {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < group.attributes.size(); i++) {
            Value value = entry.values[i];
            if (value != null && !entry.carried[i]) {
                values.put(group.attributes.get(i), value);
            }
        }
        if (!values.isEmpty()) {
            @Nullable String[] key = new String[view.seriesDimensions().size()];
            for (int i = 0; i < group.positions.length; i++) {
                key[group.positions[i]] = part.get(i);
            }
            to.accept(key, values);
        }
    }
}
