package org.sojourn.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView.Level;
import org.sojourn.model.Annotation;
import org.sojourn.model.Attribute;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * Makes blocks of rows, for flat layouts in which each row carries a whole key and repeats the attributes of every level.
 *
 * <p>Rows of one series that follow each other become one series. Attributes above the observation are brought back to their
 * own level: once for each key and value, in memory that does not grow with the data. A row without observation gives values
 * for its partial key. Two values for one key are an error {@code conflicting-attribute} that names both rows.
 *
 * <p>For each row: {@link #begin}, then the values, then {@link #commit}; at the end {@link #finish}.
 */
public final class RowAssembler {

    private static final String ANY = "~";

    private final DataStructureView view;
    private final DataSink sink;
    private final Problems problems;
    private final boolean deleting;

    /** Attributes above the observation, by position; {@code groups} has them by the dimensions they depend on. */
    private final List<Attribute> higher = new ArrayList<>();

    private final Map<String, Integer> higherPositions = new LinkedHashMap<>();
    private final List<KeyGroup> groups = new ArrayList<>();
    private final SeenValues seen = new SeenValues();
    private final PartialObservations pending;

    private final @Nullable String[] key;
    private @Nullable String period;
    private final @Nullable Value[] observed;
    private final @Nullable Value[] above;
    private List<Annotation> annotations = List.of();
    private long position;

    private final SeriesBlock block;
    private boolean open;
    private boolean passed;

    /** Attributes that depend on the same dimensions. */
    private final class KeyGroup {
        final int[] positions;
        final boolean series;
        final List<Integer> members = new ArrayList<>();
        private final @Nullable String[] lastKey;
        private @Nullable Value[] lastValues = {};

        KeyGroup(List<String> dimensions, boolean series) {
            this.series = series;
            positions = dimensions.stream()
                    .mapToInt(d -> view.seriesPosition(d).orElseThrow())
                    .toArray();
            lastKey = new String[positions.length];
        }

        boolean present() {
            for (int m : members) {
                if (above[m] != null) {
                    return true;
                }
            }
            return false;
        }

        /** The first dimension without which these attributes have no key, or null. */
        @Nullable
        String missing() {
            for (int p : positions) {
                if (key[p] == null) {
                    return view.seriesDimensions().get(p).id();
                }
            }
            return null;
        }

        /** True where key and values are those of the last row with such attributes. */
        boolean repeated() {
            if (lastValues.length == 0) {
                return false;
            }
            for (int i = 0; i < positions.length; i++) {
                if (!Objects.equals(lastKey[i], key[positions[i]])) {
                    return false;
                }
            }
            for (int i = 0; i < lastValues.length; i++) {
                if (!Objects.equals(lastValues[i], above[members.get(i)])) {
                    return false;
                }
            }
            return true;
        }

        void remember() {
            for (int i = 0; i < positions.length; i++) {
                lastKey[i] = key[positions[i]];
            }
            lastValues = new Value[members.size()];
            for (int i = 0; i < lastValues.length; i++) {
                lastValues[i] = above[members.get(i)];
            }
        }
    }

    /** @param action what the data set asks for: in DELETE empty dimensions mean any, and nothing is collapsed */
    public RowAssembler(DataStructureView view, DataSink sink, Problems problems, Action action) {
        this.view = view;
        this.sink = sink;
        this.problems = problems;
        this.deleting = action.effective() == Action.DELETE;
        Map<List<String>, KeyGroup> byDimensions = new LinkedHashMap<>();
        for (Attribute attribute : view.attributes()) {
            Level level = view.level(attribute.id()).orElseThrow();
            if (level == Level.OBSERVATION) {
                continue;
            }
            byDimensions
                    .computeIfAbsent(
                            view.attributeDimensions(attribute.id()), d -> new KeyGroup(d, level == Level.SERIES))
                    .members
                    .add(higher.size());
            higherPositions.put(attribute.id(), higher.size());
            higher.add(attribute);
        }
        groups.addAll(byDimensions.values());
        key = new String[view.seriesDimensions().size()];
        observed = new Value[view.observationComponents().size()];
        above = new Value[higher.size()];
        block = new SeriesBlock(view);
        pending = new PartialObservations(view);
    }

    /** Position of an attribute above the observation for {@link #above}; -1 for what is none. */
    public int position(String attribute) {
        return higherPositions.getOrDefault(attribute, -1);
    }

    /** Begins a row. */
    public void begin(long place) {
        Arrays.fill(key, null);
        Arrays.fill(observed, null);
        Arrays.fill(above, null);
        period = null;
        annotations = List.of();
        position = place;
    }

    /** Value of a dimension by {@link DataStructureView#seriesPosition}. */
    public void key(int position, @Nullable String value) {
        key[position] = value;
    }

    /** Value of the observation dimension. */
    public void period(@Nullable String value) {
        period = value;
    }

    /** Value of a measure or observation attribute by {@link DataStructureView#column}. */
    public void observed(int column, @Nullable Value value) {
        observed[column] = value;
    }

    /** Value of an attribute above the observation by {@link #position}. */
    public void above(int position, @Nullable Value value) {
        above[position] = value;
    }

    /** Annotations of the row's observation. */
    public void annotations(List<Annotation> list) {
        annotations = list;
    }

    // For who reads rows in another way where they are plain.

    /** The hash of an empty key, see {@link #agrees}. */
    public static final long START = SeenValues.START;

    /** The hash of a key longer by a value, by that of the value. */
    public static long mix(long hash, long value) {
        return SeenValues.mix(hash, value);
    }

    /** The hash of a value of a key. */
    public static long hash(String value) {
        return SeenValues.hash(value);
    }

    /** How many attributes there are above the observation. */
    public int attributes() {
        return higher.size();
    }

    /** The id of an attribute above the observation. */
    public String attribute(int attribute) {
        return higher.get(attribute).id();
    }

    /** True where an attribute above the observation belongs to series. */
    public boolean ofSeries(int attribute) {
        return group(attribute).series;
    }

    /** The positions in the key of the dimensions on which an attribute above the observation depends. */
    public int[] dependsOn(int attribute) {
        return group(attribute).positions.clone();
    }

    private KeyGroup group(int attribute) {
        return groups.stream()
                .filter(g -> g.members.contains(attribute))
                .findFirst()
                .orElseThrow();
    }

    /** Notes the value of an attribute of a series; false, and nothing noted, where the series had another one before. */
    public boolean agrees(int attribute, long keyHash, Value value, long place) {
        long before = seen.put(SeenValues.of(attribute, keyHash), value.hashCode(), place);
        return before == SeenValues.NEW || before == SeenValues.SAME;
    }

    /** True where this is the key of the series at hand. */
    public boolean isOpen(@Nullable String[] other) {
        return open && Arrays.equals(block.key(), other);
    }

    /** Takes a series that was read in another way as the one at hand. */
    public void resume(SeriesBlock from) {
        block.clear();
        System.arraycopy(from.key(), 0, block.key(), 0, key.length);
        block.attributes().putAll(from.attributes());
        block.at(from.position());
        for (int i = 0; i < from.size(); i++) {
            int at = block.add(from.period(i), from.position(i));
            for (int c = 0; c < observed.length; c++) {
                block.set(c, at, from.value(c, i));
            }
        }
        open = true;
        passed = true;
    }

    /** As {@link #commit}, for the attributes above the series of an observation that comes in another way. */
    public void commitAbove() throws IOException {
        for (KeyGroup group : groups) {
            if (!group.series && group.present()) {
                partial(group, true);
            }
        }
    }

    /** Ends a row and passes on what can be. */
    public void commit() throws IOException {
        if (deleting) {
            delete();
            return;
        }
        boolean hasObserved = hasAny(observed);
        String missing = missingDimension();
        String time = period;
        boolean observation = missing == null
                && (time != null || view.observationDimension().isEmpty())
                && (hasObserved || (!ANY.equals(time) && !switchedOffRow()));
        if (hasObserved && !observation) {
            if (keepForLater()) {
                Arrays.fill(observed, null);
                if (!hasAny(above)) {
                    return;
                }
            }
        }
        if (hasAny(observed) && !observation) {
            missing("an observation with " + firstObserved(), missing == null ? observationDimensionId() : missing);
            return;
        }
        for (KeyGroup group : groups) {
            if (!group.series && group.present()) {
                partial(group, observation);
            }
        }
        boolean alone = missing == null && key.length > 0 && (seriesAttribute() || !hasAny(above));
        if (observation || alone) {
            series(observation);
        } else if (missing != null) {
            for (KeyGroup group : groups) {
                if (group.series && group.present()) {
                    missing("attribute " + higher.get(firstOf(group)).id(), missing);
                }
            }
            if (!hasAny(above) && hasKey()) {
                missing("a row without attributes", missing);
            }
        }
    }

    /** Ends the data set. */
    public void finish() throws IOException {
        flush();
        pending.unused((attribute, at) -> problems.add(Problem.error(
                        "missing-dimension",
                        Location.at(at).in(attribute),
                        "attribute " + attribute
                                + " is told for a part of the key, and no observation of the message has that part")
                .withExpected("the observations that it belongs to, after it")));
    }

    /** Whether values wait for the observations that they belong to, so that these must come through here. */
    public boolean hasPending() {
        return !pending.isEmpty();
    }

    /**
     * Attributes that depend on the observation dimension and not on all others may be told by their partial key, before the
     * observations: afterwards some would be without.
     */
    private boolean keepForLater() {
        if (passed) {
            return false;
        }
        for (int c = 0; c < observed.length; c++) {
            Value value = observed[c];
            if (value != null && (c < view.measures().size() || !pending.keep(c, key, period, value, position))) {
                return false;
            }
        }
        return true;
    }

    private void partial(KeyGroup group, boolean observation) throws IOException {
        if (group.repeated()) {
            return;
        }
        String without = group.missing();
        if (without != null) {
            if (!observation) {
                missing("attribute " + higher.get(firstOf(group)).id(), without);
            }
            return;
        }
        group.remember();
        Map<String, Value> fresh = new LinkedHashMap<>();
        for (int m : group.members) {
            Value value = above[m];
            if (value != null && isNew(m, group, value)) {
                fresh.put(higher.get(m).id(), value);
            }
        }
        if (!fresh.isEmpty()) {
            sink.attributes(new AttributeBlock(Optional.empty(), project(group), fresh, List.of(), position));
        }
    }

    private boolean isNew(int member, KeyGroup group, Value value) {
        long hash = START;
        for (int p : group.positions) {
            hash = mix(hash, hash(Objects.requireNonNull(key[p])));
        }
        long before = seen.put(SeenValues.of(member, hash), value.hashCode(), position);
        if (before == SeenValues.NEW) {
            return true;
        }
        if (before != SeenValues.SAME) {
            conflict(higher.get(member).id(), value, before);
        }
        return false;
    }

    private @Nullable String[] project(KeyGroup group) {
        @Nullable String[] projected = new String[key.length];
        for (int p : group.positions) {
            projected[p] = key[p];
        }
        return projected;
    }

    private void series(boolean observation) throws IOException {
        boolean same = open && Arrays.equals(block.key(), key);
        if (!same) {
            flush();
            startSeries();
        }
        for (KeyGroup group : groups) {
            if (group.series) {
                seriesAttributes(group, same);
            }
        }
        if (observation) {
            observation();
        }
    }

    private void seriesAttributes(KeyGroup group, boolean same) {
        for (int m : group.members) {
            Value value = above[m];
            if (value == null) {
                continue;
            }
            String id = higher.get(m).id();
            Value known = block.attributes().get(id);
            if (same && known != null) {
                if (!known.equals(value)) {
                    conflict(id, value, block.position());
                }
            } else {
                isNew(m, group, value); // tells of a conflict with an earlier run of the same series
                block.attributes().put(id, value);
            }
        }
    }

    private void observation() throws IOException {
        if (block.full()) {
            sink.series(block);
            block.continueSeries();
        }
        int at = block.add(period, position);
        passed = true;
        for (int c = 0; c < observed.length; c++) {
            Value value = observed[c];
            block.set(c, at, value == null && !pending.isEmpty() ? pending.find(c, key, period) : value);
        }
        if (!annotations.isEmpty()) {
            block.observationAnnotations().put(at, annotations);
        }
    }

    private void startSeries() {
        block.clear();
        System.arraycopy(key, 0, block.key(), 0, key.length);
        block.at(position);
        open = true;
    }

    /** Passes on what is gathered of a series. */
    public void flush() throws IOException {
        if (open) {
            sink.series(block);
            open = false;
        }
    }

    /** Empty dimensions mean any; what is named is removed at its own level, and without anything named all that matches. */
    private void delete() throws IOException {
        boolean named = false;
        for (KeyGroup group : groups) {
            if (!group.present()) {
                continue;
            }
            named = true;
            if (!group.series) {
                Map<String, Value> values = new LinkedHashMap<>();
                for (int m : group.members) {
                    Value value = above[m];
                    if (value != null) {
                        values.put(higher.get(m).id(), value);
                    }
                }
                sink.attributes(new AttributeBlock(Optional.empty(), project(group), values, List.of(), position));
            }
        }
        boolean seriesNamed = seriesAttribute();
        boolean hasObserved = hasAny(observed);
        if (named && !seriesNamed && !hasObserved) {
            return;
        }
        boolean observation = hasObserved || (period != null && !seriesNamed);
        // Only rows of single observations may share a block: an empty block means the whole series.
        boolean joins = open && observation && !seriesNamed && block.size() > 0 && Arrays.equals(block.key(), key);
        if (!joins) {
            flush();
            startSeries();
            for (KeyGroup group : groups) {
                if (group.series) {
                    for (int m : group.members) {
                        Value value = above[m];
                        if (value != null) {
                            block.attributes().put(higher.get(m).id(), value);
                        }
                    }
                }
            }
        }
        if (observation) {
            observation();
        }
        if (!observation || seriesNamed) {
            flush();
        }
    }

    private @Nullable String missingDimension() {
        for (int i = 0; i < key.length; i++) {
            if (key[i] == null) {
                return view.seriesDimensions().get(i).id();
            }
        }
        return null;
    }

    private boolean seriesAttribute() {
        for (KeyGroup group : groups) {
            if (group.series && group.present()) {
                return true;
            }
        }
        return false;
    }

    /** A row that gives attributes only and marks the dimensions they do not depend on by {@code ~}. */
    private boolean switchedOffRow() {
        return Arrays.asList(key).contains(ANY) && hasAny(above) && !seriesAttribute() && !hasAny(observed);
    }

    private boolean hasKey() {
        for (String value : key) {
            if (value != null) {
                return true;
            }
        }
        return period != null;
    }

    private String firstObserved() {
        for (int c = 0; c < observed.length; c++) {
            if (observed[c] != null) {
                return view.observationComponents().get(c);
            }
        }
        throw new IllegalStateException("nothing observed");
    }

    private int firstOf(KeyGroup group) {
        for (int m : group.members) {
            if (above[m] != null) {
                return m;
            }
        }
        throw new IllegalStateException("nothing given");
    }

    private String observationDimensionId() {
        return view.observationDimension().orElseThrow().id();
    }

    private void missing(String what, String dimension) {
        problems.add(Problem.error(
                        "missing-dimension",
                        Location.at(position).in(dimension),
                        what + " has no value of dimension " + dimension)
                .withSeriesKey(keyText())
                .withExpected("a value of " + dimension));
    }

    private void conflict(String attribute, Value value, long other) {
        problems.add(Problem.error(
                        "conflicting-attribute",
                        Location.at(position).in(attribute),
                        "attribute " + attribute + " is '" + value + "' here but " + Location.at(other)
                                + " gives another value for the same key")
                .withSeriesKey(keyText())
                .withExpected("one value of " + attribute + " for "
                        + (view.attributeDimensions(attribute).isEmpty()
                                ? "the data set"
                                : "each " + String.join(", ", view.attributeDimensions(attribute)))));
    }

    private String keyText() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < key.length; i++) {
            text.append(i == 0 ? "" : ".").append(key[i] == null ? "" : key[i]);
        }
        return text.toString();
    }

    private static boolean hasAny(@Nullable Value[] values) {
        for (Value value : values) {
            if (value != null) {
                return true;
            }
        }
        return false;
    }
}
