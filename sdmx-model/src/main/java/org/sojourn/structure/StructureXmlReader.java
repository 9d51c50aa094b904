package org.sojourn.structure;

import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.AvailabilityConstraint;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.binding.AvailabilityConstraintBinding;
import org.sojourn.structure.binding.Bindings;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.FooterBinding;
import org.sojourn.structure.binding.HeaderBinding;
import org.sojourn.structure.binding.MaintainableBinding;
import org.sojourn.structure.binding.MissingHeader;
import org.sojourn.structure.binding.Namespaces;
import org.sojourn.structure.binding.Reading;
import org.sojourn.structure.v20.Structures20;

/** Walks an SDMX-ML structure message; data binding takes one artefact at a time. */
final class StructureXmlReader {
    private final CanonicalReader r;
    private final Problems problems;
    private final StructureSink sink;
    private final Dialect dialect;
    private final Reading reading;
    private @Nullable MessageHeader header;
    private List<FooterMessage> footer = List.of();
    private final List<AvailabilityConstraint> availability = new ArrayList<>();

    StructureXmlReader(CanonicalReader r, Dialect dialect, Problems problems, StructureSink sink) {
        this.r = r;
        this.dialect = dialect;
        this.problems = problems;
        this.sink = sink;
        this.reading = new Reading(dialect, problems);
    }

    /** Reads all; {@code expected} is the format that the caller was told, null when any will do. */
    static Envelope read(InputStream in, @Nullable StructureFormat expected, StructureSink sink, Problems problems)
            throws IOException {
        CanonicalReader r = null;
        try {
            r = new CanonicalReader(XmlStreams.reader(in), problems);
            XmlStreams.toRoot(r);
            if (Structures20.names(Objects.requireNonNullElse(r.getParent().getNamespaceURI(), ""))
                    && r.getLocalName().equals("Structure")) {
                MessageHeader header = Structures20.read(r.getParent(), sink::artefact, problems);
                return new Envelope(StructureFormat.ML_2_1, header, List.of(), List.of());
            }
            Dialect dialect = dialect(r);
            if (expected != null && expected != dialect.format()) {
                problems.add(Problem.warning(
                        "other-format",
                        here(r, ""),
                        "the message was said to be " + expected.formatName() + " and is "
                                + dialect.format().formatName() + "; read as what it is"));
            }
            r.dialect(dialect);
            StructureXmlReader reader = new StructureXmlReader(r, dialect, problems, sink);
            reader.message();
            return reader.envelope();
        } catch (XMLStreamException | JAXBException e) {
            throw XmlStreams.refusal(e, r == null ? null : r.getLocation());
        }
    }

    private static Dialect dialect(CanonicalReader r) {
        String namespace = r.getParent().getNamespaceURI();
        Dialect dialect = Namespaces.dialectOf(namespace);
        if (dialect == null) {
            throw XmlStreams.syntax(
                    r.getLocation(),
                    "the root element '" + r.getLocalName() + "' is in namespace '"
                            + (namespace == null ? "" : namespace)
                            + "', which is not that of messages in SDMX-ML 2.1, 3.0 or 3.1, for example "
                            + Namespaces.published(Namespaces.MESSAGE, Dialect.ML_2_1));
        }
        if (!r.getLocalName().equals("Structure")) {
            throw XmlStreams.syntax(
                    r.getLocation(), "the message is a '" + r.getLocalName() + "', not a 'Structure' message");
        }
        return dialect;
    }

    private Envelope envelope() {
        if (header == null) {
            problems.add(Problem.warning("no-header", Location.UNKNOWN, "the message has no header"));
        }
        return new Envelope(dialect.format(), header == null ? MissingHeader.header() : header, footer, availability);
    }

    private void message() throws XMLStreamException, JAXBException, IOException {
        r.next();
        while (r.getEventType() != XMLStreamConstants.END_DOCUMENT) {
            if (!r.isStartElement()) {
                r.next();
            } else if (is(Namespaces.MESSAGE, "Header")) {
                r.inHeader(true);
                header = bind(HeaderBinding.class, "header").toModel(reading);
                r.inHeader(false);
            } else if (is(Namespaces.MESSAGE, "Structures")) {
                structures();
            } else if (is(Namespaces.FOOTER, "Footer")) {
                footer = bind(FooterBinding.class, "footer").toModel(reading);
            } else {
                unknown("message");
            }
        }
    }

    /** From the start tag of Structures to behind its end tag. */
    void structures() throws XMLStreamException, JAXBException, IOException {
        for (r.next(); !r.isEndElement(); ) {
            if (!r.isStartElement()) {
                r.next();
            } else if (r.getNamespaceURI().equals(Namespaces.STRUCTURE)) {
                container(r.getLocalName());
            } else {
                throw XmlStreams.syntax(
                        r.getLocation(),
                        "the element '" + r.getLocalName() + "' is in namespace '"
                                + r.getParent().getNamespaceURI()
                                + "'; what stands in Structures must be in "
                                + Namespaces.published(Namespaces.STRUCTURE, dialect));
            }
        }
        r.next();
    }

    private void container(String name) throws XMLStreamException, JAXBException, IOException {
        for (r.next(); !r.isEndElement(); ) {
            if (!r.isStartElement()) {
                r.next();
                continue;
            }
            Shelf shelf = r.getNamespaceURI().equals(Namespaces.STRUCTURE)
                    ? Shelf.ofElement(name, r.getLocalName(), dialect)
                    : null;
            if (shelf != null) {
                artefact(shelf.binding(dialect));
            } else if (is(Namespaces.STRUCTURE, AvailabilityConstraintBinding.ELEMENT)) {
                availability();
            } else {
                unsupported(name);
            }
        }
        r.next();
    }

    private void artefact(Class<? extends MaintainableBinding<?>> type)
            throws XMLStreamException, JAXBException, IOException {
        String name = name();
        int line = r.getLocation().getLineNumber();
        MaintainableBinding<?> binding = bind(type, name);
        reading.begin(name, line);
        List<? extends MaintainableArtefact> artefacts;
        try {
            artefacts = binding.toModels(reading);
        } catch (SdmxException e) {
            reading.refuse(e);
            return;
        }
        for (MaintainableArtefact artefact : artefacts) {
            sink.artefact(artefact);
        }
    }

    private void availability() throws XMLStreamException, JAXBException {
        int line = r.getLocation().getLineNumber();
        String name = r.getLocalName();
        AvailabilityConstraintBinding binding = bind(AvailabilityConstraintBinding.class, name);
        reading.begin(name, line);
        try {
            availability.add(binding.toModel(reading));
        } catch (SdmxException e) {
            reading.refuse(e);
        }
    }

    /** What is known of the artefact at which the stream stands: its URN, or else its type, agency, id and version. */
    private String name() {
        String urn = r.getAttributeValue(null, "urn");
        if (urn != null && !urn.isBlank()) {
            return urn.strip();
        }
        String version = r.getAttributeValue(null, "version");
        return r.getLocalName() + "=" + Objects.requireNonNullElse(r.getAttributeValue(null, "agencyID"), "?") + ":"
                + Objects.requireNonNullElse(r.getAttributeValue(null, "id"), "?")
                + (version == null ? "" : "(" + version + ")");
    }

    private <B> B bind(Class<B> type, String name) throws JAXBException {
        r.watch(type, name);
        // Everything is bound as text, so there is nothing that JAXB itself could find wrong.
        return Bindings.context(type).createUnmarshaller().unmarshal(r, type).getValue();
    }

    private void unsupported(String container) throws XMLStreamException {
        problems.add(Problem.warning(
                "unsupported-artefact",
                here(r, name()),
                "artefacts of type " + r.getLocalName() + " in " + container + " are not read; left out"));
        r.skip();
        r.next();
    }

    private void unknown(String where) throws XMLStreamException {
        problems.add(Problem.warning(
                "unknown-element",
                here(r, where),
                "element '" + r.getLocalName() + "' in namespace '"
                        + r.getParent().getNamespaceURI() + "' is not known there; left out"));
        r.skip();
        r.next();
    }

    private boolean is(String namespace, String name) {
        return r.getLocalName().equals(name) && r.getNamespaceURI().equals(namespace);
    }

    private static Location here(CanonicalReader r, String path) {
        return new Location(r.getLocation().getLineNumber(), r.getLocation().getColumnNumber(), path);
    }
}
