package org.sojourn.testing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xmlunit.builder.DiffBuilder;
import org.xmlunit.builder.Input;
import org.xmlunit.diff.Comparison;
import org.xmlunit.diff.ComparisonResult;
import org.xmlunit.diff.ComparisonType;
import org.xmlunit.diff.DefaultNodeMatcher;
import org.xmlunit.diff.Difference;
import org.xmlunit.diff.ElementSelector;
import org.xmlunit.diff.ElementSelectors;

/**
 * What two data messages in SDMX-ML differ in, element by element and attribute by attribute. Series, observations and groups
 * are found again by their keys, values and texts by id and language; prefixes and the order of siblings do not count.
 */
public final class XmlDifferences {
    private XmlDifferences() {}

    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    /**
     * Differences as lines, paths without positions, each once.
     *
     * @param dimensions ids of the dimensions, whose attributes make keys in structure-specific messages
     */
    public static Set<String> between(byte[] before, byte[] after, Set<String> dimensions) {
        ElementSelector sameKey = (a, b) -> key(a, dimensions).equals(key(b, dimensions));
        Iterable<Difference> differences = DiffBuilder.compare(Input.fromByteArray(before))
                .withTest(Input.fromByteArray(after))
                .ignoreComments()
                .ignoreWhitespace()
                .withNodeMatcher(new DefaultNodeMatcher(ElementSelectors.and(ElementSelectors.byName, sameKey)))
                .withAttributeFilter(a -> !XSI.equals(a.getNamespaceURI()))
                .checkForSimilar()
                .build()
                .getDifferences();
        Set<String> lines = new LinkedHashSet<>();
        for (Difference d : differences) {
            Comparison c = d.getComparison();
            if (d.getResult() == ComparisonResult.DIFFERENT && !counted(c.getType()) && !typed(c)) {
                lines.add(line(c));
            }
        }
        return lines;
    }

    /** What is told by another difference too. */
    private static boolean counted(ComparisonType type) {
        return type == ComparisonType.ELEMENT_NUM_ATTRIBUTES || type == ComparisonType.CHILD_NODELIST_LENGTH;
    }

    /** A type of the same name in a namespace that the header tells. */
    private static boolean typed(Comparison c) {
        String here = String.valueOf(c.getControlDetails().getValue());
        String there = String.valueOf(c.getTestDetails().getValue());
        return here.startsWith("{urn:sdmx:")
                && there.startsWith("{urn:sdmx:")
                && here.substring(here.indexOf('}')).equals(there.substring(there.indexOf('}')));
    }

    private static String line(Comparison c) {
        Comparison.Detail here = c.getControlDetails();
        Comparison.Detail there = c.getTestDetails();
        if (c.getType() == ComparisonType.CHILD_LOOKUP || c.getType() == ComparisonType.ATTR_NAME_LOOKUP) {
            boolean lost = c.getType() == ComparisonType.CHILD_LOOKUP
                    ? here.getXPath() != null
                    : here.getValue() != null && !attributeOf(here).isEmpty();
            Comparison.Detail one = lost ? here : there;
            return path(one) + (lost ? " lost" : " added") + content(one);
        }
        return path(here) + " changed: [" + here.getValue() + "] -> [" + there.getValue() + "]";
    }

    private static String attributeOf(Comparison.Detail detail) {
        String path = detail.getXPath();
        return path == null || !path.contains("@") ? "" : path.substring(path.lastIndexOf('@'));
    }

    private static String path(Comparison.Detail detail) {
        return String.valueOf(detail.getXPath()).replaceAll("\\[\\d+]", "");
    }

    private static String content(Comparison.Detail detail) {
        Node node = detail.getTarget();
        if (!(node instanceof Element e)) {
            return "";
        }
        String attribute = attributeOf(detail);
        if (!attribute.isEmpty()) {
            String name = attribute.substring(1);
            NamedNodeMap all = e.getAttributes();
            for (int i = 0; i < all.getLength(); i++) {
                if (local((Attr) all.item(i)).equals(name.substring(name.indexOf(':') + 1))) {
                    return " [" + all.item(i).getNodeValue() + "]";
                }
            }
            return "";
        }
        List<String> attributes = new ArrayList<>();
        NamedNodeMap all = e.getAttributes();
        for (int i = 0; i < all.getLength(); i++) {
            attributes.add(all.item(i).getNodeName() + "=" + all.item(i).getNodeValue());
        }
        String text = e.getTextContent().strip().replaceAll("\\s+", " ");
        return " " + attributes + (text.isEmpty() ? "" : " " + text.substring(0, Math.min(80, text.length())));
    }

    private static String local(Attr attribute) {
        return attribute.getLocalName() == null ? attribute.getName() : attribute.getLocalName();
    }

    /** By what an element is known among its siblings of the same name. */
    private static Object key(Element e, Set<String> dimensions) {
        return switch (e.getLocalName()) {
            case "Series", "Group", "Obs", "Atts" -> keyOf(e, dimensions);
            case "Value", "Comp", "Sender", "Receiver" -> e.getAttribute("id");
            case "Name", "Text", "Source", "StructuredText", "Department", "Role", "AnnotationText" ->
                e.getAttribute("xml:lang").isEmpty() ? "en" : e.getAttribute("xml:lang");
            case "Contact", "Telephone", "Fax", "X400", "URI", "Email", "DataSetID" ->
                e.getTextContent().strip();
            case "Annotation" -> child(e, "AnnotationTitle") + "/" + child(e, "AnnotationType");
            default -> "";
        };
    }

    private static Set<String> keyOf(Element e, Set<String> dimensions) {
        Set<String> key = new TreeSet<>();
        NamedNodeMap attributes = e.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            String name = attributes.item(i).getNodeName();
            String value = attributes.item(i).getNodeValue();
            boolean xsi = XSI.equals(attributes.item(i).getNamespaceURI());
            if (e.getLocalName().equals("Obs") && (dimensions.contains(name) || (xsi && name.endsWith(":type")))) {
                // What is measured may be said by the type of the observation.
                key.add(value.substring(value.indexOf(':') + 1));
            } else if (dimensions.contains(name) || name.equals("type")) {
                key.add(name + "=" + value);
            } else if (xsi && e.getLocalName().equals("Group")) {
                key.add("type=" + value.substring(value.indexOf(':') + 1));
            }
        }
        for (Node child = e.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element of) {
                if (of.getLocalName().endsWith("Key")) {
                    for (Node value = of.getFirstChild(); value != null; value = value.getNextSibling()) {
                        if (value instanceof Element v) {
                            key.add(v.getAttribute("id") + "=" + v.getAttribute("value"));
                        }
                    }
                } else if (of.getLocalName().equals("ObsDimension")) {
                    key.add(of.getAttribute("value"));
                }
            }
        }
        return key;
    }

    private static String child(Element e, String name) {
        for (Node child = e.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element of && of.getLocalName().equals(name)) {
                return of.getTextContent().strip();
            }
        }
        return "";
    }
}
