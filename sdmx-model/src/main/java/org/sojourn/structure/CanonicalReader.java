package org.sojourn.structure;

import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.jspecify.annotations.Nullable;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.ElementShape;
import org.sojourn.structure.binding.Namespaces;

/**
 * Shows a message of any SDMX-ML version in the canonical namespaces, and while data binding reads an element, tells of
 * attributes and elements that the binding does not know and steps over the latter.
 */
public final class CanonicalReader extends StreamReaderDelegate {
    static final String MARKUP = "StructuredText";

    private final Problems problems;
    private final Deque<ElementShape> open = new ArrayDeque<>();
    private final Deque<String> path = new ArrayDeque<>();
    private String bound = "";
    private boolean regionsInCommon;
    private boolean inHeader;
    /** Markup that stands where the stream is, shown as text. */
    private @Nullable String markup;

    /** A view of a stream that stands anywhere. */
    public CanonicalReader(XMLStreamReader reader, Problems problems) {
        super(reader);
        this.problems = problems;
    }

    /** Says in which version the message is. */
    public void dialect(Dialect dialect) {
        regionsInCommon = dialect.before30();
    }

    /** While in the header, the message namespace is shown as that of structures. */
    public void inHeader(boolean value) {
        inHeader = value;
    }

    /** Watches the element at which the stream stands until it ends; {@code name} is what problems call it. */
    public void watch(Class<?> binding, String name) {
        open.clear();
        path.clear();
        bound = name;
        enter(ElementShape.of(binding));
    }

    @Override
    public int next() throws XMLStreamException {
        if (open.isEmpty()) {
            return super.next();
        }
        if (markup != null) {
            markup = null; // the stream stands at the end tag already
            open.pop();
            path.pop();
            return END_ELEMENT;
        }
        if (super.getEventType() == START_ELEMENT
                && getLocalName().equals(MARKUP)
                && Namespaces.COMMON.equals(getNamespaceURI())) {
            markup = Xhtml.read(getParent());
            return CHARACTERS;
        }
        while (true) {
            int event = super.next();
            if (event == START_ELEMENT) {
                ElementShape parent = open.peek();
                ElementShape shape = parent == null ? null : parent.child(getNamespaceURI(), getLocalName());
                if (shape == null) {
                    tell("element", super.getNamespaceURI(), getLocalName());
                    skip();
                    continue;
                }
                enter(shape);
            } else if (event == END_ELEMENT) {
                open.pop();
                path.pop();
            }
            return event;
        }
    }

    @Override
    public int getEventType() {
        return markup != null ? CHARACTERS : super.getEventType();
    }

    @Override
    public boolean isStartElement() {
        return getEventType() == START_ELEMENT;
    }

    @Override
    public boolean isEndElement() {
        return getEventType() == END_ELEMENT;
    }

    @Override
    public boolean isCharacters() {
        return getEventType() == CHARACTERS;
    }

    @Override
    public boolean hasText() {
        return markup != null || super.hasText();
    }

    @Override
    public String getText() {
        return markup != null ? markup : super.getText();
    }

    @Override
    public char[] getTextCharacters() {
        return markup != null ? markup.toCharArray() : super.getTextCharacters();
    }

    @Override
    public int getTextStart() {
        return markup != null ? 0 : super.getTextStart();
    }

    @Override
    public int getTextLength() {
        return markup != null ? markup.length() : super.getTextLength();
    }

    private void enter(ElementShape shape) {
        open.push(shape);
        path.push(getLocalName());
        for (int i = 0; i < getAttributeCount(); i++) {
            if (!shape.attribute(getAttributeNamespace(i), getAttributeLocalName(i))) {
                tell("attribute", getAttributeNamespace(i), getAttributeLocalName(i));
            }
        }
    }

    /** From a start tag to its end tag. */
    public void skip() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = getParent().next();
            depth += event == START_ELEMENT ? 1 : event == END_ELEMENT ? -1 : 0;
        }
    }

    private void tell(String what, @Nullable String namespace, String name) {
        String where = path.isEmpty() ? bound : bound + "/" + String.join("/", path.reversed());
        String of = namespace == null || namespace.isEmpty() ? "in no namespace" : "in namespace " + namespace;
        problems.add(Problem.warning(
                "unknown-element",
                new Location(getLocation().getLineNumber(), getLocation().getColumnNumber(), where),
                what + " '" + name + "' " + of + " is not known there; left out"));
    }

    @Override
    public String getNamespaceURI() {
        return shown(super.getNamespaceURI(), getLocalName());
    }

    @Override
    public QName getName() {
        QName n = super.getName();
        return new QName(shown(n.getNamespaceURI(), n.getLocalPart()), n.getLocalPart(), n.getPrefix());
    }

    private String shown(@Nullable String published, String localName) {
        String canonical = Namespaces.canonical(published);
        if (canonical == null) {
            return "";
        }
        if ((inHeader && canonical.equals(Namespaces.MESSAGE))
                || (regionsInCommon && canonical.equals(Namespaces.COMMON) && Namespaces.regionPart(localName))) {
            return Namespaces.STRUCTURE;
        }
        return canonical;
    }
}
