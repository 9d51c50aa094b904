package org.sojourn.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** Applies blocks to series: what Merge, Replace (per observation) and Delete mean in 3.1, for all versions. */
final class SeriesChanges {

    /** A dimension that is switched off. */
    static final String OFF = "~";

    private final Action action;
    private final DataStructureView given;
    private final SeriesCodec codec;
    private final Problems problems;
    private final int @Nullable [] columns;

    SeriesChanges(Action action, DataStructureView given, SeriesCodec codec, Problems problems) {
        this.action = action;
        this.given = given;
        this.codec = codec;
        this.problems = problems;
        this.columns = columns(given, codec.view());
    }

    DataStructureView given() {
        return given;
    }

    /** True where a block in order that puts values in can be packed as it is for a new series. */
    boolean packsAsGiven() {
        return action != Action.DELETE && columns == null;
    }

    /** True where a new series is one block in order, which can be packed as it is. */
    boolean isPlainInsert(List<SeriesBlock> blocks) {
        if (action == Action.DELETE || blocks.size() != 1 || columns != null) {
            return false;
        }
        SeriesBlock block = blocks.getFirst();
        if (block.size() == 0
                && block.attributes().isEmpty()
                && block.annotations().isEmpty()) {
            return false;
        }
        ObservationOrder order = codec.order();
        String before = null;
        long rankBefore = 0;
        for (int i = 0; i < block.size(); i++) {
            String period = block.period(i);
            if (period == null || period.equals(OFF)) {
                return false;
            }
            long rank = order.rank(period);
            if (before != null && order.compare(before, rankBefore, period, rank) >= 0) {
                return false;
            }
            before = period;
            rankBefore = rank;
        }
        return true;
    }

    /**
     * Applies a block.
     *
     * @param now the state that changes
     * @param before the state before the data set of the message began
     */
    void apply(SeriesBlock block, SeriesState now, SeriesState before, Tally tally) {
        if (action == Action.DELETE) {
            delete(block, now, tally);
            return;
        }
        now.attributes().putAll(block.attributes());
        if (!block.annotations().isEmpty()) {
            now.annotations(block.annotations());
        }
        now.put(
                observations(block),
                action == Action.REPLACE,
                before,
                tally,
                o -> duplicate(block, o.period(), position(block, o.period())));
    }

    private void delete(SeriesBlock block, SeriesState now, Tally tally) {
        boolean namesAttributes = !block.attributes().isEmpty();
        if (block.size() == 0 && !namesAttributes) {
            now.clear(tally);
            return;
        }
        block.attributes().keySet().forEach(now.attributes()::remove);
        List<Observation> single = new ArrayList<>();
        for (int i = 0; i < block.size(); i++) {
            Observation o = codec.observation(block, i, columns);
            String period = block.period(i);
            if (period == null) {
                if (o.empty() && namesAttributes) {
                    continue; // an attribute is what the row names
                }
                now.removeEverywhere(o, tally);
            } else if (period.equals(OFF)) {
                if (!namesAttributes) {
                    now.attributes().clear(); // only what is not attached to the observations
                }
            } else {
                single.add(o);
            }
        }
        single.sort(now::compare);
        now.remove(single, tally);
    }

    /** The observations of a block in order, each period once. */
    private List<Observation> observations(SeriesBlock block) {
        List<Observation> all = new ArrayList<>(block.size());
        boolean sorted = true;
        for (int i = 0; i < block.size(); i++) {
            String period = block.period(i);
            Observation o = codec.observation(block, i, columns);
            if (period == null || period.equals(OFF)) {
                if (period == null || !o.empty()) {
                    missing(block, i);
                }
                continue;
            }
            sorted &= all.isEmpty()
                    || codec.order()
                                    .compare(
                                            all.getLast().period(),
                                            all.getLast().rank(),
                                            period,
                                            o.rank())
                            < 0;
            all.add(o);
        }
        if (sorted) {
            return all;
        }
        Comparator<Observation> order = (a, b) -> codec.order().compare(a.period(), a.rank(), b.period(), b.rank());
        all.sort(order);
        Iterator<Observation> each = all.iterator();
        @Nullable Observation last = null;
        while (each.hasNext()) {
            Observation o = each.next();
            if (last != null && order.compare(last, o) == 0) {
                duplicate(block, o.period(), position(block, o.period()));
                each.remove();
            } else {
                last = o;
            }
        }
        return all;
    }

    private void missing(SeriesBlock block, int i) {
        String dimension = given.observationDimension().map(d -> d.id()).orElse("");
        problems.add(
                Problem.error("missing-dimension", Location.at(block.position(i)), "an observation has no " + dimension)
                        .withSeriesKey(block.keyText()));
    }

    private void duplicate(SeriesBlock block, String period, long position) {
        problems.add(Problem.error(
                        "duplicate-observation",
                        Location.at(position),
                        "the observation of " + period + " is given twice in one data set")
                .withSeriesKey(block.keyText()));
    }

    /** Where a period comes last. */
    private static long position(SeriesBlock block, String period) {
        long position = block.position();
        for (int i = 0; i < block.size(); i++) {
            if (period.equals(block.period(i))) {
                position = block.position(i);
            }
        }
        return position;
    }

    /** By column of {@code to} that of {@code from}, -1 where there is none; null where they are the same. */
    private static int @Nullable [] columns(DataStructureView from, DataStructureView to) {
        if (from.observationComponents().equals(to.observationComponents())) {
            return null;
        }
        return to.observationComponents().stream()
                .mapToInt(c -> from.column(c).orElse(-1))
                .toArray();
    }
}
