package org.sojourn.data.ml;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.data.fragment.SeriesSpelling;
import org.sojourn.model.Annotation;
import org.sojourn.model.Component;
import org.sojourn.model.Measure;
import org.sojourn.model.Representation;

/**
 * The structure-specific layout: values are XML attributes, in 3.x also Comp elements for what does not fit into one.
 *
 * <p>Names are kept as bytes, so that an observation is little more than copying.
 */
final class SpecificLayout implements Layout {

    private static final byte[] OBS = XmlEmitter.ascii("<Obs");
    private static final byte[] EMPTY_END = XmlEmitter.ascii("/>");
    private static final byte[] OBS_END = XmlEmitter.ascii("</Obs>");
    private static final byte[] SERIES = XmlEmitter.ascii("<Series");
    private static final byte[] SERIES_END = XmlEmitter.ascii("</Series>");

    private final XmlEmitter xml;
    private final MlVersion version;
    private final MessageParts parts;
    private final PlainValues plain;

    private final DatasetPlan plan;
    private final HeaderEntry entry;
    private final Map<String, byte[]> names = new HashMap<>();

    /** Components that may have several values are Comp elements even when there is one. */
    private final Map<String, Boolean> needComp = new HashMap<>();

    private final byte[][] dimensionNames;
    private final byte[][] columnNames;
    private final int[] inner;
    private final int[] columns;
    private boolean seriesOpen;
    private boolean seriesHasContent;

    /** Values of the current element that become Comp elements. */
    private final Map<String, Value> comps = new LinkedHashMap<>();

    SpecificLayout(
            XmlEmitter xml,
            MlVersion version,
            MessageParts parts,
            PlainValues plain,
            DatasetPlan plan,
            HeaderEntry entry) {
        this.xml = xml;
        this.version = version;
        this.parts = parts;
        this.plain = plain;
        this.plan = plan;
        this.entry = entry;
        DataStructureView structure = plan.structure();
        this.dimensionNames = new byte[plan.dimensions()][];
        for (int d = 0; d < dimensionNames.length; d++) {
            dimensionNames[d] = name(plan.dimension(d));
        }
        List<String> components = structure.observationComponents();
        this.columnNames = new byte[components.size()][];
        for (int c = 0; c < columnNames.length; c++) {
            boolean primary = c == 0 && !structure.measures().isEmpty() && version == MlVersion.V2_1;
            columnNames[c] = name(primary ? Measure.OBS_VALUE : components.get(c));
        }
        this.inner = plan.inner().stream().mapToInt(Integer::intValue).toArray();
        this.columns = plan.innerColumns().stream().mapToInt(Integer::intValue).toArray();
        if (version != MlVersion.V2_1) {
            for (Component c : structure.structure().components()) {
                needComp.put(
                        c.id(),
                        structure
                                .representation(c.id())
                                .filter(Representation::array)
                                .isPresent());
            }
        }
    }

    @Override
    public void beginDataset(DatasetHeader header, Map<String, Value> attributes) throws IOException {
        xml.line(1);
        xml.markup("<message:DataSet");
        xml.attribute("ss:structureRef", entry.id());
        xml.attribute("xsi:type", entry.prefix() + ":DataSetType");
        if (version == MlVersion.V2_1) {
            xml.attribute(
                    "ss:dataScope",
                    switch (entry.reference().type()) {
                        case DATAFLOW -> "Dataflow";
                        case PROVISION_AGREEMENT -> "ProvisionAgreement";
                        default -> "DataStructure";
                    });
        }
        parts.datasetAttributes("ss:", header);
        attributes(attributes);
        xml.markup('>');
        parts.annotations(2, header.annotations());
        if (header.dataProvider().isPresent()) {
            parts.dataProvider("DataProvider", header.dataProvider().get());
        }
        compElements(2);
    }

    private static byte[] name(String component) {
        return XmlEmitter.ascii(" " + component + "=\"");
    }

    @Override
    public void group(
            Optional<String> group, @Nullable String[] key, Map<String, Value> attributes, List<Annotation> annotations)
            throws IOException {
        String element = group.isPresent() ? "Group" : "Atts";
        xml.line(2);
        xml.markup('<');
        xml.markup(element);
        if (group.isPresent()) {
            xml.attribute("xsi:type", entry.prefix() + ":" + group.get());
        }
        key(key);
        attributes(attributes);
        if (comps.isEmpty() && annotations.isEmpty()) {
            xml.markup(EMPTY_END);
        } else {
            xml.markup('>');
            parts.annotations(3, annotations);
            compElements(3);
            xml.line(2);
            xml.markup("</" + element + ">");
        }
    }

    private void key(@Nullable String[] key) throws IOException {
        for (int d = 0; d < key.length; d++) {
            String value = key[d];
            if (value != null) {
                xml.markup(dimensionNames[d]);
                xml.attributeValue(value);
                xml.markup('"');
            }
        }
    }

    /** Writes what fits into XML attributes, and keeps the rest for {@link #compElements}. */
    private void attributes(Map<String, Value> attributes) throws IOException {
        for (Map.Entry<String, Value> a : attributes.entrySet()) {
            value(a.getKey(), names.computeIfAbsent(a.getKey(), SpecificLayout::name), a.getValue());
        }
    }

    private void value(String component, byte[] name, Value value) throws IOException {
        if (version != MlVersion.V2_1 && (!(value instanceof Value.Text) || needComp.getOrDefault(component, false))) {
            comps.put(component, value);
            return;
        }
        xml.markup(name);
        xml.attributeValue(value instanceof Value.Text t ? t.text() : plain.text(component, value));
        xml.markup('"');
    }

    private void compElements(int depth) throws IOException {
        for (Map.Entry<String, Value> c : comps.entrySet()) {
            xml.line(depth);
            xml.markup("<Comp");
            xml.attribute("id", c.getKey());
            boolean measure = plan.structure().measures().stream().anyMatch(m -> m.id().equals(c.getKey()));
            xml.attribute("xsi:type", entry.prefix() + ":" + c.getKey() + (measure ? "_MEASURE" : "_ATTRIBUTE"));
            xml.markup('>');
            List<Value> values = c.getValue() instanceof Value.Array a ? a.values() : List.of(c.getValue());
            for (Value v : values) {
                xml.line(depth + 1);
                parts.value(c.getKey(), v);
            }
            xml.line(depth);
            xml.markup("</Comp>");
        }
        comps.clear();
    }

    @Override
    public void beginSeries(SeriesHead head) throws IOException {
        xml.line(2);
        xml.markup(SERIES);
        key(head.key);
        attributes(head.attributes);
        seriesOpen = true;
        seriesHasContent = !head.annotations.isEmpty() || !comps.isEmpty();
        if (seriesHasContent) {
            xml.markup('>');
            parts.annotations(3, head.annotations);
            compElements(3);
        }
    }

    @Override
    public void observation(SeriesBlock block, int observation, Map<String, Value> attributes) throws IOException {
        if (seriesOpen && !seriesHasContent) {
            xml.markup('>');
            seriesHasContent = true;
        }
        xml.line(seriesOpen ? 3 : 2);
        xml.markup(OBS);
        for (int d : inner) {
            String value = plan.value(d, block, observation);
            if (value != null) {
                xml.markup(dimensionNames[d]);
                xml.attributeValue(value);
                xml.markup('"');
            }
        }
        for (int c : columns) {
            Value value = block.value(c, observation);
            if (value != null) {
                column(c, value);
            }
        }
        if (!attributes.isEmpty()) {
            attributes(attributes);
        }
        List<Annotation> annotations = block.observationAnnotations().getOrDefault(observation, List.of());
        if (comps.isEmpty() && annotations.isEmpty()) {
            xml.markup(EMPTY_END);
        } else {
            int depth = seriesOpen ? 4 : 3;
            xml.markup('>');
            parts.annotations(depth, annotations);
            compElements(depth);
            xml.line(depth - 1);
            xml.markup(OBS_END);
        }
    }

    private void column(int column, Value value) throws IOException {
        DataStructureView structure = plan.structure();
        String component = structure.observationComponents().get(column);
        if (version == MlVersion.V2_1
                && column > 0
                && column < structure.measures().size()) {
            plain.lost("measure " + component, component, "only the first measure is written");
            return;
        }
        value(component, columnNames[column], value);
    }

    @Override
    public void endSeries() throws IOException {
        if (seriesHasContent) {
            xml.line(2);
            xml.markup(SERIES_END);
        } else {
            xml.markup(EMPTY_END);
        }
        seriesOpen = false;
    }

    @Override
    public void endDataset() throws IOException {
        xml.line(1);
        xml.markup("</message:DataSet>");
    }

    @Override
    public void resumeSeries() {
        seriesOpen = true;
        seriesHasContent = true;
    }

    @Override
    public SeriesSpelling spelling() {
        return new Spelling();
    }

    /** The same as the methods above, piece by piece. */
    private final class Spelling extends MlSpelling {

        Spelling() {
            super(SpecificLayout.this.plan);
        }

        @Override
        boolean plain(String component) {
            return !needComp.getOrDefault(component, false);
        }

        @Override
        public byte[] open() {
            return SERIES;
        }

        @Override
        public byte[] key(int position, String code) {
            return spell(to -> named(to, dimensionNames[plan.outer().get(position)], code));
        }

        private void named(XmlEmitter to, byte[] name, String text) throws IOException {
            to.markup(name);
            to.attributeValue(text);
            to.markup('"');
        }

        @Override
        public byte[] head(Map<String, Value> attributes) {
            return spell(to -> {
                for (Map.Entry<String, Value> a : attributes.entrySet()) {
                    if (a.getValue() instanceof Value.Text t) {
                        named(to, name(a.getKey()), t.text());
                    }
                }
                to.markup('>');
            });
        }

        @Override
        public byte[] period(String period, boolean first, boolean measured) {
            return spell(to -> {
                to.markup(OBS);
                named(to, dimensionNames[inner[0]], period);
                if (measured) {
                    to.markup(columnNames[0]);
                }
            });
        }

        @Override
        public byte[] rest(boolean measured, Value.@Nullable Text[] values, Map<String, Value> attributes) {
            return spell(to -> {
                if (measured) {
                    to.markup('"');
                }
                for (int c = 1; c < values.length; c++) {
                    Value.Text value = values[c];
                    if (value != null) {
                        named(to, columnNames[c], value.text());
                    }
                }
                to.markup(EMPTY_END);
            });
        }

        @Override
        public byte[] close() {
            return SERIES_END;
        }
    }
}
