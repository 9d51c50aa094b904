package org.sojourn.dsd;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.sojourn.model.ref.ArtefactClass;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The structure files as plain XML trees, so that they are checked by other means than the codec that reads them in earnest. */
final class StructureDocuments {

    static final String STRUCTURE = "http://www.sdmx.org/resources/sdmxml/schemas/v3_1/structure";
    static final String COMMON = "http://www.sdmx.org/resources/sdmxml/schemas/v3_1/common";

    private StructureDocuments() {}

    static Document parse(String file) {
        try (InputStream stream = MigrationStructures.open(file)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder().parse(stream);
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new AssertionError(file + ": " + e.getMessage(), e);
        }
    }

    /** The maintainable artefacts of all files under their URNs. */
    static Map<String, Element> artefacts() {
        Map<String, Element> byUrn = new LinkedHashMap<>();
        for (String file : MigrationStructures.files()) {
            for (Element container : children(only(parse(file).getDocumentElement(), "Structures"))) {
                for (Element artefact : children(container)) {
                    Element before = byUrn.put(urn(artefact), artefact);
                    if (before != null) {
                        throw new AssertionError(urn(artefact) + " is there twice");
                    }
                }
            }
        }
        return byUrn;
    }

    static String urn(Element artefact) {
        String packageName =
                ArtefactClass.named(artefact.getLocalName()).orElseThrow().packageName();
        String version = artefact.hasAttribute("version") ? artefact.getAttribute("version") : "1.0";
        return "urn:sdmx:org.sdmx.infomodel." + packageName + "." + artefact.getLocalName() + "="
                + artefact.getAttribute("agencyID") + ":" + artefact.getAttribute("id") + "(" + version + ")";
    }

    static List<Element> children(Element parent) {
        List<Element> list = new ArrayList<>();
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e) {
                list.add(e);
            }
        }
        return list;
    }

    static List<Element> children(Element parent, String name) {
        return children(parent).stream()
                .filter(e -> e.getLocalName().equals(name))
                .toList();
    }

    static List<Element> descendants(Element root) {
        List<Element> all = new ArrayList<>(List.of(root));
        for (Element child : children(root)) {
            all.addAll(descendants(child));
        }
        return all;
    }

    static Element only(Element parent, String name) {
        return children(parent, name).getFirst();
    }

    static Optional<String> text(Element parent, String name) {
        return children(parent, name).stream().findFirst().map(Node::getTextContent);
    }
}
