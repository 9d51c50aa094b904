package org.sojourn.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Codelist;
import org.sojourn.model.Component;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Hierarchy;
import org.sojourn.model.HierarchyName;
import org.sojourn.model.ItemScheme;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.MetadataConstraint;
import org.sojourn.model.Representation;
import org.sojourn.model.ValueList;
import org.sojourn.model.RepresentationMap;
import org.sojourn.model.StructureMap;
import org.sojourn.model.StructureSet;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.ref.VersionPattern;
import org.sojourn.query.References;
import org.sojourn.query.StructureDetail;
import org.sojourn.query.StructureQuery;
import org.sojourn.query.StructureResource;
import org.sojourn.structure.ArtefactReferences;
import org.sojourn.structure.Catalogue;

/** Answers structure queries of both API generations from a catalogue: matching, neighbours, stubs and partial schemes. */
public final class StructureQueryService {

    private record Indexed(Catalogue catalogue, ArtefactGraph graph) {}

    private final Function<Optional<Instant>, StructureState> states;
    private volatile @Nullable Indexed indexed;

    /**
     * @param states the structures as they were at a moment, or as they are now; the same catalogue object as long as nothing
     *     changed
     */
    public StructureQueryService(Function<Optional<Instant>, StructureState> states) {
        this.states = states;
    }

    /**
     * The artefacts that a query asks for, at the moment that it names.
     *
     * @param structureUrl where a stub's full artefact can be fetched
     */
    public StructureAnswer answer(StructureQuery query, Function<Urn, String> structureUrl) {
        StructureState state = states.apply(query.asOf());
        return new StructureAnswer(answer(state.catalogue(), query, structureUrl), state.seq(), state.time());
    }

    /** The structures as they are now. */
    public StructureState now() {
        return states.apply(Optional.empty());
    }

    /**
     * The asked artefacts first, then their neighbours; empty where none was found.
     *
     * @param structureUrl where a stub's full artefact can be fetched
     */
    List<MaintainableArtefact> answer(Catalogue catalogue, StructureQuery query, Function<Urn, String> structureUrl) {
        Map<Urn, MaintainableArtefact> asked = new LinkedHashMap<>();
        for (MaintainableArtefact artefact : matches(catalogue, query)) {
            cut(artefact, query).ifPresent(a -> asked.put(a.urn(), a));
        }
        if (query.resource() == StructureResource.STRUCTURE_SET) {
            // A structure set of 2.1 holds the maps of values that its structure maps use.
            List.copyOf(asked.values()).stream()
                    .filter(StructureMap.class::isInstance)
                    .flatMap(map -> graph(catalogue).children(map).stream())
                    .filter(RepresentationMap.class::isInstance)
                    .forEach(map -> asked.putIfAbsent(map.urn(), map));
        }
        Map<Urn, MaintainableArtefact> neighbours = new LinkedHashMap<>();
        if (!query.references().none()) {
            for (MaintainableArtefact artefact : neighbours(graph(catalogue), asked.values(), query)) {
                if (!asked.containsKey(artefact.urn())) {
                    neighbours.put(artefact.urn(), artefact);
                }
            }
        }
        if (query.detail() == StructureDetail.REFERENCE_PARTIAL) {
            trim(asked.values(), neighbours);
        }
        List<MaintainableArtefact> answer = new ArrayList<>();
        asked.values().forEach(a -> answer.add(shown(catalogue, a, query.detail(), true, structureUrl)));
        neighbours.values().forEach(a -> answer.add(shown(catalogue, a, query.detail(), false, structureUrl)));
        return answer;
    }

    private ArtefactGraph graph(Catalogue catalogue) {
        Indexed known = indexed;
        if (known == null || known.catalogue() != catalogue) {
            known = new Indexed(catalogue, new ArtefactGraph(catalogue));
            indexed = known;
        }
        return known.graph();
    }

    private static List<MaintainableArtefact> matches(Catalogue catalogue, StructureQuery query) {
        record Identity(ArtefactClass type, String agency, String id) {}
        Map<Identity, List<MaintainableArtefact>> candidates = catalogue
                .artefacts()
                .filter(a -> a.type() != ArtefactClass.METADATA_SET) // those stand in messages of their own
                .filter(a -> query.resource().covers(a.type()))
                .filter(a -> query.agencies().isEmpty() || query.agencies().contains(a.agency()))
                .filter(a -> query.ids().isEmpty() || named(a, query))
                .filter(a -> query.resource()
                        .constraintRole()
                        .map(role -> roleOf(a).equals(Optional.of(role)))
                        .orElse(true))
                .collect(Collectors.groupingBy(
                        a -> new Identity(a.type(), a.agency(), a.id()), LinkedHashMap::new, Collectors.toList()));
        List<MaintainableArtefact> found = new ArrayList<>();
        candidates.values().forEach(versions -> {
            Set<Version> selected = new HashSet<>(VersionPattern.select(
                    query.versions(),
                    versions.stream().map(MaintainableArtefact::version).toList()));
            versions.stream().filter(a -> selected.contains(a.version())).forEach(found::add);
        });
        return found;
    }

    /**
     * Where a hierarchical code list or structure set of 2.1 may be meant, what stands in it also goes by its id.
     */
    private static boolean named(MaintainableArtefact artefact, StructureQuery query) {
        return query.ids().contains(artefact.id())
                || (artefact instanceof Hierarchy
                        && query.resource() != StructureResource.HIERARCHY
                        && query.ids().contains(HierarchyName.of(artefact.id()).list()))
                || (StructureSet.holds(artefact.type())
                        && (query.resource() == StructureResource.STRUCTURE_SET
                                || query.resource() == StructureResource.ANY)
                        && query.ids().contains(StructureSet.setId(artefact.id())));
    }

    private static Optional<DataConstraint.Role> roleOf(MaintainableArtefact artefact) {
        return switch (artefact) {
            case DataConstraint c -> Optional.of(c.role().orElse(DataConstraint.Role.ALLOWED));
            case MetadataConstraint c -> Optional.of(c.role());
            default -> Optional.empty();
        };
    }

    private static Optional<MaintainableArtefact> cut(MaintainableArtefact artefact, StructureQuery query) {
        if (query.items().isEmpty()) {
            return Optional.of(artefact);
        }
        Set<String> items = Set.copyOf(query.items());
        return switch (artefact) {
            case ItemScheme<?> scheme -> PartialSchemes.cut(scheme, items).map(Function.identity());
            case ValueList list -> {
                List<ValueList.ValueItem> kept = list.items().stream()
                        .filter(i -> items.contains(i.id()))
                        .toList();
                yield kept.isEmpty() ? Optional.empty() : Optional.of(new ValueList(list.maintenance(), kept));
            }
            // REST 1.5: the items of a hierarchical code list are its hierarchies
            case Hierarchy h when items.contains(HierarchyName.of(h.id()).hierarchy()) -> Optional.of(h);
            default -> Optional.empty();
        };
    }

    private static Set<MaintainableArtefact> neighbours(
            ArtefactGraph graph, Collection<MaintainableArtefact> asked, StructureQuery query) {
        Set<MaintainableArtefact> found = new LinkedHashSet<>();
        Set<MaintainableArtefact> parents = new LinkedHashSet<>();
        for (MaintainableArtefact artefact : asked) {
            if (query.items().isEmpty() || !(artefact instanceof ItemScheme<?> scheme)) {
                parents.addAll(graph.parents(artefact));
            } else { // REST 2.2 item queries: only those that use the asked items
                query.items()
                        .forEach(id -> parents.addAll(
                                graph.parentsOfItem(artefact.urn().item(scheme.itemType(), id))));
            }
        }
        for (References.Direction direction : query.references().directions()) {
            switch (direction) {
                case PARENTS -> found.addAll(parents);
                case PARENTS_AND_SIBLINGS -> addParentsAndSiblings(graph, parents, found);
                case ANCESTORS -> {
                    found.addAll(parents);
                    found.addAll(graph.ancestors(parents));
                }
                case CHILDREN -> asked.forEach(a -> found.addAll(graph.children(a)));
                case DESCENDANTS -> found.addAll(graph.descendants(asked));
                case ALL -> {
                    addParentsAndSiblings(graph, parents, found);
                    found.addAll(graph.descendants(asked));
                }
            }
        }
        if (!query.references().resources().isEmpty()) {
            Set<MaintainableArtefact> connected = new LinkedHashSet<>(parents);
            connected.addAll(graph.ancestors(parents));
            addParentsAndSiblings(graph, parents, connected);
            connected.addAll(graph.descendants(asked));
            connected.stream()
                    .filter(a -> query.references().resources().stream().anyMatch(r -> r.covers(a.type())))
                    .forEach(found::add);
        }
        return found;
    }

    private static void addParentsAndSiblings(
            ArtefactGraph graph, Set<MaintainableArtefact> parents, Set<MaintainableArtefact> found) {
        found.addAll(parents);
        parents.forEach(parent -> found.addAll(graph.children(parent)));
    }

    /** Cuts referenced item schemes to what the answer uses (REST 2.2 {@code detail=referencepartial}). */
    private static void trim(Collection<MaintainableArtefact> asked, Map<Urn, MaintainableArtefact> neighbours) {
        List<MaintainableArtefact> all = new ArrayList<>(asked);
        all.addAll(neighbours.values());
        Map<Urn, Set<String>> used = new HashMap<>();
        all.stream()
                .flatMap(a -> ArtefactReferences.of(a).stream())
                .filter(reference -> !reference.item().isEmpty())
                .forEach(reference -> used.computeIfAbsent(ArtefactReferences.artefact(reference), k -> new HashSet<>())
                        .add(reference.item()));
        Map<Urn, Set<String>> allowed = allowedCodes(all);
        neighbours.replaceAll((urn, artefact) -> switch (artefact) {
            case Codelist list -> allowed.containsKey(urn) ? PartialSchemes.withParents(list, allowed.get(urn)) : list;
            case ItemScheme<?> scheme ->
                PartialSchemes.cut(scheme, used.getOrDefault(urn, Set.of()))
                        .<MaintainableArtefact>map(Function.identity())
                        .orElse(scheme);
            default -> artefact;
        });
    }

    private static Map<Urn, Set<String>> allowedCodes(List<MaintainableArtefact> answer) {
        Map<String, Set<String>> byComponent = new HashMap<>();
        for (MaintainableArtefact artefact : answer) {
            if (artefact instanceof DataConstraint constraint) {
                constraint.cubeRegions().stream()
                        .filter(DataConstraint.CubeRegion::included)
                        .flatMap(region -> region.keyValues().stream())
                        .filter(values -> values.included() && !values.values().isEmpty())
                        .forEach(values -> byComponent
                                .computeIfAbsent(values.component(), k -> new HashSet<>())
                                .addAll(values.values().stream()
                                        .map(DataConstraint.MemberValue::value)
                                        .toList()));
            }
        }
        Map<Urn, Set<String>> byList = new HashMap<>();
        Set<Urn> unrestricted = new HashSet<>();
        for (MaintainableArtefact artefact : answer) {
            if (artefact instanceof DataStructure structure) {
                for (Component component : structure.components()) {
                    enumeration(component, answer).ifPresent(list -> {
                        Set<String> values = byComponent.get(component.id());
                        if (values == null) {
                            unrestricted.add(list);
                        } else {
                            byList.computeIfAbsent(list, k -> new HashSet<>()).addAll(values);
                        }
                    });
                }
            }
        }
        byList.keySet().removeAll(unrestricted);
        return byList;
    }

    private static Optional<Urn> enumeration(Component component, List<MaintainableArtefact> answer) {
        return component
                .representation()
                .or(() -> answer.stream()
                        .filter(a -> a instanceof ConceptScheme
                                && a.urn().equals(ArtefactReferences.artefact(component.concept())))
                        .flatMap(a -> ((ConceptScheme) a).items().stream())
                        .filter(concept ->
                                concept.id().equals(component.concept().item()))
                        .findFirst()
                        .flatMap(concept -> concept.coreRepresentation()))
                .flatMap(Representation::enumeration);
    }

    private static MaintainableArtefact shown(
            Catalogue catalogue,
            MaintainableArtefact artefact,
            StructureDetail detail,
            boolean asked,
            Function<Urn, String> structureUrl) {
        return switch (detail) {
            case ALL_STUBS -> Stubs.of(artefact, false, structureUrl.apply(artefact.urn()));
            case ALL_COMPLETE_STUBS -> Stubs.of(artefact, true, structureUrl.apply(artefact.urn()));
            case REFERENCE_STUBS ->
                asked ? full(catalogue, artefact) : Stubs.of(artefact, false, structureUrl.apply(artefact.urn()));
            case REFERENCE_COMPLETE_STUBS ->
                asked ? full(catalogue, artefact) : Stubs.of(artefact, true, structureUrl.apply(artefact.urn()));
            case FULL, REFERENCE_PARTIAL -> full(catalogue, artefact);
            case RAW -> artefact;
        };
    }

    // REST 2.2: full answers carry inherited codes and no CodelistExtension
    private static MaintainableArtefact full(Catalogue catalogue, MaintainableArtefact artefact) {
        return artefact instanceof Codelist list && !list.extensions().isEmpty()
                ? catalogue.resolveExtensions(list)
                : artefact;
    }
}
