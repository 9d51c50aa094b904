package org.sojourn.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.MessageHeader;
import org.sojourn.model.Annotation;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.Identification;
import org.sojourn.model.Maintenance;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.MetadataSet.Coverage;
import org.sojourn.model.MetadataSet.ReferenceValue;
import org.sojourn.model.MetadataSet.Report;
import org.sojourn.model.MetadataSet.ReportedAttribute;
import org.sojourn.model.MetadataSet.ReportedValue;
import org.sojourn.model.MetadataStructure.TargetKind;
import org.sojourn.model.Naming;
import org.sojourn.model.ReportSet;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.UrnPattern;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.CanonicalReader;
import org.sojourn.structure.Xhtml;

/**
 * Reads one metadata set of 2.1, generic or structure specific: the two differ in how they name reports, targets and
 * attributes. Each report becomes a metadata set of the model.
 */
final class Metadata21Reader {
    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final Pattern NOT_IN_IDS = Pattern.compile("[^A-Za-z0-9_@$-]");

    private final CanonicalReader r;
    private final Problems problems;

    private Metadata21Reader(CanonicalReader r, Problems problems) {
        this.r = r;
        this.problems = problems;
    }

    /** What stands in a report. */
    private record Read(
            Report report,
            List<UrnPattern> targets,
            List<Annotation> annotations,
            List<ReportedAttribute> attributes) {}

    /**
     * From the start tag of a metadata set to its end tag.
     *
     * @param structures what metadata sets follow, by the ids under which they say so
     * @param before how many sets were read from this message before
     */
    static List<MetadataSet> read(
            CanonicalReader r, Map<String, Urn> structures, MessageHeader header, int before, Problems problems)
            throws XMLStreamException {
        return new Metadata21Reader(r, problems).set(structures, header, before);
    }

    private List<MetadataSet> set(Map<String, Urn> structures, MessageHeader header, int before)
            throws XMLStreamException {
        String reference = attribute("structureRef").orElse("");
        Urn follows = structures.get(reference);
        if (follows == null && structures.size() == 1) {
            follows = structures.values().iterator().next();
            warn(
                    "structure-guessed",
                    "structureRef '" + reference + "' is not declared in the header; the only structure there counts");
        } else if (follows == null) {
            warn("no-structure", "structureRef '" + reference + "' is not declared in the header; it follows nothing");
        }
        Optional<Urn> flow = Optional.ofNullable(follows);
        String fallback = NOT_IN_IDS.matcher(header.id()).replaceAll("_") + (before == 0 ? "" : "_" + (before + 1));
        String id = attribute("setID").orElse(fallback);
        Coverage coverage = new Coverage(
                attribute("reportingBeginDate"),
                attribute("reportingEndDate"),
                attribute("publicationYear"),
                attribute("publicationPeriod"));
        Optional<String> validFrom = attribute("validFromDate");
        Optional<String> validTo = attribute("validToDate");
        Map<String, String> names = new LinkedHashMap<>();
        List<Annotation> annotations = List.of();
        Optional<Urn> provider = Optional.empty();
        List<Read> reports = new ArrayList<>();
        while (child()) {
            switch (r.getLocalName()) {
                case "Annotations" -> annotations = annotations();
                case "Name" -> text(names);
                case "DataProvider" -> provider = reference(ArtefactClass.DATA_PROVIDER);
                case "Report" -> reports.add(report(provider));
                default -> unknown();
            }
        }
        String agency = ReportSet.agency(provider, header.sender().id());
        List<MetadataSet> all = new ArrayList<>();
        for (Read each : reports) {
            String own = ReportSet.id(id, all.size() + 1, reports.size());
            List<Annotation> both = new ArrayList<>(annotations);
            both.addAll(each.annotations);
            Naming naming = new Naming(
                    new Identification(own, Optional.empty(), both, List.of()),
                    new LocalisedText(names),
                    LocalisedText.EMPTY);
            all.add(new MetadataSet(
                    new Maintenance(
                            naming,
                            agency,
                            Version.LEGACY_DEFAULT,
                            Optional.empty(),
                            validFrom,
                            validTo,
                            false,
                            Optional.empty(),
                            Optional.empty(),
                            false),
                    flow,
                    coverage,
                    each.targets,
                    each.attributes,
                    Optional.of(each.report)));
        }
        return all;
    }

    private Read report(Optional<Urn> provider) throws XMLStreamException {
        String id = named();
        String target = "";
        List<ReferenceValue> values = new ArrayList<>();
        List<Annotation> annotations = List.of();
        List<ReportedAttribute> attributes = List.of();
        while (child()) {
            switch (r.getLocalName()) {
                case "Annotations" -> annotations = annotations();
                case "Target" -> {
                    target = named();
                    while (child()) {
                        if (r.getLocalName().equals("ReferenceValue")) {
                            referenceValue(values);
                        } else {
                            unknown();
                        }
                    }
                }
                case "AttributeSet" -> attributes = attributes();
                default -> unknown();
            }
        }
        for (ReferenceValue v : values) {
            if (v.kind() == ReferenceValue.Kind.OBJECT && !ReportSet.readable(v.value())) {
                warn("bad-reference", "the target '" + v.value() + "' cannot be read");
            }
        }
        return new Read(new Report(id, target, values, provider), ReportSet.about(values), annotations, attributes);
    }

    private void referenceValue(List<ReferenceValue> into) throws XMLStreamException {
        String id = named();
        while (child()) {
            switch (r.getLocalName()) {
                case "ObjectReference" ->
                    reference(ArtefactClass.DATAFLOW)
                            .ifPresent(u -> into.add(value(id, ReferenceValue.Kind.OBJECT, u.toString())));
                case "ConstraintContentReference" ->
                    reference(ArtefactClass.ATTACHMENT_CONSTRAINT)
                            .ifPresent(u -> into.add(value(id, ReferenceValue.Kind.CONSTRAINT, u.toString())));
                case "ReportPeriod" -> into.add(value(id, ReferenceValue.Kind.REPORT_PERIOD, text()));
                case "DataSetReference" -> {
                    String provider = "";
                    String set = "";
                    while (child()) {
                        switch (r.getLocalName()) {
                            case "DataProvider" ->
                                provider = reference(ArtefactClass.DATA_PROVIDER)
                                        .map(Urn::toString)
                                        .orElse("");
                            case "ID" -> set = text();
                            default -> unknown();
                        }
                    }
                    into.add(value(id, ReferenceValue.Kind.DATA_SET, provider + " " + set));
                }
                case "DataKey" -> {
                    List<ComponentValues> key = new ArrayList<>();
                    while (child()) {
                        String component = attribute("id").orElse("");
                        List<String> values = new ArrayList<>();
                        while (child()) {
                            values.add(text());
                        }
                        key.add(ComponentValues.of(component, values));
                    }
                    into.add(new ReferenceValue(id, ReferenceValue.Kind.DATA_KEY, "", key));
                }
                default -> unknown();
            }
        }
    }

    private static ReferenceValue value(String id, ReferenceValue.Kind kind, String value) {
        return new ReferenceValue(id, kind, value, List.of());
    }

    private List<ReportedAttribute> attributes() throws XMLStreamException {
        List<ReportedAttribute> all = new ArrayList<>();
        while (child()) {
            // Structure specific, the element itself is called like the attribute.
            String id = r.getLocalName().equals("ReportedAttribute")
                    ? attribute("id").orElse("")
                    : r.getLocalName();
            Optional<String> plain = attribute("value");
            List<Annotation> annotations = List.of();
            Map<String, String> texts = new LinkedHashMap<>();
            Map<String, String> markup = new LinkedHashMap<>();
            List<ReportedAttribute> below = List.of();
            while (child()) {
                switch (r.getLocalName()) {
                    case "Annotations" -> annotations = annotations();
                    case "Text" -> text(texts);
                    case "StructuredText" -> {
                        String language = language();
                        markup.put(language, Xhtml.read(r.getParent()).strip());
                    }
                    case "AttributeSet" -> below = attributes();
                    default -> unknown();
                }
            }
            Optional<ReportedValue> value = !markup.isEmpty()
                    ? Optional.of(new ReportedValue.Markup(new LocalisedText(markup)))
                    : !texts.isEmpty()
                            ? Optional.of(new ReportedValue.Text(new LocalisedText(texts)))
                            : plain.map(p -> new ReportedValue.Plain(List.of(p)));
            if (plain.isPresent() && !(markup.isEmpty() && texts.isEmpty())) {
                warn("value-twice", "attribute " + id + " has a value and texts; the texts count");
            }
            all.add(new ReportedAttribute(annotations, id, value, Optional.empty(), below));
        }
        return all;
    }

    private List<Annotation> annotations() throws XMLStreamException {
        List<Annotation> all = new ArrayList<>();
        while (child()) {
            Optional<String> id = attribute("id");
            Optional<String> title = Optional.empty();
            Optional<String> type = Optional.empty();
            List<Annotation.Url> urls = new ArrayList<>();
            Map<String, String> texts = new LinkedHashMap<>();
            while (child()) {
                switch (r.getLocalName()) {
                    case "AnnotationTitle" -> title = Optional.of(text());
                    case "AnnotationType" -> type = Optional.of(text());
                    case "AnnotationURL" -> urls.add(new Annotation.Url(text(), Optional.empty()));
                    case "AnnotationText" -> text(texts);
                    default -> unknown();
                }
            }
            all.add(new Annotation(id, title, type, urls, new LocalisedText(texts), Optional.empty()));
        }
        return all;
    }

    /** A reference by Ref, URN or both. */
    private Optional<Urn> reference(ArtefactClass expected) throws XMLStreamException {
        Optional<Urn> urn = Optional.empty();
        Optional<Urn> ref = Optional.empty();
        while (child()) {
            try {
                if (r.getLocalName().equals("URN")) {
                    urn = Optional.of(Urn.parse(text()));
                } else if (r.getLocalName().equals("Ref")) {
                    ref = Optional.of(ref(expected));
                    r.skip();
                } else {
                    unknown();
                }
            } catch (IllegalArgumentException e) {
                warn("bad-reference", "a reference cannot be read: " + e.getMessage());
            }
        }
        return ref.isPresent() ? ref : urn;
    }

    private Urn ref(ArtefactClass expected) {
        ArtefactClass type = attribute("class")
                .map(c -> c.equals("Attribute") ? "DataAttribute" : c)
                .flatMap(ArtefactClass::named)
                .orElse(expected);
        String agency = attribute("agencyID").orElse("");
        String id = attribute("id").orElse("");
        Optional<String> parent = attribute("maintainableParentID");
        if (parent.isEmpty()) {
            return Urn.of(type, agency, id, attribute("version").orElse("1.0"));
        }
        return new Urn(
                type,
                agency,
                parent.get(),
                attribute("maintainableParentVersion").orElse("1.0"),
                id);
    }

    /** The id of a report, target or reference value; structure specific it is the last part of the type's name. */
    private String named() {
        Optional<String> id = attribute("id");
        if (id.isPresent()) {
            return id.get();
        }
        String type = r.getAttributeValue(SCHEMA_INSTANCE, "type");
        String local = type == null ? "" : type.substring(type.indexOf(':') + 1);
        String name = local.substring(local.lastIndexOf('.') + 1);
        for (TargetKind kind : TargetKind.values()) {
            if (kind.typeName().equals(name)) {
                return kind.fixedId();
            }
        }
        return name;
    }

    /** Goes to the next child element; false at the end tag of the element. */
    private boolean child() throws XMLStreamException {
        while (true) {
            r.next();
            if (r.isStartElement()) {
                return true;
            }
            if (r.isEndElement()) {
                return false;
            }
        }
    }

    /** An attribute by its name, in whatever namespace. */
    private Optional<String> attribute(String name) {
        for (int i = 0; i < r.getAttributeCount(); i++) {
            if (r.getAttributeLocalName(i).equals(name) && !SCHEMA_INSTANCE.equals(r.getAttributeNamespace(i))) {
                return Optional.of(r.getAttributeValue(i));
            }
        }
        return Optional.empty();
    }

    private String text() throws XMLStreamException {
        return r.getElementText().strip();
    }

    private void text(Map<String, String> into) throws XMLStreamException {
        String language = language();
        into.putIfAbsent(language, r.getElementText());
    }

    private String language() {
        @Nullable String language = r.getAttributeValue("http://www.w3.org/XML/1998/namespace", "lang");
        return language == null || language.isBlank() ? "en" : language;
    }

    private void unknown() throws XMLStreamException {
        warn("unknown-element", "element '" + r.getLocalName() + "' is not known there; left out");
        r.skip();
    }

    private void warn(String rule, String message) {
        problems.add(Problem.warning(
                rule,
                new Location(r.getLocation().getLineNumber(), r.getLocation().getColumnNumber(), "MetadataSet"),
                message));
    }
}
