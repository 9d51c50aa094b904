package org.sojourn.metadata;

import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.sojourn.data.FooterMessage;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problems;
import org.sojourn.structure.PublishedWriter;
import org.sojourn.structure.StructureWriterOptions;
import org.sojourn.structure.XmlStreams;
import org.sojourn.structure.binding.Bindings;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.FooterBinding;
import org.sojourn.structure.binding.HeaderBinding;
import org.sojourn.structure.binding.MetadataSetBinding;
import org.sojourn.structure.binding.Namespaces;
import org.sojourn.structure.binding.Writing;

/** Writes an SDMX-ML 3.x message of reference metadata, one metadata set at a time. */
final class MetadataXmlWriter {
    private MetadataXmlWriter() {}

    static void write(
            MetadataMessage message, Dialect dialect, StructureWriterOptions options, OutputStream out, Problems losses)
            throws IOException {
        try {
            PublishedWriter w = new PublishedWriter(XmlStreams.writer(out, losses), dialect, options.pretty());
            Writing writing = new Writing(dialect, losses, options.languages());
            w.writeStartDocument("UTF-8", "1.0");
            w.writeStartElement("mes", "GenericMetadata", Namespaces.MESSAGE);
            w.writeNamespace("mes", Namespaces.MESSAGE);
            w.writeNamespace("str", Namespaces.STRUCTURE);
            w.writeNamespace("com", Namespaces.COMMON);
            w.writeNamespace("md", Namespaces.METADATA);
            w.inHeader(true);
            marshal(
                    HeaderBinding.class,
                    HeaderBinding.ofMetadata(message.header(), structures(message), writing),
                    Namespaces.STRUCTURE,
                    "Header",
                    w);
            w.inHeader(false);
            for (MetadataSet set : message.sets()) {
                writing.begin(set);
                marshal(
                        MetadataSetBinding.class,
                        MetadataSetBinding.of(set, writing),
                        Namespaces.MESSAGE,
                        "MetadataSet",
                        w);
            }
            List<FooterMessage> footer = message.footer(options, losses);
            if (!footer.isEmpty()) {
                marshal(FooterBinding.class, FooterBinding.of(footer), Namespaces.FOOTER, "Footer", w);
            }
            w.writeEndElement();
            w.writeEndDocument();
            w.flush();
        } catch (XMLStreamException | JAXBException e) {
            throw XmlStreams.failure(e);
        }
    }

    /** What the metadata sets follow, by ids for them. */
    static Map<String, Urn> structures(MetadataMessage message) {
        Set<Urn> distinct = new LinkedHashSet<>();
        message.sets().forEach(s -> s.flow().ifPresent(distinct::add));
        Map<String, Urn> byId = new LinkedHashMap<>();
        distinct.forEach(u -> byId.put("MD" + (byId.size() + 1), u));
        return byId;
    }

    private static <B> void marshal(Class<B> type, B binding, String namespace, String element, PublishedWriter w)
            throws JAXBException {
        Marshaller m = Bindings.context(type).createMarshaller();
        m.setProperty(Marshaller.JAXB_FRAGMENT, true);
        m.marshal(new JAXBElement<>(new QName(namespace, element), type, binding), w);
    }
}
