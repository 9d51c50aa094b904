package org.sojourn.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataStructureView.Level;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.store.AttributeStates.PartialKey;

/**
 * What Delete means: a dimension left out stands for all its values, {@code ~} for only what is not attached to it; named
 * components go alone; where nothing is named, everything in the region goes.
 */
final class BulkDelete {

    private final LoadPart part;
    private final DataStructureView view;
    private final Runnable emptied;

    /** @param emptied called where nothing is left of the data set */
    BulkDelete(LoadPart part, DataStructureView view, Runnable emptied) {
        this.part = part;
        this.view = view;
        this.emptied = emptied;
    }

    /** Attributes at a partial key, or everything attached there. */
    void delete(AttributeBlock block) {
        @Nullable String[] key = block.key();
        Map<String, Value> ofSeries = new LinkedHashMap<>();
        block.attributes().forEach((id, value) -> {
            if (view.level(id).orElse(Level.OBSERVATION) == Level.SERIES) {
                ofSeries.put(id, value);
            }
        });
        if (!ofSeries.isEmpty()) {
            SeriesBlock named = new SeriesBlock(view);
            series(key, named, ofSeries);
        }
        if (block.attributes().isEmpty()) {
            part.attributes().remove(PartialKey.of(without(key)), a -> true, true);
        } else {
            block.attributes().keySet().forEach(id -> named(key, id));
        }
    }

    /** A series, many series, observations or components of them. */
    void delete(SeriesBlock block) {
        @Nullable String[] key = block.key();
        Map<String, Value> ofSeries = new LinkedHashMap<>();
        block.attributes().forEach((id, value) -> {
            Level level = view.level(id).orElse(Level.OBSERVATION);
            if (level == Level.SERIES) {
                ofSeries.put(id, value);
            } else if (level != Level.OBSERVATION) {
                named(key, id);
            }
        });
        boolean nothingNamed = block.attributes().isEmpty() && !namesComponents(block);
        if (!isOff(key)
                && (block.size() > 0
                        || !ofSeries.isEmpty()
                        || block.attributes().isEmpty())) {
            series(key, block, ofSeries);
        }
        boolean attributesOnly = isOff(key) || (block.size() > 0 && SeriesChanges.OFF.equals(block.period(0)));
        if (nothingNamed && (block.size() == 0 || attributesOnly)) {
            region(key);
            if (Arrays.stream(key).allMatch(Objects::isNull)) {
                emptied.run();
            }
        }
    }

    /** Applies a block to every series of a pattern. */
    private void series(@Nullable String[] pattern, SeriesBlock block, Map<String, Value> ofSeries) {
        if (isComplete(pattern)) {
            part.add(pattern, block, ofSeries);
            return;
        }
        part.flush();
        part.keys(RowTable.SERIES, key -> visit(key, pattern, block, ofSeries));
    }

    private void visit(byte[] key, @Nullable String[] pattern, SeriesBlock block, Map<String, Value> ofSeries) {
        @Nullable String[] values = decoded(key);
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i] != null && !pattern[i].equals(values[i])) {
                return;
            }
        }
        part.add(values, block, ofSeries);
    }

    /** One attribute wherever what it depends on agrees with the pattern. */
    private void named(@Nullable String[] pattern, String attribute) {
        List<String> missing = new ArrayList<>();
        @Nullable String[] exact = DataLoad.project(view, attribute, pattern, missing);
        Predicate<String> only = attribute::equals;
        if (missing.isEmpty()) {
            part.attributes().remove(PartialKey.of(exact), only, false);
            return;
        }
        List<String> dimensions = view.attributeDimensions(attribute);
        for (PartialKey key : keys()) {
            boolean agrees = true;
            for (int i = 0; i < pattern.length; i++) {
                boolean depends =
                        dimensions.contains(view.seriesDimensions().get(i).id());
                String wanted = pattern[i];
                agrees &=
                        !depends || wanted == null || wanted.equals(key.values().get(i));
            }
            if (agrees) {
                part.attributes().remove(key, only, false);
            }
        }
    }

    /** All attributes at keys that lie in a region and do not touch what is switched off. */
    private void region(@Nullable String[] pattern) {
        for (PartialKey key : keys()) {
            boolean inside = true;
            for (int i = 0; i < pattern.length; i++) {
                String wanted = pattern[i];
                String has = key.values().get(i);
                inside &= wanted == null || (wanted.equals(SeriesChanges.OFF) ? has.isEmpty() : wanted.equals(has));
            }
            if (inside) {
                part.attributes().remove(key, a -> true, true);
            }
        }
    }

    /** Partial keys that have attributes, here or in what this data set of the message has put. */
    private Set<PartialKey> keys() {
        Set<PartialKey> keys = new LinkedHashSet<>(part.attributes().keys());
        part.keys(RowTable.ATTRIBUTES, key -> keys.add(PartialKey.of(decoded(key))));
        return keys;
    }

    private @Nullable String[] decoded(byte[] key) {
        @Nullable String[] values = new String[view.seriesDimensions().size()];
        part.dataset().keyOrder().decode(key, part.dataset().dictionary(), view, values);
        return values;
    }

    private static boolean namesComponents(SeriesBlock block) {
        for (int i = 0; i < block.size(); i++) {
            for (int c = 0; c < block.structure().observationComponents().size(); c++) {
                if (block.value(c, i) != null) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isComplete(@Nullable String[] key) {
        for (String value : key) {
            if (value == null) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOff(@Nullable String[] key) {
        for (String value : key) {
            if (SeriesChanges.OFF.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String[] without(@Nullable String[] key) {
        @Nullable String[] result = key.clone();
        for (int i = 0; i < result.length; i++) {
            if (SeriesChanges.OFF.equals(result[i])) {
                result[i] = null;
            }
        }
        return result;
    }
}
