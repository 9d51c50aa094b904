package org.sojourn.data.ml;

import java.io.IOException;
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

/** Data sets of 3.x: attributes of partial keys may stand anywhere between series. */
final class FreeMixWriter extends DatasetWriter {

    FreeMixWriter(Layout layout, DatasetPlan plan, DatasetHeader header, PlainValues plain, Ground ground)
            throws IOException {
        super(layout, plan, header, plain, ground);
        layout.beginDataset(header, Map.of());
    }

    @Override
    void attributes(AttributeBlock block) throws IOException {
        closeSeries();
        @Nullable String[] key = byDimension(block.key());
        if (block.attributes().isEmpty()) {
            layout.group(block.group(), key, Map.of(), block.annotations());
            return;
        }
        Map<Optional<String>, Map<String, Value>> byGroup = new LinkedHashMap<>();
        boolean wholeDataset = true;
        for (String k : key) {
            wholeDataset &= k == null;
        }
        for (Map.Entry<String, Value> a : block.attributes().entrySet()) {
            byGroup.computeIfAbsent(group(block, a.getKey()), g -> new LinkedHashMap<>())
                    .put(a.getKey(), a.getValue());
            if (wholeDataset) {
                datasetAttributes.put(a.getKey(), a.getValue());
            }
        }
        List<Annotation> annotations = block.annotations();
        for (Map.Entry<Optional<String>, Map<String, Value>> g : byGroup.entrySet()) {
            g.getKey().ifPresent(id -> wasWritten(id, key, g.getValue()));
            layout.group(g.getKey(), key, g.getValue(), annotations);
            annotations = List.of();
        }
    }

    @Override
    void datasetAttribute(String id, Value value) throws IOException {
        if (!value.equals(datasetAttributes.put(id, value))) {
            closeSeries();
            layout.group(Optional.empty(), new String[plan.dimensions()], Map.of(id, value), List.of());
        }
    }

    @Override
    void groupAttributes(Group group, @Nullable String[] key, Map<String, Value> attributes) throws IOException {
        closeSeries();
        layout.group(Optional.of(group.id()), key, attributes, List.of());
    }

    @Override
    void body() {
        // Everything may stand everywhere.
    }

    @Override
    void attributesOfEmptySeries(SeriesBlock block, Map<String, Value> attributes) throws IOException {
        if (attributes.isEmpty() || !block.annotations().isEmpty()) {
            plain.lost(
                    "empty series",
                    "Series",
                    "series without observations and their annotations are not written with " + plan.pivot()
                            + " at the observation");
        }
        if (!attributes.isEmpty()) {
            layout.group(Optional.empty(), byDimension(block.key()), attributes, List.of());
        }
    }
}
