package org.sojourn.registry;

import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.MessageHeader;
import org.sojourn.model.SdmxException;
import org.sojourn.query.Query;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.CanonicalReader;
import org.sojourn.structure.XmlStreams;
import org.sojourn.structure.binding.Bindings;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.MissingHeader;
import org.sojourn.structure.binding.Namespaces;
import org.sojourn.structure.binding.Reading;
import org.sojourn.structure.binding.ReferenceBinding;

/**
 * Reads the query messages of SDMX-ML 2.1 into the query records of the REST interfaces. What those cannot say is refused by
 * name: an answer to less than was asked would be a wrong one.
 */
public final class QueryMessages {
    private static final Set<String> DATA = Set.of(
            "GenericDataQuery",
            "GenericTimeSeriesDataQuery",
            "StructureSpecificDataQuery",
            "StructureSpecificTimeSeriesDataQuery");
    private static final Set<String> METADATA = Set.of("GenericMetadataQuery", "StructureSpecificMetadataQuery");
    private static final Set<String> SCHEMA = Set.of("DataSchemaQuery", "MetadataSchemaQuery");

    private static final Set<String> CONDITIONS = Set.of("DataWhere", "MetadataParameters", "Or", "And");
    private static final Set<String> CONDITION_REFERENCES =
            Set.of("DataProvider", "DataStructure", "Dataflow", "ProvisionAgreement", "Metadataflow", "AttachedObject");
    private static final Set<String> STRUCTURE_REQUESTS = Set.of("DataStructure", "MetadataStructure", "Structure");
    private static final Set<String> REQUEST_REFERENCES =
            Set.of("ProvisionAgrement", "ProvisionAgreement", "StructureUsage", "Structure");

    private QueryMessages() {}

    /** True where a root element of this name in the message namespace of 2.1 begins a query message. */
    public static boolean root(String localName) {
        return localName.endsWith("Query");
    }

    /**
     * Reads a message.
     *
     * @throws SdmxException of kind SYNTAX when it is not a query message of 2.1; NOT_IMPLEMENTED, naming it, when it asks
     *     for what no URL can
     */
    public static QueryMessage read(InputStream in, Problems problems) throws IOException {
        CanonicalReader r = null;
        try {
            r = new CanonicalReader(XmlStreams.reader(in), problems);
            XmlStreams.toRoot(r);
            String root = r.getLocalName();
            if (Namespaces.dialectOf(r.getParent().getNamespaceURI()) != Dialect.ML_2_1 || !root(root)) {
                throw XmlStreams.syntax(
                        r.getLocation(),
                        "the root element '" + root + "' is not that of a query message of SDMX-ML 2.1");
            }
            r.dialect(Dialect.ML_2_1);
            return message(r, root, problems);
        } catch (XMLStreamException | JAXBException e) {
            throw XmlStreams.refusal(e, r == null ? null : r.getLocation());
        }
    }

    private static QueryMessage message(CanonicalReader r, String root, Problems problems)
            throws XMLStreamException, JAXBException, IOException {
        Reading reading = new Reading(Dialect.ML_2_1, problems);
        MessageHeader header = null;
        Query query = null;
        r.next();
        while (r.getEventType() != XMLStreamConstants.END_DOCUMENT) {
            if (!r.isStartElement()) {
                r.next();
            } else if (r.getLocalName().equals("Header")) {
                header = RegistryMessages.header(r, reading);
            } else if (r.getLocalName().equals("Query") && query == null) {
                Part part = Part.read(r, QueryMessages::bind);
                reading.begin(root, part.line());
                part.peek("ReturnDetails")
                        .flatMap(details -> details.attribute("defaultLimit"))
                        .ifPresent(limit -> reading.guessOnce(
                                "not-kept", "defaultLimit is a suggestion to the service and is not followed"));
                try {
                    query = query(root, part, reading);
                } catch (IllegalArgumentException e) { // versions and periods say so what they cannot be
                    throw part.refusal(String.valueOf(e.getMessage()));
                }
                List<String> left = part.untaken();
                if (!left.isEmpty()) {
                    throw unsayable(root, String.join(", ", left));
                }
            } else {
                problems.add(Problem.warning(
                        "unknown-element",
                        new Location(r.getLocation().getLineNumber(), 0, root),
                        "element '" + r.getLocalName() + "' is not known there; left out"));
                r.skip();
                r.next();
            }
        }
        if (query == null) {
            throw new SdmxException(SdmxException.Kind.SEMANTIC, "the message has no Query");
        }
        return new QueryMessage(root, header == null ? MissingHeader.header() : header, query);
    }

    private static Query query(String root, Part part, Reading reading) {
        if (DATA.contains(root)) {
            return new DataQueryReader(root, reading).read(part);
        }
        if (SCHEMA.contains(root)) {
            return new SchemaQueryReader(root, reading).read(part);
        }
        if (METADATA.contains(root)) {
            return new MetadataQueryReader(root, reading).read(part);
        }
        return new StructureQueryReader(root, reading).read(part);
    }

    /** The refusal of a query that says more than a URL can. */
    static SdmxException unsayable(String root, String what) {
        return new SdmxException(
                SdmxException.Kind.NOT_IMPLEMENTED,
                "the " + root + " asks for what the REST interfaces cannot say: " + what);
    }

    private static @Nullable Object bind(CanonicalReader r, String parent) throws JAXBException {
        String name = r.getLocalName();
        boolean reference = (CONDITIONS.contains(parent) && CONDITION_REFERENCES.contains(name))
                || (STRUCTURE_REQUESTS.contains(parent) && REQUEST_REFERENCES.contains(name));
        if (!reference) {
            return null;
        }
        r.watch(ReferenceBinding.class, name);
        return Bindings.context(ReferenceBinding.class)
                .createUnmarshaller()
                .unmarshal(r, ReferenceBinding.class)
                .getValue();
    }
}
