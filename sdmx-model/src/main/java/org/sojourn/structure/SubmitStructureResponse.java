package org.sojourn.structure;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problems;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.Namespaces;

/** The answer of structure maintenance in SDMX-ML: a registry message with one result for each artefact. */
public record SubmitStructureResponse(MessageHeader header, List<Result> results) {

    /**
     * What became of one artefact.
     *
     * @param action Append, Replace or Delete, as it was done or tried
     * @param code the HTTP status of this artefact
     * @param texts what is said about it, in English
     */
    public record Result(Urn artefact, String action, Status status, int code, List<String> texts) {
        public Result {
            texts = List.copyOf(texts);
        }
    }

    /** How it ended; the word of the schema is the name with a capital. */
    public enum Status {
        SUCCESS("Success"),
        WARNING("Warning"),
        FAILURE("Failure");

        private final String word;

        Status(String word) {
            this.word = word;
        }
    }

    public SubmitStructureResponse {
        results = List.copyOf(results);
        if (results.isEmpty()) {
            throw new IllegalArgumentException("the schema wants at least one result");
        }
    }

    /**
     * The media type of this answer: that of registry messages.
     *
     * @param format any version of SDMX-ML
     */
    public static String mediaType(StructureFormat format) {
        return format.mediaType().replace(".structure+xml", ".registry+xml");
    }

    /**
     * Writes the message.
     *
     * @param format any version of SDMX-ML
     */
    public void write(StructureFormat format, OutputStream out) throws IOException {
        Dialect dialect = Dialect.of(format);
        String message = Namespaces.published(Namespaces.MESSAGE, dialect);
        String registry = message.replace("/message", "/registry");
        String common = Namespaces.published(Namespaces.COMMON, dialect);
        try {
            XMLStreamWriter w = XmlStreams.writer(out, new Problems());
            w.writeStartDocument("UTF-8", "1.0");
            w.writeStartElement("mes", "RegistryInterface", message);
            w.writeNamespace("mes", message);
            w.writeNamespace("reg", registry);
            w.writeNamespace("com", common);
            header(w, message);
            w.writeStartElement("mes", "SubmitStructureResponse", message);
            for (Result result : results) {
                result(w, result, dialect, registry, common);
            }
            w.writeEndElement();
            w.writeEndElement();
            w.writeEndDocument();
            w.flush();
        } catch (XMLStreamException e) {
            throw XmlStreams.failure(e);
        }
    }

    private void header(XMLStreamWriter w, String message) throws XMLStreamException {
        w.writeStartElement("mes", "Header", message);
        text(w, message, "mes", "ID", header.id());
        text(w, message, "mes", "Test", String.valueOf(header.test()));
        text(w, message, "mes", "Prepared", header.prepared());
        w.writeEmptyElement("mes", "Sender", message);
        w.writeAttribute("id", header.sender().id());
        w.writeEmptyElement("mes", "Receiver", message);
        w.writeAttribute("id", "not_supplied");
        w.writeEndElement();
    }

    private static void result(XMLStreamWriter w, Result result, Dialect dialect, String registry, String common)
            throws XMLStreamException {
        w.writeStartElement("reg", "SubmissionResult", registry);
        w.writeStartElement("reg", "SubmittedStructure", registry);
        w.writeAttribute("action", result.action());
        if (dialect.before30()) {
            w.writeStartElement("reg", "MaintainableObject", registry);
            text(w, "", "", "URN", result.artefact().toString());
            w.writeEndElement();
        } else {
            text(w, registry, "reg", "MaintainableObject", result.artefact().toString());
        }
        w.writeEndElement();
        w.writeStartElement("reg", "StatusMessage", registry);
        w.writeAttribute("status", result.status().word);
        for (String said : result.texts().isEmpty() ? List.of(word(result)) : result.texts()) {
            w.writeStartElement("reg", "MessageText", registry);
            w.writeAttribute("code", String.valueOf(result.code()));
            w.writeStartElement("com", "Text", common);
            w.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", "en");
            w.writeCharacters(said);
            w.writeEndElement();
            w.writeEndElement();
        }
        w.writeEndElement();
        w.writeEndElement();
    }

    private static String word(Result result) {
        return switch (result.code()) {
            case 201 -> "created";
            case 424 -> "not stored, because the submission was refused as a whole";
            default ->
                switch (result.action()) {
                    case "Delete" -> "deleted";
                    case "Information" -> "as it was";
                    default -> "replaced";
                };
        };
    }

    private static void text(XMLStreamWriter w, String namespace, String prefix, String name, String text)
            throws XMLStreamException {
        if (namespace.isEmpty()) {
            w.writeStartElement(name);
        } else {
            w.writeStartElement(prefix, name, namespace);
        }
        w.writeCharacters(text);
        w.writeEndElement();
    }
}
