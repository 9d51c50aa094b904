package org.sojourn.web.docs;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XHTML that somebody sent, made fit for a page of ours: a few elements for text, links to the web, and nothing that acts. */
final class SafeMarkup {

    private static final Set<String> KEPT = Set.of(
            "p",
            "br",
            "ul",
            "ol",
            "li",
            "b",
            "strong",
            "i",
            "em",
            "sub",
            "sup",
            "code",
            "q",
            "blockquote",
            "dl",
            "dt",
            "dd",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td");
    private static final Set<String> EMPTY = Set.of("br");
    /** What is left out together with all that is in it. */
    private static final Set<String> HIDDEN = Set.of("script", "style", "template", "object", "iframe", "svg", "math");

    private static final XMLInputFactory FACTORY = factory();

    private SafeMarkup() {}

    /** The same with everything else taken out; text where it is no well-formed markup. */
    static String of(String markup) {
        try {
            return read(FACTORY.createXMLStreamReader(new StringReader("<x>" + markup + "</x>")));
        } catch (XMLStreamException e) {
            return "<p>" + Html.escaped(markup) + "</p>";
        }
    }

    private static String read(XMLStreamReader in) throws XMLStreamException {
        StringBuilder out = new StringBuilder();
        Deque<String> ends = new ArrayDeque<>();
        int hidden = 0;
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String name = in.getLocalName().toLowerCase(Locale.ROOT);
                    if (hidden > 0 || HIDDEN.contains(name)) {
                        hidden++;
                    } else {
                        ends.push(start(in, name, out));
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (hidden > 0) {
                        hidden--;
                    } else {
                        out.append(ends.pop());
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (hidden == 0) {
                        out.append(Html.escaped(in.getText()));
                    }
                }
                default -> {}
            }
        }
        return out.toString();
    }

    /** Writes the start of an element and gives its end; both are nothing for one that is not kept. */
    private static String start(XMLStreamReader in, String name, StringBuilder out) {
        if (name.equals("a")) {
            String address = in.getAttributeValue(null, "href");
            if (address != null && address.matches("https?://.*")) {
                out.append("<a href=\"").append(Html.escaped(address)).append("\" rel=\"noopener\">");
                return "</a>";
            }
            return "";
        }
        if (!KEPT.contains(name)) {
            return "";
        }
        out.append('<').append(name).append('>');
        return EMPTY.contains(name) ? "" : "</" + name + ">";
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
