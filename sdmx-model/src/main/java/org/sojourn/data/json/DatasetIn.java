package org.sojourn.data.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataStructureView.Level;
import org.sojourn.data.PartialKeyAttributes;
import org.sojourn.data.RowAssembler;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * Reads the content of one data set. Series keyed as blocks are become blocks at once; flat data and cross-sections go row
 * by row through the assembler.
 */
final class DatasetIn {

    private final JsonParser in;
    private final StructureIn message;
    private final DataStructureView view;
    private final DataSink sink;
    private final Problems problems;
    private final boolean deleting;
    private final String path;
    private final RowAssembler rows;
    private final JsonValues values;

    private final MessageMap map;
    private final boolean direct;
    private List<Annotation> sectionNotes = List.of();
    private boolean sectionNotesTold;
    private boolean missingTold;
    private boolean orderTold;

    /** Values that the message gives for the whole data set although they may differ below it. */
    private final Map<MessageMap.Target, Value> defaults = new LinkedHashMap<>();

    private final PartialKeyAttributes held;
    private final @Nullable String[] rowKey;
    private final @Nullable String[] heldKey;
    private final Map<String, Value> heldValues = new LinkedHashMap<>();

    private boolean attributesSeen;
    private final SeenKeys seenSeries = new SeenKeys();
    private final SeenKeys seenObservations = new SeenKeys();
    private final BitSet seenInSeries = new BitSet();

    DatasetIn(
            JsonParser in,
            StructureIn message,
            DataStructureView view,
            DataSink sink,
            Problems problems,
            Optional<Action> action,
            String path) {
        this.in = in;
        this.message = message;
        this.view = view;
        this.sink = sink;
        this.problems = problems;
        this.deleting = action.filter(a -> a.effective() == Action.DELETE).isPresent();
        this.path = path;
        this.rows = new RowAssembler(view, sink, problems, action.orElse(Action.MERGE));
        this.values = new JsonValues(problems);
        this.map = new MessageMap(in, message, view, rows, problems, path);
        this.direct = map.direct();
        this.held = new PartialKeyAttributes(view);
        this.rowKey = new String[view.seriesDimensions().size()];
        this.heldKey = new String[rowKey.length];
    }

    private @Nullable Value value(int at, MessageMap.Target target, String where) {
        Value value = values.value(at, target.component(), target.markup(), in, where);
        return value == null && !deleting && !values.given(at)
                ? target.component().defaultValue().orElse(null)
                : value;
    }

    // Attributes of the data set

    void attributes(Raw array) throws IOException {
        attributesSeen = true;
        values.of(array);
        datasetValues();
    }

    private void datasetValues() throws IOException {
        Map<String, Value> whole = new LinkedHashMap<>();
        Map<List<String>, Map<String, Value>> partial = new LinkedHashMap<>();
        for (int i = 0; i < map.datasetAttributes().size(); i++) {
            MessageMap.Target target = map.datasetAttributes().get(i);
            Value value = value(i, target, path + "/attributes/" + i);
            if (value == null || !target.known()) {
                continue;
            }
            if (target.column() < 0 && target.level() == Level.DATASET) {
                whole.put(target.id(), value);
            } else if (target.column() < 0 && target.level() == Level.PARTIAL_KEY && fixed(target)) {
                partial.computeIfAbsent(view.attributeDimensions(target.id()), d -> new LinkedHashMap<>())
                        .put(target.id(), value);
            } else {
                defaults.put(target, value);
            }
        }
        if (!whole.isEmpty()) {
            sink.attributes(new AttributeBlock(
                    Optional.empty(), new String[map.fixedKey().length], whole, List.of(), JsonInput.position(in)));
        }
        for (Map.Entry<List<String>, Map<String, Value>> e : partial.entrySet()) {
            @Nullable String[] key = new String[map.fixedKey().length];
            for (String d : e.getKey()) {
                int at = view.seriesPosition(d).orElseThrow();
                key[at] = map.fixedKey()[at];
            }
            sink.attributes(new AttributeBlock(Optional.empty(), key, e.getValue(), List.of(), JsonInput.position(in)));
        }
    }

    private boolean fixed(MessageMap.Target target) {
        return view.attributeDimensions(target.id()).stream()
                .allMatch(d -> view.seriesPosition(d).isPresent()
                        && map.fixedKey()[view.seriesPosition(d).getAsInt()] != null);
    }

    // Groups

    void groups() throws IOException {
        JsonInput.expect(in, JsonToken.START_OBJECT, path, "an object of partial keys");
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            long position = JsonInput.position(in);
            in.nextToken();
            group(name, Raw.read(in), position);
        }
    }

    /** Attributes of one partial key. */
    void group(String name, Raw array, long position) throws IOException {
        String where = path + "/dimensionGroupAttributes/" + name;
        values.of(array);
        rows.begin(position);
        @Nullable String[] key = new String[map.fixedKey().length];
        if (!groupKey(name, key, where)) {
            return;
        }
        boolean any = false;
        for (int i = 0; i < map.groupAttributes().size(); i++) {
            MessageMap.Target target = map.groupAttributes().get(i);
            Value value = values.value(i, target.component(), target.markup(), in, where);
            if (value != null && target.known() && !hold(target, key, value)) {
                any = true;
                put(target, value);
            }
        }
        List<Annotation> notes = notes(map.groupAttributes().size(), where);
        if (!notes.isEmpty()) {
            sink.attributes(new AttributeBlock(Optional.empty(), key, Map.of(), notes, position));
        }
        if (any) {
            rows.commit();
            rows.flush(); // what one name says stays together
        }
    }

    /** Where there are no series, their attributes stand at groups, and wait here for the observations of the series. */
    private boolean hold(MessageMap.Target target, @Nullable String[] key, Value value) {
        return !direct
                && !deleting
                && target.level() == Level.SERIES
                && held.keep(new AttributeBlock(Optional.empty(), key, Map.of(target.id(), value), List.of(), 0))
                        .isEmpty();
    }

    /** Gives the row at hand the attributes that wait for its series. */
    private void held() {
        if (!Arrays.equals(rowKey, heldKey)) {
            System.arraycopy(rowKey, 0, heldKey, 0, rowKey.length);
            heldValues.clear();
            held.resolve(rowKey, heldValues, true);
        }
        heldValues.forEach((id, value) -> rows.above(rows.position(id), value));
    }

    private boolean groupKey(String name, @Nullable String[] key, String where) {
        List<MessageMap.Slot> slots = map.allSlots();
        List<MessageMap.Slot> listed = map.allSlotsAsListed();
        String[] parts = name.split(":", -1);
        List<MessageMap.Slot> used = slots;
        if (parts.length != slots.size()
                && parts.length == view.structure().dimensions().size()) {
            // A dimension without values, which 2.0 cannot describe, has its place in the name all the same.
            used = map.allSlotsOfStructure(slots);
        } else if (!map.fits(parts, slots) && map.fits(parts, listed)) {
            used = listed;
            if (!orderTold) {
                orderTold = true;
                problems.add(Problem.info(
                        "group-key-order",
                        JsonInput.at(in, where),
                        "the name \"" + name + "\" is read in the order in which the levels list the dimensions;"
                                + " the standard wants the order of the key"));
            }
        }
        if (parts.length != used.size()) {
            map.badKey(name, used.size(), where);
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].isEmpty() || parts[i].equals("~")) {
                continue;
            }
            MessageMap.Slot slot = used.get(i);
            String text = map.text(slot, parts[i], where);
            if (text == null) {
                return false;
            }
            if (slot.position() >= 0) {
                key[slot.position()] = text;
                rows.key(slot.position(), text);
            } else {
                rows.period(text);
            }
        }
        return true;
    }

    private void put(MessageMap.Target target, @Nullable Value value) {
        if (target.column() >= 0) {
            rows.observed(target.column(), value);
        } else if (target.above() >= 0) {
            rows.above(target.above(), value);
        }
    }

    // Series

    void series() throws IOException {
        JsonInput.expect(in, JsonToken.START_OBJECT, path, "an object of series");
        SeriesBlock block = new SeriesBlock(view);
        int[] indexes = new int[map.seriesSlots().size()];
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            String where = path + "/series/" + name;
            in.nextToken();
            @Nullable String[] key = map.fixedKey().clone();
            String period = map.fixedPeriod();
            if ((!map.withoutObservations() && missingTold()) || !map.key(name, map.seriesSlots(), indexes, where)) {
                in.skipChildren();
                continue;
            }
            unique(seenSeries, indexes, name, where);
            for (int i = 0; i < indexes.length; i++) {
                MessageMap.Slot slot = map.seriesSlots().get(i);
                String text = indexes[i] < 0 ? null : slot.texts().get(indexes[i]);
                if (slot.position() >= 0) {
                    key[slot.position()] = text;
                } else if (slot.known()) {
                    period = text;
                }
            }
            seenInSeries.clear();
            if (in.currentToken() != JsonToken.START_OBJECT) {
                JsonInput.expect(in, JsonToken.START_OBJECT, where, "the object of a series");
            }
            if (direct && !rows.hasPending()) {
                directSeries(block, key, where);
            } else {
                rowSeries(key, period, where);
            }
        }
        rows.flush();
    }

    private void directSeries(SeriesBlock block, @Nullable String[] key, String where) throws IOException {
        block.clear();
        block.at(JsonInput.position(in));
        System.arraycopy(key, 0, block.key(), 0, key.length);
        boolean attributes = false;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "attributes" -> {
                    attributes = true;
                    values.read(in);
                    seriesAttributes(block, where);
                }
                case "annotations" -> {
                    values.read(in);
                    block.annotations(notes(0, where));
                }
                case "observations" -> directObservations(block, where);
                default -> in.skipChildren();
            }
        }
        if (!attributes) {
            values.of(Raw.NOTHING);
            seriesAttributes(block, where);
        }
        flush(block);
    }

    private void seriesAttributes(SeriesBlock block, String where) {
        for (int i = 0; i < map.seriesAttributes().size(); i++) {
            MessageMap.Target target = map.seriesAttributes().get(i);
            Value value = value(i, target, where + "/attributes/" + i);
            if (value == null || !target.known()) {
                continue;
            }
            if (target.column() < 0) {
                block.attributes().put(target.id(), value);
            } else {
                fill(block, target, value);
            }
        }
    }

    private static void fill(SeriesBlock block, MessageMap.Target target, Value value) {
        for (int o = 0; o < block.size(); o++) {
            if (block.value(target.column(), o) == null) {
                block.set(target.column(), o, value);
            }
        }
    }

    private void directObservations(SeriesBlock block, String where) throws IOException {
        JsonInput.expect(in, JsonToken.START_OBJECT, where, "an object of observations");
        int[] index = new int[1];
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            String at = where + "/observations/" + name;
            long position = JsonInput.position(in);
            in.nextToken();
            values.read(in);
            if (missingTold() || !map.key(name, map.observationSlots(), index, at)) {
                continue;
            }
            once(index[0], name, at);
            if (block.full()) {
                flush(block);
                block.continueSeries();
            }
            int o = block.add(
                    index[0] < 0
                            ? null
                            : map.observationSlots().getFirst().texts().get(index[0]),
                    position);
            for (int i = 0; i < map.measures().size(); i++) {
                if (map.measures().get(i).known()) {
                    block.set(
                            map.measures().get(i).column(),
                            o,
                            value(i, map.measures().get(i), at));
                }
            }
            for (int i = 0; i < map.observationAttributes().size(); i++) {
                MessageMap.Target target = map.observationAttributes().get(i);
                if (target.known()) {
                    block.set(target.column(), o, value(map.measures().size() + i, target, at));
                }
            }
            List<Annotation> notes =
                    notes(map.measures().size() + map.observationAttributes().size(), at);
            if (!notes.isEmpty()) {
                block.observationAnnotations().put(o, notes);
            }
        }
    }

    private void flush(SeriesBlock block) throws IOException {
        defaults.forEach((target, value) -> {
            if (target.column() < 0) {
                block.attributes().putIfAbsent(target.id(), value);
            } else {
                fill(block, target, value);
            }
        });
        sink.series(block);
    }

    /** A series that is no run of observations of ours: each of its observations is a row. */
    private void rowSeries(@Nullable String[] key, @Nullable String period, String where) throws IOException {
        long position = JsonInput.position(in);
        Raw attributes = Raw.NOTHING;
        Map<String, Raw> later = new LinkedHashMap<>();
        boolean any = false;
        boolean attributesRead = map.seriesAttributes().isEmpty();
        sectionNotes = List.of();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            in.nextToken();
            switch (field) {
                case "attributes" -> {
                    attributes = Raw.read(in);
                    attributesRead = true;
                }
                case "annotations" -> {
                    values.read(in);
                    sectionNotes = notes(0, where);
                    if (any && later.isEmpty() && !sectionNotes.isEmpty()) {
                        problems.add(Problem.lost(where, "notes of a cross-section that come after its observations"));
                    } else if (!sectionNotes.isEmpty() && !sectionNotesTold) {
                        sectionNotesTold = true;
                        problems.add(Problem.info(
                                "cross-section-notes",
                                JsonInput.at(in, where),
                                "annotations of a cross-section are kept at each of its observations"));
                    }
                }
                case "observations" -> {
                    JsonInput.expect(in, JsonToken.START_OBJECT, where, "an object of observations");
                    while (in.nextToken() != JsonToken.END_OBJECT) {
                        String name = in.currentName();
                        in.nextToken();
                        any = true;
                        if (attributesRead) {
                            long at = JsonInput.position(in);
                            row(key, period, attributes, Raw.read(in), name, where, at);
                        } else { // the attributes may follow
                            later.put(name, Raw.read(in));
                        }
                    }
                }
                default -> in.skipChildren();
            }
        }
        for (Map.Entry<String, Raw> e : later.entrySet()) {
            row(key, period, attributes, e.getValue(), e.getKey(), where, position);
        }
        sectionNotes = List.of();
        if (!any) {
            begin(key, period, position);
            above(attributes, where);
            rows.commit();
        }
    }

    private void row(
            @Nullable String[] key,
            @Nullable String period,
            Raw attributes,
            Raw observation,
            String name,
            String where,
            long position)
            throws IOException {
        int[] indexes = new int[map.observationSlots().size()];
        String at = where + "/observations/" + name;
        if (!map.key(name, map.observationSlots(), indexes, at)) {
            return;
        }
        if (indexes.length == 1) {
            once(indexes[0], name, at);
        }
        begin(key, period, position);
        above(attributes, where);
        place(map.observationSlots(), indexes);
        values.of(observation);
        observation(at);
        rows.commit();
    }

    private void begin(@Nullable String[] key, @Nullable String period, long position) {
        rows.begin(position);
        for (int i = 0; i < key.length; i++) {
            rows.key(i, key[i]);
        }
        System.arraycopy(key, 0, rowKey, 0, key.length);
        rows.period(period);
        defaults.forEach(this::put);
    }

    private void above(Raw attributes, String where) {
        values.of(attributes);
        for (int i = 0; i < map.seriesAttributes().size(); i++) {
            Value value = value(i, map.seriesAttributes().get(i), where + "/attributes/" + i);
            if (value != null) {
                put(map.seriesAttributes().get(i), value);
            }
        }
    }

    private void place(List<MessageMap.Slot> slots, int[] indexes) {
        for (int i = 0; i < indexes.length; i++) {
            MessageMap.Slot slot = slots.get(i);
            String text = indexes[i] < 0 ? null : slot.texts().get(indexes[i]);
            if (slot.position() >= 0) {
                rows.key(slot.position(), text);
                rowKey[slot.position()] = text;
            } else if (slot.known()) {
                rows.period(text);
            }
        }
        held();
    }

    private void observation(String at) {
        for (int i = 0; i < map.measures().size(); i++) {
            Value value = value(i, map.measures().get(i), at);
            if (value != null) {
                put(map.measures().get(i), value);
            }
        }
        for (int i = 0; i < map.observationAttributes().size(); i++) {
            Value value =
                    value(map.measures().size() + i, map.observationAttributes().get(i), at);
            if (value != null) {
                put(map.observationAttributes().get(i), value);
            }
        }
        List<Annotation> notes =
                notes(map.measures().size() + map.observationAttributes().size(), at);
        if (!sectionNotes.isEmpty()) {
            notes = new ArrayList<>(notes);
            notes.addAll(0, sectionNotes);
        }
        rows.annotations(notes);
    }

    // Flat observations

    void observations() throws IOException {
        JsonInput.expect(in, JsonToken.START_OBJECT, path, "an object of observations");
        // Data sets in series and flat ones may share a description; then the series' dimensions come first.
        List<MessageMap.Slot> slots = map.flatSlots();
        int[] indexes = new int[slots.size()];
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            String where = path + "/observations/" + name;
            in.nextToken();
            long position = JsonInput.position(in);
            values.read(in);
            if (missingTold() || !map.key(name, slots, indexes, where)) {
                continue;
            }
            unique(seenObservations, indexes, name, where);
            begin(map.fixedKey(), map.fixedPeriod(), position);
            place(slots, indexes);
            observation(where);
            rows.commit();
        }
        rows.flush();
    }

    // Keys

    /** True where data cannot be placed because the message lacks a dimension: an error, once. */
    private boolean missingTold() {
        String without = map.missing();
        if (without == null || deleting) {
            return false;
        }
        if (!missingTold) {
            missingTold = true;
            problems.add(Problem.error(
                            "missing-dimension",
                            JsonInput.at(in, path),
                            "the message has data but no dimension " + without)
                    .withExpected("dimension " + without + " at one of the levels of the structure"));
        }
        return true;
    }

    private void unique(SeenKeys seen, int[] indexes, String name, String where) {
        if (!seen.full() && !seen.add(SeenKeys.hash(indexes))) {
            duplicate(name, where);
        }
    }

    private void once(int index, String name, String where) {
        if (index >= 0) {
            if (seenInSeries.get(index)) {
                duplicate(name, where);
            }
            seenInSeries.set(index);
        }
    }

    private void duplicate(String name, String where) {
        problems.add(Problem.error(
                        "duplicate-name",
                        JsonInput.at(in, where),
                        "the name \"" + name + "\" is there twice in one object")
                .withExpected("each key once"));
    }

    private List<Annotation> notes(int from, String where) {
        if (values.size() <= from) {
            return List.of();
        }
        List<Annotation> notes = new ArrayList<>();
        for (int i = from; i < values.size(); i++) {
            int note = values.note(i);
            if (note >= 0 && note < message.annotations().size()) {
                notes.add(message.annotations().get(note));
            } else {
                problems.add(Problem.error(
                                "bad-index", JsonInput.at(in, where), "element " + i + " is no index of an annotation")
                        .withExpected("a number below " + message.annotations().size()));
            }
        }
        return notes;
    }

    /** Ends the data set. */
    void end() throws IOException {
        if (!attributesSeen) {
            values.of(Raw.NOTHING);
            datasetValues(); // there may be defaults
        }
        held.rest((key, all) -> {
            rows.begin(0);
            for (int i = 0; i < key.length; i++) {
                rows.key(i, key[i]);
            }
            all.forEach((id, value) -> rows.above(rows.position(id), value));
            rows.commit();
        });
        rows.finish();
    }
}
