package org.sojourn.validation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sojourn.model.Codelist;
import org.sojourn.model.ItemScheme;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.ref.Urn;
import org.sojourn.structure.ArtefactReferences;
import org.sojourn.structure.Catalogue;

/** What a change of structures would break: references of others that lose their target, and circles of extension. */
public final class Integrity {

    private final Catalogue before;
    private final Catalogue after;
    private final Map<MaintainableArtefact, Set<String>> itemPaths = new HashMap<>();

    /** One reference that finds its target before a change and not after it. */
    public record Broken(Urn user, Urn reference) {}

    public Integrity(Catalogue before, Catalogue after) {
        this.before = before;
        this.after = after;
    }

    /**
     * The references that would break, of artefacts that are not themselves part of the change. A reference to a range of
     * versions, of which one goes and another stays, does not break.
     *
     * @param changed what is replaced or deleted
     */
    public List<Broken> broken(Collection<Urn> changed) {
        Set<Urn> identities = new HashSet<>();
        changed.forEach(urn -> {
            identities.add(urn.withVersion(""));
            Catalogue.holder(urn).ifPresent(holder -> identities.add(holder.withVersion("")));
        });
        Set<Urn> own = Set.copyOf(changed);
        List<Broken> found = new ArrayList<>();
        after.artefacts().filter(user -> !own.contains(user.urn())).forEach(user -> {
            for (Urn reference : ArtefactReferences.of(user)) {
                if (identities.contains(ArtefactReferences.artefact(reference).withVersion(""))
                        && finds(before, reference)
                        && !finds(after, reference)) {
                    found.add(new Broken(user.urn(), reference));
                }
            }
        });
        return found;
    }

    private boolean finds(Catalogue company, Urn reference) {
        Optional<MaintainableArtefact> target = company.resolve(ArtefactReferences.artefact(reference));
        if (target.isEmpty() || reference.item().isEmpty() || !(target.get() instanceof ItemScheme<?> scheme)) {
            return target.isPresent();
        }
        return scheme.partial()
                || scheme.maintenance().externalReference()
                || itemPaths
                        .computeIfAbsent(target.get(), t -> StructureValidator.paths(scheme))
                        .contains(reference.item());
    }

    /**
     * The way from a code list over those it extends back to itself; empty where there is none.
     */
    public List<Urn> circle(Codelist list) {
        Map<Urn, Urn> cameFrom = new LinkedHashMap<>();
        Deque<Codelist> open = new ArrayDeque<>(List.of(list));
        while (!open.isEmpty()) {
            Codelist at = open.poll();
            for (Codelist.Extension extension : at.extensions()) {
                Optional<Codelist> base = after.resolve(extension.codelist(), Codelist.class);
                if (base.isPresent() && base.get().urn().equals(list.urn())) {
                    return way(cameFrom, at.urn(), list.urn());
                }
                if (base.isPresent() && cameFrom.putIfAbsent(base.get().urn(), at.urn()) == null) {
                    open.add(base.get());
                }
            }
        }
        return List.of();
    }

    private static List<Urn> way(Map<Urn, Urn> cameFrom, Urn last, Urn start) {
        List<Urn> way = new ArrayList<>(List.of(start));
        for (Urn at = last; !at.equals(start); at = cameFrom.getOrDefault(at, start)) {
            way.add(1, at);
        }
        way.add(start);
        return way;
    }
}
