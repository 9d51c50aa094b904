package org.sojourn.validation.schema;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sojourn.model.DataType;
import org.sojourn.model.MetadataAttribute;
import org.sojourn.model.MetadataStructure;
import org.sojourn.model.MetadataStructure.Report;
import org.sojourn.model.MetadataStructure.Target;
import org.sojourn.model.MetadataStructure.TargetKind;
import org.sojourn.model.MetadataStructure.TargetObject;
import org.sojourn.model.MetadataStructure.Use;
import org.sojourn.model.Representation;
import org.sojourn.model.SdmxException;
import org.sojourn.model.TextFormat;
import org.sojourn.model.ref.Urn;

/**
 * The XML schema of structure-specific metadata of one metadata structure, which only 2.1 has. Messages are valid by it
 * together with the base schemas. Names are those of the standard's own example: a report {@code R}, a target of it
 * {@code R.T}, an object of the target {@code T.O}.
 */
public final class MetadataSchema {
    private static final SchemaVersion VERSION = SchemaVersion.V2_1;
    private static final String ANY = "Any";
    private static final String UNBOUNDED = "unbounded";
    private static final String ID = "common:IDType";

    /** Classes whose reference types in the base schema are not called by their names in the model of 2.1. */
    private static final Map<String, String> REFERENCES = Map.of(
            ANY,
            "Object",
            "Organisation",
            "Organisation",
            "DataAttribute",
            "Attribute",
            "DimensionDescriptor",
            "KeyDescriptor",
            "GroupDimensionDescriptor",
            "GroupKeyDescriptor",
            "Constraint",
            "Constraint");

    /** Classes that the base schema has no reference type for: any reference will do. */
    private static final Set<String> WITHOUT_REFERENCES = Set.of(
            "CodeMap",
            "ComponentMap",
            "ConceptMap",
            "ConstraintTarget",
            "DataSetTarget",
            "DefinitionScheme",
            "DimensionDescriptorValuesTarget",
            "HybridCodelistMap",
            "HybridCodeMap",
            "IdentifiableObjectTarget",
            "MetadataDocument",
            "MetadataSet",
            "OrganisationMap",
            "OrganisationScheme",
            "ReportPeriodTarget",
            "ReportingYearStartDay",
            "VtlCodelistMapping",
            "VtlConceptMapping",
            "VtlDataflowMapping");

    private final MetadataSchemaSubject subject;
    private final MetadataStructure structure;
    private final Map<String, MetadataAttribute> attributes = new HashMap<>();
    private final Map<List<String>, String> lists = new HashMap<>();
    private final SimpleTypes types;
    private final String baseAddress;
    private final Xsd xsd = new Xsd();

    private MetadataSchema(MetadataSchemaSubject subject, String baseAddress) {
        this.subject = subject;
        this.structure = subject.structure();
        this.baseAddress = baseAddress;
        structure.attributes().forEach(a -> attributes.put(a.id(), a));
        this.types = new SimpleTypes(complexTypes());
    }

    /**
     * Writes the schema in UTF-8.
     *
     * @param baseAddress where the base schemas of 2.1 lie, ending in a slash
     * @throws SdmxException of kind SEMANTIC where two types would have the same name
     */
    public static void write(MetadataSchemaSubject subject, String baseAddress, OutputStream out) throws IOException {
        MetadataSchema schema = new MetadataSchema(subject, baseAddress);
        schema.schema();
        schema.xsd.writeTo(out);
    }

    /** The names of all types that are not simple. */
    private Set<String> complexTypes() {
        Set<String> names =
                new HashSet<>(Set.of("MetadataSetType", "ReportType", "TargetType", "Report.ID", "Target.ID"));
        for (Report report : structure.reportsIn21()) {
            take(report.id(), names);
            take(report.id() + ".TargetType", names);
            take(report.id() + ".AttributeSet", names);
            take(report.id() + ".Target.ID", names);
            targetIds(report).forEach(t -> take(report.id() + "." + t, names));
        }
        for (Target target : structure.targetsIn21()) {
            take(target.id() + ".ReferenceValueType", names);
            take(target.id() + ".TargetObject.ID", names);
            target.objects().forEach(o -> take(objectType(target, o), names));
        }
        return names;
    }

    private void take(String name, Set<String> names) {
        if (!names.add(name)) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    "reports and targets of " + structure.urn().shortForm()
                            + " have ids by which two types of its schema" + " would be called " + name);
        }
    }

    private static String objectType(Target target, TargetObject object) {
        return target.id() + "."
                + (object.kind() == TargetKind.OBJECT
                        ? object.identification().id()
                        : object.kind().typeName());
    }

    private static String objectId(TargetObject object) {
        return object.kind() == TargetKind.OBJECT
                ? object.identification().id()
                : object.kind().fixedId();
    }

    /** The targets of a report; all, where it names none. */
    private List<String> targetIds(Report report) {
        List<String> all = structure.targetsIn21().stream().map(Target::id).toList();
        List<String> named =
                report.targets().stream().filter(all::contains).distinct().toList();
        return named.isEmpty() ? all : named;
    }

    private void schema() {
        xsd.start(
                "schema",
                "xmlns:xs",
                "http://www.w3.org/2001/XMLSchema",
                "xmlns",
                subject.namespace(),
                "xmlns:msd",
                VERSION.metadataSpecific(),
                "xmlns:common",
                VERSION.common(),
                "targetNamespace",
                subject.namespace(),
                "elementFormDefault",
                "qualified",
                "attributeFormDefault",
                "unqualified");
        xsd.empty(
                "import",
                "namespace",
                VERSION.metadataSpecific(),
                "schemaLocation",
                baseAddress + "SDMXMetadataStructureSpecific.xsd");
        xsd.empty("import", "namespace", VERSION.common(), "schemaLocation", baseAddress + "SDMXCommon.xsd");
        metadataSet();
        bases();
        structure.targetsIn21().forEach(this::target);
        structure.reportsIn21().forEach(this::report);
        ids("Report.ID", ID, structure.reportsIn21().stream().map(Report::id).toList());
        ids("Target.ID", ID, structure.targetsIn21().stream().map(Target::id).toList());
        types.define(xsd);
        xsd.end();
    }

    private void restriction(String name, String base, boolean isAbstract) {
        xsd.start("complexType", "name", name, isAbstract ? "abstract" : "", "true")
                .start("complexContent")
                .start("restriction", "base", base);
    }

    private void annotations() {
        xsd.empty("element", "ref", "common:Annotations", "minOccurs", "0");
    }

    private void local(String name, String type) {
        xsd.empty("element", "name", name, "type", type, "form", "unqualified");
    }

    private void id(String type, String fixed) {
        xsd.empty("attribute", "name", "id", "type", type, "use", "optional", fixed.isEmpty() ? "" : "fixed", fixed);
    }

    private void ids(String name, String base, List<String> values) {
        xsd.start("simpleType", "name", name).start("restriction", "base", base);
        new LinkedHashSet<>(values).forEach(v -> xsd.empty("enumeration", "value", v));
        xsd.end(2);
    }

    private void metadataSet() {
        restriction("MetadataSetType", "msd:MetadataSetType", false);
        xsd.start("sequence");
        annotations();
        xsd.empty("element", "ref", "common:Name", "minOccurs", "0", "maxOccurs", UNBOUNDED);
        xsd.empty(
                "element",
                "name",
                "DataProvider",
                "type",
                "common:DataProviderReferenceType",
                "form",
                "unqualified",
                "minOccurs",
                "0");
        xsd.empty("element", "name", "Report", "type", "ReportType", "form", "unqualified", "maxOccurs", UNBOUNDED);
        xsd.end(4);
    }

    private void bases() {
        restriction("ReportType", "msd:ReportType", true);
        xsd.start("sequence");
        annotations();
        local("Target", "TargetType");
        xsd.empty("element", "name", "AttributeSet", "form", "unqualified");
        xsd.end();
        id("Report.ID", "");
        xsd.end(3);
        anyTarget("TargetType", "msd:TargetType", "Target.ID");
    }

    private void anyTarget(String name, String base, String ids) {
        restriction(name, base, true);
        xsd.start("sequence");
        xsd.empty(
                "element",
                "name",
                "ReferenceValue",
                "type",
                "msd:ReferenceValueType",
                "form",
                "unqualified",
                "maxOccurs",
                UNBOUNDED);
        xsd.end();
        id(ids, "");
        xsd.end(3);
    }

    private void target(Target target) {
        String value = target.id() + ".ReferenceValueType";
        String ids = target.id() + ".TargetObject.ID";
        // What has no targets since 3.0 may be about any number of things.
        boolean any = structure.targets().isEmpty();
        String count = String.valueOf(target.objects().size());
        xsd.start("group", "name", target.id()).start("sequence");
        xsd.empty(
                "element",
                "name",
                "ReferenceValue",
                "type",
                value,
                "form",
                "unqualified",
                "minOccurs",
                any ? "1" : count,
                "maxOccurs",
                any ? UNBOUNDED : count);
        xsd.end(2);
        restriction(value, "msd:ReferenceValueType", true);
        xsd.start("choice");
        local("ObjectReference", "common:ReferenceType");
        local("DataKey", "common:DataKeyType");
        local("DataSetReference", "common:SetReferenceType");
        local("ConstraintContentReference", "common:AttachmentConstraintReferenceType");
        local("ReportPeriod", "common:ObservationalTimePeriodType");
        xsd.end();
        id(ids, "");
        xsd.end(3);
        for (TargetObject object : target.objects()) {
            restriction(objectType(target, object), value, false);
            xsd.start("choice");
            object(object);
            xsd.end();
            id(ids, objectId(object));
            xsd.end(3);
        }
        ids(ids, ID, target.objects().stream().map(MetadataSchema::objectId).toList());
    }

    private void object(TargetObject object) {
        switch (object.kind()) {
            case OBJECT ->
                local("ObjectReference", reference(object.objectType().orElse(ANY)));
            case KEY -> local("DataKey", "common:DataKeyType");
            case DATA_SET -> local("DataSetReference", "common:SetReferenceType");
            case CONSTRAINT -> local("ConstraintContentReference", "common:AttachmentConstraintReferenceType");
            case REPORT_PERIOD ->
                local(
                        "ReportPeriod",
                        object.representation()
                                .flatMap(Representation::format)
                                .flatMap(TextFormat::dataType)
                                .map(SimpleTypes::base)
                                .orElse("common:ObservationalTimePeriodType"));
        }
    }

    private static String reference(String type) {
        return "common:"
                + (WITHOUT_REFERENCES.contains(type) ? "Object" : REFERENCES.getOrDefault(type, type))
                + "ReferenceType";
    }

    private void report(Report report) {
        String id = report.id();
        restriction(id, "ReportType", false);
        xsd.start("sequence");
        annotations();
        xsd.start("element", "name", "Target", "type", id + ".TargetType", "form", "unqualified");
        if (!structure.targets().isEmpty()) {
            xsd.start("unique", "name", id + ".Target.ReferenceValue.Unique")
                    .empty("selector", "xpath", "*")
                    .empty("field", "xpath", "@id")
                    .end();
        }
        xsd.end();
        local("AttributeSet", id + ".AttributeSet");
        xsd.end();
        id("Report.ID", id);
        xsd.end(3);
        String ids = id + ".Target.ID";
        anyTarget(id + ".TargetType", "TargetType", ids);
        for (String target : targetIds(report)) {
            restriction(id + "." + target, id + ".TargetType", false);
            xsd.empty("group", "ref", target);
            id(ids, target);
            xsd.end(3);
        }
        ids(ids, "Target.ID", targetIds(report));
        Map<String, MetadataAttribute> used = new LinkedHashMap<>();
        for (Use use : report.attributes()) {
            MetadataAttribute attribute = attributes.get(use.attribute());
            if (attribute != null) {
                used.put(use.id(), attribute);
            }
        }
        xsd.start("complexType", "name", id + ".AttributeSet").start("sequence");
        used.forEach(this::attribute);
        xsd.end(2);
    }

    private void attribute(String id, MetadataAttribute attribute) {
        int most = attribute.maxOccurs().orElse(1);
        xsd.start(
                        "element",
                        "name",
                        id,
                        "form",
                        "unqualified",
                        "minOccurs",
                        String.valueOf(least(attribute)),
                        "maxOccurs",
                        most == Representation.UNBOUNDED ? UNBOUNDED : String.valueOf(Math.max(most, least(attribute))))
                .start("complexType")
                .start("complexContent")
                .start("restriction", "base", "msd:ReportedAttributeType")
                .start("sequence");
        annotations();
        Optional<Representation> representation = attribute
                .representation()
                .or(() -> Optional.ofNullable(subject.concepts().get(attribute.concept())));
        boolean coded = representation.flatMap(Representation::enumeration).isPresent();
        DataType type = representation
                .flatMap(Representation::format)
                .flatMap(TextFormat::dataType)
                .orElse(DataType.STRING);
        boolean markup = !coded && type == DataType.XHTML && !attribute.presentational();
        boolean text = !coded && type == DataType.STRING && !attribute.presentational();
        if (markup) {
            xsd.start("choice")
                    .empty("element", "ref", "common:StructuredText", "maxOccurs", UNBOUNDED)
                    .end();
        } else if (text) {
            // A text stands in the attribute value, or several in their languages as elements.
            xsd.start("choice", "minOccurs", "0")
                    .empty("element", "ref", "common:Text", "maxOccurs", UNBOUNDED)
                    .end();
        }
        children(attribute);
        xsd.end();
        id(ID, id);
        if (markup || attribute.presentational()) {
            xsd.empty("attribute", "name", "value", "use", "prohibited");
        } else {
            xsd.empty(
                    "attribute",
                    "name",
                    "value",
                    "type",
                    valueType(attribute, representation),
                    "use",
                    text ? "optional" : "required");
        }
        xsd.end(4);
    }

    private static int least(MetadataAttribute attribute) {
        return attribute.minOccurs().orElse(1);
    }

    private void children(MetadataAttribute attribute) {
        if (attribute.children().isEmpty()) {
            return;
        }
        boolean optional = attribute.children().stream().allMatch(c -> least(c) == 0);
        xsd.start("element", "name", "AttributeSet", "form", "unqualified", "minOccurs", optional ? "0" : "1")
                .start("complexType")
                .start("sequence");
        attribute.children().forEach(c -> attribute(c.id(), c));
        xsd.end(3);
    }

    private String valueType(MetadataAttribute attribute, Optional<Representation> representation) {
        Optional<Urn> list = representation.flatMap(Representation::enumeration);
        if (list.isPresent()) {
            List<String> codes = subject.codes().getOrDefault(list.get(), List.of());
            // A list that is not known here narrows nothing.
            return codes.isEmpty()
                    ? "xs:string"
                    : lists.computeIfAbsent(
                            codes, c -> types.enumeration(list.get().id(), codes));
        }
        return representation
                .flatMap(Representation::format)
                .map(format -> types.text(attribute.id(), format))
                .orElse("xs:string");
    }
}
