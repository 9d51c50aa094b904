package org.sojourn.data.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataStructureView.Level;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FormatLimits;
import org.sojourn.format.DataFormat;
import org.sojourn.model.Annotation;
import org.sojourn.model.Attribute;
import org.sojourn.model.Code;
import org.sojourn.model.Component;
import org.sojourn.model.Concept;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Dimension;
import org.sojourn.model.Facet;
import org.sojourn.model.Identification;
import org.sojourn.model.Link;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Measure;
import org.sojourn.model.Naming;
import org.sojourn.model.Representation;
import org.sojourn.model.TextFormat;
import org.sojourn.model.Usage;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.model.time.TimePeriod;

/**
 * The description of data sets that share structure, layout and reference: which component stands at which level, and the
 * values that the data used. It is filled while data sets are written and written after them.
 */
final class StructureOut {

    private static final Pattern ROLE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_@$-]+");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");

    /** How observations are arranged. */
    enum Layout {
        /** Under series keyed as the blocks are. */
        SERIES,
        /** Under series keyed by all dimensions but one that is not the blocks' own. */
        CROSS_SECTION,
        FLAT
    }

    private final DataFormat format;
    private final DataStructureView view;
    private final Urn reference;
    private final Layout layout;
    private final JsonNames names;
    private final JsonLinks links;
    private final Map<String, ComponentOut> components = new LinkedHashMap<>();
    private final List<Component> seriesDimensions = new ArrayList<>();
    private final List<Component> observationDimensions = new ArrayList<>();
    private final List<ComponentOut> measures = new ArrayList<>();
    private final List<ComponentOut> datasetAttributes = new ArrayList<>();
    private final List<ComponentOut> groupAttributes = new ArrayList<>();
    private final List<ComponentOut> seriesAttributes = new ArrayList<>();
    private final List<ComponentOut> observationAttributes = new ArrayList<>();
    private final Map<Annotation, Integer> annotations = new LinkedHashMap<>();
    private final List<Integer> datasets = new ArrayList<>();

    StructureOut(DataFormat format, DataStructureView view, DatasetHeader header, JsonNames names, Losses losses) {
        this.format = format;
        this.view = view;
        this.reference = header.reference();
        this.names = names;
        this.links = new JsonLinks(format, names, losses);
        DataStructure structure = view.structure();
        structure.components().forEach(c -> components.put(c.id(), new ComponentOut(view, c, format, losses)));
        Optional<Dimension> pivot = structure.dimensions().stream()
                .filter(d -> d.id().equals(header.dimensionAtObservation()))
                .findFirst();
        this.layout = layout(view, header);
        for (Dimension d : structure.dimensions()) {
            (pivot.isPresent() && !pivot.get().equals(d) ? seriesDimensions : observationDimensions).add(d);
        }
        boolean one = format.firstJson();
        List<Measure> all = structure.measures();
        (one && all.size() > 1 ? all.subList(0, 1) : all).forEach(m -> measures.add(out(m)));
        if (one && all.size() > 1) {
            losses.add(FormatLimits.MEASURES, FormatLimits.oneMeasure("SDMX-JSON"));
        }
        for (Attribute a : structure.attributes()) {
            level(a, one).add(out(a));
        }
    }

    /** The layout that the pivot asked for gives; a pivot that is no dimension gives the flat one. */
    static Layout layout(DataStructureView view, DatasetHeader header) {
        return view.structure().dimensions().stream()
                .filter(d -> d.id().equals(header.dimensionAtObservation()))
                .findFirst()
                .map(d -> view.observationDimension().filter(d::equals).isPresent()
                        ? Layout.SERIES
                        : Layout.CROSS_SECTION)
                .orElse(Layout.FLAT);
    }

    private List<ComponentOut> level(Attribute attribute, boolean one) {
        return switch (view.level(attribute.id()).orElseThrow()) {
            case DATASET -> datasetAttributes;
            // 1.0 knows no level between: what depends on some dimensions stands at the series, or at the observation.
            case PARTIAL_KEY -> one ? lowest() : groupAttributes;
            case SERIES -> layout == Layout.SERIES ? seriesAttributes : one ? lowest() : groupAttributes;
            case OBSERVATION -> observationAttributes;
        };
    }

    private List<ComponentOut> lowest() {
        return layout == Layout.SERIES ? seriesAttributes : observationAttributes;
    }

    private ComponentOut out(Component component) {
        ComponentOut out = components.get(component.id());
        if (out == null) {
            throw new IllegalStateException(component.id());
        }
        return out;
    }

    /** True where data of this header go under this description. */
    boolean serves(DataStructureView other, DatasetHeader header, Layout wanted) {
        return view == other && reference.equals(header.reference()) && layout == wanted && pivotIs(header);
    }

    private boolean pivotIs(DatasetHeader header) {
        return layout == Layout.FLAT || observationDimensions.getFirst().id().equals(header.dimensionAtObservation());
    }

    DataStructureView view() {
        return view;
    }

    Layout layout() {
        return layout;
    }

    ComponentOut dimension(String id) {
        ComponentOut out = components.get(id);
        if (out == null) {
            throw new IllegalArgumentException(id + " is no dimension");
        }
        return out;
    }

    List<Component> seriesDimensions() {
        return seriesDimensions;
    }

    List<Component> observationDimensions() {
        return observationDimensions;
    }

    List<ComponentOut> measures() {
        return measures;
    }

    List<ComponentOut> datasetAttributes() {
        return datasetAttributes;
    }

    List<ComponentOut> groupAttributes() {
        return groupAttributes;
    }

    List<ComponentOut> seriesAttributes() {
        return seriesAttributes;
    }

    List<ComponentOut> observationAttributes() {
        return observationAttributes;
    }

    int annotation(Annotation annotation) {
        Integer known = annotations.get(annotation);
        if (known == null) {
            known = annotations.size();
            annotations.put(annotation, known);
        }
        return known;
    }

    void addDataset(int index) {
        datasets.add(index);
    }

    // Writing

    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        writeLinks(out);
        Maintenance named = reference.type() == ArtefactClass.DATA_STRUCTURE
                ? view.structure().maintenance()
                : view.dataflow()
                        .map(f -> f.maintenance())
                        .orElse(view.structure().maintenance());
        names.writeNamed(out, named.naming().names(), named.id());
        names.write(out, "description", "descriptions", named.naming().descriptions());
        out.writeObjectFieldStart("dimensions");
        // Some clients want the levels present even where they hold nothing.
        dimensions(out, "dataSet", List.of());
        dimensions(out, "series", seriesDimensions);
        dimensions(out, "observation", observationDimensions);
        out.writeEndObject();
        if (!format.firstJson()) {
            out.writeObjectFieldStart("measures");
            components(out, "observation", measures);
            out.writeEndObject();
        }
        out.writeObjectFieldStart("attributes");
        components(out, "dataSet", datasetAttributes);
        if (!format.firstJson()) {
            components(out, "dimensionGroup", groupAttributes);
        }
        components(out, "series", seriesAttributes);
        components(out, "observation", observationAttributes);
        out.writeEndObject();
        out.writeArrayFieldStart("annotations");
        for (Annotation a : annotations.keySet()) {
            new JsonNotes(format, names).write(out, a);
        }
        out.writeEndArray();
        if (!format.firstJson()) {
            out.writeArrayFieldStart("dataSets");
            for (int d : datasets) {
                out.writeNumber(d);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    /** The first link is what the data were sent or asked for by; the data structure follows where that is another. */
    private void writeLinks(JsonGenerator out) throws IOException {
        Set<Urn> first = new LinkedHashSet<>();
        first.add(reference);
        List<Link> own = new ArrayList<>();
        if (view.dataflow().isPresent()) {
            Dataflow flow = view.dataflow().get();
            if (reference.type() == ArtefactClass.PROVISION_AGREEMENT) {
                first.add(flow.urn());
            }
            own.addAll(flow.maintenance().naming().identification().links());
        }
        if (reference.type() != ArtefactClass.DATA_STRUCTURE) {
            first.add(view.structure().urn());
        }
        own.addAll(view.structure().maintenance().naming().identification().links());
        links.write(out, List.copyOf(first), own);
    }

    JsonLinks links() {
        return links;
    }

    private void dimensions(JsonGenerator out, String level, List<Component> list) throws IOException {
        out.writeArrayFieldStart(level);
        for (Component c : list) {
            ComponentOut dimension = out(c);
            if (dimension.named() || format != DataFormat.JSON_2_0) { // in 2.0 a dimension must have a value
                out.writeStartObject();
                head(out, dimension);
                out.writeNumberField(
                        "keyPosition", view.structure().dimensions().indexOf(c));
                roles(out, c);
                if (!format.firstJson() && ((Dimension) c).kind() != Dimension.Kind.TIME) {
                    format(out, dimension);
                }
                identified(out, c.identification());
                values(out, dimension);
                out.writeEndObject();
            }
        }
        out.writeEndArray();
    }

    private void components(JsonGenerator out, String level, List<ComponentOut> list) throws IOException {
        out.writeArrayFieldStart(level);
        for (ComponentOut c : list) {
            out.writeStartObject();
            head(out, c);
            if (!format.firstJson()) {
                out.writeBooleanField("isMandatory", mandatory(c.component()));
                format(out, c);
            }
            roles(out, c.component());
            if (c.component() instanceof Attribute a && format != DataFormat.JSON_1_0_WD) {
                relationship(out, a);
            }
            identified(out, c.component().identification());
            values(out, c);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static boolean mandatory(Component component) {
        return switch (component) {
            case Measure m -> m.usage() == Usage.MANDATORY;
            case Attribute a -> a.usage() == Usage.MANDATORY;
            case Dimension d -> true;
        };
    }

    private void head(JsonGenerator out, ComponentOut c) throws IOException {
        Optional<Naming> concept = view.concept(c.id()).map(Concept::naming);
        out.writeStringField("id", c.id());
        names.writeNamed(out, concept.map(Naming::names).orElse(LocalisedText.EMPTY), c.id());
        names.write(
                out,
                "description",
                "descriptions",
                concept.map(Naming::descriptions).orElse(LocalisedText.EMPTY));
    }

    private void roles(JsonGenerator out, Component component) throws IOException {
        Set<String> roles = new LinkedHashSet<>();
        if (component instanceof Dimension d && d.kind() == Dimension.Kind.TIME) {
            roles.add(Dimension.TIME_PERIOD);
        }
        for (Urn role : component.roles()) {
            if (ROLE.matcher(role.item()).matches()) {
                roles.add(role.item());
            }
        }
        if (roles.isEmpty()) {
            return;
        }
        if (format == DataFormat.JSON_1_0_WD) {
            out.writeStringField("role", roles.iterator().next()); // there is room for one
            return;
        }
        out.writeArrayFieldStart("roles");
        for (String role : roles) {
            out.writeString(role);
        }
        out.writeEndArray();
    }

    /** Links and notes of a component or code themselves, which the draft before 1.0 does not know there. */
    private void identified(JsonGenerator out, Identification identification) throws IOException {
        if (format == DataFormat.JSON_1_0_WD) {
            return;
        }
        links.write(out, identification.links());
        if (!identification.annotations().isEmpty()) {
            out.writeArrayFieldStart("annotations");
            for (Annotation a : identification.annotations()) {
                out.writeNumber(annotation(a));
            }
            out.writeEndArray();
        }
    }

    private void format(JsonGenerator out, ComponentOut c) throws IOException {
        Optional<Representation> representation = view.representation(c.id());
        Optional<TextFormat> text = representation.flatMap(Representation::format);
        boolean inFormat = format == DataFormat.JSON_2_0; // 2.1 has deprecated the place
        boolean occurs = representation.filter(Representation::array).isPresent()
                || representation.flatMap(Representation::minOccurs).isPresent();
        boolean plain = !c.coded() && text.isPresent();
        if (plain || (occurs && inFormat)) {
            out.writeObjectFieldStart("format");
            if (plain && text.get().dataType().isPresent()) {
                out.writeStringField("dataType", text.get().dataType().get().wireName());
            }
            if (plain) {
                facets(out, text.get(), c.component() instanceof Dimension);
            }
            if (occurs && inFormat) {
                occurs(out, representation.get());
            }
            out.writeEndObject();
        }
        if (occurs && !inFormat) {
            occurs(out, representation.get());
        }
    }

    private static void occurs(JsonGenerator out, Representation representation) throws IOException {
        int most = representation.maxOccurs().orElse(1);
        if (most == Representation.UNBOUNDED) {
            out.writeStringField("maxOccurs", "unbounded");
        } else if (most > 1) {
            out.writeNumberField("maxOccurs", most);
        }
        if (representation.minOccurs().isPresent()) {
            out.writeNumberField("minOccurs", representation.minOccurs().get());
        }
    }

    /** The facets of a format, as far as the schema lets their values pass. */
    private static void facets(JsonGenerator out, TextFormat text, boolean ofDimension) throws IOException {
        for (Map.Entry<Facet, String> e : text.facets().entrySet()) {
            String name = e.getKey().wireName();
            String value = e.getValue();
            switch (e.getKey()) {
                case IS_SEQUENCE -> out.writeBooleanField(name, value.equals("true"));
                case IS_MULTILINGUAL -> {
                    if (!ofDimension && text.multilingual()) {
                        out.writeBooleanField(name, true);
                    }
                }
                case MIN_LENGTH, MAX_LENGTH, DECIMALS -> {
                    if (value.matches("[1-9]\\d{0,8}")) {
                        out.writeNumberField(name, Integer.parseInt(value));
                    }
                }
                case INTERVAL, START_VALUE, END_VALUE, MIN_VALUE, MAX_VALUE -> {
                    if (ComponentOut.isNumber(value)) {
                        out.writeFieldName(name);
                        out.writeNumber(value);
                    }
                }
                case PATTERN -> out.writeStringField(name, value);
                case TIME_INTERVAL, START_TIME, END_TIME -> {
                    // Their forms are bounded in ways that those of SDMX-ML are not.
                }
            }
        }
    }

    private void relationship(JsonGenerator out, Attribute attribute) throws IOException {
        boolean one = format.firstJson();
        out.writeObjectFieldStart("relationship");
        List<String> on = view.attributeDimensions(attribute.id());
        if (view.level(attribute.id()).orElseThrow() == Level.DATASET) {
            out.writeObjectFieldStart(one ? "none" : "dataflow");
            out.writeEndObject();
        } else if (on.size() < view.structure().dimensions().size()) {
            out.writeArrayFieldStart("dimensions");
            for (String d : on) {
                out.writeString(d);
            }
            out.writeEndArray();
        } else if (one) {
            out.writeStringField(
                    "primaryMeasure",
                    measures.isEmpty() ? Measure.OBS_VALUE : measures.getFirst().id());
        } else {
            out.writeObjectFieldStart("observation");
            out.writeEndObject();
        }
        if (!one && !attribute.measures().isEmpty()) {
            out.writeArrayFieldStart("measures");
            for (String m : attribute.measures()) {
                out.writeString(m);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private void values(JsonGenerator out, ComponentOut c) throws IOException {
        if (!c.indexed() || (!c.named() && format == DataFormat.JSON_2_1)) {
            return;
        }
        if (!c.named() && format == DataFormat.JSON_2_0) {
            return; // a list must not be empty, and without one no index can be meant
        }
        out.writeArrayFieldStart("values");
        Map<String, Code> codes = view.codes(c.id());
        Map<String, Integer> order = order(codes);
        boolean time = c.component() instanceof Dimension d && d.kind() == Dimension.Kind.TIME;
        if (format == DataFormat.JSON_1_0_WD && !c.named() && c.component() instanceof Attribute) {
            // Clients drop an attribute without values, and then count the attributes after it wrongly.
            out.writeStartObject();
            out.writeStringField("name", "");
            out.writeEndObject();
        }
        for (String text : c.values()) {
            out.writeStartObject();
            value(out, c, text, codes);
            if (time) {
                cover(out, text);
            }
            Code code = codes.get(text);
            if (code != null && c.component() instanceof Dimension) {
                if (code.parent().isPresent() && ID.matcher(code.parent().get()).matches()) {
                    out.writeStringField("parent", code.parent().get());
                }
                Integer place = order.get(text);
                if (place != null) {
                    out.writeNumberField("order", place);
                }
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void value(JsonGenerator out, ComponentOut c, String text, Map<String, Code> codes) throws IOException {
        boolean one = format.firstJson();
        if (!c.coded() && !(c.component() instanceof Dimension)) {
            out.writeStringField(one ? "name" : "value", text);
            return;
        }
        Code code = codes.get(text);
        LocalisedText known = code == null ? LocalisedText.EMPTY : code.naming().names();
        // What is no id, such as a date with a time or ~, is a value in 2.x; 1.0 has no other place for it.
        out.writeStringField(one || ID.matcher(text).matches() ? "id" : "value", text);
        names.writeNamed(out, known, text);
        if (code != null) {
            names.write(out, "description", "descriptions", code.naming().descriptions());
            identified(out, code.naming().identification());
        }
    }

    private static Map<String, Integer> order(Map<String, Code> codes) {
        Map<String, Integer> order = new HashMap<>();
        for (String id : codes.keySet()) {
            order.put(id, order.size());
        }
        return order;
    }

    /** The stretch of the calendar that a period covers, both ends included. */
    private static void cover(JsonGenerator out, String text) throws IOException {
        Optional<TimePeriod> period = TimePeriod.tryParse(text);
        if (period.isPresent()) {
            LocalDateTime start = period.get().start();
            LocalDateTime end = period.get().end().minusSeconds(1);
            out.writeStringField("start", MOMENT.format(start));
            out.writeStringField("end", MOMENT.format(end.isBefore(start) ? start : end));
        }
    }
}
