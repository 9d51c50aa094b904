package org.sojourn.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.sojourn.format.StructureFormat;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.Namespaces;

/**
 * How often each element, attribute and piece of text occurs in a message, by path, and what they say, by a path that names
 * the artefacts, items and components it leads through. What stands for artefacts that are not read is left out; namespaces
 * count as those of one version, the order of siblings does not count.
 */
public final class Inventory {
    /** Elements whose id may be left out, because it is fixed or that of the concept; so may those of unqualified ones. */
    private static final Pattern INHERITS = Pattern.compile("List$|Dimension$|Attribute$|Measure$|Target$");

    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, List<String>> values = new TreeMap<>();

    private Inventory() {}

    /** Of a message of reference metadata, everything. */
    public static Inventory ofMetadata(byte[] message, Dialect dialect) throws IOException, XMLStreamException {
        Inventory inventory = new Inventory();
        if (dialect.xml()) {
            XMLStreamReader r = XmlStreams.reader(new ByteArrayInputStream(message));
            XmlStreams.toRoot(r);
            inventory.element(r, "", dialect);
        } else {
            new ObjectMapper().readTree(message).properties().forEach(e -> inventory.value(e.getKey(), e.getValue()));
        }
        return inventory;
    }

    static Inventory of(byte[] message, StructureFormat format) throws IOException, XMLStreamException {
        Inventory inventory = new Inventory();
        if (format.xml()) {
            XMLStreamReader r = XmlStreams.reader(new ByteArrayInputStream(message));
            XmlStreams.toRoot(r);
            inventory.element(r, "", Dialect.of(format));
        } else {
            JsonNode root = new ObjectMapper().readTree(message);
            root.properties().forEach(e -> {
                if (!e.getKey().equals("data")) {
                    inventory.value(e.getKey(), e.getValue());
                }
            });
            root.path("data").properties().forEach(e -> {
                Shelf shelf = Shelf.ofArray(
                        e.getKey().equals("contentConstraints") && format != StructureFormat.JSON_1_0
                                ? "dataConstraints"
                                : e.getKey(),
                        Dialect.of(format));
                if (shelf != null) {
                    inventory.value(shelf.array(Dialect.of(format)), e.getValue());
                }
            });
        }
        return inventory;
    }

    /** Paths whose counts differ, with both counts: here, then there. */
    public Map<String, int[]> differences(Inventory there) {
        Map<String, int[]> result = new TreeMap<>();
        counts.forEach((path, n) -> result.put(path, new int[] {n, 0}));
        there.counts.forEach((path, n) -> result.computeIfAbsent(path, p -> new int[2])[1] = n);
        result.values().removeIf(n -> n[0] == n[1]);
        return result;
    }

    /** What is on both sides and says something else there, or the same somewhere else. */
    public List<String> changes(Inventory there) {
        Set<String> elsewhere = new TreeSet<>();
        differences(there).keySet().forEach(path -> elsewhere.add(path.replaceAll("=[^/]*$", "=")));
        List<String> changes = new ArrayList<>();
        Set<String> paths = new TreeSet<>(values.keySet());
        paths.addAll(there.values.keySet());
        for (String path : paths) {
            List<String> mine = sorted(values.get(path));
            List<String> theirs = sorted(there.values.get(path));
            boolean counted = elsewhere.contains(path.replaceAll("\\[[^]]+]", "")); // told by differences already
            if (!mine.equals(theirs) && !(counted && mine.size() != theirs.size())) {
                List<String> gone = without(mine, theirs);
                changes.add(path + " changed: " + gone + " -> " + without(theirs, mine));
            }
        }
        return changes;
    }

    private static List<String> sorted(@Nullable List<String> values) {
        return values == null ? List.of() : values.stream().sorted().toList();
    }

    private static List<String> without(List<String> some, List<String> others) {
        List<String> left = new ArrayList<>(some);
        others.forEach(left::remove);
        return left;
    }

    int size() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void count(String path) {
        counts.merge(path, 1, Integer::sum);
    }

    private void say(String path, String value) {
        values.computeIfAbsent(path, p -> new ArrayList<>()).add(value);
    }

    private void element(XMLStreamReader r, String parent, Dialect dialect) throws XMLStreamException {
        element(r, parent, parent, dialect);
    }

    private void element(XMLStreamReader r, String parent, String within, Dialect dialect) throws XMLStreamException {
        String path = parent + "/" + name(r);
        String id = r.getAttributeValue(null, "id");
        String here = within + "/" + name(r)
                + (id == null
                                || !name(r).contains(":")
                                || INHERITS.matcher(name(r)).find()
                        ? ""
                        : "[" + id + "]");
        count(path);
        for (int i = 0; i < r.getAttributeCount(); i++) {
            if (!"http://www.w3.org/2001/XMLSchema-instance".equals(r.getAttributeNamespace(i))) {
                count(path + "/@" + r.getAttributeLocalName(i) + "="
                        + shortened(r.getAttributeLocalName(i), r.getAttributeValue(i)));
                say(here + "/@" + r.getAttributeLocalName(i) + "=", r.getAttributeValue(i));
            }
        }
        StringBuilder text = new StringBuilder();
        for (int event = r.next(); event != XMLStreamConstants.END_ELEMENT; event = r.next()) {
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(r.getText());
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                String[] steps = path.split("/");
                boolean known = steps.length != 4
                        || !steps[2].equals("mes:Structures")
                        || Shelf.ofElement(steps[3].substring(4), r.getLocalName(), dialect) != null;
                if (known) {
                    element(r, path, here, dialect);
                } else {
                    skip(r);
                }
            }
        }
        if (!text.toString().isBlank()) {
            count(path + "/text()");
            say(here + "/text()", text.toString().strip().replaceAll("\\s+", " "));
        }
    }

    private static void skip(XMLStreamReader r) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = r.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    private static String name(XMLStreamReader r) {
        String uri = Namespaces.canonical(r.getNamespaceURI());
        String prefix = Namespaces.MESSAGE.equals(uri)
                ? "mes:"
                : Namespaces.STRUCTURE.equals(uri)
                        ? "str:"
                        : Namespaces.COMMON.equals(uri) ? "com:" : Namespaces.FOOTER.equals(uri) ? "foo:" : "";
        return prefix + r.getLocalName();
    }

    /** Flags count by their value, since a flag that says the default may as well not be there; the rest by being there. */
    private static String shortened(String name, String value) {
        return switch (value) {
            case "true", "false" -> value;
            default -> name.equals("type") || name.equals("textType") || name.equals("class") ? value : "";
        };
    }

    private void value(String path, JsonNode node) {
        value(path, path, node);
    }

    private void value(String path, String within, JsonNode node) {
        if (node.isObject()) {
            count(path);
            String here =
                    node.path("id").isTextual() ? within + "[" + node.path("id").asText() + "]" : within;
            node.properties().forEach(e -> value(path + "/" + e.getKey(), here + "/" + e.getKey(), e.getValue()));
        } else if (node.isArray()) {
            count(path + "[]");
            node.forEach(each -> value(path, within, each));
        } else if (!node.isNull()) {
            count(path + "=" + (node.isBoolean() ? node.asText() : ""));
            say(within + "=", node.asText());
        }
    }
}
