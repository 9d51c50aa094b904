package org.sojourn.service;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sojourn.model.Metadataflow;
import org.sojourn.model.MetadataProvisionAgreement;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.ref.UrnPattern;
import org.sojourn.format.Api;
import org.sojourn.model.Codelist;
import org.sojourn.model.DataStructure;
import org.sojourn.model.RepresentationMap;
import org.sojourn.model.StructureMap;
import org.sojourn.query.StructureDetail;
import org.sojourn.query.StructureResource;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.structure.ArtefactReferences;
import org.sojourn.structure.Catalogue;

/**
 * Who uses whom among the artefacts of one catalogue, references resolved. Built once for a catalogue, then only looked up;
 * safe for many threads.
 */
final class ArtefactGraph {

    /** Which references count. */
    enum View {
        /** Those of 2.1: over types that it knows; what a map of values refers to, the structure map refers to. */
        V1,
        /** Those of 3.x, code lists resolved: they do not refer to the lists that they extend. */
        RESOLVED,
        /** Those of 3.x as they are written. */
        RAW;

        static View of(Api api, StructureDetail detail) {
            return api == Api.V1 ? V1 : detail == StructureDetail.RAW ? RAW : RESOLVED;
        }

        private boolean follows(MaintainableArtefact user) {
            return !(user instanceof MetadataSet)
                    && switch (this) {
                        case RAW -> true;
                        case RESOLVED -> !(user instanceof Codelist);
                        case V1 -> !(user instanceof Codelist) && known(user);
                    };
        }

        // metadata sets stand in messages of their own
        private boolean known(MaintainableArtefact artefact) {
            return !(artefact instanceof MetadataSet)
                    && (this != V1
                            || Arrays.stream(StructureResource.values())
                                    .anyMatch(
                                            r -> r != StructureResource.ANY && r.inV1() && r.covers(artefact.type())));
        }
    }

    private final Catalogue catalogue;
    private final View view;
    private final Map<Urn, Set<MaintainableArtefact>> children = new HashMap<>();
    private final Map<Urn, Set<MaintainableArtefact>> parents = new HashMap<>();
    private final Map<Urn, Set<MaintainableArtefact>> itemParents = new HashMap<>();
    private final Map<Urn, Set<MaintainableArtefact>> held = new HashMap<>();

    ArtefactGraph(Catalogue catalogue, View view) {
        this.catalogue = catalogue;
        this.view = view;
        catalogue.artefacts().filter(StructureMap.class::isInstance).forEach(map -> {
            Set<MaintainableArtefact> maps = new LinkedHashSet<>();
            targets(map).values().stream()
                    .filter(RepresentationMap.class::isInstance)
                    .forEach(maps::add);
            held.put(map.urn(), maps);
        });
        catalogue
                .artefacts()
                .filter(view::follows)
                .forEach(user -> targets(user).forEach((reference, used) -> {
                    if (view == View.V1 && user instanceof StructureMap && used instanceof RepresentationMap) {
                        targets(used).values().forEach(inner -> edge(user, inner));
                    } else if (view.known(used)) {
                        edge(user, used);
                        if (!reference.item().isEmpty()) {
                            Urn item = used.urn().item(reference.type(), reference.item());
                            itemParents
                                    .computeIfAbsent(item, k -> new LinkedHashSet<>())
                                    .add(user);
                        }
                    }
                }));
    }

    private void edge(MaintainableArtefact user, MaintainableArtefact used) {
        children.computeIfAbsent(user.urn(), k -> new LinkedHashSet<>()).add(used);
        parents.computeIfAbsent(used.urn(), k -> new LinkedHashSet<>()).add(user);
    }

    private Map<Urn, MaintainableArtefact> targets(MaintainableArtefact user) {
        Map<Urn, MaintainableArtefact> targets = new LinkedHashMap<>();
        for (Urn reference : ArtefactReferences.of(user)) {
            if (view != View.V1 && isListOfMeasures(user, reference)) {
                continue;
            }
            List<MaintainableArtefact> found = catalogue.resolveAll(ArtefactReferences.artefact(reference));
            if (found.size() == 1) {
                targets.put(reference, found.getFirst());
            } else {
                found.forEach(used -> targets.putIfAbsent(used.urn(), used)); // in a code list or set of 2.1
            }
        }
        if (view != View.V1) {
            about(user).forEach(used -> targets.putIfAbsent(used.urn(), used));
        }
        return targets;
    }

    /** The concept scheme of a measure dimension, which the formats of 3.x cannot name. */
    private static boolean isListOfMeasures(MaintainableArtefact user, Urn reference) {
        return user instanceof DataStructure && reference.type() == ArtefactClass.CONCEPT_SCHEME;
    }

    /** What metadata are about where it is said by name; a target that is any artefact refers to none. */
    private Stream<MaintainableArtefact> about(MaintainableArtefact user) {
        List<UrnPattern> patterns = switch (user) {
            case Metadataflow flow -> flow.targets();
            case MetadataProvisionAgreement agreement -> agreement.targets();
            default -> List.of();
        };
        return patterns.stream()
                .filter(p -> p.item().isEmpty() && !p.agency().equals("*") && !p.id().equals("*"))
                .flatMap(pattern -> catalogue.artefacts().filter(a -> pattern.matches(a.urn())));
    }

    /** The maps of values that a structure set of 2.1 holds beside this structure map; nothing for anything else. */
    Set<MaintainableArtefact> heldMaps(MaintainableArtefact artefact) {
        return held.getOrDefault(artefact.urn(), Set.of());
    }

    /** What this artefact uses as it stands here, which may be a cut of the one that is known. */
    Set<MaintainableArtefact> used(MaintainableArtefact artefact) {
        return view.follows(artefact)
                ? targets(artefact).values().stream()
                        .filter(view::known)
                        .collect(Collectors.toCollection(LinkedHashSet::new))
                : Set.of();
    }

    /** Those of the first that are named, and what is reached from them by steps over named ones only. */
    Set<MaintainableArtefact> over(
            Predicate<MaintainableArtefact> named,
            Collection<MaintainableArtefact> first,
            Function<MaintainableArtefact, Set<MaintainableArtefact>> next) {
        Set<MaintainableArtefact> found = new LinkedHashSet<>();
        Deque<MaintainableArtefact> open = new ArrayDeque<>(first);
        while (!open.isEmpty()) {
            MaintainableArtefact artefact = open.poll();
            if (named.test(artefact) && found.add(artefact)) {
                open.addAll(next.apply(artefact));
            }
        }
        return found;
    }

    /** What the artefact uses, directly. */
    Set<MaintainableArtefact> children(MaintainableArtefact artefact) {
        return children.getOrDefault(artefact.urn(), Set.of());
    }

    /** What uses the artefact, directly. */
    Set<MaintainableArtefact> parents(MaintainableArtefact artefact) {
        return parents.getOrDefault(artefact.urn(), Set.of());
    }

    /** What names this item. */
    Set<MaintainableArtefact> parentsOfItem(Urn item) {
        return itemParents.getOrDefault(item, Set.of());
    }

    /** What these use at any depth, themselves left out unless they are used. */
    Set<MaintainableArtefact> descendants(Collection<MaintainableArtefact> artefacts) {
        return reach(artefacts, children);
    }

    /** What uses these at any depth. */
    Set<MaintainableArtefact> ancestors(Collection<MaintainableArtefact> artefacts) {
        return reach(artefacts, parents);
    }

    private static Set<MaintainableArtefact> reach(
            Collection<MaintainableArtefact> from, Map<Urn, Set<MaintainableArtefact>> edges) {
        Set<MaintainableArtefact> found = new LinkedHashSet<>();
        Deque<MaintainableArtefact> open = new ArrayDeque<>(List.copyOf(from));
        while (!open.isEmpty()) {
            for (MaintainableArtefact next : edges.getOrDefault(open.poll().urn(), Set.of())) {
                if (found.add(next)) {
                    open.add(next);
                }
            }
        }
        return found;
    }
}
