package org.sojourn.data.ml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamConstants;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problems;

/** XHTML inside values: as text of its own, without namespace declarations, on one side and as part of a message on the other. */
final class Markup {
    private Markup() {}

    /** From the start tag of an element to its end tag: its content, written anew so that it can stand alone. */
    static String read(XmlCursor xml) throws IOException {
        StringBuilder out = new StringBuilder();
        int outside = xml.depth();
        boolean tagOpen = false;
        while (true) {
            int event = xml.event();
            if (tagOpen) {
                out.append(event == XMLStreamConstants.END_ELEMENT ? "/>" : ">");
            }
            boolean closed = tagOpen && event == XMLStreamConstants.END_ELEMENT;
            tagOpen = false;
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    start(xml, out);
                    tagOpen = true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (xml.depth() < outside) {
                        return out.toString();
                    }
                    if (!closed) {
                        out.append("</").append(xml.localName()).append('>');
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    escape(xml.eventText(), false, out);
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
            if (out.length() > XmlCursor.MAX_TEXT) {
                throw xml.syntax("a value is longer than " + XmlCursor.MAX_TEXT + " characters");
            }
        }
    }

    private static void start(XmlCursor xml, StringBuilder out) {
        out.append('<').append(xml.localName());
        for (int i = 0; i < xml.attributes(); i++) {
            String prefix = switch (xml.attributeNamespace(i)) {
                case "http://www.w3.org/XML/1998/namespace" -> "xml:";
                default -> "";
            };
            out.append(' ').append(prefix).append(xml.attributeName(i)).append("=\"");
            escape(xml.attributeValue(i), true, out);
            out.append('"');
        }
    }

    private static void escape(String text, boolean attribute, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\r' -> out.append("&#13;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                case '\n' -> out.append(attribute ? "&#10;" : "\n");
                case '\t' -> out.append(attribute ? "&#9;" : "\t");
                default -> out.append(c);
            }
        }
    }

    /**
     * The same markup in the form in which {@link #read} gives it.
     *
     * @throws SdmxException SYNTAX when it is not well-formed
     */
    static String normalised(String markup) throws IOException {
        byte[] document = ("<x xmlns=\"" + MlVersion.XHTML + "\">" + markup + "</x>").getBytes(StandardCharsets.UTF_8);
        XmlCursor xml = new XmlCursor(new ByteArrayInputStream(document), new Problems());
        xml.root();
        String content = read(xml);
        xml.finish();
        return content;
    }
}
