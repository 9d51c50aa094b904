package org.sojourn.structure.v20;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sojourn.model.Concept;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;

/** Concepts of 2.0, in schemes or by themselves, and how structures refer to them. */
final class Concepts20 {
    /** The scheme that holds concepts of an agency that stand in none. */
    static final String STANDALONE = "STANDALONE_CONCEPT_SCHEME";

    private final Map<String, List<Urn>> known = new LinkedHashMap<>();
    private final Map<String, List<Concept>> alone = new LinkedHashMap<>();

    ConceptScheme scheme(Element e) {
        Maintenance m = Naming20.maintenance(e);
        List<Concept> concepts = new ArrayList<>();
        for (Element c : e.all("Concept")) {
            concepts.add(concept(c, m.agency()));
        }
        ConceptScheme scheme = new ConceptScheme(m, false, concepts);
        concepts.forEach(c -> know(scheme.urn(), c.id()));
        return scheme;
    }

    private void know(Urn scheme, String concept) {
        known.computeIfAbsent(concept, k -> new ArrayList<>()).add(scheme.item(ArtefactClass.CONCEPT, concept));
    }

    /** A concept outside of any scheme. */
    void alone(Element e) {
        String agency = Naming20.required(e, "agencyID");
        Concept concept = concept(e, agency);
        alone.computeIfAbsent(agency, k -> new ArrayList<>()).add(concept);
        know(standalone(agency), concept.id());
    }

    /** The schemes of what stood alone, one for each agency. */
    List<ConceptScheme> standalone() {
        List<ConceptScheme> schemes = new ArrayList<>();
        alone.forEach((agency, concepts) -> schemes.add(new ConceptScheme(
                Maintenance.of(
                        agency,
                        Version.LEGACY_DEFAULT,
                        Naming.of(STANDALONE, LocalisedText.of("en", "Concepts outside of any scheme"))),
                false,
                concepts)));
        return schemes;
    }

    private static Urn standalone(String agency) {
        return Urn.of(ArtefactClass.CONCEPT_SCHEME, agency, STANDALONE, Version.LEGACY_DEFAULT.text());
    }

    private static Concept concept(Element e, String agency) {
        Optional<Urn> list = e.attribute("coreRepresentation")
                .map(id -> Urn.of(
                        ArtefactClass.CODELIST,
                        e.attribute("coreRepresentationAgency").orElse(agency),
                        id,
                        e.attribute("coreRepresentationVersion").orElse(Version.LEGACY_DEFAULT.text())));
        return new Concept(
                Naming20.of(e),
                e.attribute("parent"),
                Formats20.representation(list, e.child("TextFormat")),
                Optional.empty());
    }

    /**
     * The concept that a component of a structure names. Where it does not say in which scheme, the one of this message, that of
     * its own agency first.
     */
    Urn of(Element component, String agency) {
        String id = Naming20.required(component, "conceptRef");
        String owner = component
                .attribute("conceptSchemeAgency")
                .or(() -> component.attribute("conceptAgency"))
                .orElse(agency);
        Optional<String> scheme = component.attribute("conceptSchemeRef");
        if (scheme.isPresent()) {
            return Urn.of(
                            ArtefactClass.CONCEPT_SCHEME,
                            owner,
                            scheme.get(),
                            component
                                    .attribute("conceptSchemeVersion")
                                    .or(() -> component.attribute("conceptVersion"))
                                    .orElse(Version.LEGACY_DEFAULT.text()))
                    .item(ArtefactClass.CONCEPT, id);
        }
        List<Urn> candidates = known.getOrDefault(id, List.of());
        return candidates.stream()
                .filter(u -> u.agency().equals(owner))
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .orElseGet(() -> standalone(owner).item(ArtefactClass.CONCEPT, id));
    }
}
