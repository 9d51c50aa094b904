package org.sojourn.metadata;

import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.CanonicalReader;
import org.sojourn.structure.XmlStreams;
import org.sojourn.structure.binding.Bindings;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.FooterBinding;
import org.sojourn.structure.binding.HeaderBinding;
import org.sojourn.structure.binding.MetadataSetBinding;
import org.sojourn.structure.binding.MissingHeader;
import org.sojourn.structure.binding.Namespaces;
import org.sojourn.structure.binding.Reading;

/** Walks an SDMX-ML message of reference metadata of any version; data binding takes one metadata set at a time. */
final class MetadataXmlReader {
    private final CanonicalReader r;
    private final Dialect dialect;
    private final Problems problems;
    private final Reading reading;
    private final List<MetadataSet> sets = new ArrayList<>();
    private @Nullable MessageHeader header;
    private Map<String, Urn> structures = Map.of();
    private List<FooterMessage> footer = List.of();

    private MetadataXmlReader(CanonicalReader r, Dialect dialect, Problems problems) {
        this.r = r;
        this.dialect = dialect;
        this.problems = problems;
        this.reading = new Reading(dialect, problems);
    }

    static MetadataMessage read(InputStream in, Problems problems) throws IOException {
        CanonicalReader r = null;
        try {
            r = new CanonicalReader(XmlStreams.reader(in), problems);
            XmlStreams.toRoot(r);
            String namespace = r.getParent().getNamespaceURI();
            Dialect dialect = Namespaces.dialectOf(namespace);
            boolean metadata = r.getLocalName().equals("GenericMetadata")
                    || r.getLocalName().equals("StructureSpecificMetadata");
            if (dialect == null || !metadata) {
                throw XmlStreams.syntax(
                        r.getLocation(),
                        "the message is a '" + r.getLocalName() + "' in namespace '"
                                + Objects.requireNonNullElse(namespace, "")
                                + "', not a message of reference metadata (GenericMetadata, or in 2.1 StructureSpecificMetadata)");
            }
            r.dialect(dialect);
            MetadataXmlReader reader = new MetadataXmlReader(r, dialect, problems);
            reader.message();
            if (reader.header == null) {
                problems.add(Problem.warning("no-header", Location.UNKNOWN, "the message has no header"));
            }
            return new MetadataMessage(
                    reader.header == null ? MissingHeader.header() : reader.header, reader.sets, reader.footer);
        } catch (XMLStreamException | JAXBException e) {
            throw XmlStreams.refusal(e, r == null ? null : r.getLocation());
        }
    }

    private void message() throws XMLStreamException, JAXBException, IOException {
        r.next();
        while (r.getEventType() != XMLStreamConstants.END_DOCUMENT) {
            if (!r.isStartElement()) {
                r.next();
            } else if (is(Namespaces.MESSAGE, "Header")) {
                r.inHeader(true);
                HeaderBinding binding = bind(HeaderBinding.class, "header");
                r.inHeader(false);
                reading.begin("header", 0);
                header = binding.toModel(reading);
                structures = binding.structures(reading);
            } else if (is(Namespaces.MESSAGE, "MetadataSet")) {
                metadataSet();
            } else if (is(Namespaces.FOOTER, "Footer")) {
                footer = bind(FooterBinding.class, "footer").toModel(reading);
            } else {
                problems.add(Problem.warning(
                        "unknown-element",
                        new Location(
                                r.getLocation().getLineNumber(), r.getLocation().getColumnNumber(), "message"),
                        "element '" + r.getLocalName() + "' is not known there; left out"));
                r.skip();
                r.next();
            }
        }
    }

    private void metadataSet() throws XMLStreamException, JAXBException {
        int line = r.getLocation().getLineNumber();
        if (dialect.before30()) {
            sets.addAll(Metadata21Reader.read(
                    r, structures, header == null ? MissingHeader.header() : header, sets.size(), problems));
            r.next();
            return;
        }
        String name = "MetadataSet=" + Objects.requireNonNullElse(r.getAttributeValue(null, "agencyID"), "?") + ":"
                + Objects.requireNonNullElse(r.getAttributeValue(null, "id"), "?");
        MetadataSetBinding binding = bind(MetadataSetBinding.class, name);
        reading.begin(name, line);
        try {
            sets.add(binding.toModel(reading));
        } catch (SdmxException e) {
            reading.refuse(e);
        }
    }

    private <B> B bind(Class<B> type, String name) throws JAXBException {
        r.watch(type, name);
        return Bindings.context(type).createUnmarshaller().unmarshal(r, type).getValue();
    }

    private boolean is(String namespace, String name) {
        return r.getLocalName().equals(name) && namespace.equals(r.getNamespaceURI());
    }
}
