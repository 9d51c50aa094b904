package org.sojourn.service;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sojourn.model.Code;
import org.sojourn.model.Concept;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.MetadataAttribute;
import org.sojourn.model.MetadataConstraint;
import org.sojourn.model.MetadataProvisionAgreement;
import org.sojourn.model.MetadataStructure;
import org.sojourn.model.Metadataflow;
import org.sojourn.model.Representation;
import org.sojourn.model.ref.Urn;
import org.sojourn.structure.ArtefactReferences;
import org.sojourn.structure.Catalogue;
import org.sojourn.validation.schema.MetadataSchemaSubject;

/**
 * What reports of a metadata structure, metadataflow or metadata provision agreement must obey, as structures: the metadata
 * structure, the lists of its attributes, the concepts in use, the constraints that bind, and the agencies of all these
 * (REST 2.2, schema queries).
 */
final class MetadataRules {

    private final Catalogue catalogue;
    private final Map<Urn, MaintainableArtefact> found = new LinkedHashMap<>();
    private final Map<Urn, Set<String>> concepts = new LinkedHashMap<>();

    private MetadataRules(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The metadata structure comes first; nothing where it is not known. */
    static List<MaintainableArtefact> artefacts(Catalogue catalogue, MaintainableArtefact context) {
        Set<Urn> bound = new LinkedHashSet<>();
        Optional<MetadataStructure> structure = structure(catalogue, context, bound);
        if (structure.isEmpty()) {
            return List.of();
        }
        MetadataRules rules = new MetadataRules(catalogue);
        rules.found.put(structure.get().urn(), structure.get());
        structure.get().attributes().forEach(rules::add);
        rules.concepts.forEach((scheme, used) -> catalogue
                .resolve(scheme, ConceptScheme.class)
                .flatMap(s -> PartialSchemes.cut(s, used))
                .ifPresent(s -> rules.found.put(s.urn(), s)));
        rules.addConstraints(bound);
        SchemaService.agencies(catalogue, rules.found);
        return List.copyOf(rules.found.values());
    }

    /** What the XML schema of 2.1 is made of; empty where the metadata structure is not known. */
    static Optional<MetadataSchemaSubject> subject(Catalogue catalogue, MaintainableArtefact context) {
        return structure(catalogue, context, new LinkedHashSet<>()).map(structure -> {
            Map<Urn, Representation> concepts = new LinkedHashMap<>();
            Map<Urn, List<String>> codes = new LinkedHashMap<>();
            structure.allAttributes().forEach(attribute -> {
                Optional<Representation> ofConcept =
                        catalogue.concept(attribute.concept()).flatMap(Concept::coreRepresentation);
                ofConcept.ifPresent(r -> concepts.put(attribute.concept(), r));
                attribute
                        .representation()
                        .or(() -> ofConcept)
                        .flatMap(Representation::enumeration)
                        .ifPresent(list -> codes.put(
                                list,
                                catalogue.codelist(list).stream()
                                        .flatMap(l -> l.items().stream())
                                        .map(Code::id)
                                        .toList()));
            });
            return new MetadataSchemaSubject(context.urn(), structure, concepts, codes);
        });
    }

    /** Notes on the way what constraints may be attached to. */
    private static Optional<MetadataStructure> structure(
            Catalogue catalogue, MaintainableArtefact context, Set<Urn> bound) {
        bound.add(context.urn());
        return switch (context) {
            case MetadataStructure structure -> Optional.of(structure);
            case Metadataflow flow ->
                flow.structure().flatMap(catalogue::resolve).flatMap(s -> structure(catalogue, s, bound));
            case MetadataProvisionAgreement agreement ->
                agreement.flow().flatMap(catalogue::resolve).flatMap(f -> structure(catalogue, f, bound));
            default -> Optional.empty();
        };
    }

    private void add(MetadataAttribute attribute) {
        Urn scheme = ArtefactReferences.artefact(attribute.concept());
        concepts.computeIfAbsent(scheme, k -> new LinkedHashSet<>())
                .add(attribute.concept().item());
        attribute
                .representation()
                .or(() -> catalogue.resolve(scheme, ConceptScheme.class).stream()
                        .flatMap(s -> s.items().stream())
                        .filter(c -> c.id().equals(attribute.concept().item()))
                        .findFirst()
                        .flatMap(c -> c.coreRepresentation()))
                .flatMap(Representation::enumeration)
                .flatMap(catalogue::resolve)
                .ifPresent(list -> found.put(list.urn(), list));
        attribute.children().forEach(this::add);
    }

    private void addConstraints(Set<Urn> bound) {
        catalogue
                .artefacts()
                .filter(MetadataConstraint.class::isInstance)
                .map(MetadataConstraint.class::cast)
                .filter(c -> c.role() == DataConstraint.Role.ALLOWED)
                .filter(c -> c.attachment().stream()
                        .flatMap(a -> a.artefacts().stream())
                        .flatMap(u -> catalogue.resolve(u).stream())
                        .anyMatch(a -> bound.contains(a.urn())))
                .forEach(c -> found.put(c.urn(), c));
    }
}
