package org.sojourn.data;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.sojourn.model.Annotation;
import org.sojourn.model.Measure;

/**
 * Collects data so that two messages can be compared, whatever their layout: observations by full key, attributes by the
 * dimensions they depend on, order ignored. Data sets of the same reference and action count as one.
 */
public final class CanonicalData implements DataSink {

    /** All of one reference and action. */
    static final class Content {
        final DatasetHeader header;
        final DataStructureView structure;
        final Map<String, Map<String, Value>> attributes = new TreeMap<>();
        final Map<String, List<Annotation>> annotations = new TreeMap<>();
        final Map<String, Boolean> series = new TreeMap<>();
        final Map<String, List<Map<String, Value>>> observations = new TreeMap<>();
        final Map<String, List<Annotation>> observationAnnotations = new TreeMap<>();
        final List<String> conflicts = new ArrayList<>();

        Content(DatasetHeader header, DataStructureView structure) {
            this.header = header;
            this.structure = structure;
        }

        void attribute(String id, String key, Value value) {
            Value before = attributes.computeIfAbsent(id, x -> new TreeMap<>()).put(key, value);
            if (before != null && !before.equals(value)) {
                conflicts.add(id + " of [" + key + "] is " + before + " and " + value);
            }
        }
    }

    private final Map<String, Content> contents = new TreeMap<>();
    private MessageHeader header;
    private List<FooterMessage> footer = List.of();
    private Content current;
    private String currentSeries;
    private int datasets;
    private long observations;
    private long blocks;

    /** What a source pushes. */
    public static CanonicalData of(DataSource source) throws java.io.IOException {
        CanonicalData data = new CanonicalData();
        source.transferTo(data);
        return data;
    }

    public MessageHeader header() {
        return header;
    }

    public List<FooterMessage> footer() {
        return footer;
    }

    /** Calls of {@code dataset}. */
    public int datasets() {
        return datasets;
    }

    public long observations() {
        return observations;
    }

    /** Calls of {@code series}. */
    public long blocks() {
        return blocks;
    }

    /** Series with different keys over all data sets. */
    public int series() {
        return contents.values().stream().mapToInt(c -> c.series.size()).sum();
    }

    @Override
    public void start(MessageHeader messageHeader) {
        header = messageHeader;
    }

    @Override
    public void dataset(DatasetHeader datasetHeader, DataStructureView structure) {
        datasets++;
        currentSeries = null;
        current = contents.computeIfAbsent(
                datasetHeader.reference() + " " + datasetHeader.action().map(Action::effective),
                k -> new Content(datasetHeader, structure));
    }

    @Override
    public void attributes(AttributeBlock block) {
        block.attributes().forEach((id, value) -> current.attribute(id, project(id, block.key()), value));
        if (!block.annotations().isEmpty()) {
            current.annotations.put("[" + Fixtures.keyText(block.key()) + "]", block.annotations());
        }
    }

    @Override
    public void series(SeriesBlock block) {
        blocks++;
        String key = block.keyText();
        if (block.continued() && !key.equals(currentSeries)) {
            throw new IllegalStateException("series " + key + " continues series " + currentSeries);
        }
        currentSeries = key;
        current.series.merge(key, block.size() > 0, Boolean::logicalOr);
        block.attributes().forEach((id, value) -> current.attribute(id, project(id, block.key()), value));
        if (!block.annotations().isEmpty()) {
            current.annotations.put(key, block.annotations());
        }
        List<String> components = current.structure.observationComponents();
        for (int i = 0; i < block.size(); i++) {
            Map<String, Value> values = new TreeMap<>();
            for (int c = 0; c < components.size(); c++) {
                Value value = block.value(c, i);
                if (value != null) {
                    values.put(components.get(c), value);
                }
            }
            String full = key + "@" + block.period(i);
            current.observations.computeIfAbsent(full, k -> new ArrayList<>()).add(values);
            List<Annotation> notes = block.observationAnnotations().getOrDefault(i, List.of());
            if (!notes.isEmpty()) {
                current.observationAnnotations.put(full, notes);
            }
            observations++;
        }
    }

    @Override
    public void endDataset() {
        current = null;
    }

    @Override
    public void end(List<FooterMessage> messages) {
        footer = messages;
    }

    private String project(String attribute, String[] key) {
        List<String> on = current.structure.attributeDimensions(attribute);
        String[] projected = new String[key.length];
        for (int i = 0; i < key.length; i++) {
            projected[i] =
                    on.contains(current.structure.seriesDimensions().get(i).id()) ? key[i] : null;
        }
        return Fixtures.keyText(projected);
    }

    /** One line for each thing there is, in a fixed order: what two messages are compared by. */
    public List<String> lines() {
        return lines(EnumSet.allOf(Feature.class));
    }

    /** The lines that a format which carries only {@code kept} would have after writing and reading. */
    public List<String> lines(Set<Feature> kept) {
        List<String> lines = new ArrayList<>();
        contents.forEach((name, c) -> {
            List<String> inside = new ArrayList<>();
            attributeLines(c, kept, inside);
            seriesLines(c, kept, inside);
            observationLines(c, kept, inside);
            c.conflicts.forEach(x -> inside.add("conflict " + x));
            if (!inside.isEmpty() || kept.contains(Feature.EMPTY_DATASETS)) {
                lines.add(headLine(c, kept));
                lines.addAll(inside);
            }
        });
        return lines;
    }

    private static String headLine(Content c, Set<Feature> kept) {
        DatasetHeader h = c.header;
        String line = "dataset " + h.reference().shortForm();
        if (kept.contains(Feature.ACTION)) {
            line += " " + h.action().map(Action::effective);
        }
        if (kept.contains(Feature.DATASET_HEADER)) {
            line += " " + h.setId() + h.dataProvider() + h.reportingBegin() + h.reportingEnd() + h.validFrom()
                    + h.validTo() + h.publicationYear() + h.publicationPeriod();
        }
        if (kept.contains(Feature.DATASET_ANNOTATIONS)) {
            line += " " + h.annotations();
        }
        return line;
    }

    private static void attributeLines(Content c, Set<Feature> kept, List<String> lines) {
        c.attributes.forEach((id, byKey) -> byKey.forEach((key, value) -> {
            DataStructureView.Level level = c.structure.level(id).orElse(DataStructureView.Level.OBSERVATION);
            boolean lost = switch (level) {
                case DATASET, OBSERVATION -> false;
                case SERIES -> !kept.contains(Feature.ATTRIBUTES_OF_EMPTY_SERIES) && !c.series.getOrDefault(key, false);
                case PARTIAL_KEY ->
                    !kept.contains(Feature.ATTRIBUTES_WITHOUT_SERIES)
                            && !(ofGroup(c, id) && kept.contains(Feature.GROUPS_WITHOUT_SERIES))
                            && c.series.keySet().stream()
                                    .noneMatch(s -> within(key, s)
                                            && (c.series.get(s) || kept.contains(Feature.ATTRIBUTES_OF_EMPTY_SERIES)));
            };
            reduce(value, kept).filter(v -> !lost).ifPresent(v -> lines.add(id + " [" + key + "] = " + v));
        }));
        if (kept.contains(Feature.SERIES_ANNOTATIONS)) {
            c.annotations.forEach((key, notes) -> lines.add("annotations of " + key + " = " + notes));
        }
    }

    private static boolean ofGroup(Content c, String attribute) {
        return c.structure.attributes().stream()
                .anyMatch(a -> a.id().equals(attribute)
                        && a.relationship() instanceof org.sojourn.model.AttributeRelationship.Group);
    }

    private static boolean within(String partial, String full) {
        String[] p = partial.split("\\.", -1);
        String[] f = full.split("\\.", -1);
        for (int i = 0; i < p.length; i++) {
            if (!p[i].isEmpty() && !p[i].equals(f[i])) {
                return false;
            }
        }
        return true;
    }

    private static void seriesLines(Content c, Set<Feature> kept, List<String> lines) {
        c.series.forEach((key, filled) -> {
            boolean named = filled
                    || c.attributes.entrySet().stream()
                            .anyMatch(a ->
                                    c.structure.level(a.getKey()).equals(Optional.of(DataStructureView.Level.SERIES))
                                            && a.getValue().containsKey(key)
                                            && kept.contains(Feature.ATTRIBUTES_OF_EMPTY_SERIES));
            if (named || kept.contains(Feature.BARE_SERIES)) {
                lines.add("series " + key);
            }
        });
    }

    private static void observationLines(Content c, Set<Feature> kept, List<String> lines) {
        List<String> measures = c.structure.measures().stream().map(Measure::id).toList();
        c.observations.forEach((key, list) -> list.forEach(values -> {
            Map<String, Value> left = new TreeMap<>();
            values.forEach((id, value) -> {
                if (measures.indexOf(id) <= 0 || kept.contains(Feature.SEVERAL_MEASURES)) {
                    reduce(value, kept).ifPresent(v -> left.put(id, v));
                }
            });
            if (!left.isEmpty() || kept.contains(Feature.BARE_OBSERVATIONS)) {
                lines.add("obs " + key + " " + left);
            }
        }));
        if (kept.contains(Feature.OBSERVATION_ANNOTATIONS)) {
            c.observationAnnotations.forEach((key, notes) -> lines.add("annotations of " + key + " = " + notes));
        }
    }

    private static Optional<Value> reduce(Value value, Set<Feature> kept) {
        return switch (value) {
            case Value.Text t ->
                t.text().isEmpty() && !kept.contains(Feature.EMPTY_TEXT) ? Optional.empty() : Optional.of(t);
            case Value.Localised l ->
                kept.contains(Feature.LANGUAGES)
                        ? Optional.of(l)
                        : l.texts().best(List.of()).map(Value::of);
            case Value.Markup m ->
                kept.contains(Feature.MARKUP)
                        ? Optional.of(m)
                        : m.markup().best(List.of()).map(Value::of);
            case Value.Array a ->
                kept.contains(Feature.ARRAYS)
                        ? Optional.of(new Value.Array(a.values().stream()
                                .map(v -> reduce(v, kept).orElse(Value.of("")))
                                .toList()))
                        : reduce(a.values().getFirst(), kept);
        };
    }
}
