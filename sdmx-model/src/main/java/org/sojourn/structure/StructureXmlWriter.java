package org.sojourn.structure;

import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.sojourn.data.FooterMessage;
import org.sojourn.model.AvailabilityConstraint;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.rules.Problems;
import org.sojourn.structure.binding.AvailabilityConstraintBinding;
import org.sojourn.structure.binding.Bindings;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.FooterBinding;
import org.sojourn.structure.binding.HeaderBinding;
import org.sojourn.structure.binding.Namespaces;
import org.sojourn.structure.binding.Writing;

/** Writes an SDMX-ML structure message, one artefact at a time. */
final class StructureXmlWriter {
    private final PublishedWriter w;
    private final Dialect dialect;
    private final Writing writing;

    StructureXmlWriter(PublishedWriter w, Dialect dialect, Writing writing) {
        this.w = w;
        this.dialect = dialect;
        this.writing = writing;
    }

    static void write(
            StructureMessage message,
            Dialect dialect,
            StructureWriterOptions options,
            OutputStream out,
            Problems losses)
            throws IOException {
        try {
            PublishedWriter w = new PublishedWriter(XmlStreams.writer(out, losses), dialect, options.pretty());
            new StructureXmlWriter(w, dialect, new Writing(dialect, losses, options.languages()))
                    .message(message, () -> options.tellsLosses() ? FooterMessage.ofLosses(losses) : List.of());
        } catch (XMLStreamException | JAXBException e) {
            throw XmlStreams.failure(e);
        }
    }

    private void message(StructureMessage message, Supplier<List<FooterMessage>> losses)
            throws XMLStreamException, JAXBException {
        w.writeStartDocument("UTF-8", "1.0");
        w.writeStartElement("mes", "Structure", Namespaces.MESSAGE);
        w.writeNamespace("mes", Namespaces.MESSAGE);
        w.writeNamespace("str", Namespaces.STRUCTURE);
        w.writeNamespace("com", Namespaces.COMMON);
        w.inHeader(true);
        // Bound in the structure namespace, and written in that of messages: see PublishedWriter.inHeader.
        marshal(HeaderBinding.class, HeaderBinding.of(message.header(), writing), Namespaces.STRUCTURE, "Header");
        w.inHeader(false);
        StructureMessage said = dialect.from31() ? message : message.beforeAvailabilityConstraints(dialect.before30());
        Collection<List<MaintainableArtefact>> bundles = Shelf.bundles(said.artefacts(), writing);
        if (!bundles.isEmpty() || !said.availability().isEmpty()) {
            w.writeStartElement("mes", "Structures", Namespaces.MESSAGE);
            availability(said.availability());
            structures(bundles);
            w.writeEndElement();
        }
        List<FooterMessage> footer = new ArrayList<>(message.footer());
        footer.addAll(losses.get());
        if (!footer.isEmpty()) {
            marshal(FooterBinding.class, FooterBinding.of(footer), Namespaces.FOOTER, "Footer");
        }
        w.writeEndElement();
        w.writeEndDocument();
        w.flush();
    }

    /** The containers of these artefacts. */
    void containers(List<MaintainableArtefact> artefacts) throws XMLStreamException, JAXBException {
        structures(Shelf.bundles(artefacts, writing));
    }

    private void structures(Collection<List<MaintainableArtefact>> bundles) throws XMLStreamException, JAXBException {
        String container = "";
        for (List<MaintainableArtefact> bundle : bundles) {
            Shelf shelf = Shelf.of(bundle.getFirst());
            if (!shelf.container(dialect).equals(container)) {
                if (!container.isEmpty()) {
                    w.writeEndElement();
                }
                container = shelf.container(dialect);
                w.writeStartElement("str", container, Namespaces.STRUCTURE);
            }
            marshal(shelf.binding(dialect), Bindings.of(bundle, writing), Namespaces.STRUCTURE, shelf.element(dialect));
        }
        if (!container.isEmpty()) {
            w.writeEndElement();
        }
    }

    private void availability(List<AvailabilityConstraint> constraints) throws XMLStreamException, JAXBException {
        if (constraints.isEmpty()) {
            return;
        }
        w.writeStartElement("str", AvailabilityConstraintBinding.CONTAINER, Namespaces.STRUCTURE);
        for (AvailabilityConstraint constraint : constraints) {
            marshal(
                    AvailabilityConstraintBinding.class,
                    AvailabilityConstraintBinding.of(constraint, writing),
                    Namespaces.STRUCTURE,
                    AvailabilityConstraintBinding.ELEMENT);
        }
        w.writeEndElement();
    }

    private <B> void marshal(Class<? extends B> type, B binding, String namespace, String element)
            throws JAXBException {
        Marshaller m = Bindings.context(type).createMarshaller();
        m.setProperty(Marshaller.JAXB_FRAGMENT, true);
        @SuppressWarnings("unchecked")
        Class<B> exact = (Class<B>) type;
        m.marshal(new JAXBElement<>(new QName(namespace, element), exact, binding), w);
    }
}
