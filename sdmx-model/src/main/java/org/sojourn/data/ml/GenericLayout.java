package org.sojourn.data.ml;

import java.io.IOException;
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

/** The generic layout of 2.1: every value is an element that names its component. */
final class GenericLayout implements Layout {

    private static final byte[] OBS = XmlEmitter.ascii("<generic:Obs>");
    private static final byte[] OBS_END = XmlEmitter.ascii("</generic:Obs>");
    private static final byte[] OBS_DIMENSION = XmlEmitter.ascii("<generic:ObsDimension id=\"");
    private static final byte[] OBS_KEY = XmlEmitter.ascii("<generic:ObsKey>");
    private static final byte[] OBS_KEY_END = XmlEmitter.ascii("</generic:ObsKey>");
    private static final byte[] OBS_VALUE = XmlEmitter.ascii("<generic:ObsValue value=\"");
    private static final byte[] VALUE = XmlEmitter.ascii("<generic:Value id=\"");
    private static final byte[] VALUE_IS = XmlEmitter.ascii("\" value=\"");
    private static final byte[] VALUE_END = XmlEmitter.ascii("\"/>");
    private static final byte[] ATTRIBUTES = XmlEmitter.ascii("<generic:Attributes>");
    private static final byte[] ATTRIBUTES_END = XmlEmitter.ascii("</generic:Attributes>");

    private final XmlEmitter xml;
    private final MessageParts parts;
    private final PlainValues plain;
    private final DatasetPlan plan;
    private final HeaderEntry entry;
    private boolean seriesOpen;

    GenericLayout(XmlEmitter xml, MessageParts parts, PlainValues plain, DatasetPlan plan, HeaderEntry entry) {
        this.xml = xml;
        this.parts = parts;
        this.plain = plain;
        this.plan = plan;
        this.entry = entry;
    }

    @Override
    public void beginDataset(DatasetHeader header, Map<String, Value> attributes) throws IOException {
        xml.line(1);
        xml.markup("<message:DataSet");
        xml.attribute("structureRef", entry.id());
        parts.datasetAttributes("", header);
        xml.markup('>');
        parts.annotations(2, header.annotations());
        if (header.dataProvider().isPresent()) {
            parts.dataProvider("generic:DataProvider", header.dataProvider().get());
        }
        attributes(2, attributes);
    }

    @Override
    public void group(
            Optional<String> group, @Nullable String[] key, Map<String, Value> attributes, List<Annotation> annotations)
            throws IOException {
        xml.line(2);
        xml.markup("<generic:Group");
        xml.attribute("type", group.orElse(""));
        xml.markup('>');
        parts.annotations(3, annotations);
        key(3, "generic:GroupKey", key);
        attributes(3, attributes);
        xml.line(2);
        xml.markup("</generic:Group>");
    }

    private void key(int depth, String element, @Nullable String[] key) throws IOException {
        xml.line(depth);
        xml.markup("<" + element + ">");
        for (int d = 0; d < key.length; d++) {
            String value = key[d];
            if (value != null) {
                value(depth + 1, plan.dimension(d), value);
            }
        }
        xml.line(depth);
        xml.markup("</" + element + ">");
    }

    private void value(int depth, String id, String value) throws IOException {
        xml.line(depth);
        xml.markup(VALUE);
        xml.attributeValue(id);
        xml.markup(VALUE_IS);
        xml.attributeValue(value);
        xml.markup(VALUE_END);
    }

    private void attributes(int depth, Map<String, Value> attributes) throws IOException {
        if (attributes.isEmpty()) {
            return;
        }
        xml.line(depth);
        xml.markup(ATTRIBUTES);
        for (Map.Entry<String, Value> a : attributes.entrySet()) {
            value(depth + 1, a.getKey(), plain.text(a.getKey(), a.getValue()));
        }
        xml.line(depth);
        xml.markup(ATTRIBUTES_END);
    }

    @Override
    public void beginSeries(SeriesHead head) throws IOException {
        xml.line(2);
        xml.markup("<generic:Series>");
        parts.annotations(3, head.annotations);
        key(3, "generic:SeriesKey", head.key);
        attributes(3, head.attributes);
        seriesOpen = true;
    }

    @Override
    public void observation(SeriesBlock block, int observation, Map<String, Value> attributes) throws IOException {
        if (seriesOpen && plan.value(plan.inner().getFirst(), block, observation) == null) {
            plain.lost(
                    "observation",
                    plan.pivot(),
                    "values of observations without " + plan.pivot() + " cannot be written");
            return;
        }
        int depth = seriesOpen ? 3 : 2;
        xml.line(depth);
        xml.markup(OBS);
        List<Annotation> annotations = block.observationAnnotations().getOrDefault(observation, List.of());
        parts.annotations(depth + 1, annotations);
        if (seriesOpen) {
            String value = plan.value(plan.inner().getFirst(), block, observation);
            xml.line(depth + 1);
            xml.markup(OBS_DIMENSION);
            xml.attributeValue(plan.pivot());
            xml.markup(VALUE_IS);
            xml.attributeValue(value == null ? "" : value);
            xml.markup(VALUE_END);
        } else {
            xml.line(depth + 1);
            xml.markup(OBS_KEY);
            for (int d : plan.inner()) {
                String value = plan.value(d, block, observation);
                if (value != null) {
                    value(depth + 2, plan.dimension(d), value);
                }
            }
            xml.line(depth + 1);
            xml.markup(OBS_KEY_END);
        }
        columns(block, observation, depth + 1, attributes);
        xml.line(depth);
        xml.markup(OBS_END);
    }

    private void columns(SeriesBlock block, int observation, int depth, Map<String, Value> attributes)
            throws IOException {
        DataStructureView structure = plan.structure();
        List<String> components = structure.observationComponents();
        int measures = structure.measures().size();
        boolean open = false;
        for (int c : plan.innerColumns()) {
            Value value = block.value(c, observation);
            if (value == null) {
                continue;
            }
            String component = components.get(c);
            if (c >= measures) {
                open = openAttributes(open, depth);
                value(depth + 1, component, plain.text(component, value));
            } else if (c == 0) {
                xml.line(depth);
                xml.markup(OBS_VALUE);
                xml.attributeValue(plain.text(component, value));
                xml.markup(VALUE_END);
            } else {
                plain.lost("measure " + component, component, "only the first measure is written");
            }
        }
        for (Map.Entry<String, Value> a : attributes.entrySet()) {
            open = openAttributes(open, depth);
            value(depth + 1, a.getKey(), plain.text(a.getKey(), a.getValue()));
        }
        if (open) {
            xml.line(depth);
            xml.markup(ATTRIBUTES_END);
        }
    }

    private boolean openAttributes(boolean open, int depth) throws IOException {
        if (!open) {
            xml.line(depth);
            xml.markup(ATTRIBUTES);
        }
        return true;
    }

    @Override
    public void endSeries() throws IOException {
        xml.line(2);
        xml.markup("</generic:Series>");
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
    }

    @Override
    public SeriesSpelling spelling() {
        return new Spelling();
    }

    /** The same as the methods above, piece by piece. */
    private final class Spelling extends MlSpelling {

        Spelling() {
            super(GenericLayout.this.plan);
        }

        @Override
        boolean plain(String component) {
            return true;
        }

        @Override
        public byte[] open() {
            return XmlEmitter.ascii("<generic:Series><generic:SeriesKey>");
        }

        @Override
        public byte[] key(int position, String code) {
            return spell(to -> value(to, dimension(position), code));
        }

        private void value(XmlEmitter to, String id, String text) throws IOException {
            to.markup(VALUE);
            to.attributeValue(id);
            to.markup(VALUE_IS);
            to.attributeValue(text);
            to.markup(VALUE_END);
        }

        @Override
        public byte[] head(Map<String, Value> attributes) {
            return spell(to -> {
                to.markup("</generic:SeriesKey>");
                boolean open = false;
                for (Map.Entry<String, Value> a : attributes.entrySet()) {
                    if (a.getValue() instanceof Value.Text t) {
                        open = opened(to, open);
                        value(to, a.getKey(), t.text());
                    }
                }
                closed(to, open);
            });
        }

        private boolean opened(XmlEmitter to, boolean already) throws IOException {
            if (!already) {
                to.markup(ATTRIBUTES);
            }
            return true;
        }

        private void closed(XmlEmitter to, boolean open) throws IOException {
            if (open) {
                to.markup(ATTRIBUTES_END);
            }
        }

        @Override
        public byte[] period(String period, boolean first, boolean measured) {
            return spell(to -> {
                to.markup(OBS);
                to.markup(OBS_DIMENSION);
                to.attributeValue(plan.pivot());
                to.markup(VALUE_IS);
                to.attributeValue(period);
                to.markup(VALUE_END);
                if (measured) {
                    to.markup(OBS_VALUE);
                }
            });
        }

        @Override
        public byte[] rest(boolean measured, Value.@Nullable Text[] values, Map<String, Value> attributes) {
            return spell(to -> {
                if (measured) {
                    to.markup(VALUE_END);
                }
                boolean open = false;
                for (int c = 1; c < values.length; c++) {
                    Value.Text value = values[c];
                    if (value != null) {
                        open = opened(to, open);
                        value(to, plan.structure().observationComponents().get(c), value.text());
                    }
                }
                closed(to, open);
                to.markup(OBS_END);
            });
        }

        @Override
        public byte[] close() {
            return XmlEmitter.ascii("</generic:Series>");
        }
    }
}
