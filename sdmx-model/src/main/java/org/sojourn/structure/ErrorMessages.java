package org.sojourn.structure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.SdmxException;

/** Error messages: SDMX-ML's {@code Error}, which has no header, and SDMX-JSON's {@code errors}. */
public final class ErrorMessages {

    private static final String SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/";
    private static final JsonFactory JSON = new JsonFactory();

    private ErrorMessages() {}

    /**
     * Writes one error in the layout of a version; title and detail are English.
     *
     * @param header id, time and sender for the formats whose error messages have them
     */
    public static void write(SdmxException error, MessageHeader header, StructureFormat format, OutputStream out)
            throws IOException {
        if (format.xml()) {
            try {
                xml(error, format, out);
            } catch (XMLStreamException e) {
                throw new IOException(e);
            }
        } else {
            json(error, header, format, out);
        }
    }

    private static void xml(SdmxException error, StructureFormat format, OutputStream out) throws XMLStreamException {
        String version = switch (format) {
            case ML_3_0 -> "v3_0";
            case ML_3_1 -> "v3_1";
            case ML_2_1, JSON_1_0, JSON_2_0, JSON_2_1 -> "v2_1";
        };
        String message = SCHEMAS + version + "/message";
        String common = SCHEMAS + version + "/common";
        XMLStreamWriter w = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
        w.writeStartDocument("UTF-8", "1.0");
        w.writeStartElement("mes", "Error", message);
        w.writeNamespace("mes", message);
        w.writeNamespace("com", common);
        w.writeStartElement("mes", "ErrorMessage", message);
        w.writeAttribute("code", String.valueOf(error.kind().code()));
        w.writeStartElement("com", "Text", common);
        w.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", "en");
        w.writeCharacters(printable(
                error.title().equals(error.detail()) ? error.detail() : error.title() + ": " + error.detail()));
        w.writeEndElement();
        w.writeEndElement();
        w.writeEndElement();
        w.writeEndDocument();
        w.flush();
    }

    /** XML 1.0 cannot hold most control characters, and a detail may quote what somebody sent. */
    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "?");
    }

    private static void json(SdmxException error, MessageHeader header, StructureFormat format, OutputStream out)
            throws IOException {
        JsonGenerator g = JSON.createGenerator(out);
        g.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        g.writeStartObject();
        g.writeObjectFieldStart("meta");
        g.writeStringField("schema", "https://json.sdmx.org/" + version(format) + "/sdmx-json-structure-schema.json");
        g.writeStringField("id", header.id());
        g.writeBooleanField("test", header.test());
        g.writeStringField("prepared", header.prepared());
        g.writeObjectFieldStart("sender");
        g.writeStringField("id", header.sender().id());
        g.writeEndObject();
        g.writeEndObject();
        g.writeArrayFieldStart("errors");
        g.writeStartObject();
        g.writeNumberField("code", error.kind().code());
        g.writeStringField("title", error.title());
        g.writeStringField("detail", error.detail());
        g.writeEndObject();
        g.writeEndArray();
        g.writeEndObject();
        g.close();
    }

    private static String version(StructureFormat format) {
        return switch (format) {
            case JSON_1_0 -> "1.0";
            case JSON_2_0 -> "2.0";
            case JSON_2_1, ML_2_1, ML_3_0, ML_3_1 -> "2.1";
        };
    }
}
