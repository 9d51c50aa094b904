package org.sojourn.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.sojourn.format.Api;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Codelist;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.Hierarchy;
import org.sojourn.model.HierarchyName;
import org.sojourn.model.ItemScheme;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.MetadataConstraint;
import org.sojourn.model.ValueList;
import org.sojourn.model.StructureSet;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.ref.VersionPattern;
import org.sojourn.query.References;
import org.sojourn.query.StructureDetail;
import org.sojourn.query.StructureQuery;
import org.sojourn.query.StructureResource;
import org.sojourn.structure.Catalogue;

/** Answers structure queries of both API generations from a catalogue: matching, neighbours, stubs and partial schemes. */
public final class StructureQueryService {

    private record Indexed(Catalogue catalogue, Map<ArtefactGraph.View, ArtefactGraph> graphs) {}

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
        return answer(query, Api.V2, structureUrl);
    }

    /**
     * As {@link #answer(StructureQuery, Function)}, in the information model of a generation of the API: in v1 there is no way
     * over types that 2.1 does not know, and what they hold of others stands in the maps of a structure set.
     */
    public StructureAnswer answer(StructureQuery query, Api api, Function<Urn, String> structureUrl) {
        StructureState state = states.apply(query.asOf());
        return new StructureAnswer(answer(state.catalogue(), query, api, structureUrl), state.seq(), state.time());
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
    List<MaintainableArtefact> answer(
            Catalogue catalogue, StructureQuery query, Api api, Function<Urn, String> structureUrl) {
        Map<Urn, MaintainableArtefact> asked = new LinkedHashMap<>();
        for (MaintainableArtefact artefact : matches(catalogue, query)) {
            cut(artefact, query).ifPresent(a -> asked.put(a.urn(), a));
        }
        ArtefactGraph graph = graph(catalogue, ArtefactGraph.View.of(api, query.detail()));
        if (query.resource() == StructureResource.STRUCTURE_SET || api == Api.V1) {
            List.copyOf(asked.values()).forEach(map -> graph.heldMaps(map).forEach(m -> asked.putIfAbsent(m.urn(), m)));
        }
        Map<Urn, MaintainableArtefact> neighbours = new LinkedHashMap<>();
        if (!query.references().none()) {
            for (MaintainableArtefact artefact : neighbours(graph, catalogue, asked.values(), query)) {
                neighbours.put(artefact.urn(), artefact);
                if (api == Api.V1) {
                    graph.heldMaps(artefact).forEach(m -> neighbours.put(m.urn(), m));
                }
            }
            neighbours.keySet().removeAll(asked.keySet());
        }
        if (query.detail() == StructureDetail.REFERENCE_PARTIAL) {
            ReferencePartial.trim(catalogue, asked.values(), neighbours);
        }
        List<MaintainableArtefact> answer = new ArrayList<>();
        asked.values().forEach(a -> answer.add(shown(catalogue, a, query.detail(), true, structureUrl)));
        neighbours.values().forEach(a -> answer.add(shown(catalogue, a, query.detail(), false, structureUrl)));
        return answer;
    }

    private ArtefactGraph graph(Catalogue catalogue, ArtefactGraph.View view) {
        Indexed known = indexed;
        if (known == null || known.catalogue() != catalogue) {
            known = new Indexed(catalogue, new ConcurrentHashMap<>());
            indexed = known;
        }
        return known.graphs().computeIfAbsent(view, v -> new ArtefactGraph(catalogue, v));
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
        Set<String> items = wanted(artefact, query);
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

    /**
     * The items that are asked for. Where they are nested, an id without its path is taken for the item of this id wherever it
     * is, unless it is a root.
     */
    private static Set<String> wanted(MaintainableArtefact artefact, StructureQuery query) {
        return artefact instanceof ItemScheme<?> scheme
                ? PartialSchemes.paths(scheme, query.items())
                : Set.copyOf(query.items());
    }

    private static Set<MaintainableArtefact> neighbours(
            ArtefactGraph graph, Catalogue catalogue, Collection<MaintainableArtefact> asked, StructureQuery query) {
        Set<MaintainableArtefact> found = new LinkedHashSet<>();
        Set<MaintainableArtefact> parents = new LinkedHashSet<>();
        Set<MaintainableArtefact> children = new LinkedHashSet<>();
        for (MaintainableArtefact artefact : asked) {
            if (query.items().isEmpty() || !(artefact instanceof ItemScheme<?> scheme)) {
                parents.addAll(graph.parents(artefact));
                children.addAll(graph.children(artefact));
            } else { // REST 2.2 item queries: what uses the asked items, and what those that are returned use
                wanted(catalogue.exactly(scheme.urn()).orElse(artefact), query)
                        .forEach(id -> parents.addAll(
                                graph.parentsOfItem(artefact.urn().item(scheme.itemType(), id))));
                children.addAll(graph.used(artefact));
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
                case CHILDREN -> found.addAll(children);
                case DESCENDANTS -> {
                    found.addAll(children);
                    found.addAll(graph.descendants(children));
                }
                case ALL -> {
                    addParentsAndSiblings(graph, parents, found);
                    found.addAll(children);
                    found.addAll(graph.descendants(children));
                }
            }
        }
        Predicate<MaintainableArtefact> named =
                artefact -> query.references().resources().stream().anyMatch(r -> r.covers(artefact.type()));
        found.addAll(graph.over(named, parents, graph::parents));
        found.addAll(graph.over(named, children, graph::children));
        return found;
    }

    private static void addParentsAndSiblings(
            ArtefactGraph graph, Set<MaintainableArtefact> parents, Set<MaintainableArtefact> found) {
        found.addAll(parents);
        parents.forEach(parent -> found.addAll(graph.children(parent)));
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
