package org.sojourn.structure.v20;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.sojourn.model.text.LocalisedText;

/** An element with all that is in it, namespaces aside: in 2.0 local names say enough. */
final class Element {
    private static final String XML = "http://www.w3.org/XML/1998/namespace";
    private static final String LANGUAGE = "xml:lang";

    private final String name;
    private final int line;
    private final Map<String, String> attributes = new HashMap<>();
    private final List<Element> children = new ArrayList<>();
    private String text = "";

    private Element(String name, int line) {
        this.name = name;
        this.line = line;
    }

    /** Reads the element at whose start tag the stream stands, to its end tag. */
    static Element read(XMLStreamReader r) throws XMLStreamException {
        Element element = new Element(r.getLocalName(), r.getLocation().getLineNumber());
        for (int i = 0; i < r.getAttributeCount(); i++) {
            boolean language = XML.equals(r.getAttributeNamespace(i))
                    && r.getAttributeLocalName(i).equals("lang");
            element.attributes.put(language ? LANGUAGE : r.getAttributeLocalName(i), r.getAttributeValue(i));
        }
        StringBuilder words = new StringBuilder();
        while (r.next() != XMLStreamReader.END_ELEMENT) {
            if (r.isStartElement()) {
                element.children.add(read(r));
            } else if (r.isCharacters()) {
                words.append(r.getText());
            }
        }
        element.text = words.toString();
        return element;
    }

    String name() {
        return name;
    }

    int line() {
        return line;
    }

    String text() {
        return text.strip();
    }

    /** An attribute that is there and not empty. */
    Optional<String> attribute(String wanted) {
        return Optional.ofNullable(attributes.get(wanted)).map(String::strip).filter(v -> !v.isEmpty());
    }

    boolean flag(String wanted) {
        return attribute(wanted).filter(v -> v.equals("true") || v.equals("1")).isPresent();
    }

    List<Element> all(String wanted) {
        return children.stream().filter(c -> c.name.equals(wanted)).toList();
    }

    Optional<Element> child(String wanted) {
        return children.stream().filter(c -> c.name.equals(wanted)).findFirst();
    }

    /** The text of a child that is there and not empty. */
    Optional<String> textOf(String wanted) {
        return child(wanted).map(Element::text).filter(t -> !t.isEmpty());
    }

    /** Texts by language of all children of that name; English where none is said, as the schema has it. */
    LocalisedText texts(String wanted) {
        Map<String, String> all = new LinkedHashMap<>();
        children.stream()
                .filter(c -> c.name.equals(wanted) && !c.text.isBlank())
                .forEach(c -> all.putIfAbsent(c.attribute(LANGUAGE).orElse("en"), c.text.strip()));
        return new LocalisedText(all);
    }
}
