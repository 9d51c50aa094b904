package org.sojourn.structure;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** XHTML inside a message as text of its own: elements without prefixes and namespace declarations, and back again. */
public final class Xhtml {
    private static final String NAMESPACE = "http://www.w3.org/1999/xhtml";
    private static final String XML = "http://www.w3.org/XML/1998/namespace";

    private Xhtml() {}

    /** From the start tag of an element to its end tag: its content. */
    public static String read(XMLStreamReader r) throws XMLStreamException {
        StringBuilder out = new StringBuilder();
        boolean open = false;
        for (int depth = 1; ; ) {
            int event = r.next();
            boolean empty = open && event == XMLStreamConstants.END_ELEMENT;
            if (open) {
                out.append(empty ? "/>" : ">");
                open = false;
            }
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    start(r, out);
                    open = true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (--depth == 0) {
                        return out.toString();
                    }
                    if (!empty) {
                        out.append("</").append(r.getLocalName()).append('>');
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    escape(r.getText(), false, out);
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
    }

    private static void start(XMLStreamReader r, StringBuilder out) {
        out.append('<').append(r.getLocalName());
        for (int i = 0; i < r.getAttributeCount(); i++) {
            out.append(' ')
                    .append(XML.equals(r.getAttributeNamespace(i)) ? "xml:" : "")
                    .append(r.getAttributeLocalName(i))
                    .append("=\"");
            escape(r.getAttributeValue(i), true, out);
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
     * Writes markup as part of a message; what is no well-formed markup is written as the text that it is.
     *
     * @return false when it was not well-formed
     */
    public static boolean write(String markup, XMLStreamWriter out) throws XMLStreamException {
        XMLStreamReader check = document(markup);
        try {
            while (check.hasNext()) {
                check.next();
            }
        } catch (XMLStreamException e) {
            out.writeCharacters(markup);
            return false;
        }
        XMLStreamReader r = document(markup);
        r.nextTag();
        for (int depth = 1; depth > 0; ) {
            switch (r.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    boolean root = depth++ == 1;
                    out.writeStartElement(XMLNS_DEFAULT, r.getLocalName(), NAMESPACE);
                    if (root) {
                        out.writeDefaultNamespace(NAMESPACE);
                    }
                    for (int i = 0; i < r.getAttributeCount(); i++) {
                        if (XML.equals(r.getAttributeNamespace(i))) {
                            out.writeAttribute("xml", XML, r.getAttributeLocalName(i), r.getAttributeValue(i));
                        } else {
                            out.writeAttribute(r.getAttributeLocalName(i), r.getAttributeValue(i));
                        }
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (--depth > 0) {
                        out.writeEndElement();
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    out.writeCharacters(r.getText());
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
        return true;
    }

    private static final String XMLNS_DEFAULT = "";

    private static XMLStreamReader document(String markup) throws XMLStreamException {
        return XmlStreams.reader(new java.io.ByteArrayInputStream(("<x xmlns=\"" + NAMESPACE + "\">" + markup + "</x>")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
