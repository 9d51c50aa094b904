package org.sojourn.dsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sojourn.dsd.StructureDocuments.children;
import static org.sojourn.dsd.StructureDocuments.descendants;
import static org.sojourn.dsd.StructureDocuments.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.testing.Shared;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

class MigrationStructuresTest {

    private static final List<String> LANGUAGES = List.of("en", "fr", "es");
    private static Map<String, Element> artefacts = Map.of();

    @BeforeAll
    static void read() {
        artefacts = StructureDocuments.artefacts();
    }

    @Test
    void everyFileIsListedOnceInOrder() {
        assertThat(MigrationStructures.files())
                .contains("agencies.xml", "codelists/CL_AREA.xml", "datastructures/DSD_MIG_STK.xml")
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void filesAreListedFromAJarToo(@TempDir Path folder) throws Exception {
        Path classes = Path.of(MigrationStructures.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path jar = folder.resolve("with blank.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
        try (URLClassLoader loader = new OwnFirst(jar.toUri().toURL())) {
            Object listed = loader.loadClass(MigrationStructures.class.getName())
                    .getMethod("files")
                    .invoke(null);
            assertThat(listed).isEqualTo(MigrationStructures.files());
        }
    }

    /** Takes this package from the jar although the class path has it too. */
    private static final class OwnFirst extends URLClassLoader {
        OwnFirst(URL jar) {
            super(new URL[] {jar}, MigrationStructures.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(MigrationStructures.class.getPackageName() + ".")) {
                Class<?> known = findLoadedClass(name);
                return known == null ? findClass(name) : known;
            }
            return super.loadClass(name, resolve);
        }

        @Override
        public URL getResource(String name) {
            return findResource(name);
        }
    }

    @Test
    void refusesToOpenWhatIsNotThere() {
        assertThatThrownBy(() -> MigrationStructures.open("codelists/CL_NOTHING.xml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CL_NOTHING");
    }

    @Test
    void everyFileIsValidByTheOfficialSchema() throws IOException, SAXException {
        Path xsd = Shared.path("schemas/ml-3.1/SDMXMessage.xsd");
        Schema schema =
                SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(xsd.toFile());
        for (String file : MigrationStructures.files()) {
            try (InputStream stream = MigrationStructures.open(file)) {
                schema.newValidator().validate(new StreamSource(stream, file));
            }
        }
    }

    @Test
    void everyReferenceResolves() {
        Set<String> known = new HashSet<>(artefacts.keySet());
        artefacts.forEach((urn, artefact) -> items(artefact)
                .forEach(item ->
                        known.add(urn.replace("." + artefact.getLocalName() + "=", "." + item.getLocalName() + "=")
                                + "." + item.getAttribute("id"))));
        List<String> broken = new ArrayList<>();
        artefacts.forEach((urn, artefact) -> descendants(artefact).stream()
                .filter(e -> children(e).isEmpty() && !e.getLocalName().startsWith("Annotation"))
                .map(Node::getTextContent)
                .filter(text -> text.startsWith("urn:sdmx:") && !text.contains("*"))
                .filter(reference -> !known.contains(reference))
                .forEach(reference -> broken.add(urn + " -> " + reference)));
        assertThat(broken).isEmpty();
    }

    @Test
    void everyParentIsACodeOfTheSameList() {
        for (Element list : ofType("Codelist")) {
            Set<String> ids = ids(list);
            for (Element code : items(list)) {
                text(code, "Parent")
                        .ifPresent(parent -> assertThat(ids)
                                .as("parent of %s in %s", code.getAttribute("id"), list.getAttribute("id"))
                                .contains(parent)
                                // SDMX-ML 3.0 is stricter on parents than on codes
                                .allMatch(id -> !id.equals(parent) || parent.matches("[A-Za-z][A-Za-z0-9_-]*")));
            }
        }
    }

    @Test
    void idsOfItemsAreUnique() {
        artefacts.forEach((urn, artefact) -> assertThat(
                        items(artefact).stream().map(i -> i.getAttribute("id")).toList())
                .as(urn)
                .doesNotHaveDuplicates());
    }

    @Test
    void namesAndDescriptionsAreCompleteInThreeLanguages() {
        List<String> incomplete = new ArrayList<>();
        artefacts.forEach((urn, artefact) -> descendants(artefact).forEach(e -> {
            for (String kind : List.of("Name", "Description")) {
                List<String> languages = children(e, kind).stream()
                        .map(t -> t.getAttributeNS(XMLConstants.XML_NS_URI, "lang"))
                        .toList();
                boolean blank = children(e, kind).stream()
                        .anyMatch(t -> t.getTextContent().isBlank());
                if (!languages.isEmpty()
                        && (blank
                                || !languages
                                        .subList(0, Math.min(3, languages.size()))
                                        .equals(LANGUAGES)
                                || new HashSet<>(languages).size() != languages.size())) {
                    incomplete.add(urn + " " + e.getAttribute("id") + " " + kind + " " + languages);
                }
            }
        }));
        assertThat(incomplete).isEmpty();
    }

    @Test
    void areasAreNamedInSixLanguages() {
        Element areas = artefacts.get("urn:sdmx:org.sdmx.infomodel.codelist.Codelist=MIG:CL_AREA(1.0.0)");
        for (Element area : items(areas)) {
            assertThat(children(area, "Name").stream()
                            .map(t -> t.getAttributeNS(XMLConstants.XML_NS_URI, "lang"))
                            .toList())
                    .as(area.getAttribute("id"))
                    .containsExactly("en", "fr", "es", "ar", "ru", "zh");
        }
    }

    @Test
    void everyConceptIsDefined() {
        for (Element scheme : ofType("ConceptScheme")) {
            for (Element concept : items(scheme)) {
                // The headings of reports on quality are defined by the structure that they come from.
                if (scheme.getAttribute("id").equals("CS_MIG_META")
                        && !children(concept, "Annotations").isEmpty()) {
                    continue;
                }
                assertThat(children(concept, "Description"))
                        .as(concept.getAttribute("id"))
                        .hasSize(3);
            }
        }
    }

    /** The most used client in Python cannot read a structure that has one (sdmx1 2.26 and before, found by running it). */
    /** pysdmx reads structures in JSON only where it finds numbers, so there are as many values as the list has codes. */
    @Test
    void attributesWithSeveralValuesSayHowMany() {
        assertThat(ofType("DataStructure").stream()
                        .flatMap(dsd -> descendants(dsd).stream())
                        .map(e -> e.getAttribute("maxOccurs"))
                        .filter(many -> !many.isEmpty()))
                .isNotEmpty()
                .allMatch(many -> many.matches("[0-9]+"));
    }

    @Test
    void noTextIsOfTheTypeUri() {
        assertThat(ofType("DataStructure").stream()
                        .flatMap(dsd -> descendants(dsd).stream())
                        .map(e -> e.getAttribute("textType")))
                .isNotEmpty()
                .doesNotContain("URI");
    }

    @Test
    void everyListIsUsed() {
        Set<String> used = new HashSet<>();
        List.of("DataStructure", "MetadataStructure")
                .forEach(type -> ofType(type)
                        .forEach(dsd -> descendants(dsd).stream()
                                .filter(e -> e.getLocalName().equals("Enumeration"))
                                .forEach(e -> used.add(e.getTextContent()))));
        ofType("Hierarchy")
                .forEach(hierarchy -> descendants(hierarchy).stream()
                        .filter(e -> e.getLocalName().equals("Code"))
                        .map(e -> e.getTextContent().replace("codelist.Code=", "codelist.Codelist="))
                        .forEach(code -> used.add(code.substring(0, code.indexOf(')') + 1))));
        assertThat(used)
                .containsExactlyInAnyOrderElementsOf(
                        ofType("Codelist").stream().map(StructureDocuments::urn).toList());
    }

    @Test
    void constraintsNameComponentsAndCodesOfTheirStructure() {
        for (Element constraint : ofType("DataConstraint")) {
            Element dsd = structureOf(constraint);
            for (Element region : children(constraint, "CubeRegion")) {
                for (Element member : children(region)) {
                    String component = member.getAttribute("id");
                    Set<String> codes = ids(artefacts.get(enumeration(dsd, component)));
                    Set<String> values = new TreeSet<>();
                    children(member).forEach(v -> values.add(v.getTextContent()));
                    assertThat(codes)
                            .as("%s in %s", component, constraint.getAttribute("id"))
                            .containsAll(values);
                }
            }
        }
    }

    @Test
    void everyDataflowHasItsPlaceAmongTheSubjects() {
        Set<String> placed = new HashSet<>();
        ofType("Categorisation").forEach(c -> placed.add(text(c, "Source").orElseThrow()));
        assertThat(placed)
                .containsExactlyInAnyOrderElementsOf(
                        ofType("Dataflow").stream().map(StructureDocuments::urn).toList());
    }

    @Test
    void nothingSemanticallyVersionedRestsOnALegacyVersion() {
        artefacts.forEach((urn, artefact) -> {
            if (urn.endsWith("(1.0.0)")) {
                descendants(artefact).stream()
                        .filter(e -> children(e).isEmpty() && !e.getLocalName().startsWith("Annotation"))
                        .map(Node::getTextContent)
                        .filter(text -> text.startsWith("urn:sdmx:")
                                && !text.contains("base.DataProvider=")
                                && !text.contains("*"))
                        .forEach(reference -> assertThat(reference).as(urn).contains("(1.0.0)"));
            }
        });
    }

    private static List<Element> ofType(String name) {
        return artefacts.values().stream()
                .filter(a -> a.getLocalName().equals(name))
                .toList();
    }

    private static List<Element> items(Element artefact) {
        Set<String> kinds = Set.of("Code", "Concept", "Category", "Agency", "DataProvider");
        return artefact.getLocalName().equals("ProvisionAgreement")
                ? List.of()
                : children(artefact).stream()
                        .filter(e -> kinds.contains(e.getLocalName()))
                        .toList();
    }

    private static Set<String> ids(Element scheme) {
        Set<String> ids = new HashSet<>();
        items(scheme).forEach(i -> ids.add(i.getAttribute("id")));
        return ids;
    }

    private static Element structureOf(Element constraint) {
        Element target = children(children(constraint, "ConstraintAttachment").getFirst())
                .getFirst();
        Element named = artefacts.get(target.getTextContent());
        return named.getLocalName().equals("Dataflow")
                ? artefacts.get(text(named, "Structure").orElseThrow())
                : named;
    }

    private static String enumeration(Element dsd, String component) {
        Element found = descendants(dsd).stream()
                .filter(e -> e.getAttribute("id").equals(component))
                .findFirst()
                .orElseThrow(() -> new AssertionError(dsd.getAttribute("id") + " has no " + component));
        return text(children(found, "LocalRepresentation").getFirst(), "Enumeration")
                .orElseThrow();
    }
}
