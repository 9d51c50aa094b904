package org.sojourn.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.Codelist;
import org.sojourn.model.Component;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dataflow;
import org.sojourn.model.ItemScheme;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;
import org.sojourn.structure.ArtefactReferences;
import org.sojourn.structure.Catalogue;
import org.sojourn.validation.AllowedCodes;

/**
 * Cuts referenced item schemes to what an answer uses (REST 2.2 {@code detail=referencepartial}): concepts, categories,
 * organisations that it names, and the codes that constraints leave to its flows or that its hierarchies name.
 */
final class ReferencePartial {

    private final Catalogue catalogue;
    private final Collection<MaintainableArtefact> asked;
    private final List<MaintainableArtefact> all;
    private final Map<Urn, Set<String>> allowed = new HashMap<>();
    private final Set<Urn> unrestricted = new HashSet<>();
    private final Map<Urn, Set<String>> named = new HashMap<>();

    private ReferencePartial(
            Catalogue catalogue, Collection<MaintainableArtefact> asked, Collection<MaintainableArtefact> neighbours) {
        this.catalogue = catalogue;
        this.asked = asked;
        this.all = new ArrayList<>(asked);
        all.addAll(neighbours);
    }

    /** Replaces those neighbours that can be cut. */
    static void trim(
            Catalogue catalogue, Collection<MaintainableArtefact> asked, Map<Urn, MaintainableArtefact> neighbours) {
        ReferencePartial partial = new ReferencePartial(catalogue, asked, List.copyOf(neighbours.values()));
        partial.look();
        neighbours.replaceAll((urn, artefact) -> partial.cut(artefact));
    }

    private void look() {
        for (MaintainableArtefact artefact : all) {
            for (Urn reference : ArtefactReferences.of(artefact)) {
                catalogue.resolve(ArtefactReferences.artefact(reference)).ifPresent(target -> {
                    if (!reference.item().isEmpty()) {
                        named.computeIfAbsent(target.urn(), k -> new HashSet<>())
                                .add(reference.item());
                    } else if (!(artefact instanceof DataStructure) && !(artefact instanceof ConceptScheme)) {
                        unrestricted.add(target.urn()); // it may need any code
                    }
                });
            }
        }
        all.stream()
                .filter(DataStructure.class::isInstance)
                .map(DataStructure.class::cast)
                .forEach(this::codesOf);
    }

    private void codesOf(DataStructure structure) {
        List<Urn> contexts = all.stream()
                .filter(Dataflow.class::isInstance)
                .map(Dataflow.class::cast)
                .filter(flow -> flow.structure()
                        .flatMap(catalogue::resolve)
                        .filter(structure::equals)
                        .isPresent())
                .map(Dataflow::urn)
                .toList();
        // Asked for itself, a structure shows what any of its flows may use.
        if (contexts.isEmpty() || asked.contains(structure)) {
            contexts = List.of(structure.urn());
        }
        for (Urn context : contexts) {
            codesIn(context, structure);
        }
    }

    private void codesIn(Urn context, DataStructure structure) {
        Set<Urn> bound = new HashSet<>(List.of(context, structure.urn()));
        asked.stream()
                .filter(ProvisionAgreement.class::isInstance)
                .map(MaintainableArtefact::urn)
                .forEach(bound::add);
        DataStructureView view;
        try {
            view = catalogue.find(context);
        } catch (SdmxException e) {
            return; // a stub, or a reference that leads nowhere: nothing is known to cut by
        }
        Map<String, Set<String>> codes = AllowedCodes.of(view, AllowedCodes.binding(catalogue, bound));
        for (Component component : structure.components()) {
            list(component).ifPresent(list -> {
                Set<String> left = codes.get(component.id());
                if (left == null) {
                    unrestricted.add(list);
                } else {
                    allowed.computeIfAbsent(list, k -> new HashSet<>()).addAll(left);
                }
            });
        }
    }

    private Optional<Urn> list(Component component) {
        return component
                .representation()
                .or(() -> catalogue.concept(component.concept()).flatMap(c -> c.coreRepresentation()))
                .flatMap(representation -> representation.enumeration())
                .flatMap(catalogue::resolve)
                .map(MaintainableArtefact::urn);
    }

    private MaintainableArtefact cut(MaintainableArtefact artefact) {
        Set<String> items = named.getOrDefault(artefact.urn(), Set.of());
        if (artefact instanceof Codelist list) {
            Set<String> codes = new HashSet<>(items);
            codes.addAll(allowed.getOrDefault(list.urn(), Set.of()));
            return unrestricted.contains(list.urn()) || codes.isEmpty()
                    ? list
                    : PartialSchemes.withParents(catalogue.resolveExtensions(list), codes);
        }
        return artefact instanceof ItemScheme<?> scheme
                ? PartialSchemes.cut(scheme, items)
                        .<MaintainableArtefact>map(Function.identity())
                        .orElse(artefact)
                : artefact;
    }
}
