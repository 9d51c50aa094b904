package org.sojourn.cli.file;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.sojourn.format.DataFormat;
import org.sojourn.format.MetadataFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.registry.QueryMessages;

/** Tells what an XML file is by its root element. */
final class XmlKinds {

    private static final String SDMX = "http://www.sdmx.org/resources/sdmxml/schemas/";
    private static final String SDMX_1_AND_2 = "http://www.SDMX.org/resources/SDMXML/schemas/";
    private static final String XSD = "http://www.w3.org/2001/XMLSchema";

    private static final Map<String, DataFormat> DATA_2_1 = Map.of(
            "GenericData", DataFormat.ML_2_1_GENERIC,
            "GenericTimeSeriesData", DataFormat.ML_2_1_GENERIC_TS,
            "StructureSpecificData", DataFormat.ML_2_1_SS,
            "StructureSpecificTimeSeriesData", DataFormat.ML_2_1_SS_TS);

    private XmlKinds() {}

    static FileKind of(InputStream in) throws IOException {
        XMLStreamReader reader = null;
        try {
            reader = factory().createXMLStreamReader(in);
            while (!reader.isStartElement()) {
                if (reader.getEventType() == XMLStreamReader.DTD) {
                    return new FileKind.Other(at(reader.getLocation())
                            + "document type declarations are refused: no SDMX message has one");
                }
                reader.next();
            }
            return of(Objects.requireNonNullElse(reader.getNamespaceURI(), ""), reader.getLocalName());
        } catch (XMLStreamException | RuntimeException e) {
            return broken(e, reader);
        }
    }

    private static XMLInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 1 << 20);
        return factory;
    }

    private static FileKind of(String namespace, String root) {
        if (namespace.equals(XSD)) {
            return new FileKind.Other("not an SDMX message: an XML schema (xsd)");
        }
        if (namespace.startsWith(SDMX_1_AND_2)) {
            String version = namespace.contains("/v1_0/") ? "1.0" : "2.0";
            if (version.equals("2.0") && root.equals("Structure")) {
                return new FileKind.Structures(StructureFormat.ML_2_1); // what it is read as
            }
            if (version.equals("2.0") && (root.equals("CompactData") || root.equals("GenericData"))) {
                return new FileKind.Data(root.equals("GenericData") ? DataFormat.ML_2_1_GENERIC : DataFormat.ML_2_1_SS);
            }
            return new FileKind.Other("SDMX-ML " + version + " (a '" + root
                    + "') is not read; of 2.0, structures and compact and generic data are");
        }
        if (!namespace.startsWith(SDMX)) {
            return new FileKind.Other("not an SDMX message: its root is '" + root + "' in "
                    + (namespace.isEmpty() ? "no namespace" : "namespace '" + namespace + "'"));
        }
        return switch (namespace.substring(SDMX.length())) {
            case "v2_1/message" -> message("2.1", StructureFormat.ML_2_1, root);
            case "v3_0/message" -> message("3.0", StructureFormat.ML_3_0, root);
            case "v3_1/message" -> message("3.1", StructureFormat.ML_3_1, root);
            default ->
                new FileKind.Other("not an SDMX message of a known version: its root is '" + root + "' in namespace '"
                        + namespace + "'");
        };
    }

    private static FileKind message(String version, StructureFormat structures, String root) {
        if (root.equals("Structure")) {
            return new FileKind.Structures(structures);
        }
        DataFormat data = structures == StructureFormat.ML_2_1
                ? DATA_2_1.get(root)
                : !root.equals("StructureSpecificData")
                        ? null
                        : structures == StructureFormat.ML_3_0 ? DataFormat.ML_3_0 : DataFormat.ML_3_1;
        if (data != null) {
            return new FileKind.Data(data);
        }
        if (root.equals("GenericMetadata")) {
            return new FileKind.Metadata(
                    switch (structures) {
                        case ML_3_0 -> MetadataFormat.ML_3_0;
                        case ML_3_1 -> MetadataFormat.ML_3_1;
                        default -> MetadataFormat.ML_2_1_GENERIC;
                    });
        }
        if (root.equals("StructureSpecificMetadata") && structures == StructureFormat.ML_2_1) {
            return new FileKind.Metadata(MetadataFormat.ML_2_1_SS);
        }
        if (structures == StructureFormat.ML_2_1 && QueryMessages.root(root)) {
            return new FileKind.Query(root);
        }
        String what = root.equals("Error")
                ? "an error message"
                : root.contains("Metadata")
                        ? "a reference metadata message ('" + root + "')"
                        : root.equals("RegistryInterface") || root.endsWith("Response")
                                ? "a registry message ('" + root + "')"
                                : root.endsWith("Query") ? "a query message ('" + root + "')" : "a '" + root + "'";
        return new FileKind.Other(
                what + " of SDMX-ML " + version + " is not read; expected structures, data or reference metadata");
    }

    private static FileKind broken(Exception e, @org.jspecify.annotations.Nullable XMLStreamReader reader)
            throws IOException {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof org.sojourn.model.SdmxException refused) {
                throw refused;
            }
            if (t instanceof CharConversionException) {
                return new FileKind.Other("the XML is not text in the encoding that it declares");
            }
            if (t instanceof IOException io) {
                throw io;
            }
        }
        Location where = e instanceof XMLStreamException x && x.getLocation() != null
                ? x.getLocation()
                : reader == null ? null : reader.getLocation();
        return new FileKind.Other(at(where) + "the XML is not well-formed: " + Reasons.parser(e));
    }

    private static String at(@org.jspecify.annotations.Nullable Location at) {
        return at == null || at.getLineNumber() < 1
                ? ""
                : "line " + at.getLineNumber() + ", column " + at.getColumnNumber() + ": ";
    }
}
