package org.sojourn.data.ml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.Attribute;
import org.sojourn.model.Dimension;
import org.sojourn.model.Measure;
import org.sojourn.model.MetadataAttributeUsage;

/**
 * Numbers for the components of a structure, so that values can be kept in arrays: dimensions in the order of the structure
 * from 0, then the columns of a block, then the attributes above the observation.
 */
final class ComponentIndex {

    static final int UNKNOWN = -1;

    private final DataStructureView structure;
    private final List<String> dimensions;
    private final List<String> uppers = new ArrayList<>();
    private final Map<String, Integer> slots = new HashMap<>();
    private final Set<String> metadata = new HashSet<>();
    private final int observationDimension;
    private final int[][] dependsOn;

    /** @param primaryMeasure the measure that 2.1 calls OBS_VALUE whatever its id is; without it the name has no meaning */
    ComponentIndex(DataStructureView structure, boolean primaryMeasure) {
        this.structure = structure;
        this.dimensions =
                structure.structure().dimensions().stream().map(Dimension::id).toList();
        this.observationDimension = structure
                .observationDimension()
                .map(d -> dimensions.indexOf(d.id()))
                .orElse(UNKNOWN);
        int columns = structure.observationComponents().size();
        for (int i = 0; i < dimensions.size(); i++) {
            slots.put(dimensions.get(i), i);
        }
        for (int c = 0; c < columns; c++) {
            slots.putIfAbsent(structure.observationComponents().get(c), dimensions.size() + c);
        }
        for (Attribute a : structure.attributes()) {
            if (structure.level(a.id()).orElse(DataStructureView.Level.OBSERVATION)
                    != DataStructureView.Level.OBSERVATION) {
                slots.putIfAbsent(a.id(), dimensions.size() + columns + uppers.size());
                uppers.add(a.id());
            }
        }
        if (primaryMeasure && !structure.measures().isEmpty()) {
            slots.putIfAbsent(Measure.OBS_VALUE, dimensions.size());
        }
        for (MetadataAttributeUsage m : structure.structure().metadataAttributes()) {
            metadata.add(m.metadataAttribute());
        }
        this.dependsOn = new int[columns + uppers.size()][];
        for (int i = 0; i < dependsOn.length; i++) {
            String id = i < columns ? structure.observationComponents().get(i) : uppers.get(i - columns);
            List<String> on = structure.level(id).isPresent() ? structure.attributeDimensions(id) : dimensions;
            dependsOn[i] = on.stream().mapToInt(dimensions::indexOf).toArray();
        }
    }

    DataStructureView structure() {
        return structure;
    }

    /** The slot of a component, {@link #UNKNOWN} for a name that is none. */
    int slot(String component) {
        Integer slot = slots.get(component);
        return slot == null ? UNKNOWN : slot;
    }

    int dimensions() {
        return dimensions.size();
    }

    String dimension(int index) {
        return dimensions.get(index);
    }

    /** Index of the dimension that varies inside a block, {@link #UNKNOWN} for a structure without dimensions. */
    int observationDimension() {
        return observationDimension;
    }

    int columns() {
        return structure.observationComponents().size();
    }

    String column(int index) {
        return structure.observationComponents().get(index);
    }

    /** The number of attributes above the observation. */
    int uppers() {
        return uppers.size();
    }

    String upper(int index) {
        return uppers.get(index);
    }

    /** Indexes of the dimensions on which a column depends. */
    int[] columnDependsOn(int column) {
        return dependsOn[column];
    }

    /** Indexes of the dimensions on which an attribute above the observation depends. */
    int[] upperDependsOn(int upper) {
        return dependsOn[columns() + upper];
    }

    /** True for an attribute of reference metadata that the structure lets stand with data (3.x). */
    boolean metadataAttribute(String name) {
        return metadata.contains(name);
    }

    /** A key as text: values by index of dimension, joined by dots, without the observation dimension. */
    String seriesKey(@Nullable String[] values) {
        StringBuilder text = new StringBuilder();
        boolean first = true;
        for (int d = 0; d < values.length; d++) {
            if (d != observationDimension) {
                text.append(first ? "" : ".").append(values[d] == null ? "" : values[d]);
                first = false;
            }
        }
        return text.toString();
    }

    /** Every name that has a meaning, for messages. */
    String known() {
        List<String> all = new ArrayList<>(dimensions);
        all.addAll(structure.observationComponents());
        all.addAll(uppers);
        return String.join(", ", all);
    }
}
