package org.sojourn.validation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.Component;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataConstraint.CubeRegion;
import org.sojourn.model.DataConstraint.DataKey;
import org.sojourn.model.DataConstraint.DataKeySet;
import org.sojourn.model.ref.Urn;
import org.sojourn.structure.Catalogue;

/**
 * The codes that constraints leave to each coded component, looked at alone. What they say of combinations of several
 * dimensions is checked with the data, and no list of codes can tell it.
 */
public final class AllowedCodes {

    private final DataStructureView structure;
    private final Map<String, Set<String>> byComponent = new LinkedHashMap<>();

    private AllowedCodes(DataStructureView structure) {
        this.structure = structure;
    }

    /**
     * The codes that these constraints allow, by component; a component that none narrows is missing.
     *
     * @param constraints of all levels: each can only narrow what the others leave; of role ACTUAL they do not bind
     */
    public static Map<String, Set<String>> of(DataStructureView structure, Collection<DataConstraint> constraints) {
        AllowedCodes allowed = new AllowedCodes(structure);
        for (DataConstraint constraint : constraints) {
            if (constraint.role().orElse(DataConstraint.Role.ALLOWED) == DataConstraint.Role.ALLOWED) {
                constraint.cubeRegions().forEach(allowed::narrow);
                constraint.dataKeySets().forEach(allowed::narrow);
            }
        }
        return allowed.byComponent;
    }

    /**
     * The constraints attached to any of these artefacts, references resolved. Of several versions of a constraint the newest
     * counts, a draft only where there is nothing else.
     */
    public static List<DataConstraint> binding(Catalogue catalogue, Collection<Urn> artefacts) {
        Map<String, DataConstraint> newest = new LinkedHashMap<>();
        attached(catalogue, artefacts)
                .forEach(constraint -> newest.merge(
                        constraint.agency() + ":" + constraint.id(),
                        constraint,
                        (older, newer) -> draft(newer) && !draft(older) ? older : newer));
        return List.copyOf(newest.values());
    }

    private static boolean draft(DataConstraint constraint) {
        return !constraint.version().extension().isEmpty();
    }

    /** In order of versions. */
    private static List<DataConstraint> attached(Catalogue catalogue, Collection<Urn> artefacts) {
        return catalogue
                .artefacts()
                .filter(DataConstraint.class::isInstance)
                .map(DataConstraint.class::cast)
                .filter(constraint -> constraint.attachment().stream()
                        .flatMap(a -> a.artefacts().stream())
                        .flatMap(target -> catalogue.resolve(target).stream())
                        .anyMatch(target -> artefacts.contains(target.urn())))
                .toList();
    }

    private void narrow(CubeRegion region) {
        List<ComponentValues> all = new ArrayList<>(region.keyValues());
        all.addAll(region.components());
        if (region.included()) {
            all.forEach(values -> predicate(values).ifPresent(among -> keep(values.component(), among)));
        } else if (all.size() == 1) { // what several components exclude together binds none of them alone
            predicate(all.getFirst()).ifPresent(among -> keep(all.getFirst().component(), among.negate()));
        }
    }

    private void narrow(DataKeySet set) {
        if (!set.included()) {
            set.keys().stream()
                    .filter(key -> key.components().isEmpty() && key.keyValues().size() == 1)
                    .map(key -> key.keyValues().getFirst())
                    .forEach(values -> predicate(values).ifPresent(among -> keep(values.component(), among.negate())));
            return;
        }
        for (Component dimension : structure.structure().dimensions()) {
            List<Predicate<String>> any = new ArrayList<>();
            for (DataKey key : set.keys()) {
                key.keyValues().stream()
                        .filter(values -> values.component().equals(dimension.id()))
                        .findFirst()
                        .flatMap(this::predicate)
                        .ifPresent(any::add);
            }
            if (!any.isEmpty() && any.size() == set.keys().size()) {
                keep(dimension.id(), code -> any.stream().anyMatch(p -> p.test(code)));
            }
        }
    }

    /** Empty where any code will do. */
    private Optional<Predicate<String>> predicate(ComponentValues values) {
        if (values.values().isEmpty() || values.timeRange().isPresent()) {
            return Optional.empty();
        }
        Predicate<String> among = ConstraintCheck.among(values, structure.codes(values.component()));
        return Optional.of(values.included() ? among : among.negate());
    }

    private void keep(String component, Predicate<String> allowed) {
        if (structure.codes(component).isEmpty()) {
            return;
        }
        byComponent
                .computeIfAbsent(
                        component,
                        k -> new LinkedHashSet<>(structure.codes(component).keySet()))
                .removeIf(allowed.negate());
    }
}
