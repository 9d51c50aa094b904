package org.sojourn.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of attributes that depend on the observation dimension but not on all others, told once for their partial key, and
 * due at each observation that has it. Holds at most {@link #CAPACITY} values.
 */
final class PartialObservations {

    private static final int CAPACITY = 50_000;

    private final DataStructureView view;
    private final Map<Integer, Map<List<String>, Held>> byColumn = new HashMap<>();
    private int size;

    /** A value and whether an observation has got it. */
    private static final class Held {
        final Value value;
        final long position;
        boolean used;

        Held(Value value, long position) {
            this.value = value;
            this.position = position;
        }
    }

    /** Takes what no observation has got. */
    interface Unused {
        void accept(String attribute, long position);
    }

    PartialObservations(DataStructureView view) {
        this.view = view;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Keeps the value of an observation attribute; false where its key is not whole or there is no room. */
    boolean keep(int column, @Nullable String[] key, @Nullable String period, Value value, long position) {
        List<String> part = part(column, key, period);
        if (part == null || size >= CAPACITY) {
            return false;
        }
        if (byColumn.computeIfAbsent(column, c -> new LinkedHashMap<>()).put(part, new Held(value, position)) == null) {
            size++;
        }
        return true;
    }

    /** The value that an observation has by its key, or null. */
    @Nullable
    Value find(int column, @Nullable String[] key, @Nullable String period) {
        Map<List<String>, Held> held = byColumn.get(column);
        List<String> part = held == null ? null : part(column, key, period);
        Held found = held == null || part == null ? null : held.get(part);
        if (found == null) {
            return null;
        }
        found.used = true;
        return found.value;
    }

    private @Nullable List<String> part(int column, @Nullable String[] key, @Nullable String period) {
        List<String> part = new ArrayList<>();
        for (String d : view.attributeDimensions(view.observationComponents().get(column))) {
            int at = view.seriesPosition(d).orElse(-1);
            String value = at < 0 ? period : key[at];
            if (value == null) {
                return null;
            }
            part.add(value);
        }
        return part.size() == view.structure().dimensions().size() || part.isEmpty() ? null : part;
    }

    void unused(Unused to) {
        byColumn.forEach((column, held) -> held.values().forEach(h -> {
            if (!h.used) {
                to.accept(view.observationComponents().get(column), h.position);
            }
        }));
        byColumn.clear();
        size = 0;
    }
}
