package org.sojourn.dsd;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.Annotation;
import org.sojourn.model.Attribute;
import org.sojourn.model.AttributeRelationship;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dimension;
import org.sojourn.model.Group;
import org.sojourn.model.Identification;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Measure;
import org.sojourn.model.Naming;
import org.sojourn.model.Representation;
import org.sojourn.model.Usage;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
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

    /** The stock structure with its code lists. */
    static DataStructureView stocks() {
        Map<String, Element> artefacts = artefacts();
        Element dsd = artefacts.get("urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=MIG:DSD_MIG_STK(1.0.0)");
        Element parts = only(dsd, "DataStructureComponents");
        List<Element> all = new ArrayList<>();
        List<Dimension> dimensions = new ArrayList<>();
        for (Element e : children(only(parts, "DimensionList"))) {
            boolean time = e.getLocalName().equals("TimeDimension");
            dimensions.add(new Dimension(
                    Identification.of(e.getAttribute("id")),
                    concept(e),
                    representation(e),
                    List.of(),
                    time ? Dimension.Kind.TIME : Dimension.Kind.PLAIN));
            all.add(e);
        }
        List<Group> groups = new ArrayList<>();
        for (Element e : children(parts, "Group")) {
            List<String> members = children(e).stream()
                    .map(m -> text(m, "DimensionReference").orElseThrow())
                    .toList();
            groups.add(new Group(Identification.of(e.getAttribute("id")), members, Optional.empty()));
        }
        List<Attribute> attributes = new ArrayList<>();
        for (Element e : children(only(parts, "AttributeList"))) {
            attributes.add(new Attribute(
                    Identification.of(e.getAttribute("id")),
                    concept(e),
                    representation(e),
                    List.of(),
                    usage(e),
                    relationship(only(e, "AttributeRelationship")),
                    List.of()));
            all.add(e);
        }
        Element measure = only(only(parts, "MeasureList"), "Measure");
        DataStructure structure = new DataStructure(
                maintenance(dsd),
                dimensions,
                groups,
                attributes,
                List.of(),
                List.of(new Measure(
                        Identification.of(measure.getAttribute("id")),
                        concept(measure),
                        representation(measure),
                        List.of(),
                        usage(measure))),
                Optional.empty(),
                false,
                Map.of());
        Map<String, Codelist> lists = new LinkedHashMap<>();
        for (Element e : all) {
            representation(e)
                    .flatMap(Representation::enumeration)
                    .ifPresent(list -> lists.put(e.getAttribute("id"), codelist(artefacts.get(list.toString()))));
        }
        return new DataStructureView(structure, Optional.empty(), Map.of(), lists);
    }

    private static Codelist codelist(Element list) {
        List<Code> codes = new ArrayList<>();
        for (Element code : children(list, "Code")) {
            List<Annotation> annotations = new ArrayList<>();
            for (Element holder : children(code, "Annotations")) {
                for (Element a : children(holder)) {
                    annotations.add(new Annotation(
                            Optional.empty(),
                            text(a, "AnnotationTitle"),
                            text(a, "AnnotationType"),
                            List.of(),
                            LocalisedText.EMPTY,
                            Optional.empty()));
                }
            }
            Identification id = new Identification(code.getAttribute("id"), Optional.empty(), annotations, List.of());
            codes.add(new Code(new Naming(id, LocalisedText.EMPTY, LocalisedText.EMPTY), text(code, "Parent")));
        }
        return new Codelist(maintenance(list), false, codes, List.of());
    }

    private static Maintenance maintenance(Element artefact) {
        return Maintenance.of(
                artefact.getAttribute("agencyID"),
                Version.parse(artefact.getAttribute("version")),
                Naming.of(artefact.getAttribute("id"), LocalisedText.EMPTY));
    }

    private static Urn concept(Element component) {
        return Urn.parse(text(component, "ConceptIdentity").orElseThrow());
    }

    private static Optional<Representation> representation(Element component) {
        return text(only(component, "LocalRepresentation"), "Enumeration")
                .map(list -> Representation.coded(Urn.parse(list)));
    }

    private static Usage usage(Element component) {
        return Usage.valueOf(component.getAttribute("usage").toUpperCase(Locale.ROOT));
    }

    private static AttributeRelationship relationship(Element e) {
        Element first = children(e).getFirst();
        return switch (first.getLocalName()) {
            case "Dataflow" -> new AttributeRelationship.Dataset();
            case "Observation" -> new AttributeRelationship.Observation();
            case "Group" -> new AttributeRelationship.Group(first.getTextContent());
            case "Dimension" ->
                new AttributeRelationship.Dimensions(
                        children(e).stream().map(Node::getTextContent).toList(), List.of());
            default -> throw new AssertionError(first.getLocalName());
        };
    }
}
