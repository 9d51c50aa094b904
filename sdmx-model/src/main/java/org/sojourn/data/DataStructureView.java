package org.sojourn.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.sojourn.model.Attribute;
import org.sojourn.model.AttributeRelationship;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Component;
import org.sojourn.model.Concept;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Dimension;
import org.sojourn.model.Group;
import org.sojourn.model.Measure;
import org.sojourn.model.Representation;

/**
 * A data structure with everything that reading and writing data needs resolved: positions, levels, concepts, code lists.
 *
 * <p>The <em>canonical pivot</em> of Sojourn: a series is keyed by all dimensions but the time dimension, in the order of
 * the data structure; without a time dimension by all dimensions but the last, so that the last one varies inside the block
 * as time would ({@link #observationDimension}).
 */
public final class DataStructureView {

    /** Where the values of an attribute stand. */
    public enum Level {
        DATASET,
        /** Keyed by fewer dimensions than a series has. */
        PARTIAL_KEY,
        SERIES,
        OBSERVATION
    }

    private final DataStructure structure;
    private final Optional<Dataflow> dataflow;
    private final Map<String, Concept> concepts;
    private final Map<String, Codelist> codelists;
    private final List<Dimension> seriesDimensions;
    private final Optional<Dimension> observationDimension;
    private final List<Measure> measures;
    private final Map<String, Component> components = new LinkedHashMap<>();
    private final Map<String, Integer> seriesPositions = new HashMap<>();
    private final Map<String, Level> levels = new HashMap<>();
    private final Map<String, List<String>> attributeDimensions = new HashMap<>();
    private final List<String> observationComponents;
    private final Map<String, Integer> observationPositions = new HashMap<>();
    private final Map<String, Map<String, Code>> codes = new HashMap<>();

    /** So many things are kept of those that are worked out for it; what callers ask for may be part of what they are. */
    private static final int MOST_DERIVED = 256;

    private final Map<Object, Object> derived = new ConcurrentHashMap<>();

    /**
     * @param concepts concept of each component, by component id; a component without one is shown by its id
     * @param codelists code list of each coded component, by component id, extensions resolved; absent where the list is
     *     not known, and then any code is let through
     */
    public DataStructureView(
            DataStructure structure,
            Optional<Dataflow> dataflow,
            Map<String, Concept> concepts,
            Map<String, Codelist> codelists) {
        this.structure = structure;
        this.dataflow = dataflow;
        this.concepts = Map.copyOf(concepts);
        this.codelists = Map.copyOf(codelists);
        this.measures = structure.measures();
        List<Dimension> all = structure.dimensions();
        Optional<Dimension> time = structure.timeDimension();
        this.observationDimension = time.isPresent() || all.isEmpty() ? time : Optional.of(all.getLast());
        this.seriesDimensions = all.stream()
                .filter(d -> observationDimension.filter(d::equals).isEmpty())
                .toList();
        structure.components().forEach(c -> components.put(c.id(), c));
        for (int i = 0; i < seriesDimensions.size(); i++) {
            seriesPositions.put(seriesDimensions.get(i).id(), i);
        }
        List<String> columns = new ArrayList<>();
        measures.forEach(m -> columns.add(m.id()));
        for (Attribute a : structure.attributes()) {
            List<String> on = dimensionsOf(a.relationship());
            attributeDimensions.put(a.id(), on);
            Level level = levelOf(a.relationship(), on);
            levels.put(a.id(), level);
            if (level == Level.OBSERVATION) {
                columns.add(a.id());
            }
        }
        this.observationComponents = List.copyOf(columns);
        for (int i = 0; i < observationComponents.size(); i++) {
            observationPositions.put(observationComponents.get(i), i);
        }
        this.codelists.forEach((component, list) -> {
            Map<String, Code> byId = new LinkedHashMap<>();
            list.items().forEach(code -> byId.putIfAbsent(code.id(), code));
            codes.put(component, byId);
        });
    }

    public DataStructure structure() {
        return structure;
    }

    /**
     * Something that follows from the structure and a key alone, worked out the first time: a small answer must not cost its
     * writer more preparation than writing.
     *
     * @param key a record of the caller's own, which tells what is wanted and stands for nothing else
     * @param made what no later caller may be able to change
     */
    @SuppressWarnings("unchecked") // what stands under a key came from the one place that has keys of its type
    public <T> T once(Object key, Supplier<T> made) {
        Object known = derived.get(key);
        if (known == null) {
            if (derived.size() >= MOST_DERIVED) {
                derived.clear();
            }
            known = made.get();
            derived.put(key, known);
        }
        return (T) known;
    }

    /** The dataflow under which the structure is seen; empty when only the data structure is known. */
    public Optional<Dataflow> dataflow() {
        return dataflow;
    }

    /** The dimensions that make a series key, in order. */
    public List<Dimension> seriesDimensions() {
        return seriesDimensions;
    }

    /** The dimension that varies inside a series: time, else the last one; empty only for a structure without dimensions. */
    public Optional<Dimension> observationDimension() {
        return observationDimension;
    }

    /** True where the observation dimension is the time dimension. */
    public boolean hasTime() {
        return structure.timeDimension().isPresent();
    }

    /** Position in the series key, from 0; empty for the observation dimension and for what is no dimension. */
    public OptionalInt seriesPosition(String dimension) {
        Integer at = seriesPositions.get(dimension);
        return at == null ? OptionalInt.empty() : OptionalInt.of(at);
    }

    public List<Measure> measures() {
        return measures;
    }

    public List<Attribute> attributes() {
        return structure.attributes();
    }

    public Optional<Component> component(String id) {
        return Optional.ofNullable(components.get(id));
    }

    /** The columns of a {@link SeriesBlock}: measures, then attributes of level OBSERVATION, in order of the structure. */
    public List<String> observationComponents() {
        return observationComponents;
    }

    /** Column of a {@link SeriesBlock} for a measure or observation attribute; empty for anything else. */
    public OptionalInt column(String component) {
        Integer at = observationPositions.get(component);
        return at == null ? OptionalInt.empty() : OptionalInt.of(at);
    }

    /** The level of an attribute; an attribute related to the observation dimension is at OBSERVATION. */
    public Optional<Level> level(String attribute) {
        return Optional.ofNullable(levels.get(attribute));
    }

    /** The dimensions on which an attribute's value depends, in order of the structure; empty for the data set level. */
    public List<String> attributeDimensions(String attribute) {
        return attributeDimensions.getOrDefault(attribute, List.of());
    }

    public Optional<Concept> concept(String component) {
        return Optional.ofNullable(concepts.get(component));
    }

    /** The representation that applies: the component's own, else its concept's. */
    public Optional<Representation> representation(String component) {
        return component(component)
                .flatMap(Component::representation)
                .or(() -> concept(component).flatMap(Concept::coreRepresentation));
    }

    /** True where the values are codes of a list. */
    public boolean coded(String component) {
        return representation(component).flatMap(Representation::enumeration).isPresent();
    }

    public Optional<Codelist> codelist(String component) {
        return Optional.ofNullable(codelists.get(component));
    }

    /** Codes by id in list order; empty where the component is not coded or its list is not known. */
    public Map<String, Code> codes(String component) {
        return codes.getOrDefault(component, Map.of());
    }

    private List<String> dimensionsOf(AttributeRelationship relationship) {
        return switch (relationship) {
            case AttributeRelationship.Dataset d -> List.of();
            case AttributeRelationship.Dimensions d -> inOrder(d.dimensions());
            case AttributeRelationship.Group g ->
                inOrder(structure.group(g.id()).map(Group::dimensions).orElse(List.of()));
            case AttributeRelationship.Observation o ->
                structure.dimensions().stream().map(Dimension::id).toList();
        };
    }

    private List<String> inOrder(List<String> ids) {
        return structure.dimensions().stream()
                .map(Dimension::id)
                .filter(ids::contains)
                .toList();
    }

    private Level levelOf(AttributeRelationship relationship, List<String> on) {
        if (relationship instanceof AttributeRelationship.Observation
                || observationDimension.filter(d -> on.contains(d.id())).isPresent()) {
            return Level.OBSERVATION;
        }
        if (on.isEmpty()) {
            return Level.DATASET;
        }
        return on.size() == seriesDimensions.size() ? Level.SERIES : Level.PARTIAL_KEY;
    }
}
