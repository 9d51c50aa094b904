package org.sojourn.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.sojourn.format.StructureFormat;
import org.sojourn.structure.binding.Dialect;
import org.sojourn.structure.binding.Namespaces;

/**
 * How often each element, attribute and piece of text occurs in a message, by path. What stands for artefacts that are not
 * read is left out; namespaces count as those of one version.
 */
public final class Inventory {
    private final Map<String, Integer> counts = new TreeMap<>();

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

    int size() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void count(String path) {
        counts.merge(path, 1, Integer::sum);
    }

    private void element(XMLStreamReader r, String parent, Dialect dialect) throws XMLStreamException {
        String path = parent + "/" + name(r);
        count(path);
        for (int i = 0; i < r.getAttributeCount(); i++) {
            if (!"http://www.w3.org/2001/XMLSchema-instance".equals(r.getAttributeNamespace(i))) {
                count(path + "/@" + r.getAttributeLocalName(i) + "="
                        + shortened(r.getAttributeLocalName(i), r.getAttributeValue(i)));
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
                    element(r, path, dialect);
                } else {
                    skip(r);
                }
            }
        }
        if (!text.toString().isBlank()) {
            count(path + "/text()");
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
        if (node.isObject()) {
            count(path);
            node.properties().forEach(e -> value(path + "/" + e.getKey(), e.getValue()));
        } else if (node.isArray()) {
            count(path + "[]");
            node.forEach(each -> value(path, each));
        } else if (!node.isNull()) {
            count(path + "=" + (node.isBoolean() ? node.asText() : ""));
        }
    }
}
