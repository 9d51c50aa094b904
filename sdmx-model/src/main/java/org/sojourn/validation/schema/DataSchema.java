package org.sojourn.validation.schema;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.Attribute;
import org.sojourn.model.Component;
import org.sojourn.model.Concept;
import org.sojourn.model.DataType;
import org.sojourn.model.Dimension;
import org.sojourn.model.Group;
import org.sojourn.model.Measure;
import org.sojourn.model.Representation;
import org.sojourn.model.TextFormat;

/**
 * The XML schema of structure-specific data of one structure: what the base schemas leave open is closed by restriction.
 * Messages are valid by it together with the base schemas. Names and prefixes are those of the standard's own examples, on
 * which tools rely.
 */
public final class DataSchema {

    private static final String REPORTING_YEAR_TYPE = "xs:gMonthDay";
    private static final String REQUIRED = "required";
    private static final String OPTIONAL = "optional";
    private static final String PROHIBITED = "prohibited";
    private static final String TEXT_VALUE = "Text.ValueType";

    private final SchemaSubject subject;
    private final SchemaVersion version;
    private final String baseAddress;
    private final DataStructureView structure;
    private final ValueTypes types;
    private final Xsd xsd = new Xsd();
    private final boolean old;
    private final boolean series;
    private boolean textValue;

    private DataSchema(SchemaSubject subject, SchemaVersion version, String baseAddress) {
        this.subject = subject;
        this.version = version;
        this.baseAddress = baseAddress;
        this.structure = subject.structure();
        this.types = new ValueTypes(subject, version, reserved());
        this.old = version.before30();
        // The bases for time series want a period at each observation, which a deletion may leave out.
        this.series = old && subject.timeSeries() && !subject.deletion();
    }

    /**
     * Writes the schema in UTF-8.
     *
     * @param baseAddress where the base schemas lie, ending in a slash, for example {@link SchemaVersion#published}
     */
    public static void write(SchemaSubject subject, SchemaVersion version, String baseAddress, OutputStream out)
            throws IOException {
        DataSchema schema = new DataSchema(subject, version, baseAddress);
        schema.schema();
        schema.xsd.writeTo(out);
    }

    private Set<String> reserved() {
        Set<String> names =
                new HashSet<>(Set.of("DataSetType", "SeriesType", "ObsType", "AttsType", "GroupType", "GroupType.ID"));
        names.add(TEXT_VALUE);
        structure.structure().groups().forEach(g -> names.add(g.id()));
        structure.structure().components().forEach(c -> names.add(compType(c)));
        names.addAll(subject.measureConcepts().keySet());
        return names;
    }

    private void schema() {
        xsd.start(
                "schema",
                "xmlns:xs",
                "http://www.w3.org/2001/XMLSchema",
                "xmlns",
                subject.namespace(),
                "xmlns:dsd",
                version.structureSpecific(),
                "xmlns:common",
                version.common(),
                "targetNamespace",
                subject.namespace(),
                "elementFormDefault",
                "qualified",
                "attributeFormDefault",
                "unqualified");
        xsd.empty(
                "import",
                "namespace",
                version.structureSpecific(),
                "schemaLocation",
                baseAddress + "SDMXDataStructureSpecific.xsd");
        xsd.empty("import", "namespace", version.common(), "schemaLocation", baseAddress + "SDMXCommon.xsd");
        dataset();
        groups();
        if (!subject.flat()) {
            seriesType();
        }
        observation();
        if (!old) {
            atts();
            structure.structure().components().stream().filter(this::hasComp).forEach(this::comp);
            if (textValue) {
                textValue();
            }
        }
        types.define(xsd);
        xsd.end();
    }

    private void complexType(String name, String base, boolean isAbstract) {
        xsd.start("complexType", "name", name, isAbstract ? "abstract" : "", "true")
                .start("complexContent")
                .start("restriction", "base", base);
    }

    private void annotations() {
        xsd.empty("element", "ref", "common:Annotations", "minOccurs", "0");
    }

    private void comps() {
        if (!old) {
            local("Comp", "dsd:CompType", "0", "unbounded");
        }
    }

    private void local(String name, String type, String min, String max) {
        xsd.empty(
                "element",
                "name",
                name,
                "type",
                type,
                "form",
                "unqualified",
                min.isEmpty() ? "" : "minOccurs",
                min,
                max.isEmpty() ? "" : "maxOccurs",
                max);
    }

    private void dataset() {
        complexType("DataSetType", series ? "dsd:TimeSeriesDataSetType" : "dsd:DataSetType", false);
        xsd.start("sequence");
        annotations();
        local("DataProvider", "common:DataProviderReferenceType", "0", "");
        List<Group> groups = structure.structure().groups();
        String group = groups.size() == 1 ? groups.getFirst().id() : "GroupType";
        String unit = subject.flat() ? "Obs" : "Series";
        if (old) {
            if (!groups.isEmpty()) {
                local("Group", group, "0", "unbounded");
            }
            xsd.start("choice", "minOccurs", "0");
            local(unit, unit + "Type", "", "unbounded");
        } else {
            xsd.start("choice", "minOccurs", "0", "maxOccurs", "unbounded");
            local("Atts", "AttsType", "", "");
            if (!groups.isEmpty()) {
                local("Group", group, "", "");
            }
            local(unit, unit + "Type", "", "");
        }
        xsd.end(2);
        if (old) {
            // Since 3.0 they stand in Atts.
            attributes(a -> structure.attributeDimensions(a.id()).isEmpty());
            reportingYear(a -> structure.attributeDimensions(a.id()).isEmpty());
        }
        xsd.end(3);
    }

    private void groups() {
        List<Group> groups = structure.structure().groups();
        String base = "dsd:GroupType";
        String id = "common:IDType";
        if (groups.size() > 1) {
            complexType("GroupType", base, true);
            xsd.start("sequence");
            annotations();
            comps();
            xsd.end();
            xsd.empty("attribute", "name", "type", "type", "GroupType.ID", "use", OPTIONAL);
            xsd.empty("anyAttribute", "namespace", "##local");
            xsd.end(3);
            xsd.start("simpleType", "name", "GroupType.ID").start("restriction", "base", id);
            groups.forEach(g -> xsd.empty("enumeration", "value", g.id()));
            xsd.end(2);
            base = "GroupType";
            id = "GroupType.ID";
        }
        for (Group group : groups) {
            complexType(group.id(), base, false);
            xsd.start("sequence");
            annotations();
            comps();
            xsd.end();
            structure.structure().dimensions().stream()
                    .filter(d -> group.dimensions().contains(d.id()))
                    .forEach(this::dimension);
            attributes(a -> ofGroup(a, group));
            xsd.empty("attribute", "name", "type", "type", id, "use", OPTIONAL, "fixed", group.id());
            reportingYear(a -> ofGroup(a, group));
            xsd.end(3);
        }
    }

    /** Whether the key of the group is enough to tell the attribute. */
    private boolean ofGroup(Attribute attribute, Group group) {
        List<String> on = structure.attributeDimensions(attribute.id());
        return !on.isEmpty() && group.dimensions().containsAll(on);
    }

    private boolean atObservation(Attribute attribute) {
        List<String> on = structure.attributeDimensions(attribute.id());
        return subject.flat() ? !on.isEmpty() : on.contains(subject.pivot());
    }

    private boolean atSeries(Attribute attribute) {
        return !structure.attributeDimensions(attribute.id()).isEmpty() && !atObservation(attribute);
    }

    private void seriesType() {
        complexType("SeriesType", series ? "dsd:TimeSeriesType" : "dsd:SeriesType", false);
        xsd.start("sequence");
        annotations();
        comps();
        local("Obs", "ObsType", "0", "unbounded");
        xsd.end();
        for (Dimension dimension : structure.structure().dimensions()) {
            if (!dimension.id().equals(subject.pivot())) {
                dimension(dimension);
            }
        }
        if (!series && (subject.timeSeries() || subject.time().isEmpty())) {
            prohibited(Dimension.TIME_PERIOD, "common:ObservationalTimePeriodType");
        }
        attributes(this::atSeries);
        reportingYear(this::atSeries);
        xsd.end(3);
    }

    private void observation() {
        boolean explicit = old && subject.explicitMeasures();
        complexType("ObsType", series ? "dsd:TimeSeriesObsType" : "dsd:ObsType", explicit);
        xsd.start("sequence");
        annotations();
        comps();
        xsd.end();
        for (Dimension dimension : structure.structure().dimensions()) {
            if (subject.flat() || dimension.id().equals(subject.pivot())) {
                dimension(dimension);
            }
        }
        if (!subject.timeSeries() && (!subject.flat() || subject.time().isEmpty())) {
            prohibited(
                    Dimension.TIME_PERIOD, subject.time().map(types::of).orElse("common:ObservationalTimePeriodType"));
        }
        measures();
        attributes(this::atObservation);
        if (explicit) {
            xsd.empty("attribute", "name", "type", "type", measureDimensionType(), "use", OPTIONAL);
        } else {
            prohibited("type", "common:IDType");
        }
        reportingYear(this::atObservation);
        xsd.end(3);
        if (explicit) {
            subject.measureConcepts().values().forEach(this::explicitMeasure);
        }
    }

    private String measureDimensionType() {
        return structure.structure().dimensions().stream()
                .filter(d -> d.id().equals(subject.pivot()))
                .map(types::of)
                .findFirst()
                .orElse("common:IDType");
    }

    private void explicitMeasure(Concept concept) {
        complexType(concept.id(), "ObsType", false);
        xsd.start("sequence");
        annotations();
        xsd.end();
        xsd.empty("attribute", "name", "type", "type", measureDimensionType(), "use", OPTIONAL, "fixed", concept.id());
        structure.measures().stream()
                .findFirst()
                .ifPresent(m -> attribute(Measure.OBS_VALUE, ownType(concept).orElseGet(() -> types.of(m)), OPTIONAL));
        xsd.end(3);
    }

    private void measures() {
        if (old) {
            structure.measures().stream()
                    .findFirst()
                    .ifPresent(m -> attribute(Measure.OBS_VALUE, measureType(m), OPTIONAL));
        } else {
            structure.measures().stream().filter(m -> !array(m)).forEach(m -> attribute(m.id(), types.of(m), OPTIONAL));
        }
    }

    /** With explicit measures each concept may say the type of its values, and they need not have one in common. */
    private String measureType(Measure measure) {
        String type = types.of(measure);
        return subject.measureConcepts().values().stream()
                        .map(DataSchema::ownType)
                        .allMatch(own -> own.isEmpty() || own.get().equals(type))
                ? type
                : "xs:anySimpleType";
    }

    private static Optional<String> ownType(Concept concept) {
        return concept.coreRepresentation()
                .flatMap(Representation::format)
                .flatMap(TextFormat::dataType)
                .map(SimpleTypes::base);
    }

    /** Everything that stands on its own, with as much of the key as it needs. */
    private void atts() {
        complexType("AttsType", "dsd:AttsType", false);
        xsd.start("sequence");
        annotations();
        comps();
        xsd.end();
        structure.structure().dimensions().forEach(d -> attribute(d.id(), types.of(d), OPTIONAL));
        if (subject.time().isEmpty()) {
            prohibited(Dimension.TIME_PERIOD, "common:ObservationalTimePeriodType");
        }
        attributes(a -> true);
        xsd.end(3);
    }

    private boolean array(Component component) {
        return structure
                .representation(component.id())
                .filter(Representation::array)
                .isPresent();
    }

    /** Whether values may come as elements: several ones, and texts in their languages. */
    private boolean hasComp(Component component) {
        return !(component instanceof Dimension) && (array(component) || freeText(component));
    }

    private boolean freeText(Component component) {
        Optional<Representation> representation = structure.representation(component.id());
        return representation.flatMap(Representation::enumeration).isEmpty()
                && types.of(component).equals("xs:string");
    }

    private static String compType(Component component) {
        return component.id() + (component instanceof Measure ? "_MEASURE" : "_ATTRIBUTE");
    }

    private void comp(Component component) {
        Optional<Representation> representation = structure.representation(component.id());
        String value = component.id() + ".ValueType";
        if (xhtml(representation)) {
            value = "common:StructuredTextValueType";
        } else if (freeText(component)) {
            value = TEXT_VALUE;
            textValue = true;
        } else {
            xsd.start("complexType", "name", value)
                    .start("simpleContent")
                    .start("restriction", "base", "common:ValueType")
                    .start("simpleType")
                    .empty("restriction", "base", types.of(component))
                    .end(4);
        }
        complexType(compType(component), "dsd:CompType", false);
        xsd.start("sequence");
        annotations();
        int min = subject.deletion()
                ? 0
                : representation.flatMap(Representation::minOccurs).orElse(0);
        int max = representation.flatMap(Representation::maxOccurs).orElse(1);
        local(
                "Value",
                value,
                String.valueOf(min),
                max == Representation.UNBOUNDED ? "unbounded" : String.valueOf(Math.max(max, 1)));
        xsd.end();
        xsd.empty("attribute", "name", "id", "type", "common:NCNameIDType", "use", REQUIRED, "fixed", component.id());
        xsd.end(3);
    }

    private static boolean xhtml(Optional<Representation> representation) {
        return representation
                .flatMap(Representation::format)
                .flatMap(TextFormat::dataType)
                .filter(t -> t == DataType.XHTML)
                .isPresent();
    }

    /** A text as it is, or texts in several languages, or markup. */
    private void textValue() {
        xsd.start("complexType", "name", TEXT_VALUE, "mixed", "true")
                .start("complexContent", "mixed", "true")
                .start("restriction", "base", "common:ValueType")
                .start("choice", "minOccurs", "0")
                .empty("element", "ref", "common:Text", "minOccurs", "0", "maxOccurs", "unbounded")
                .empty("element", "ref", "common:StructuredText", "minOccurs", "0", "maxOccurs", "unbounded")
                .end(4);
    }

    private void dimension(Dimension dimension) {
        attribute(dimension.id(), types.of(dimension), subject.deletion() ? OPTIONAL : REQUIRED);
    }

    private interface Place {
        boolean has(Attribute attribute);
    }

    private void attributes(Place place) {
        List<Attribute> here = new ArrayList<>(structure.attributes());
        here.removeIf(
                a -> !place.has(a) || (old && a.id().equals(Attribute.REPORTING_YEAR_START_DAY)) || (!old && array(a)));
        here.forEach(a -> attribute(a.id(), types.of(a), OPTIONAL));
    }

    /** 2.1's base schema has it everywhere; it stays where the data structure has it. */
    private void reportingYear(Place place) {
        if (old) {
            Set<String> here = structure.attributes().stream()
                    .filter(place::has)
                    .map(Attribute::id)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            attribute(
                    Attribute.REPORTING_YEAR_START_DAY,
                    REPORTING_YEAR_TYPE,
                    here.contains(Attribute.REPORTING_YEAR_START_DAY) ? OPTIONAL : PROHIBITED);
        }
    }

    private void prohibited(String name, String type) {
        attribute(name, type, PROHIBITED);
    }

    private void attribute(String name, String type, String use) {
        xsd.empty("attribute", "name", name, "type", type, "use", use);
    }
}
