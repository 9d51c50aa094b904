package org.sojourn.data.ml;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Group;

/**
 * Lays blocks out in the pivot of a data set. Observations that follow each other with the same values at the series share
 * one Series element. What stands above the series is left to the versions: 2.1 has an order, 3.x a free mix.
 */
abstract class DatasetWriter {

    /** The group keys that are remembered in order not to write the same attributes again. */
    private static final int REMEMBERED = 10_000;

    final Layout layout;
    final DatasetPlan plan;
    final DatasetHeader header;
    final PlainValues plain;
    final Map<String, Value> datasetAttributes = new LinkedHashMap<>();
    private final boolean delete;
    private final SeriesHead head;
    private final SeriesHead next;
    private final Map<String, Value> atSeries = new LinkedHashMap<>();
    private final Map<String, Value> atObservation = new LinkedHashMap<>();
    private final Map<String, Map<String, Value>> groupsWritten = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Value>> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final CodedSeries coded;
    private boolean open;

    DatasetWriter(Layout layout, DatasetPlan plan, DatasetHeader header, PlainValues plain, Ground ground) {
        this.layout = layout;
        this.coded = new CodedSeries(layout.spelling(), ground);
        this.plan = plan;
        this.header = header;
        this.plain = plain;
        this.delete = header.action().filter(a -> a == Action.DELETE).isPresent();
        this.head = new SeriesHead(plan.dimensions());
        this.next = new SeriesHead(plan.dimensions());
    }

    abstract void attributes(AttributeBlock block) throws IOException;

    /** A value for the whole data set that was told at a series. */
    abstract void datasetAttribute(String id, Value value) throws IOException;

    /** Attributes of a group that were told at a series. */
    abstract void groupAttributes(Group group, @Nullable String[] key, Map<String, Value> attributes)
            throws IOException;

    /** Called before anything of the body is written. */
    abstract void body() throws IOException;

    /** Attributes for a series that has no observations, in a pivot that has no element for it. */
    abstract void attributesOfEmptySeries(SeriesBlock block, Map<String, Value> attributes) throws IOException;

    /** The attributes that are told with a block: its own, and what is known for partial keys of it. */
    Map<String, Value> told(SeriesBlock block) {
        return block.attributes();
    }

    boolean deletes() {
        return delete;
    }

    final void series(SeriesBlock block) throws IOException {
        above(block);
        body();
        if (block.size() == 0) {
            emptySeries(block);
            return;
        }
        if (!plan.canonical() && !block.annotations().isEmpty()) {
            plain.lost(
                    "series annotations",
                    "Annotations",
                    "annotations of series are not written with " + plan.pivot() + " at the observation");
        }
        if (plan.canonical()) {
            fillHead(block, 0);
            openSeries();
        }
        for (int i = 0; i < block.size(); i++) {
            if (!plan.canonical() && !plan.flat()) {
                fillHead(block, i);
                openSeries();
            }
            layout.observation(block, i, atObservation);
        }
    }

    private void emptySeries(SeriesBlock block) throws IOException {
        if (plan.canonical()) {
            fillHead(block, 0);
            openSeries();
        } else if (delete) {
            SeriesBlock one = block.copy();
            one.add(null, block.position());
            series(one);
        } else {
            Map<String, Value> all = new LinkedHashMap<>(atSeries);
            all.putAll(atObservation);
            closeSeries();
            attributesOfEmptySeries(block, all);
        }
    }

    /** The same as {@link #series}, by fragments where the block and what was told before it allow. */
    final void coded(CodedBlock block) throws IOException {
        if (!plan.canonical() || delete || !toldAlone() || (open && sameKey(block)) || !coded.takes(block)) {
            series(block.texts());
            return;
        }
        body();
        if (open) {
            closeSeries();
        }
        coded.write(block);
    }

    private boolean sameKey(CodedBlock block) {
        for (int d : plan.outer()) {
            if (!block.keyText(plan.source(d)).equals(head.key[d])) {
                return false;
            }
        }
        return true;
    }

    /** True where nothing is told with a block but its own attributes. */
    boolean toldAlone() {
        return true;
    }

    /** Sorts the attributes of a block by the place where they are written. */
    private void above(SeriesBlock block) throws IOException {
        atSeries.clear();
        atObservation.clear();
        Map<Group, Map<String, Value>> groups = null;
        for (Map.Entry<String, Value> a : told(block).entrySet()) {
            switch (plan.place(a.getKey())) {
                case DATASET -> datasetAttribute(a.getKey(), a.getValue());
                case GROUP -> {
                    groups = groups == null ? new LinkedHashMap<>() : groups;
                    groups.computeIfAbsent(plan.group(a.getKey()), g -> new LinkedHashMap<>())
                            .put(a.getKey(), a.getValue());
                }
                case SERIES -> atSeries.put(a.getKey(), a.getValue());
                case OBSERVATION -> atObservation.put(a.getKey(), a.getValue());
            }
        }
        if (groups != null) {
            for (Map.Entry<Group, Map<String, Value>> g : groups.entrySet()) {
                @Nullable String[] key = new String[plan.dimensions()];
                for (int d = 0; d < key.length; d++) {
                    if (g.getKey().dimensions().contains(plan.dimension(d)) && plan.source(d) != DatasetPlan.PERIOD) {
                        key[d] = block.key()[plan.source(d)];
                    }
                }
                if (!wasWritten(g.getKey().id(), key, g.getValue())) {
                    groupAttributes(g.getKey(), key, g.getValue());
                }
            }
        }
    }

    /** True where these attributes of the group were written lately; remembers them otherwise. */
    final boolean wasWritten(String group, @Nullable String[] key, Map<String, Value> attributes) {
        Map<String, Value> before =
                groupsWritten.computeIfAbsent(group + "|" + String.join("|", texts(key)), k -> new LinkedHashMap<>());
        boolean all = before.entrySet().containsAll(attributes.entrySet());
        before.putAll(attributes);
        return all;
    }

    private static List<String> texts(@Nullable String[] key) {
        List<String> list = new ArrayList<>();
        for (String k : key) {
            list.add(k == null ? "" : k);
        }
        return list;
    }

    private void fillHead(SeriesBlock block, int observation) {
        next.clear();
        for (int d : plan.outer()) {
            next.key[d] = plan.value(d, block, observation);
        }
        next.attributes.putAll(atSeries);
        if (plan.canonical()) {
            next.annotations.addAll(block.annotations());
        } else {
            for (int c : plan.outerColumns()) {
                Value value = block.value(c, observation);
                if (value != null) {
                    next.attributes.put(plan.structure().observationComponents().get(c), value);
                }
            }
        }
    }

    private void openSeries() throws IOException {
        if (coded.isOpen()) {
            coded.leave(head, plan);
            layout.resumeSeries();
            open = true;
        }
        // In another pivot the attributes speak of observations: one that lacks them must not get them.
        boolean same =
                open && head.covers(next) && (plan.canonical() || head.attributes.size() == next.attributes.size());
        if (same) {
            return;
        }
        closeSeries();
        head.copy(next);
        layout.beginSeries(head);
        open = true;
    }

    final void closeSeries() throws IOException {
        coded.close();
        if (open) {
            layout.endSeries();
            open = false;
        }
    }

    /** Spreads a key by position in blocks over all dimensions of the structure. */
    final @Nullable String[] byDimension(@Nullable String[] key) {
        @Nullable String[] all = new String[plan.dimensions()];
        for (int d = 0; d < all.length; d++) {
            all[d] = plan.source(d) == DatasetPlan.PERIOD ? null : key[plan.source(d)];
        }
        return all;
    }

    /** The group by which an attribute of a block is written: one whose key the block has. */
    final Optional<String> group(AttributeBlock block, String attribute) {
        Optional<Group> group = block.group().isPresent()
                ? plan.structure().structure().group(block.group().get())
                : plan.place(attribute) == DatasetPlan.Place.GROUP
                        ? Optional.of(plan.group(attribute))
                        : Optional.empty();
        return group.filter(g -> deletes() || covers(block.key(), g)).map(Group::id);
    }

    private boolean covers(@Nullable String[] key, Group group) {
        for (String dimension : group.dimensions()) {
            int position = plan.structure().seriesPosition(dimension).orElse(DatasetPlan.PERIOD);
            if (position == DatasetPlan.PERIOD || key[position] == null) {
                return false;
            }
        }
        return true;
    }

    void end() throws IOException {
        body();
        closeSeries();
        layout.endDataset();
    }
}
