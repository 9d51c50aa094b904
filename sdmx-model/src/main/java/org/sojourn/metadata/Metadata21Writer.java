package org.sojourn.metadata;

import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.sojourn.data.FooterMessage;
import org.sojourn.format.MetadataFormat;
import org.sojourn.model.Annotation;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataConstraint.MemberValue;
import org.sojourn.model.Maintenance;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.MetadataSet.ReferenceValue;
import org.sojourn.model.MetadataSet.Report;
import org.sojourn.model.MetadataSet.ReportedAttribute;
import org.sojourn.model.MetadataSet.ReportedValue;
import org.sojourn.model.MetadataStructure.TargetKind;
import org.sojourn.model.ReportSet;
import org.sojourn.model.StructureSet;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.PublishedWriter;
import org.sojourn.structure.StructureWriterOptions;
import org.sojourn.structure.XmlStreams;
import org.sojourn.structure.binding.Bindings;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.FooterBinding;
import org.sojourn.structure.binding.HeaderBinding;
import org.sojourn.structure.binding.Namespaces;
import org.sojourn.structure.binding.Writing;

/** Writes metadata sets in SDMX-ML 2.1, generic or structure specific; metadata sets named {@code S$R} become one. */
final class Metadata21Writer {
    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String SPECIFIC =
            "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/metadata/structurespecific";
    private static final String XML = "http://www.w3.org/XML/1998/namespace";

    private final PublishedWriter w;
    private final boolean specific;
    private final Problems losses;
    private String current = "";

    private Metadata21Writer(PublishedWriter w, boolean specific, Problems losses) {
        this.w = w;
        this.specific = specific;
        this.losses = losses;
    }

    static void write(
            MetadataMessage message,
            MetadataFormat format,
            StructureWriterOptions options,
            OutputStream out,
            Problems losses)
            throws IOException {
        try {
            PublishedWriter w = new PublishedWriter(XmlStreams.writer(out, losses), Dialect.ML_2_1, options.pretty());
            Writing writing = new Writing(Dialect.ML_2_1, losses, options.languages());
            new Metadata21Writer(w, format == MetadataFormat.ML_2_1_SS, losses).message(message, options, writing);
        } catch (XMLStreamException | JAXBException e) {
            throw XmlStreams.failure(e);
        }
    }

    private void message(MetadataMessage message, StructureWriterOptions options, Writing writing)
            throws XMLStreamException, JAXBException {
        Map<String, Urn> structures = MetadataXmlWriter.structures(message);
        w.writeStartDocument("UTF-8", "1.0");
        w.writeStartElement("mes", specific ? "StructureSpecificMetadata" : "GenericMetadata", Namespaces.MESSAGE);
        w.writeNamespace("mes", Namespaces.MESSAGE);
        w.writeNamespace("com", Namespaces.COMMON);
        if (specific) {
            w.writeNamespace("ss", SPECIFIC);
            w.writeNamespace("xsi", SCHEMA_INSTANCE);
            for (Map.Entry<String, Urn> e : structures.entrySet()) {
                w.writeNamespace(prefix(e.getKey()), e.getValue().toString());
            }
        } else {
            w.writeNamespace("md", Namespaces.METADATA);
        }
        w.inHeader(true);
        HeaderBinding header = HeaderBinding.ofMetadata(message.header(), structures, writing);
        if (specific) {
            header.nameSchemas(structures);
        }
        marshal(HeaderBinding.class, header, Namespaces.STRUCTURE, "Header");
        w.inHeader(false);
        for (List<MetadataSet> together : ReportSet.together(message.sets())) {
            set(together, structures);
        }
        List<FooterMessage> footer = message.footer(options, losses);
        if (!footer.isEmpty()) {
            marshal(FooterBinding.class, FooterBinding.of(footer), Namespaces.FOOTER, "Footer");
        }
        w.writeEndElement();
        w.writeEndDocument();
        w.flush();
    }

    private static String prefix(String structure) {
        return structure.toLowerCase(java.util.Locale.ROOT);
    }

    private void set(List<MetadataSet> reports, Map<String, Urn> structures) throws XMLStreamException {
        MetadataSet first = reports.getFirst();
        current = first.urn().toString();
        tell(first);
        String structure = structures.entrySet().stream()
                .filter(e -> first.flow().equals(Optional.of(e.getValue())))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        w.writeStartElement("mes", "MetadataSet", Namespaces.MESSAGE);
        if (specific) {
            w.writeAttribute("xsi", SCHEMA_INSTANCE, "type", prefix(structure) + ":MetadataSetType");
        }
        attribute("structureRef", Optional.of(structure));
        attribute("setID", Optional.of(StructureSet.setId(first.id())));
        attribute("reportingBeginDate", first.coverage().reportingBegin());
        attribute("reportingEndDate", first.coverage().reportingEnd());
        attribute("validFromDate", first.maintenance().validFrom());
        attribute("validToDate", first.maintenance().validTo());
        attribute("publicationYear", first.coverage().publicationYear());
        attribute("publicationPeriod", first.coverage().publicationPeriod());
        annotations(first.maintenance().naming().annotations());
        for (Map.Entry<String, String> e :
                first.maintenance().naming().names().byLanguage().entrySet()) {
            text("Name", e);
        }
        Optional<Urn> provider = first.report().flatMap(Report::dataProvider);
        if (provider.isPresent()) {
            start("DataProvider");
            reference(provider.get());
            w.writeEndElement();
        }
        for (MetadataSet each : reports) {
            current = each.urn().toString();
            report(each, structure);
        }
        w.writeEndElement();
    }

    private void tell(MetadataSet set) {
        Maintenance m = set.maintenance();
        if (!m.naming().descriptions().isEmpty()) {
            lose("descriptions");
        }
        if (!m.version().text().equals("1.0")) {
            lose("version " + m.version());
        }
        m.naming().identification().links().forEach(l -> lose("link '" + l.rel() + "'"));
        set.targets().stream().filter(t -> !t.exact()).forEach(t -> lose("target " + t + ": 2.1 has no wildcards"));
    }

    private void report(MetadataSet set, String structure) throws XMLStreamException {
        Report report = set.report().orElseGet(() -> {
            lose("being of no report and target of 2.1: written as REPORT on TARGET");
            return ReportSet.impliedReport(set);
        });
        start("Report");
        named(report.id(), prefix(structure) + ":" + report.id());
        start("Target");
        named(report.target(), prefix(structure) + ":" + report.id() + "." + report.target());
        for (ReferenceValue v : report.values()) {
            start("ReferenceValue");
            named(v.id(), prefix(structure) + ":" + report.target() + "." + typeName(v.id()));
            value(v);
            w.writeEndElement();
        }
        w.writeEndElement();
        attributes(set.attributes());
        w.writeEndElement();
    }

    /** Objects with an id that the standard fixes are called by their kind in types. */
    private static String typeName(String id) {
        for (TargetKind kind : TargetKind.values()) {
            if (kind.fixedId().equals(id)) {
                return kind.typeName();
            }
        }
        return id;
    }

    private void value(ReferenceValue v) throws XMLStreamException {
        switch (v.kind()) {
            case OBJECT -> {
                start("ObjectReference");
                urn(v.value());
                w.writeEndElement();
            }
            case CONSTRAINT -> {
                start("ConstraintContentReference");
                urn(v.value());
                w.writeEndElement();
            }
            case REPORT_PERIOD -> {
                start("ReportPeriod");
                w.writeCharacters(v.value());
                w.writeEndElement();
            }
            case DATA_SET -> {
                int blank = v.value().indexOf(' ');
                start("DataSetReference");
                w.writeStartElement("com", "DataProvider", Namespaces.COMMON);
                urn(v.value().substring(0, blank));
                w.writeEndElement();
                w.writeStartElement("com", "ID", Namespaces.COMMON);
                w.writeCharacters(v.value().substring(blank + 1));
                w.writeEndElement();
                w.writeEndElement();
            }
            case DATA_KEY -> {
                start("DataKey");
                for (ComponentValues c : v.key()) {
                    w.writeStartElement("com", "KeyValue", Namespaces.COMMON);
                    w.writeAttribute("id", c.component());
                    for (MemberValue m : c.values()) {
                        w.writeStartElement("com", "Value", Namespaces.COMMON);
                        w.writeCharacters(m.value());
                        w.writeEndElement();
                    }
                    w.writeEndElement();
                }
                w.writeEndElement();
            }
        }
    }

    private void attributes(List<ReportedAttribute> all) throws XMLStreamException {
        start("AttributeSet");
        for (ReportedAttribute a : all) {
            List<String> plain =
                    a.value().isPresent() && a.value().get() instanceof ReportedValue.Plain p ? p.values() : List.of();
            if (plain.size() > 1) {
                lose("having " + plain.size() + " values at once in " + a.id() + ": written as so many attributes");
            }
            if (a.format().isPresent()) {
                lose("format of the value of " + a.id());
            }
            attribute(a, plain.isEmpty() ? Optional.empty() : Optional.of(plain.getFirst()));
            for (String more : plain.subList(Math.min(1, plain.size()), plain.size())) {
                attribute(ReportedAttribute.of(a.id(), more), Optional.of(more));
            }
        }
        w.writeEndElement();
    }

    private void attribute(ReportedAttribute a, Optional<String> plain) throws XMLStreamException {
        if (specific) {
            start(a.id());
        } else {
            start("ReportedAttribute");
            w.writeAttribute("id", a.id());
        }
        if (plain.isPresent()) {
            w.writeAttribute("value", plain.get());
        }
        annotations(a.annotations());
        if (a.value().isPresent()) {
            switch (a.value().get()) {
                case ReportedValue.Plain p -> {}
                case ReportedValue.Text t -> {
                    for (Map.Entry<String, String> e : t.texts().byLanguage().entrySet()) {
                        text("Text", e);
                    }
                }
                case ReportedValue.Markup m -> {
                    for (Map.Entry<String, String> e : m.markup().byLanguage().entrySet()) {
                        text("StructuredText", e);
                    }
                }
            }
        }
        if (!a.children().isEmpty()) {
            attributes(a.children());
        }
        w.writeEndElement();
    }

    private void annotations(List<Annotation> all) throws XMLStreamException {
        if (all.isEmpty()) {
            return;
        }
        w.writeStartElement("com", "Annotations", Namespaces.COMMON);
        for (Annotation a : all) {
            w.writeStartElement("com", "Annotation", Namespaces.COMMON);
            if (a.id().isPresent()) {
                w.writeAttribute("id", a.id().get());
            }
            common("AnnotationTitle", a.title());
            common("AnnotationType", a.type());
            common("AnnotationURL", a.urls().stream().findFirst().map(Annotation.Url::address));
            if (a.urls().size() > 1
                    || a.urls().stream().anyMatch(u -> u.language().isPresent())) {
                lose("annotation URLs after the first, and their languages");
            }
            for (Map.Entry<String, String> e : a.text().byLanguage().entrySet()) {
                text("AnnotationText", e);
            }
            a.value().ifPresent(v -> lose("annotation value '" + v + "'"));
            w.writeEndElement();
        }
        w.writeEndElement();
    }

    private void common(String name, Optional<String> text) throws XMLStreamException {
        if (text.isPresent()) {
            w.writeStartElement("com", name, Namespaces.COMMON);
            w.writeCharacters(text.get());
            w.writeEndElement();
        }
    }

    private void text(String name, Map.Entry<String, String> text) throws XMLStreamException {
        w.writeStartElement("com", name, Namespaces.COMMON);
        w.writeAttribute("xml", XML, "lang", text.getKey());
        w.writeCharacters(text.getValue());
        w.writeEndElement();
    }

    private void reference(Urn urn) throws XMLStreamException {
        urn(urn.toString());
    }

    private void urn(String urn) throws XMLStreamException {
        w.writeStartElement("URN");
        w.writeCharacters(urn);
        w.writeEndElement();
    }

    /** Generic things have an id, structure specific ones a type as well. */
    private void named(String id, String type) throws XMLStreamException {
        if (specific) {
            w.writeAttribute("xsi", SCHEMA_INSTANCE, "type", type);
        }
        w.writeAttribute("id", id);
    }

    private void attribute(String name, Optional<String> value) throws XMLStreamException {
        if (value.isEmpty()) {
            return;
        }
        if (specific) {
            w.writeAttribute("ss", SPECIFIC, name, value.get());
        } else {
            w.writeAttribute(name, value.get());
        }
    }

    private void start(String name) throws XMLStreamException {
        if (specific) {
            w.writeStartElement(name);
        } else {
            w.writeStartElement("md", name, Namespaces.METADATA);
        }
    }

    private <B> void marshal(Class<B> type, B binding, String namespace, String element) throws JAXBException {
        Marshaller m = Bindings.context(type).createMarshaller();
        m.setProperty(Marshaller.JAXB_FRAGMENT, true);
        m.marshal(new JAXBElement<>(new QName(namespace, element), type, binding), w);
    }

    private void lose(String what) {
        losses.add(Problem.lost(current, what));
    }
}
