package org.sojourn.structure.v20;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.sojourn.data.MessageHeader;
import org.sojourn.model.AgencyScheme;
import org.sojourn.model.Categorisation;
import org.sojourn.model.Category;
import org.sojourn.model.CategoryScheme;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.DataConsumerScheme;
import org.sojourn.model.DataProviderScheme;
import org.sojourn.model.Dataflow;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.Organisation;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.binding.MissingHeader;

/**
 * Reads a structure message of SDMX-ML 2.0: code lists, hierarchical code lists, concepts, key families, dataflows, category
 * schemes and organisations become the artefacts that 2.1 has in their place; the rest is told and left out.
 */
public final class Structures20 {
    private static final String NAMESPACES = "http://www.sdmx.org/resources/sdmxml/schemas/v2_0/";
    private static final Set<String> ENVELOPES = Set.of("Structures");

    private final XMLStreamReader r;
    private final Sink sink;
    private final Problems problems;
    private final Concepts20 concepts = new Concepts20();
    private final Set<Urn> filed = new HashSet<>();
    private final List<Element> keyFamilies = new ArrayList<>();
    private MessageHeader header = MissingHeader.header();

    /** Takes artefacts one by one. */
    public interface Sink {
        void artefact(MaintainableArtefact artefact) throws IOException;
    }

    private interface Making {
        MaintainableArtefact of(Element e);
    }

    private Structures20(XMLStreamReader r, Sink sink, Problems problems) {
        this.r = r;
        this.sink = sink;
        this.problems = problems;
    }

    /** Whether this is a namespace of 2.0, whose host is written in capitals or not. */
    public static boolean names(String namespace) {
        return namespace.regionMatches(true, 0, NAMESPACES, 0, NAMESPACES.length());
    }

    /** Reads the message at whose root the stream stands. */
    public static MessageHeader read(XMLStreamReader r, Sink sink, Problems problems)
            throws XMLStreamException, IOException {
        Structures20 reader = new Structures20(r, sink, problems);
        problems.add(Problem.info(
                "version-2.0", Location.UNKNOWN, "the message is of SDMX-ML 2.0; read as what 2.1 has in its place"));
        reader.message();
        return reader.header;
    }

    private void message() throws XMLStreamException, IOException {
        while (r.next() != XMLStreamReader.END_DOCUMENT) {
            if (!r.isStartElement() || ENVELOPES.contains(r.getLocalName())) {
                continue;
            }
            if (r.getLocalName().equals("Header")) {
                header = header(Element.read(r));
            } else {
                container(r.getLocalName());
            }
        }
        for (MaintainableArtefact scheme : concepts.standalone()) {
            sink.artefact(scheme);
        }
        // Structures may come before the concepts that they name.
        for (Element e : keyFamilies) {
            make(e, k -> KeyFamily20.structure(k, concepts, problems));
        }
    }

    private void container(String name) throws XMLStreamException, IOException {
        while (r.next() != XMLStreamReader.END_ELEMENT) {
            if (!r.isStartElement()) {
                continue;
            }
            Element e = Element.read(r);
            switch (e.name()) {
                case "CodeList" -> make(e, Structures20::codelist);
                case "ConceptScheme" -> make(e, concepts::scheme);
                case "Concept" -> guarded(e, () -> concepts.alone(e));
                case "KeyFamily" -> keyFamilies.add(e);
                case "Dataflow" -> {
                    make(e, Structures20::dataflow);
                    guarded(e, () -> filed(e));
                }
                case "CategoryScheme" -> make(e, Structures20::categories);
                case "OrganisationScheme" -> guarded(e, () -> organisations(e));
                case "Agencies", "DataProviders", "DataConsumers" -> tellLeftOut(name, e.name(), e.line());
                case "HierarchicalCodelist" ->
                    guarded(e, () -> {
                        for (MaintainableArtefact hierarchy : Hierarchies20.of(e)) {
                            sink.artefact(hierarchy);
                        }
                    });
                default -> tellLeftOut(name, e.name(), e.line());
            }
        }
    }

    private void tellLeftOut(String container, String name, int line) {
        problems.add(Problem.warning(
                "unsupported-artefact",
                new Location(line, 0, container),
                "of SDMX-ML 2.0, '" + name + "' is not read; left out"));
    }

    private interface Step {
        void run() throws IOException;
    }

    private void make(Element e, Making making) throws IOException {
        guarded(e, () -> sink.artefact(making.of(e)));
    }

    /** An artefact that cannot be made out is left out. */
    private void guarded(Element e, Step step) throws IOException {
        try {
            step.run();
        } catch (SdmxException | IllegalArgumentException x) {
            problems.add(Problem.error(
                    "invalid-artefact",
                    new Location(e.line(), 0, e.name() + "=" + e.attribute("id").orElse("?")),
                    "the artefact cannot be read: "
                            + (x instanceof SdmxException s ? s.detail() : String.valueOf(x.getMessage()))));
        }
    }

    private static MessageHeader header(Element e) {
        Optional<Element> sender = e.child("Sender");
        return new MessageHeader(
                e.textOf("ID").orElse(MissingHeader.header().id()),
                e.textOf("Test").filter("true"::equalsIgnoreCase).isPresent(),
                e.textOf("Prepared").orElse(MissingHeader.header().prepared()),
                sender.map(Structures20::party).orElse(MissingHeader.header().sender()),
                e.all("Receiver").stream().map(Structures20::party).toList(),
                e.texts("Name"),
                Optional.empty(),
                e.textOf("Extracted"),
                e.textOf("ReportingBegin"),
                e.textOf("ReportingEnd"),
                Optional.empty(),
                e.texts("Source"));
    }

    private static MessageHeader.Party party(Element e) {
        return new MessageHeader.Party(
                e.attribute("id").orElse(MissingHeader.header().sender().id()), e.texts("Name"), List.of());
    }

    private static Codelist codelist(Element e) {
        List<Code> codes = new ArrayList<>();
        for (Element c : e.all("Code")) {
            codes.add(new Code(Naming20.of(c, Naming20.required(c, "value")), c.attribute("parentCode")));
        }
        return new Codelist(Naming20.maintenance(e), e.flag("isPartial"), codes, List.of());
    }

    private static Dataflow dataflow(Element e) {
        return new Dataflow(Naming20.maintenance(e), e.child("KeyFamilyRef").map(Structures20::keyFamily), List.of());
    }

    private static Urn keyFamily(Element ref) {
        return ref.textOf("KeyFamilyID")
                .map(id -> Urn.of(
                        ArtefactClass.DATA_STRUCTURE,
                        ref.textOf("KeyFamilyAgencyID").orElse(""),
                        id,
                        ref.textOf("Version").orElse(Version.LEGACY_DEFAULT.text())))
                .orElseThrow(
                        () -> new SdmxException(SdmxException.Kind.SEMANTIC, "its KeyFamilyRef has no KeyFamilyID"));
    }

    /** Under which categories a dataflow says it is: since 2.1 these are artefacts of their own. */
    private void filed(Element flow) throws IOException {
        Maintenance m = Naming20.maintenance(flow);
        for (Element ref : flow.all("CategoryRef")) {
            List<String> path = new ArrayList<>();
            for (Optional<Element> c = ref.child("CategoryID");
                    c.isPresent();
                    c = c.get().child("CategoryID")) {
                c.get().textOf("ID").ifPresent(path::add);
            }
            Optional<String> scheme = ref.textOf("CategorySchemeID");
            if (path.isEmpty() || scheme.isEmpty()) {
                throw new SdmxException(SdmxException.Kind.SEMANTIC, "its CategoryRef names no category");
            }
            Urn category = Urn.of(
                            ArtefactClass.CATEGORY_SCHEME,
                            ref.textOf("CategorySchemeAgencyID").orElse(m.agency()),
                            scheme.get(),
                            ref.textOf("CategorySchemeVersion").orElse(Version.LEGACY_DEFAULT.text()))
                    .item(ArtefactClass.CATEGORY, String.join(".", path));
            Categorisation made = new Categorisation(
                    Maintenance.of(
                            m.agency(),
                            Version.LEGACY_DEFAULT,
                            Naming.of(
                                    m.id() + "_" + scheme.get() + "_" + String.join("_", path),
                                    m.naming().names())),
                    Optional.of(Urn.of(
                            ArtefactClass.DATAFLOW,
                            m.agency(),
                            m.id(),
                            m.version().text())),
                    Optional.of(category));
            if (filed.add(made.urn())) {
                sink.artefact(made);
            }
        }
    }

    private static CategoryScheme categories(Element e) {
        return new CategoryScheme(
                Naming20.maintenance(e),
                false,
                e.all("Category").stream().map(Structures20::category).toList());
    }

    private static Category category(Element e) {
        return new Category(
                Naming20.of(e),
                e.all("Category").stream().map(Structures20::category).toList());
    }

    /** One scheme of 2.0 is up to three since 2.1, whose ids are fixed. */
    private void organisations(Element e) throws IOException {
        Map<String, List<Organisation>> kinds = new LinkedHashMap<>();
        for (String kind : List.of("Agencies", "DataProviders", "DataConsumers")) {
            for (Element list : e.all(kind)) {
                for (Element o : list.all(kind.equals("Agencies") ? "Agency" : kind.substring(0, kind.length() - 1))) {
                    kinds.computeIfAbsent(kind, k -> new ArrayList<>())
                            .add(new Organisation(Naming20.of(o), List.of()));
                }
            }
        }
        String agency = Naming20.required(e, "agencyID");
        LocalisedText names = Naming20.of(e).names();
        for (Map.Entry<String, List<Organisation>> kind : kinds.entrySet()) {
            sink.artefact(
                    switch (kind.getKey()) {
                        case "Agencies" -> new AgencyScheme(fixed(agency, "AGENCIES", names), false, kind.getValue());
                        case "DataProviders" ->
                            new DataProviderScheme(fixed(agency, "DATA_PROVIDERS", names), false, kind.getValue());
                        default ->
                            new DataConsumerScheme(fixed(agency, "DATA_CONSUMERS", names), false, kind.getValue());
                    });
        }
    }

    private static Maintenance fixed(String agency, String id, LocalisedText names) {
        return Maintenance.of(agency, Version.LEGACY_DEFAULT, Naming.of(id, names));
    }

    /** By a number that a child gives, as levels have it. */
    static Comparator<Element> byNumber(String child) {
        return Comparator.comparingInt(e -> e.textOf(child)
                .filter(t -> t.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(0));
    }
}
