package org.sojourn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Annotation;
import org.sojourn.rules.Location;

/**
 * A run of observations of one series, by columns: the unit in which data move between readers, stores and writers.
 *
 * <p>It is a buffer: readers fill one and hand it to {@link DataSink#series} again and again, so nobody may keep it after
 * the call. A long series comes in several blocks, at most {@link #CAPACITY} observations each; the second and later ones are
 * marked {@link #continued} and repeat key and attributes, perhaps with attributes that were not known before. A series without observations (keys or attributes only) comes as an empty block.
 *
 * <p>Shapes: {@code key} has one entry for each {@link DataStructureView#seriesDimensions}; an entry is null where the
 * message leaves the dimension out (allowed in Delete) and {@code ~} where it is switched off (3.x). {@code periods[i]} is
 * the value of the observation dimension of observation i, null where it is left out. {@code columns[c][i]} is the value of
 * component c of {@link DataStructureView#observationComponents} for observation i, null where there is none.
 */
public final class SeriesBlock {

    /** The largest number of observations in a block. */
    public static final int CAPACITY = 4096;

    private final DataStructureView structure;
    private final @Nullable String[] key;
    private final Map<String, Value> attributes = new LinkedHashMap<>();
    private final Map<Integer, List<Annotation>> observationAnnotations = new HashMap<>();
    private List<Annotation> annotations = List.of();
    private boolean continued;
    private int size;
    private long position;
    private @Nullable String[] periods = new String[64];
    private long[] positions = new long[64];
    private final @Nullable Value[][] columns;

    public SeriesBlock(DataStructureView structure) {
        this.structure = structure;
        this.key = new String[structure.seriesDimensions().size()];
        this.columns = new Value[structure.observationComponents().size()][64];
    }

    public DataStructureView structure() {
        return structure;
    }

    /** Empties everything for the next series. */
    public void clear() {
        Arrays.fill(key, null);
        attributes.clear();
        annotations = List.of();
        continued = false;
        position = 0;
        clearObservations();
    }

    /** Drops the observations and marks what follows as more of the same series: for series longer than a block. */
    public void continueSeries() {
        clearObservations();
        continued = true;
    }

    private void clearObservations() {
        for (@Nullable Value[] column : columns) {
            Arrays.fill(column, 0, size, null);
        }
        Arrays.fill(periods, 0, size, null);
        observationAnnotations.clear();
        size = 0;
    }

    /** The key array itself, to be filled or read. */
    public @Nullable String[] key() {
        return key;
    }

    /** The key as text: values joined by dots, nothing where one is missing. */
    public String keyText() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < key.length; i++) {
            if (i > 0) {
                text.append('.');
            }
            String value = key[i];
            if (value != null) {
                text.append(value);
            }
        }
        return text.toString();
    }

    /**
     * Attributes that stand at the series in the message, by id, to be filled or read. Readers put here whatever a message
     * says at its series level, also attributes whose relationship names fewer dimensions.
     */
    public Map<String, Value> attributes() {
        return attributes;
    }

    public List<Annotation> annotations() {
        return annotations;
    }

    public void annotations(List<Annotation> list) {
        annotations = List.copyOf(list);
    }

    /** Annotations of single observations by index; usually empty. */
    public Map<Integer, List<Annotation>> observationAnnotations() {
        return observationAnnotations;
    }

    /** True where this block goes on with the series of the block before. */
    public boolean continued() {
        return continued;
    }

    /** Where the series stands in the message, as {@link Location#position(int, int)} has it; 0 if unknown. */
    public long position() {
        return position;
    }

    public void at(long place) {
        position = place;
    }

    /** The number of observations. */
    public int size() {
        return size;
    }

    public boolean full() {
        return size == CAPACITY;
    }

    /**
     * Adds an observation without values and returns its index; values are then put by {@link #set}.
     *
     * @param place where it stands in the message, as {@link Location#position(int, int)} has it; 0 if unknown
     * @throws IllegalStateException when the block is full
     */
    public int add(@Nullable String period, long place) {
        if (size == CAPACITY) {
            throw new IllegalStateException("a block holds at most " + CAPACITY + " observations");
        }
        if (size == periods.length) {
            int grown = Math.min(CAPACITY, size * 4);
            periods = Arrays.copyOf(periods, grown);
            positions = Arrays.copyOf(positions, grown);
            for (int c = 0; c < columns.length; c++) {
                columns[c] = Arrays.copyOf(columns[c], grown);
            }
        }
        periods[size] = period;
        positions[size] = place;
        return size++;
    }

    public void set(int column, int observation, @Nullable Value value) {
        columns[column][observation] = value;
    }

    public @Nullable String period(int observation) {
        return periods[observation];
    }

    /** Where an observation stands in the message, as {@link Location#position(int, int)} has it; 0 if unknown. */
    public long position(int observation) {
        return positions[observation];
    }

    /** Says where an observation stands in the message. */
    public void place(int observation, long place) {
        positions[observation] = place;
    }

    public @Nullable Value value(int column, int observation) {
        return columns[column][observation];
    }

    /** A copy that may be kept. */
    public SeriesBlock copy() {
        SeriesBlock other = new SeriesBlock(structure);
        System.arraycopy(key, 0, other.key, 0, key.length);
        other.attributes.putAll(attributes);
        other.annotations = annotations;
        other.continued = continued;
        other.position = position;
        for (int i = 0; i < size; i++) {
            int at = other.add(periods[i], positions[i]);
            for (int c = 0; c < columns.length; c++) {
                other.columns[c][at] = columns[c][i];
            }
        }
        observationAnnotations.forEach((i, list) -> other.observationAnnotations.put(i, new ArrayList<>(list)));
        return other;
    }
}
