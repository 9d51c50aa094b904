package org.sojourn.data.ml;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;
import org.sojourn.model.Group;

/**
 * Data sets of 2.1, which have an order: attributes of the data set, groups, series. What comes after its place has gone by is
 * written in a further data set of the same structure at the end: the same to every reader, and without keeping the series
 * back. Partial keys that are no group have no element at all in 2.1; their attributes are written at each series that they
 * concern.
 */
final class GroupsFirstWriter extends DatasetWriter {

    /** The late groups that are kept before a data set is closed for them. */
    private static final int MAX_LATE = 10_000;

    private enum State {
        NOTHING_WRITTEN,
        GROUPS,
        SERIES
    }

    private record LateGroup(
            Optional<String> group,
            @Nullable String[] key,
            Map<String, Value> attributes,
            List<Annotation> annotations) {}

    /** Attributes of one set of dimensions that is no group, by the values of these. */
    private static final class Partials {
        final int[] positions;
        final Map<List<String>, Partial> byKey = new HashMap<>();

        Partials(int[] positions) {
            this.positions = positions;
        }
    }

    private static final class Partial {
        final Map<String, Value> attributes = new LinkedHashMap<>();
        boolean used;
    }

    private final Map<List<Integer>, Partials> partials = new LinkedHashMap<>();
    private final Map<String, Value> lateDataset = new LinkedHashMap<>();
    private final List<LateGroup> lateGroups = new ArrayList<>();
    private final Map<String, Value> told = new LinkedHashMap<>();
    private State state = State.NOTHING_WRITTEN;

    GroupsFirstWriter(Layout layout, DatasetPlan plan, DatasetHeader header, PlainValues plain, Ground ground) {
        super(layout, plan, header, plain, ground);
    }

    @Override
    void attributes(AttributeBlock block) throws IOException {
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < block.key().length; i++) {
            if (block.key()[i] != null) {
                positions.add(i);
            }
        }
        Map<String, Value> byKey = new LinkedHashMap<>();
        Map<String, Map<String, Value>> byGroup = new LinkedHashMap<>();
        for (Map.Entry<String, Value> a : block.attributes().entrySet()) {
            Optional<String> group = positions.isEmpty() ? Optional.empty() : group(block, a.getKey());
            if (group.isPresent()) {
                byGroup.computeIfAbsent(group.get(), g -> new LinkedHashMap<>()).put(a.getKey(), a.getValue());
            } else if (positions.isEmpty()) {
                datasetAttribute(a.getKey(), a.getValue());
            } else {
                byKey.put(a.getKey(), a.getValue());
            }
        }
        List<Annotation> annotations = block.annotations();
        if (block.attributes().isEmpty() && block.group().isPresent()) {
            byGroup.put(block.group().get(), Map.of());
        }
        for (Map.Entry<String, Map<String, Value>> g : byGroup.entrySet()) {
            @Nullable String[] key = byDimension(block.key());
            wasWritten(g.getKey(), key, g.getValue());
            group(g.getKey(), key, g.getValue(), annotations);
            annotations = List.of();
        }
        if (!annotations.isEmpty()) {
            plain.lost("attribute annotations", "Annotations", "annotations of attributes are not written");
        }
        if (!byKey.isEmpty()) {
            ofPartialKey(block, positions, byKey);
        } else if (deletes() && byGroup.isEmpty() && !positions.isEmpty()) {
            notDeleted();
        }
    }

    private void ofPartialKey(AttributeBlock block, List<Integer> positions, Map<String, Value> attributes)
            throws IOException {
        if (positions.size() == block.key().length) {
            SeriesBlock series = new SeriesBlock(plan.structure());
            System.arraycopy(block.key(), 0, series.key(), 0, block.key().length);
            series.attributes().putAll(attributes);
            series(series);
        } else if (deletes()) {
            notDeleted();
        } else {
            Partials those = partials.computeIfAbsent(
                    positions,
                    p -> new Partials(p.stream().mapToInt(Integer::intValue).toArray()));
            Partial partial = those.byKey.computeIfAbsent(part(those.positions, block.key()), k -> new Partial());
            partial.attributes.putAll(attributes);
            partial.used = false;
        }
    }

    private void notDeleted() {
        plain.lost("delete partial", "Delete", "deletions by partial keys that are no group are not written");
    }

    private static List<String> part(int[] positions, @Nullable String[] key) {
        List<String> part = new ArrayList<>(positions.length);
        for (int p : positions) {
            String value = key[p];
            part.add(value == null ? "" : value);
        }
        return part;
    }

    @Override
    void datasetAttribute(String id, Value value) throws IOException {
        if (value.equals(datasetAttributes.put(id, value))) {
            return;
        }
        if (state != State.NOTHING_WRITTEN) {
            lateDataset.put(id, value);
        }
    }

    @Override
    void groupAttributes(Group group, @Nullable String[] key, Map<String, Value> attributes) throws IOException {
        group(group.id(), key, attributes, List.of());
    }

    private void group(
            String group, @Nullable String[] key, Map<String, Value> attributes, List<Annotation> annotations)
            throws IOException {
        if (state == State.SERIES) {
            lateGroups.add(new LateGroup(Optional.of(group), key, attributes, annotations));
            if (lateGroups.size() >= MAX_LATE) {
                late();
            }
            return;
        }
        begin();
        layout.group(Optional.of(group), key, attributes, annotations);
    }

    private void begin() throws IOException {
        if (state == State.NOTHING_WRITTEN) {
            layout.beginDataset(header, datasetAttributes);
            state = State.GROUPS;
        }
    }

    @Override
    void body() throws IOException {
        begin();
        state = State.SERIES;
    }

    /** Closes the data set and opens a further one, in which there is again a place for what came late. */
    private void late() throws IOException {
        if (lateDataset.isEmpty() && lateGroups.isEmpty()) {
            return;
        }
        closeSeries();
        layout.endDataset();
        layout.beginDataset(withoutAnnotations(header), lateDataset);
        for (LateGroup g : lateGroups) {
            layout.group(g.group(), g.key(), g.attributes(), g.annotations());
        }
        lateDataset.clear();
        lateGroups.clear();
    }

    private static DatasetHeader withoutAnnotations(DatasetHeader h) {
        return new DatasetHeader(
                h.reference(),
                h.action(),
                h.dimensionAtObservation(),
                h.setId(),
                h.dataProvider(),
                h.reportingBegin(),
                h.reportingEnd(),
                h.validFrom(),
                h.validTo(),
                h.publicationYear(),
                h.publicationPeriod(),
                List.of());
    }

    @Override
    boolean toldAlone() {
        return partials.isEmpty();
    }

    @Override
    Map<String, Value> told(SeriesBlock block) {
        if (partials.isEmpty()) {
            return block.attributes();
        }
        told.clear();
        told.putAll(block.attributes());
        for (Partials p : partials.values()) {
            Partial partial = p.byKey.get(part(p.positions, block.key()));
            if (partial != null && (block.size() > 0 || plan.canonical())) {
                partial.used = true;
                partial.attributes.forEach(told::putIfAbsent);
            }
        }
        return told;
    }

    @Override
    void attributesOfEmptySeries(SeriesBlock block, Map<String, Value> attributes) {
        plain.lost(
                "empty series",
                "Series",
                "series without observations are not written with " + plan.pivot() + " at the observation");
    }

    @Override
    void end() throws IOException {
        body();
        late();
        for (Partials those : partials.values()) {
            for (Partial partial : those.byKey.values()) {
                if (!partial.used) {
                    partial.attributes
                            .keySet()
                            .forEach(id -> plain.lost(
                                    "partial " + id,
                                    id,
                                    "values for keys that no series has and no group names are not written"));
                }
            }
        }
        super.end();
    }
}
