package org.sojourn.data.ml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.model.Attribute;
import org.sojourn.model.AttributeRelationship;
import org.sojourn.model.Dimension;
import org.sojourn.model.Group;
import org.sojourn.model.SdmxException;
import org.sojourn.model.SdmxException.Kind;

/** Where each component of a structure is written when data are laid out in a certain pivot. */
final class DatasetPlan {

    /** The element at which a value is written. */
    enum Place {
        DATASET,
        /** By the group of its relationship. */
        GROUP,
        SERIES,
        OBSERVATION
    }

    /** The place of the value of the observation dimension, which is not part of a block's key. */
    static final int PERIOD = -1;

    private final DataStructureView structure;
    private final String pivot;
    private final List<String> dimensions;
    private final int[] sources;
    private final List<Integer> outer = new ArrayList<>();
    private final List<Integer> inner = new ArrayList<>();
    private final List<Integer> outerColumns = new ArrayList<>();
    private final List<Integer> innerColumns = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Group> groups = new HashMap<>();
    private final boolean canonical;
    private final boolean attachmentGroups;

    /**
     * @param attachmentGroups attributes that may be sent by a group (2.1) are
     * @throws SdmxException SEMANTIC when the pivot is no dimension of the structure
     */
    DatasetPlan(DataStructureView structure, String pivot, boolean attachmentGroups) {
        this.attachmentGroups = attachmentGroups;
        this.structure = structure;
        this.pivot = pivot;
        this.dimensions =
                structure.structure().dimensions().stream().map(Dimension::id).toList();
        if (!flat() && !dimensions.contains(pivot)) {
            throw new SdmxException(
                    Kind.SEMANTIC,
                    "'" + pivot + "' is no dimension of "
                            + structure.structure().urn().shortForm()
                            + " and cannot be at the observation; expected " + DatasetHeader.ALL_DIMENSIONS
                            + " or one of " + String.join(", ", dimensions));
        }
        this.canonical = structure
                .observationDimension()
                .filter(d -> d.id().equals(pivot))
                .isPresent();
        this.sources = new int[dimensions.size()];
        for (int d = 0; d < sources.length; d++) {
            sources[d] = structure.seriesPosition(dimensions.get(d)).orElse(PERIOD);
            (flat() || dimensions.get(d).equals(pivot) ? inner : outer).add(d);
        }
        List<String> columns = structure.observationComponents();
        for (int c = 0; c < columns.size(); c++) {
            boolean attribute = structure.level(columns.get(c)).isPresent();
            boolean atSeries = attribute
                    && !flat()
                    && !structure.attributeDimensions(columns.get(c)).contains(pivot);
            (atSeries ? outerColumns : innerColumns).add(c);
        }
        for (Attribute a : structure.attributes()) {
            places.put(a.id(), place(a));
        }
    }

    private Place place(Attribute attribute) {
        boolean ofSeries = structure
                .level(attribute.id())
                .filter(l -> l != DataStructureView.Level.OBSERVATION)
                .isPresent();
        Optional<Group> group = switch (attribute.relationship()) {
            case AttributeRelationship.Group g -> structure.structure().group(g.id());
            case AttributeRelationship.Dimensions d ->
                attachmentGroups && !d.attachmentGroups().isEmpty()
                        ? structure.structure().group(d.attachmentGroups().getFirst())
                        : Optional.empty();
            case AttributeRelationship.Dataset d -> Optional.empty();
            case AttributeRelationship.Observation o -> Optional.empty();
        };
        if (group.isPresent() && ofSeries) {
            groups.put(attribute.id(), group.get());
            return Place.GROUP;
        }
        List<String> on = structure.attributeDimensions(attribute.id());
        if (on.isEmpty()) {
            return Place.DATASET;
        }
        return flat() || on.contains(pivot) ? Place.OBSERVATION : Place.SERIES;
    }

    DataStructureView structure() {
        return structure;
    }

    String pivot() {
        return pivot;
    }

    /** True where all dimensions stand at the observation. */
    boolean flat() {
        return pivot.equals(DatasetHeader.ALL_DIMENSIONS);
    }

    /** True where a block is a series of the message. */
    boolean canonical() {
        return canonical;
    }

    String dimension(int index) {
        return dimensions.get(index);
    }

    int dimensions() {
        return dimensions.size();
    }

    /** The value of a dimension for an observation of a block; the observation is ignored for what is part of the key. */
    @Nullable
    String value(int dimension, SeriesBlock block, int observation) {
        int source = sources[dimension];
        return source == PERIOD ? block.period(observation) : block.key()[source];
    }

    /** Position in a block's key, {@link #PERIOD} for the observation dimension. */
    int source(int dimension) {
        return sources[dimension];
    }

    /** Indexes of the dimensions that stand at the series, in the order of the structure. */
    List<Integer> outer() {
        return outer;
    }

    /** Indexes of the dimensions that stand at the observation. */
    List<Integer> inner() {
        return inner;
    }

    /** Columns of blocks whose values stand at the series in this pivot. */
    List<Integer> outerColumns() {
        return outerColumns;
    }

    /** Columns of blocks whose values stand at the observation. */
    List<Integer> innerColumns() {
        return innerColumns;
    }

    /** Where an attribute from above the observation is written. */
    Place place(String attribute) {
        return places.getOrDefault(attribute, Place.SERIES);
    }

    /** The group by which an attribute of {@link Place#GROUP} is given. */
    Group group(String attribute) {
        Group group = groups.get(attribute);
        if (group == null) {
            throw new IllegalArgumentException(attribute + " is not given by a group");
        }
        return group;
    }
}
