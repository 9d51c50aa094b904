package org.sojourn.validation.change;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.structure.Catalogue;

/**
 * How an artefact that was sent differs from what is there, and what that asks of its version.
 *
 * @param comparedWith the stable version before it, or where there is none the state it replaces
 * @param needed the lowest version under which the change may be published; empty where versions promise nothing (legacy,
 *     drafts without a stable version before them) or nothing changed
 * @param sufficient false where the artefact's version is lower than {@code needed}
 */
public record Revision(
        Urn artefact,
        Urn comparedWith,
        List<Difference> differences,
        Impact impact,
        Optional<Version> needed,
        boolean sufficient) {

    public Revision {
        differences = List.copyOf(differences);
    }

    /**
     * Compares an artefact with its predecessor.
     *
     * @param before what was there
     * @param after what is there with the change, the artefact and its earlier versions in it
     * @return empty for an artefact that has neither a predecessor nor an earlier state
     */
    public static Optional<Revision> of(MaintainableArtefact artefact, Catalogue before, Catalogue after) {
        Optional<MaintainableArtefact> replaced = before.exactly(artefact.urn()).filter(old -> !old.equals(artefact));
        boolean stable = artefact.version().isStable();
        Optional<MaintainableArtefact> stored =
                stable && replaced.isPresent() ? replaced : predecessor(artefact, after);
        if (stored.isPresent()) {
            boolean itself = stored.get().urn().equals(artefact.urn());
            List<Difference> differences =
                    StructureComparison.of(stored.get(), itself ? before : after, artefact, after);
            Impact impact = Difference.impact(differences);
            Version needed = impact.next(stored.get().version());
            return Optional.of(new Revision(
                    artefact.urn(),
                    stored.get().urn(),
                    differences,
                    impact,
                    impact == Impact.NONE ? Optional.empty() : Optional.of(needed),
                    !itself && atLeast(artefact.version(), needed)));
        }
        return replaced.map(old -> {
            List<Difference> differences = StructureComparison.of(old, before, artefact, after);
            return new Revision(
                    artefact.urn(), old.urn(), differences, Difference.impact(differences), Optional.empty(), true);
        });
    }

    private static Optional<MaintainableArtefact> predecessor(MaintainableArtefact artefact, Catalogue company) {
        if (!artefact.version().isSemantic()) {
            return Optional.empty();
        }
        return company.versionsOf(artefact.type(), artefact.agency(), artefact.id()).stream()
                .filter(other -> other.version().isStable() && other.version().compareTo(artefact.version()) < 0)
                .reduce((older, newer) -> newer);
    }

    /** The numbers count, so that a draft is measured by the version that it will be. */
    private static boolean atLeast(Version version, Version needed) {
        for (int i = 0; i < 3; i++) {
            int order = Long.compare(version.part(i), needed.part(i));
            if (order != 0) {
                return order > 0;
            }
        }
        return true;
    }
}
