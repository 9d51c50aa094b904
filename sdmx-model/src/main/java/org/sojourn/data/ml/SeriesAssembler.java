package org.sojourn.data.ml;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;
import org.sojourn.model.Group;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * Turns what the elements of a data set say, in whatever pivot, into blocks of the canonical pivot. Observations that follow
 * each other with the same series key make one series.
 */
final class SeriesAssembler {

    /** Attributes that depend on time but on fewer dimensions than a series: the most that are kept for what follows. */
    private static final int MAX_SPANNING = 10_000;

    /** The faults that are remembered in order not to tell them twice. */
    private static final int MAX_TOLD = 1000;

    private final DataSink sink;
    private final ComponentIndex index;
    private final boolean delete;
    private final Problems problems;
    private final SeriesBlock block;
    private final @Nullable String[] key;
    private final int[] seriesDimensions;
    private final List<Spanning> spanning = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private final Frame scratch;
    private boolean open;
    private long merged;

    /** A value for all observations of a partial key that includes the observation dimension. */
    private static final class Spanning {
        final @Nullable String[] key;
        final int column;
        final Value value;
        final long position;
        boolean used;

        Spanning(@Nullable String[] key, int column, Value value, long position) {
            this.key = key;
            this.column = column;
            this.value = value;
            this.position = position;
        }
    }

    /** @param delete the data set deletes: dimensions may be left out */
    SeriesAssembler(DataSink sink, ComponentIndex index, boolean delete, Problems problems) {
        this.sink = sink;
        this.index = index;
        this.delete = delete;
        this.problems = problems;
        this.block = new SeriesBlock(index.structure());
        this.scratch = new Frame(index);
        this.key = new String[block.key().length];
        this.seriesDimensions = new int[key.length];
        for (int d = 0, i = 0; d < index.dimensions(); d++) {
            if (d != index.observationDimension()) {
                seriesDimensions[i++] = d;
            }
        }
    }

    /** An observation of {@code inner} inside {@code outer}; the same frame twice where nothing is around it. */
    void observation(Frame outer, Frame inner, Location at) throws IOException {
        boolean complete = true;
        for (int i = 0; i < key.length; i++) {
            key[i] = dimension(outer, inner, seriesDimensions[i], at);
            complete &= key[i] != null;
        }
        int time = index.observationDimension();
        String period = time < 0 ? null : dimension(outer, inner, time, at);
        complete &= period != null || time < 0;
        if (!complete && !delete) {
            missing(outer, inner, period, at);
            return;
        }
        beginSeries(outer, inner);
        if (inner.anyUpper() && inner != outer) {
            uppers(inner, at);
        }
        if (block.full()) {
            sink.series(block);
            block.continueSeries();
        }
        int o = block.add(period, inner.position);
        for (int c = 0; c < inner.columns.length; c++) {
            Value value = inner.columns[c];
            if (value == null && outer.anyColumn()) {
                value = outer.columns[c];
            }
            if (value != null) {
                block.set(c, o, value);
            }
        }
        if (!spanning.isEmpty()) {
            span(o, period);
        }
        List<Annotation> notes = outer != inner && !outer.annotations.isEmpty() && acrossSeries(outer)
                ? joined(outer.annotations, inner.annotations)
                : inner.annotations;
        if (!notes.isEmpty()) {
            block.observationAnnotations().put(o, notes);
        }
    }

    /** True where nothing is held that what follows depends on, but for the current series. */
    boolean plain() {
        return !delete && spanning.isEmpty();
    }

    /** True where this is the key of the current series. */
    boolean isOpen(@Nullable String[] other) {
        return open && Arrays.equals(block.key(), other);
    }

    /** Passes on the current series: what follows comes another way. */
    void leave() throws IOException {
        flush();
    }

    /** Takes a series that came another way as the current one. */
    void resume(SeriesBlock from) {
        block.clear();
        System.arraycopy(from.key(), 0, block.key(), 0, key.length);
        System.arraycopy(from.key(), 0, key, 0, key.length);
        block.attributes().putAll(from.attributes());
        block.at(from.position());
        for (int i = 0; i < from.size(); i++) {
            int at = block.add(from.period(i), from.position(i));
            for (int c = 0; c < index.columns(); c++) {
                block.set(c, at, from.value(c, i));
            }
        }
        open = true;
        merged = -1;
    }

    /** The end of a series of the message without observations in it. */
    void seriesWithoutObservations(Frame frame, Location at) throws IOException {
        for (int i = 0; i < key.length; i++) {
            key[i] = frame.dimensions[seriesDimensions[i]];
        }
        int time = index.observationDimension();
        boolean pivoted = time >= 0 && frame.dimensions[time] != null;
        if (pivoted && !delete) {
            attributes(Optional.empty(), frame, at);
            return;
        }
        if (pivoted) {
            observation(frame, frame, at);
            return;
        }
        if (!complete(frame) && !delete) {
            missing(frame, frame, null, at);
            return;
        }
        beginSeries(frame, null);
        if (frame.anyColumn()) {
            tell("attribute-level", at, "attributes of observations stand at a series without observations");
        }
    }

    private boolean complete(Frame frame) {
        for (int d : seriesDimensions) {
            if (frame.dimensions[d] == null) {
                return false;
            }
        }
        return true;
    }

    /** Attributes for the partial key that the frame gives, of a group or of no group. */
    void attributes(Optional<String> group, Frame frame, Location at) throws IOException {
        if (delete) {
            deletedAttributes(group, frame, at);
            return;
        }
        Map<List<Integer>, Map<String, Value>> byKey = new LinkedHashMap<>();
        List<Integer> groupKey = groupKey(group, frame);
        for (int u = 0; u < frame.uppers.length; u++) {
            Value value = frame.uppers[u];
            if (value == null) {
                continue;
            }
            int[] on = index.upperDependsOn(u);
            if (covers(frame, on)) {
                boolean partial = on.length > 0 && on.length < key.length && !groupKey.isEmpty();
                byKey.computeIfAbsent(partial ? groupKey : boxed(on), k -> new LinkedHashMap<>())
                        .put(index.upper(u), value);
            } else {
                shortKey(index.upper(u), on, frame, at);
            }
        }
        List<Annotation> annotations = frame.annotations;
        for (Map.Entry<List<Integer>, Map<String, Value>> e : byKey.entrySet()) {
            if (e.getKey().size() == key.length && key.length > 0 && !e.getKey().equals(groupKey)) {
                wholeSeries(frame, e.getValue(), annotations);
            } else {
                flush();
                sink.attributes(new AttributeBlock(
                        group, partial(frame, e.getKey()), e.getValue(), annotations, frame.position));
            }
            annotations = List.of();
        }
        if (!annotations.isEmpty()) {
            flush();
            sink.attributes(
                    new AttributeBlock(group, partial(frame, given(frame)), Map.of(), annotations, frame.position));
        }
        if (frame.anyColumn()) {
            columns(frame, at);
        }
    }

    /** The dimensions of the group where the frame has them all and nothing of time; else empty. */
    private List<Integer> groupKey(Optional<String> group, Frame frame) {
        List<Integer> dimensions = new ArrayList<>();
        for (String id : group.flatMap(index.structure().structure()::group)
                .map(Group::dimensions)
                .orElse(List.of())) {
            int d = index.slot(id);
            if (d < 0
                    || d >= frame.dimensions.length
                    || frame.dimensions[d] == null
                    || d == index.observationDimension()) {
                return List.of();
            }
            dimensions.add(d);
        }
        return dimensions;
    }

    /** In Delete what is named is what goes: for all observations of the key where it names values of observations. */
    private void deletedAttributes(Optional<String> group, Frame frame, Location at) throws IOException {
        int time = index.observationDimension();
        if (frame.anyColumn() || (time >= 0 && frame.dimensions[time] != null)) {
            observation(frame, frame, at);
            return;
        }
        Map<String, Value> values = new LinkedHashMap<>();
        for (int u = 0; u < frame.uppers.length; u++) {
            Value value = frame.uppers[u];
            if (value != null) {
                values.put(index.upper(u), value);
            }
        }
        flush();
        sink.attributes(
                new AttributeBlock(group, partial(frame, given(frame)), values, frame.annotations, frame.position));
    }

    /** Attributes of all dimensions of a series, given by a group or as Atts: they are the series' own. */
    private void wholeSeries(Frame frame, Map<String, Value> values, List<Annotation> annotations) throws IOException {
        for (int i = 0; i < key.length; i++) {
            key[i] = frame.dimensions[seriesDimensions[i]];
        }
        open(frame.position);
        block.attributes().putAll(values);
        if (!annotations.isEmpty()) {
            block.annotations(joined(block.annotations(), annotations));
        }
    }

    /** Values of observations that stand at a partial key: of one observation, or of all that follow with this key. */
    private void columns(Frame frame, Location at) throws IOException {
        boolean whole = complete(frame)
                && (index.observationDimension() < 0 || frame.dimensions[index.observationDimension()] != null);
        if (whole) {
            scratch.beginAsObservation(frame);
            observation(scratch, scratch, at);
            return;
        }
        for (int c = 0; c < frame.columns.length; c++) {
            Value value = frame.columns[c];
            if (value == null) {
                continue;
            }
            int[] on = index.columnDependsOn(c);
            if (!covers(frame, on)) {
                shortKey(index.column(c), on, frame, at);
            } else if (spanning.size() < MAX_SPANNING) {
                @Nullable String[] span = new String[frame.dimensions.length];
                for (int d : on) {
                    span[d] = frame.dimensions[d];
                }
                spanning.add(new Spanning(span, c, value, frame.position));
            } else {
                tell(
                        "too-many-attributes",
                        at,
                        "more than " + MAX_SPANNING
                                + " attribute values for keys that cross series; the rest is refused");
            }
        }
    }

    private void span(int observation, @Nullable String period) {
        for (Spanning s : spanning) {
            if (block.value(s.column, observation) == null && matches(s, period)) {
                block.set(s.column, observation, s.value);
                s.used = true;
            }
        }
    }

    private boolean matches(Spanning s, @Nullable String period) {
        for (int i = 0; i < key.length; i++) {
            String wanted = s.key[seriesDimensions[i]];
            if (wanted != null && !wanted.equals(key[i])) {
                return false;
            }
        }
        String wanted = s.key[index.observationDimension()];
        return wanted == null || wanted.equals(period);
    }

    /** The end of the data set: pushes what is left. */
    void end() throws IOException {
        flush();
        for (Spanning s : spanning) {
            if (!s.used) {
                problems.add(Problem.warning(
                        "attribute-without-observation",
                        Location.at(s.position),
                        "attribute " + index.column(s.column)
                                + " crosses series, and no observation after it has its key; it is ignored"));
            }
        }
    }

    /** @param inner the observation, null at the end of a series that has none */
    private void beginSeries(Frame outer, @Nullable Frame inner) throws IOException {
        boolean fresh = open(outer.position);
        if (!fresh && merged == outer.serial()) {
            return; // another observation of the same element
        }
        merged = outer.serial();
        if (outer.anyUpper()) {
            uppers(outer, Location.at(outer.position));
        }
        if (!outer.annotations.isEmpty() && outer != inner) {
            seriesAnnotations(outer);
        }
    }

    private void seriesAnnotations(Frame outer) {
        if (acrossSeries(outer)) {
            if (told.add("annotations")) {
                problems.add(Problem.info(
                        "cross-section-notes",
                        Location.at(outer.position),
                        "annotations of a cross-section are kept at each of its observations"));
            }
        } else if (!block.annotations().containsAll(outer.annotations)) {
            block.annotations(joined(block.annotations(), outer.annotations));
        }
    }

    /** True for an element that is no series of the structure, because the observations' dimension stands at it. */
    private boolean acrossSeries(Frame outer) {
        return index.observationDimension() >= 0 && outer.dimensions[index.observationDimension()] != null;
    }

    /** Makes {@link #key} the current series; true where it was not. */
    private boolean open(long position) throws IOException {
        if (open && sameKey()) {
            return false;
        }
        flush();
        block.clear();
        System.arraycopy(key, 0, block.key(), 0, key.length);
        block.at(position);
        open = true;
        return true;
    }

    private boolean sameKey() {
        @Nullable String[] current = block.key();
        for (int i = 0; i < key.length; i++) {
            String a = key[i];
            String b = current[i];
            if (a == null ? b != null : !a.equals(b)) {
                return false;
            }
        }
        return true;
    }

    private void uppers(Frame frame, Location at) {
        for (int u = 0; u < frame.uppers.length; u++) {
            Value value = frame.uppers[u];
            if (value != null) {
                Value before = block.attributes().putIfAbsent(index.upper(u), value);
                if (before != null && !before.equals(value)) {
                    String text = index.upper(u) + "|" + block.keyText();
                    if (told.size() < MAX_TOLD && told.add(text)) {
                        problems.add(Problem.warning(
                                        "attribute-conflict",
                                        at,
                                        "attribute " + index.upper(u)
                                                + " has two values for one series; the first is kept")
                                .withSeriesKey(block.keyText()));
                    }
                }
            }
        }
    }

    private void flush() throws IOException {
        if (open) {
            sink.series(block);
            open = false;
        }
    }

    private @Nullable String dimension(Frame outer, Frame inner, int dimension, Location at) {
        String own = inner.dimensions[dimension];
        String around = outer.dimensions[dimension];
        if (own == null || around == null) {
            return own == null ? around : own;
        }
        if (!own.equals(around)) {
            tell(
                    "repeated-component",
                    at,
                    "dimension " + index.dimension(dimension) + " is '" + around + "' for the series and '" + own
                            + "' for the observation");
        }
        return own;
    }

    private void missing(Frame outer, Frame inner, @Nullable String period, Location at) {
        if (outer.refused) {
            return;
        }
        outer.refused = true;
        List<String> absent = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int d = 0; d < index.dimensions(); d++) {
            boolean there = inner.dimensions[d] != null || outer.dimensions[d] != null;
            if (!there && (d != index.observationDimension() || period == null)) {
                absent.add(index.dimension(d));
            }
        }
        for (int i = 0; i < key.length; i++) {
            text.append(i == 0 ? "" : ".").append(key[i] == null ? "" : key[i]);
        }
        problems.add(Problem.error(
                        "missing-dimension",
                        at,
                        absent.size() == 1
                                ? "dimension " + absent.getFirst() + " has no value"
                                : "dimensions " + String.join(", ", absent) + " have no values")
                .withSeriesKey(text.toString())
                .withExpected("a value for each dimension, unless the data set deletes"));
    }

    private void shortKey(String attribute, int[] on, Frame frame, Location at) {
        List<String> needed = new ArrayList<>();
        List<String> has = new ArrayList<>();
        for (int d : on) {
            needed.add(index.dimension(d));
        }
        for (int d : given(frame)) {
            has.add(index.dimension(d));
        }
        problems.add(Problem.error(
                        "attribute-key",
                        at,
                        "attribute " + attribute + " is given for "
                                + (has.isEmpty() ? "the whole data set" : "a key of " + String.join(", ", has)))
                .withExpected("a key of " + String.join(", ", needed)));
    }

    /** Tells a fault once for each data set. */
    private void tell(String rule, Location at, String message) {
        if (told.size() < MAX_TOLD && told.add(rule + message)) {
            problems.add(Problem.error(rule, at, message).withSeriesKey(keyText()));
        }
    }

    private String keyText() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < key.length; i++) {
            text.append(i == 0 ? "" : ".").append(key[i] == null ? "" : key[i]);
        }
        return text.toString();
    }

    private static boolean covers(Frame frame, int[] on) {
        for (int d : on) {
            if (frame.dimensions[d] == null) {
                return false;
            }
        }
        return true;
    }

    private static List<Integer> given(Frame frame) {
        List<Integer> list = new ArrayList<>();
        for (int d = 0; d < frame.dimensions.length; d++) {
            if (frame.dimensions[d] != null) {
                list.add(d);
            }
        }
        return list;
    }

    private @Nullable String[] partial(Frame frame, List<Integer> dimensions) {
        @Nullable String[] partial = new String[key.length];
        for (int i = 0; i < partial.length; i++) {
            partial[i] = dimensions.contains(seriesDimensions[i]) ? frame.dimensions[seriesDimensions[i]] : null;
        }
        return partial;
    }

    private static List<Integer> boxed(int[] array) {
        return Arrays.stream(array).boxed().toList();
    }

    private static List<Annotation> joined(List<Annotation> a, List<Annotation> b) {
        List<Annotation> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }
}
