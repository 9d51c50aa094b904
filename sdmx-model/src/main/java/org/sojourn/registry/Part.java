package org.sojourn.registry;

import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.CanonicalReader;

/** An element of a registry message with all that is inside; it keeps count of what was asked for, so that the rest can be told. */
final class Part {
    /** Binds the element at which the stream stands and leaves it behind the end tag; null where it is to be taken apart. */
    interface Binder {
        @Nullable
        Object bind(CanonicalReader r, String parent) throws XMLStreamException, JAXBException, IOException;
    }

    private static final String XML = "http://www.w3.org/XML/1998/namespace";
    /** Distinguishes choices for a rule of uniqueness in the schema, and says what the element's name says already. */
    private static final String TYPE = "TYPE";

    private final String name;
    private final int line;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Part> children = new ArrayList<>();
    private final Set<Part> taken = new HashSet<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable Object bound;

    private Part(String name, int line) {
        this.name = name;
        this.line = line;
    }

    /** Reads the element at whose start tag the stream stands, and leaves it behind the end tag. */
    static Part read(CanonicalReader r, Binder binder) throws XMLStreamException, JAXBException, IOException {
        Part part = new Part(r.getLocalName(), r.getLocation().getLineNumber());
        for (int i = 0; i < r.getAttributeCount(); i++) {
            String namespace = r.getAttributeNamespace(i);
            if (namespace == null || namespace.isEmpty() || namespace.equals(XML)) {
                part.attributes.put(r.getAttributeLocalName(i), r.getAttributeValue(i));
            }
        }
        for (r.next(); r.getEventType() != XMLStreamConstants.END_ELEMENT; ) {
            if (!r.isStartElement()) {
                if (r.isCharacters()) {
                    part.text.append(r.getText());
                }
                r.next();
                continue;
            }
            int line = r.getLocation().getLineNumber();
            String name = r.getLocalName();
            Object bound = binder.bind(r, part.name);
            if (bound == null) {
                part.children.add(read(r, binder));
            } else {
                Part leaf = new Part(name, line);
                leaf.bound = bound;
                part.children.add(leaf);
            }
        }
        r.next();
        return part;
    }

    String name() {
        return name;
    }

    int line() {
        return line;
    }

    String text() {
        return text.toString().strip();
    }

    Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.remove(attribute)).map(String::strip);
    }

    /** What the element was bound to. */
    <T> T bound(Class<T> type) {
        if (type.isInstance(bound)) {
            return type.cast(bound);
        }
        throw refusal("its content cannot be read");
    }

    boolean isBoundTo(Class<?> type) {
        return type.isInstance(bound);
    }

    List<Part> children() {
        taken.addAll(children);
        return List.copyOf(children);
    }

    List<Part> children(String wanted) {
        return children(Set.of(wanted));
    }

    /** Those of any of these names, in their order. */
    List<Part> children(Set<String> wanted) {
        List<Part> found =
                children.stream().filter(c -> wanted.contains(c.name)).toList();
        taken.addAll(found);
        return found;
    }

    /** The first of that name; more of them count as unknown. */
    Optional<Part> child(String wanted) {
        Optional<Part> found =
                children.stream().filter(c -> c.name.equals(wanted)).findFirst();
        found.ifPresent(taken::add);
        return found;
    }

    /** As {@link #child}, without taking it. */
    Optional<Part> peek(String wanted) {
        return children.stream().filter(c -> c.name.equals(wanted)).findFirst();
    }

    Optional<String> textOf(String wanted) {
        return child(wanted).map(Part::text);
    }

    Part required(String wanted) {
        return child(wanted).orElseThrow(() -> refusal("it has no " + wanted));
    }

    /** The text of an attribute or, where there is none of that name, of an element; refused where there is neither. */
    String requiredText(String wanted) {
        return attribute(wanted)
                .or(() -> textOf(wanted))
                .filter(t -> !t.isEmpty())
                .orElseThrow(() -> refusal("it has no " + wanted));
    }

    /** Each child of that name turned into something; one that cannot be is left out and told as an error. */
    <T> List<T> each(String wanted, Function<Part, T> made, Problems problems) {
        return each(children(wanted), made, problems);
    }

    static <T> List<T> each(List<Part> parts, Function<Part, T> made, Problems problems) {
        List<T> all = new ArrayList<>();
        for (Part part : parts) {
            try {
                all.add(made.apply(part));
            } catch (SdmxException e) {
                problems.add(Problem.error("invalid-part", new Location(part.line, 0, part.name), e.detail()));
            }
        }
        return all;
    }

    SdmxException refusal(String why) {
        return refusal(name, line, why);
    }

    static SdmxException refusal(String name, int line, String why) {
        return new SdmxException(
                SdmxException.Kind.SEMANTIC, "the " + name + " in line " + line + " cannot be read: " + why);
    }

    /** Tells of every element and attribute in here that nobody asked for. */
    void tellUnknown(Problems problems) {
        walk(
                "",
                (path, what) -> problems.add(Problem.warning(
                        "unknown-element", new Location(line, 0, path), what + " is not known there; left out")));
    }

    /** The paths of every element and attribute in here that nobody asked for. */
    List<String> untaken() {
        List<String> left = new ArrayList<>();
        walk("", (path, what) -> left.add(what + " of " + path));
        return left;
    }

    private void walk(String above, BiConsumer<String, String> tell) {
        String path = above.isEmpty() ? name : above + "/" + name;
        attributes.keySet().stream()
                .filter(a -> !a.equals(TYPE))
                .forEach(a -> tell.accept(path, "attribute '" + a + "'"));
        for (Part child : children) {
            if (taken.contains(child)) {
                child.walk(path, tell);
            } else {
                tell.accept(path, "element '" + child.name + "' in line " + child.line);
            }
        }
    }
}
