package org.sojourn.service;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private final Map<Urn, Set<MaintainableArtefact>> children = new HashMap<>();
    private final Map<Urn, Set<MaintainableArtefact>> parents = new HashMap<>();
    private final Map<Urn, Set<MaintainableArtefact>> itemParents = new HashMap<>();

    ArtefactGraph(Catalogue catalogue) {
        catalogue
                .artefacts()
                .filter(a -> a.type() != ArtefactClass.METADATA_SET)
                .forEach(user -> {
                    for (Urn reference : ArtefactReferences.of(user)) {
                        catalogue
                                .resolve(ArtefactReferences.artefact(reference))
                                .ifPresent(used -> {
                                    children.computeIfAbsent(user.urn(), k -> new LinkedHashSet<>())
                                            .add(used);
                                    parents.computeIfAbsent(used.urn(), k -> new LinkedHashSet<>())
                                            .add(user);
                                    if (!reference.item().isEmpty()) {
                                        Urn item = used.urn().item(reference.type(), reference.item());
                                        itemParents
                                                .computeIfAbsent(item, k -> new LinkedHashSet<>())
                                                .add(user);
                                    }
                                });
                    }
                });
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
