package org.sojourn.data.json;

import com.fasterxml.jackson.core.JsonGenerator;
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
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataStructureView.Level;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FormatLimits;
import org.sojourn.data.PartialKeyAttributes;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.data.fragment.SharedOutput;
import org.sojourn.format.DataFormat;
import org.sojourn.model.Annotation;
import org.sojourn.model.Component;

/**
 * Writes one data set of a source, in any layout.
 *
 * <p>The names in a JSON object must differ, and memory must not grow with the data. So where a series comes back, or too
 * much would have to be remembered, a further data set of the same head is begun: the data sets of a message are one
 * transaction, worked through in their order.
 */
final class DatasetOut {

    /** Partial keys, or observations of cross-sections, that are held in memory at most. */
    private static final int HELD = 50_000;

    private final JsonGenerator out;
    private final DataFormat format;
    private final StructureOut structure;
    private final int structureIndex;
    private final DatasetHeader header;
    private final Losses losses;
    private final DatasetCounter counter;
    private final DataStructureView view;
    private final boolean deleting;

    private final Map<String, Value> datasetValues = new LinkedHashMap<>();
    private final Map<String, GroupValues> groups = new LinkedHashMap<>();
    private final PartialKeyAttributes partial;
    private SeenKeys seen = new SeenKeys();
    private boolean content;

    private @Nullable String openSeries;
    private @Nullable CodedSeries coded;
    private final Map<String, Value> written = new LinkedHashMap<>();
    private final Map<String, Section> sections = new LinkedHashMap<>();
    private int held;

    /** Counts data sets of the whole message. */
    static final class DatasetCounter {
        private int next;

        int take() {
            return next++;
        }
    }

    /** Attribute values of one partial key, with notes. */
    private record GroupValues(Map<String, Value> values, List<Annotation> notes) {}

    /** Observations of a series of a cross-section, held until the data set is over. */
    private record Section(int[] key, List<Cell> cells) {}

    private record Cell(int index, @Nullable Value[] values, List<Annotation> notes, Map<String, Value> above) {}

    DatasetOut(
            JsonGenerator out,
            DataFormat format,
            StructureOut structure,
            int structureIndex,
            DatasetHeader header,
            Losses losses,
            DatasetCounter counter)
            throws IOException {
        this.out = out;
        this.format = format;
        this.structure = structure;
        this.structureIndex = structureIndex;
        this.header = header;
        this.losses = losses;
        this.counter = counter;
        this.view = structure.view();
        this.deleting =
                header.action().filter(a -> a.effective() == Action.DELETE).isPresent();
        this.partial = new PartialKeyAttributes(view);
        open();
    }

    private boolean one() {
        return format.firstJson();
    }

    private void open() throws IOException {
        structure.addDataset(counter.take());
        out.writeStartObject();
        if (!one()) {
            out.writeNumberField("structure", structureIndex);
        }
        if (header.action().isPresent()) {
            out.writeStringField("action", action(header.action().get()));
        }
        structure.links().write(out, List.of(header.reference()), header.links());
        field("reportingBegin", header.reportingBegin());
        field("reportingEnd", header.reportingEnd());
        field("validFrom", header.validFrom().map(t -> JsonHeader.moment(t, false, losses)));
        field("validTo", header.validTo().map(t -> JsonHeader.moment(t, false, losses)));
        field("publicationYear", header.publicationYear());
        field("publicationPeriod", header.publicationPeriod());
        if (header.setId().isPresent() || header.dataProvider().isPresent()) {
            losses.add("dataset", FormatLimits.JSON_HEAD);
        }
        if (!header.annotations().isEmpty()) {
            out.writeFieldName("annotations");
            out.writeStartArray();
            notes(header.annotations());
            out.writeEndArray();
        }
        content = false;
    }

    private String action(Action action) {
        return switch (action) {
            case MERGE -> format == DataFormat.JSON_2_1 ? "Merge" : "Append"; // 1.0 and 2.0 call it so
            case APPEND -> format == DataFormat.JSON_2_1 ? "Merge" : "Append"; // 2.1 deprecates the word
            case INFORMATION -> format == DataFormat.JSON_2_1 ? "Merge" : "Information";
            case REPLACE -> "Replace";
            case DELETE -> "Delete";
        };
    }

    private void field(String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            out.writeStringField(name, text.get());
        }
    }

    private void notes(List<Annotation> annotations) throws IOException {
        for (Annotation a : annotations) {
            out.writeNumber(structure.annotation(a));
        }
    }

    // Attributes above the series

    void attributes(AttributeBlock block) throws IOException {
        Map<List<String>, Map<String, Value>> byDimensions = new LinkedHashMap<>();
        Map<String, Value> ofSeries = new LinkedHashMap<>();
        block.attributes().forEach((id, value) -> {
            switch (view.level(id).orElse(Level.OBSERVATION)) {
                case DATASET -> datasetValues.put(id, value);
                case PARTIAL_KEY ->
                    byDimensions
                            .computeIfAbsent(view.attributeDimensions(id), d -> new LinkedHashMap<>())
                            .put(id, value);
                case SERIES -> ofSeries.put(id, value);
                case OBSERVATION -> losses.add(id, id + " belongs to observations and not to keys");
            }
        });
        if (one() && !block.annotations().isEmpty()) {
            losses.add("annotations", "SDMX-JSON 1.0 has no place for notes of partial keys");
        } else if (!block.annotations().isEmpty()) {
            group(block.key(), Map.of(), block.annotations());
        }
        for (Map<String, Value> values : byDimensions.values()) {
            @Nullable String[] key = block.keyOf(values.keySet().iterator().next(), view);
            if (!one()) {
                group(key, values, List.of());
            } else if (deleting
                    || !partial.keep(new AttributeBlock(block.group(), key, values, List.of(), 0))
                            .isEmpty()) {
                losses.add("attributes", "SDMX-JSON 1.0 carries attributes of partial keys only with series");
            }
        }
        if (!ofSeries.isEmpty()) {
            SeriesBlock alone = new SeriesBlock(view);
            System.arraycopy(block.key(), 0, alone.key(), 0, block.key().length);
            alone.attributes().putAll(ofSeries);
            series(alone);
        }
    }

    private void group(@Nullable String[] key, Map<String, Value> values, List<Annotation> notes) throws IOException {
        String name = groupName(key);
        GroupValues known = groups.get(name);
        if (known == null) {
            if (groups.size() >= HELD) {
                again();
            }
            known = new GroupValues(new LinkedHashMap<>(), new ArrayList<>());
            groups.put(name, known);
        }
        known.values.putAll(values);
        for (Annotation a : notes) {
            if (!known.notes.contains(a)) {
                known.notes.add(a);
            }
        }
    }

    /** Indexes in the order of the structure, nothing where a dimension is not part of the key. */
    private String groupName(@Nullable String[] key) {
        StringBuilder name = new StringBuilder();
        boolean first = true;
        for (Component d : view.structure().dimensions()) {
            if (!first) {
                name.append(':');
            }
            first = false;
            int at = view.seriesPosition(d.id()).orElse(-1);
            String value = at < 0 ? null : key[at];
            if (value != null) {
                name.append(structure.dimension(d.id()).index(value));
            }
        }
        return name.toString();
    }

    // Series

    void series(SeriesBlock block) throws IOException {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Map.Entry<String, Value> e : block.attributes().entrySet()) {
            higher(block, e.getKey(), e.getValue(), values);
        }
        if (one() && !deleting) {
            partial.resolve(block.key(), values, block.size() > 0 || structure.layout() == StructureOut.Layout.SERIES);
        }
        switch (structure.layout()) {
            case SERIES -> inSeries(block, values);
            case CROSS_SECTION -> inSections(block, values);
            case FLAT -> flat(block, values);
        }
    }

    /** What readers put at the series goes to its own level; 1.0 has none between data set and series. */
    private void higher(SeriesBlock block, String id, Value value, Map<String, Value> values) throws IOException {
        switch (view.level(id).orElse(Level.OBSERVATION)) {
            case DATASET -> datasetValues.put(id, value);
            case PARTIAL_KEY -> {
                if (one()) {
                    values.put(id, value);
                } else {
                    @Nullable String[] key = block.key().clone();
                    for (int i = 0; i < key.length; i++) {
                        String dimension = view.seriesDimensions().get(i).id();
                        key[i] = view.attributeDimensions(id).contains(dimension) ? key[i] : null;
                    }
                    group(key, Map.of(id, value), List.of());
                }
            }
            case SERIES -> values.put(id, value);
            case OBSERVATION -> losses.add(id, id + " belongs to observations and not to series");
        }
    }

    private void inSeries(SeriesBlock block, Map<String, Value> values) throws IOException {
        int[] key = indexes(structure.seriesDimensions(), block, null);
        String name = name(key);
        boolean more = name.equals(openSeries)
                && block.continued()
                && written.entrySet().containsAll(values.entrySet());
        if (!more) {
            closeSeries();
            if (seen.full() || !seen.add(SeenKeys.hash(key))) {
                again();
                seen.add(SeenKeys.hash(key));
            }
            content("series");
            openSeries = name;
            written.putAll(values);
            out.writeFieldName(name);
            out.writeStartObject();
            array("attributes", structure.seriesAttributes(), values, List.of());
            if (!block.annotations().isEmpty()) {
                out.writeArrayFieldStart("annotations");
                notes(block.annotations());
                out.writeEndArray();
            }
            out.writeObjectFieldStart("observations");
        }
        Component dimension = structure.observationDimensions().getFirst();
        ComponentOut at = structure.dimension(dimension.id());
        for (int i = 0; i < block.size(); i++) {
            String period = block.period(i);
            out.writeFieldName(period == null ? "" : Integer.toString(at.index(period)));
            observation(block, i, values);
        }
    }

    /**
     * Writes a series in numbers by fragments; false where it needs more than that. The first series of a data set always does:
     * after it the generator knows that every further one has a comma before it.
     */
    boolean coded(CodedBlock block, SharedOutput to) throws IOException {
        if (structure.layout() != StructureOut.Layout.SERIES || deleting || !content || !partial.isEmpty()) {
            return false;
        }
        CodedSeries fast = coded;
        if (fast == null || !fast.isOf(block)) {
            if (fast != null && fast.isOpen()) {
                return false;
            }
            fast = new CodedSeries(structure, block, to);
            coded = fast;
        }
        if (!fast.takes(block)) {
            return false;
        }
        if (block.continued()) {
            if (openSeries != null && openSeries.equals(name(fast.indexes(block)))) {
                return false;
            }
            if (fast.isOpen() && fast.isOfOpenSeries(block)) {
                out.flush();
                fast.goOn(block);
                return true;
            }
        }
        if (seen.full() || !seen.add(SeenKeys.hash(fast.indexes(block)))) {
            return false;
        }
        closeSeries();
        out.flush();
        fast.begin(block);
        return true;
    }

    private void closeSeries() throws IOException {
        if (coded != null && coded.isOpen()) {
            out.flush();
            coded.close();
        }
        if (openSeries != null) {
            out.writeEndObject();
            out.writeEndObject();
            openSeries = null;
            written.clear();
        }
    }

    private void flat(SeriesBlock block, Map<String, Value> values) throws IOException {
        if (!aboveFlat(block, values)) {
            return;
        }
        content("observations");
        if (block.size() == 0 && deleting && block.attributes().isEmpty()) {
            out.writeFieldName(name(indexes(structure.observationDimensions(), block, null)));
            out.writeStartArray();
            out.writeEndArray();
        }
        for (int i = 0; i < block.size(); i++) {
            out.writeFieldName(name(indexes(structure.observationDimensions(), block, block.period(i))));
            observation(block, i, values);
        }
    }

    /** Series attributes where there are no series: a group of all dimensions but that of the observation. */
    private boolean aboveFlat(SeriesBlock block, Map<String, Value> values) throws IOException {
        if (!block.annotations().isEmpty()) {
            losses.add("annotations", "notes of series have no place where there are no such series");
        }
        if (!one()) {
            Map<String, Value> own = new LinkedHashMap<>(values);
            if (!own.isEmpty()) {
                group(block.key(), own, List.of());
            }
        } else if (block.size() == 0 && !values.isEmpty()) {
            losses.add("attributes", "SDMX-JSON 1.0 has no place for attributes of series without observations here");
        }
        if (block.size() == 0 && !deleting && (one() || values.isEmpty())) {
            losses.add("series", "series without observations have no place where there are no such series");
        }
        return block.size() > 0 || deleting;
    }

    private void inSections(SeriesBlock block, Map<String, Value> values) throws IOException {
        if (!aboveFlat(block, values)) {
            return;
        }
        Component pivot = structure.observationDimensions().getFirst();
        ComponentOut at = structure.dimension(pivot.id());
        int position = view.seriesPosition(pivot.id()).orElseThrow();
        String code = block.key()[position];
        int index = code == null ? -1 : at.index(code);
        if (block.size() == 0 && deleting && block.attributes().isEmpty()) {
            section(indexes(structure.seriesDimensions(), block, null));
        }
        for (int i = 0; i < block.size(); i++) {
            @Nullable Value[] cells = new Value[view.observationComponents().size()];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = block.value(c, i);
            }
            section(indexes(structure.seriesDimensions(), block, block.period(i)))
                    .cells
                    .add(new Cell(index, cells, block.observationAnnotations().getOrDefault(i, List.of()), values));
            if (++held >= HELD) {
                writeSections();
            }
        }
    }

    private Section section(int[] key) {
        return sections.computeIfAbsent(name(key), n -> new Section(key, new ArrayList<>()));
    }

    private void writeSections() throws IOException {
        Map<String, Section> all = new LinkedHashMap<>(sections);
        sections.clear();
        held = 0;
        boolean fresh = true;
        for (Section s : all.values()) {
            fresh &= seen.add(SeenKeys.hash(s.key));
        }
        if (!fresh || seen.full()) {
            again();
            all.values().forEach(s -> seen.add(SeenKeys.hash(s.key)));
        }
        for (Map.Entry<String, Section> e : all.entrySet()) {
            content("series");
            out.writeFieldName(e.getKey());
            out.writeStartObject();
            out.writeObjectFieldStart("observations");
            for (Cell cell : e.getValue().cells) {
                out.writeFieldName(cell.index < 0 ? "" : Integer.toString(cell.index));
                observation(cell.values, cell.notes, cell.above);
            }
            out.writeEndObject();
            out.writeEndObject();
        }
    }

    /** Indexes of the values of these dimensions; -1 where one is left out, which is for Delete to do. */
    private int[] indexes(List<Component> dimensions, SeriesBlock block, @Nullable String period) {
        int[] indexes = new int[dimensions.size()];
        for (int i = 0; i < indexes.length; i++) {
            String id = dimensions.get(i).id();
            int at = view.seriesPosition(id).orElse(-1);
            String value = at < 0 ? period : block.key()[at];
            indexes[i] = value == null ? -1 : structure.dimension(id).index(value);
        }
        return indexes;
    }

    private static String name(int[] indexes) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < indexes.length; i++) {
            if (i > 0) {
                name.append(':');
            }
            if (indexes[i] >= 0) {
                name.append(indexes[i]);
            }
        }
        return name.toString();
    }

    // Observations

    private void observation(SeriesBlock block, int i, Map<String, Value> above) throws IOException {
        @Nullable Value[] values = new Value[view.observationComponents().size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = block.value(c, i);
        }
        observation(values, block.observationAnnotations().getOrDefault(i, List.of()), above);
    }

    private void observation(@Nullable Value[] values, List<Annotation> notes, Map<String, Value> above)
            throws IOException {
        List<ComponentOut> measures = structure.measures();
        List<ComponentOut> attributes = structure.observationAttributes();
        int last = notes.isEmpty() ? -1 : measures.size() + attributes.size() - 1;
        for (int i = measures.size() + attributes.size() - 1; i > last; i--) {
            ComponentOut c = i < measures.size() ? measures.get(i) : attributes.get(i - measures.size());
            if (value(c, values, above) != null) {
                last = i;
            }
        }
        out.writeStartArray();
        for (int i = 0; i <= last; i++) {
            ComponentOut c = i < measures.size() ? measures.get(i) : attributes.get(i - measures.size());
            c.write(out, value(c, values, above));
        }
        notes(notes);
        out.writeEndArray();
    }

    private @Nullable Value value(ComponentOut c, @Nullable Value[] values, Map<String, Value> above) {
        int column = c.column();
        return column >= 0 ? values[column] : above.get(c.id());
    }

    // Ends

    private void content(String member) throws IOException {
        if (!content) {
            out.writeObjectFieldStart(member);
            content = true;
        }
    }

    private void array(String field, List<ComponentOut> attributes, Map<String, Value> values, List<Annotation> notes)
            throws IOException {
        if (notes.isEmpty()) {
            array(out, field, attributes, values);
            return;
        }
        out.writeFieldName(field);
        out.writeStartArray();
        for (ComponentOut attribute : attributes) {
            attribute.write(out, values.get(attribute.id()));
        }
        notes(notes);
        out.writeEndArray();
    }

    /** A field with the values of attributes, up to the last that there is; nothing where there is none. */
    static void array(JsonGenerator out, String field, List<ComponentOut> attributes, Map<String, Value> values)
            throws IOException {
        int last = attributes.size() - 1;
        while (last >= 0 && !values.containsKey(attributes.get(last).id())) {
            last--;
        }
        if (last < 0) {
            return;
        }
        out.writeFieldName(field);
        out.writeStartArray();
        for (int i = 0; i <= last; i++) {
            attributes.get(i).write(out, values.get(attributes.get(i).id()));
        }
        out.writeEndArray();
    }

    /** Ends the data set and begins another under the same head. */
    private void again() throws IOException {
        close();
        open();
    }

    private void close() throws IOException {
        closeSeries();
        if (content) {
            out.writeEndObject();
        }
        if (!groups.isEmpty()) {
            out.writeObjectFieldStart("dimensionGroupAttributes");
            for (Map.Entry<String, GroupValues> e : groups.entrySet()) {
                array(e.getKey(), structure.groupAttributes(), e.getValue().values, e.getValue().notes);
            }
            out.writeEndObject();
            groups.clear();
        }
        array("attributes", structure.datasetAttributes(), datasetValues, List.of());
        datasetValues.clear();
        out.writeEndObject();
        seen = new SeenKeys();
    }

    void end() throws IOException {
        if (!sections.isEmpty()) {
            writeSections();
        }
        partial.rest((key, values) ->
                losses.add("attributes", "SDMX-JSON 1.0 carries attributes of partial keys only with series"));
        close();
    }
}
