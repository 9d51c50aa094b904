package org.sojourn.structure;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problems;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.MetaBinding;
import org.sojourn.structure.binding.Namespaces;
import org.sojourn.structure.binding.Writing;

/** Reads and writes the messages that say what went wrong: Error in SDMX-ML, {@code errors} in SDMX-JSON. */
public final class ErrorMessages {
    private static final int SERVER = SdmxException.Kind.SERVER.code();

    private ErrorMessages() {}

    /** Writes one error, as {@link #write(List, MessageHeader, StructureFormat, OutputStream)}. */
    public static void write(SdmxException error, MessageHeader header, StructureFormat format, OutputStream out)
            throws IOException {
        write(List.of(ErrorMessage.of(error)), header, format, out);
    }

    /**
     * Writes an error message.
     *
     * @param errors at least one
     * @param header who says so and when; SDMX-ML errors have no header
     */
    public static void write(List<ErrorMessage> errors, MessageHeader header, StructureFormat format, OutputStream out)
            throws IOException {
        if (errors.isEmpty()) {
            throw new IllegalArgumentException("an error message needs an error");
        }
        if (!format.xml()) {
            writeJson(errors, header, format, out);
            return;
        }
        Dialect dialect = Dialect.of(format);
        String message = Namespaces.published(Namespaces.MESSAGE, dialect);
        String common = Namespaces.published(Namespaces.COMMON, dialect);
        try {
            XMLStreamWriter w = XmlStreams.writer(out, new Problems());
            w.writeStartDocument("UTF-8", "1.0");
            w.writeStartElement("mes", "Error", message);
            w.writeNamespace("mes", message);
            w.writeNamespace("com", common);
            for (ErrorMessage e : errors) {
                w.writeStartElement("mes", "ErrorMessage", message);
                w.writeAttribute("code", String.valueOf(e.code()));
                w.writeStartElement("com", "Text", common);
                w.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", "en");
                w.writeCharacters(e.text());
                w.writeEndElement();
                w.writeEndElement();
            }
            w.writeEndElement();
            w.writeEndDocument();
            w.flush();
        } catch (XMLStreamException e) {
            throw XmlStreams.failure(e);
        }
    }

    private static void writeJson(
            List<ErrorMessage> errors, MessageHeader header, StructureFormat format, OutputStream out)
            throws IOException {
        Dialect dialect = Dialect.of(format);
        String schema = StructureJsonWriter.schema(dialect);
        try (JsonGenerator g = JsonStreams.mapper().createGenerator(out)) {
            g.writeStartObject();
            g.writeFieldName("meta");
            JsonStreams.mapper()
                    .writer()
                    .writeValue(g, MetaBinding.of(header, schema, new Writing(dialect, new Problems(), List.of())));
            g.writeArrayFieldStart("errors");
            for (ErrorMessage e : errors) {
                g.writeStartObject();
                g.writeNumberField("code", e.code());
                if (!e.title().isEmpty()) {
                    g.writeStringField("title", e.title());
                    text(g, "titles", e.title());
                }
                g.writeStringField("detail", e.detail());
                text(g, "details", e.detail());
                g.writeEndObject();
            }
            g.writeEndArray();
            g.writeEndObject();
        }
        out.flush();
    }

    private static void text(JsonGenerator g, String name, String english) throws IOException {
        g.writeObjectFieldStart(name);
        g.writeStringField("en", english);
        g.writeEndObject();
    }

    /**
     * Reads an error message of any format. An SDMX-ML error has one text, which becomes the detail.
     *
     * @throws SdmxException of kind SYNTAX when it is not one
     */
    public static List<ErrorMessage> read(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in);
        return switch (Syntax.of(buffered)) {
            case XML -> readXml(buffered);
            case JSON -> readJson(buffered);
        };
    }

    private static List<ErrorMessage> readXml(InputStream in) throws IOException {
        List<ErrorMessage> errors = new ArrayList<>();
        XMLStreamReader r = null;
        try {
            r = XmlStreams.reader(in);
            XmlStreams.toRoot(r);
            if (Namespaces.dialectOf(r.getNamespaceURI()) == null
                    || !r.getLocalName().equals("Error")) {
                throw XmlStreams.syntax(r.getLocation(), "the message is a '" + r.getLocalName() + "', not an 'Error'");
            }
            String code = "";
            String text = "";
            while (r.hasNext()) {
                r.next();
                if (r.isStartElement() && r.getLocalName().equals("ErrorMessage")) {
                    String given = r.getAttributeValue(null, "code");
                    code = given == null ? "" : given;
                    text = "";
                } else if (r.isStartElement() && r.getLocalName().equals("Text")) {
                    String words = r.getElementText().strip();
                    text = text.isEmpty() ? words : text;
                } else if (r.isEndElement() && r.getLocalName().equals("ErrorMessage")) {
                    errors.add(new ErrorMessage(code(code), "", text));
                }
            }
            return errors;
        } catch (XMLStreamException e) {
            throw XmlStreams.refusal(e, r == null ? null : r.getLocation());
        }
    }

    private static List<ErrorMessage> readJson(InputStream in) throws IOException {
        try (var p = JsonStreams.open(in)) {
            JsonNode root;
            try {
                root = JsonStreams.mapper().readTree(p);
            } catch (IOException e) {
                throw JsonStreams.refusal(e, p);
            }
            if (!root.path("errors").isArray()) {
                throw new SdmxException(SdmxException.Kind.SYNTAX, "the JSON message has no array 'errors'");
            }
            List<ErrorMessage> errors = new ArrayList<>();
            for (JsonNode e : root.path("errors")) {
                String title = text(e, "title");
                String detail = text(e, "detail");
                errors.add(new ErrorMessage(
                        code(e.path("code").asText("")),
                        detail.isEmpty() ? "" : title,
                        detail.isEmpty() ? title : detail));
            }
            return errors;
        }
    }

    /** The member itself, or else the first of the texts by language beside it. */
    private static String text(JsonNode error, String name) {
        JsonNode one = error.path(name);
        if (one.isTextual()) {
            return one.asText();
        }
        JsonNode all = error.path(name + "s");
        return all.isEmpty() ? "" : all.iterator().next().asText("");
    }

    private static int code(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return SERVER; // all that is known is that something went wrong over there
        }
    }
}
