package org.sojourn.service;

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
import java.util.stream.Collectors;
import org.sojourn.model.Codelist;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.OrganisationScheme;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.store.ArtefactReport.Change;
import org.sojourn.structure.ArtefactReferences;
import org.sojourn.structure.Catalogue;
import org.sojourn.validation.Integrity;
import org.sojourn.validation.StructureValidator;
import org.sojourn.validation.change.Revision;

/**
 * Whether artefacts may be stored and deleted as asked, judged against what is stored: each by itself, its references, those of
 * others to it, and its version.
 */
final class StructureAssessment {

    private static final int USERS_NAMED = 10;

    /** What is said about one artefact. */
    private record Verdict(Change change, Problems invalid, Problems conflicts, Optional<Revision> revision) {}

    private final Catalogue before;
    private final Catalogue after;
    private final boolean lenient;
    private final Map<Urn, Verdict> verdicts = new LinkedHashMap<>();
    private final List<SubmissionReport.BrokenReference> broken = new ArrayList<>();

    private StructureAssessment(Catalogue before, Catalogue after, boolean lenient) {
        this.before = before;
        this.after = after;
        this.lenient = lenient;
    }

    /**
     * Judges a change as a whole.
     *
     * @param before what is stored
     * @param put what is to be stored, whole
     * @param deleted what is to go, each in {@code before}
     * @param data the data that must keep their structures
     * @param lenient whether a version that promises too much is only a warning
     */
    static StructureAssessment of(
            Catalogue before,
            List<MaintainableArtefact> put,
            Collection<Urn> deleted,
            StoredDataUse data,
            boolean lenient) {
        Catalogue after = before.without(deleted).with(put);
        StructureAssessment assessment = new StructureAssessment(before, after, lenient);
        Integrity integrity = new Integrity(before, after);
        put.forEach(artefact -> assessment.put(artefact, integrity));
        assessment.twice(put);
        deleted.forEach(assessment::delete);
        Set<Urn> touched = assessment.verdicts.entrySet().stream()
                .filter(e ->
                        e.getValue().change() == Change.UPDATED || e.getValue().change() == Change.DELETED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!touched.isEmpty()) {
            assessment.users(integrity.broken(touched));
            data.broken(before, after, touched)
                    .forEach((urn, message) -> assessment.conflict(urn, "stored-data", message, Optional.empty()));
        }
        return assessment;
    }

    private void put(MaintainableArtefact artefact, Integrity integrity) {
        Optional<MaintainableArtefact> stored = before.exactly(artefact.urn());
        Change change =
                stored.isEmpty() ? Change.INSERTED : stored.get().equals(artefact) ? Change.UNCHANGED : Change.UPDATED;
        Problems invalid = new Problems();
        Problems conflicts = new Problems();
        new StructureValidator(invalid).check(List.of(artefact));
        new StructureValidator(conflicts).references(List.of(artefact), after, Problem.Severity.ERROR);
        conflicts.list().forEach(p -> dangling(artefact, p));
        if (artefact instanceof Codelist list && !integrity.circle(list).isEmpty()) {
            conflicts.add(Problem.error(
                    "extension-circle",
                    at(artefact.urn()),
                    "the code list extends itself: "
                            + integrity.circle(list).stream()
                                    .map(Urn::shortForm)
                                    .collect(Collectors.joining(" extends "))));
            verdicts.put(artefact.urn(), new Verdict(change, invalid, conflicts, Optional.empty()));
            return;
        }
        if (stored.isPresent() && otherKind(stored.get(), artefact)) {
            conflicts.add(Problem.error(
                            "other-kind-of-list",
                            at(artefact.urn()),
                            "there is a " + kind(stored.get()) + " of this name already, which the " + kind(artefact)
                                    + " would replace: lists of codes and of places share their URNs")
                    .withExpected("another id, or the list that is there deleted first"));
        }
        legacyReferences(artefact, conflicts);
        Optional<Revision> revision =
                change == Change.UNCHANGED ? Optional.empty() : Revision.of(artefact, before, after);
        verdicts.put(artefact.urn(), new Verdict(change, invalid, conflicts, revision));
        version(artefact, change, revision);
    }

    private void dangling(MaintainableArtefact artefact, Problem problem) {
        if (problem.severity() == Problem.Severity.ERROR) {
            broken.add(new SubmissionReport.BrokenReference(artefact.urn().toString(), problem.message()));
        }
    }

    /** A list of codes, of geographic features or of the cells of a grid: SDMX 3.0 gives all three the URNs of code lists. */
    private static String kind(MaintainableArtefact artefact) {
        return artefact instanceof Codelist list
                ? list.geography()
                        .map(g -> switch (g) {
                            case Codelist.Geography.Features f -> "GeographicCodelist";
                            case Codelist.Geography.Grid grid -> "GeoGridCodelist";
                        })
                        .orElse("Codelist")
                : artefact.type().className();
    }

    private static boolean otherKind(MaintainableArtefact a, MaintainableArtefact b) {
        return !kind(a).equals(kind(b));
    }

    /** The same artefact may stand in a message only once, or which one is meant? */
    private void twice(List<MaintainableArtefact> put) {
        Map<Urn, MaintainableArtefact> seen = new HashMap<>();
        Set<Urn> told = new HashSet<>();
        for (MaintainableArtefact artefact : put) {
            MaintainableArtefact other = seen.putIfAbsent(artefact.urn(), artefact);
            if (other != null && told.add(artefact.urn())) {
                verdict(artefact.urn())
                        .invalid()
                        .add(Problem.error(
                                "duplicate-artefact",
                                at(artefact.urn()),
                                otherKind(other, artefact)
                                        ? "a " + kind(other) + " and a " + kind(artefact)
                                                + " in one message have this name: lists of codes and of places share"
                                                + " their URNs"
                                        : "the artefact is there twice in one message"));
            }
        }
    }

    private void version(MaintainableArtefact artefact, Change change, Optional<Revision> revision) {
        boolean stable = artefact.version().isStable();
        String needed = revision.flatMap(Revision::needed).map(Version::text).orElse("");
        if (change == Change.UPDATED && stable) {
            conflict(
                    artefact.urn(),
                    "stable-version",
                    "the version is stable and may not change once it is published" + because(revision),
                    Optional.of("the change under "
                            + (needed.isEmpty() ? "a higher version" : needed + " or a higher version")
                            + ", or under a draft of it such as " + (needed.isEmpty() ? "1.1.0" : needed) + "-draft"));
        } else if (change != Change.UNCHANGED
                && revision.isPresent()
                && !revision.get().sufficient()) {
            String message = "the version promises less change than there is since "
                    + revision.get().comparedWith().version() + because(revision);
            if (stable && !lenient) {
                conflict(artefact.urn(), "version-too-low", message, Optional.of(needed + " or higher"));
            } else {
                verdict(artefact.urn())
                        .conflicts()
                        .add(Problem.warning("version-too-low", at(artefact.urn()), message)
                                .withExpected(needed + " or higher"));
            }
        }
    }

    private static String because(Optional<Revision> revision) {
        return revision.flatMap(r -> r.differences().stream()
                        .filter(d -> d.impact() == r.impact())
                        .findFirst()
                        .map(d -> ": a " + r.impact().word() + " change, " + d))
                .orElse("");
    }

    /** SDMX 3.0, section 6: what has a semantic version may refer only to what has one. */
    private void legacyReferences(MaintainableArtefact artefact, Problems problems) {
        if (!artefact.version().isSemantic()) {
            return;
        }
        ArtefactReferences.artefacts(ArtefactReferences.of(artefact)).stream()
                .flatMap(reference -> after.resolve(reference).stream())
                .filter(target -> !target.version().isSemantic() && !(target instanceof OrganisationScheme))
                .map(target -> target.urn().shortForm())
                .distinct()
                .forEach(target -> problems.add(Problem.warning(
                        "legacy-reference",
                        at(artefact.urn()),
                        "an artefact with a semantic version refers to " + target
                                + ", whose version is not semantic")));
    }

    private void delete(Urn urn) {
        verdicts.put(urn, new Verdict(Change.DELETED, new Problems(), new Problems(), Optional.empty()));
        if (urn.exactVersion().filter(Version::isStable).isPresent()) {
            conflict(
                    urn,
                    "stable-version",
                    "the version is stable and may not be deleted once it is published",
                    Optional.empty());
        }
    }

    private void users(List<Integrity.Broken> references) {
        Map<Urn, Map<String, Set<String>>> byTarget = new LinkedHashMap<>();
        for (Integrity.Broken reference : references) {
            broken.add(new SubmissionReport.BrokenReference(
                    reference.user().toString(), reference.reference().toString()));
            Urn target = ArtefactReferences.artefact(reference.reference());
            Urn culprit = before.resolve(target).map(MaintainableArtefact::urn).orElse(target);
            byTarget.computeIfAbsent(culprit, k -> new LinkedHashMap<>())
                    .computeIfAbsent(reference.reference().item(), k -> new LinkedHashSet<>())
                    .add(reference.user().type().className() + " "
                            + reference.user().shortForm());
        }
        byTarget.forEach((target, items) -> items.forEach((item, users) -> conflict(
                target,
                "in-use",
                (item.isEmpty() ? "the artefact" : "the item '" + item + "'") + " is used by "
                        + users.stream().limit(USERS_NAMED).collect(Collectors.joining(", "))
                        + (users.size() > USERS_NAMED ? " and " + (users.size() - USERS_NAMED) + " more" : ""),
                Optional.of("the users changed or deleted in the same submission or before"))));
    }

    private void conflict(Urn urn, String rule, String message, Optional<String> expected) {
        Problem problem = Problem.error(rule, at(urn), message);
        verdict(urn).conflicts().add(expected.map(problem::withExpected).orElse(problem));
    }

    private Verdict verdict(Urn urn) {
        return verdicts.computeIfAbsent(
                urn, u -> new Verdict(Change.UNCHANGED, new Problems(), new Problems(), Optional.empty()));
    }

    private static Location at(Urn urn) {
        return Location.path(urn.type().className() + " " + urn.shortForm());
    }

    /** How the whole ends: what is invalid weighs more than what is in conflict. */
    Optional<SubmissionReport.Outcome> refusal() {
        if (verdicts.values().stream().anyMatch(v -> v.invalid().hasErrors())) {
            return Optional.of(SubmissionReport.Outcome.INVALID);
        }
        return verdicts.values().stream().anyMatch(v -> v.conflicts().hasErrors())
                ? Optional.of(SubmissionReport.Outcome.CONFLICT)
                : Optional.empty();
    }

    /** True where nothing would be other than it is. */
    boolean unchanged() {
        return verdicts.values().stream().allMatch(v -> v.change() == Change.UNCHANGED);
    }

    List<SubmissionReport.BrokenReference> brokenReferences() {
        return List.copyOf(broken);
    }

    void tell(Problems problems) {
        verdicts.values().forEach(v -> {
            v.invalid().list().forEach(problems::add);
            v.conflicts().list().forEach(problems::add);
        });
    }

    /**
     * Each artefact with its HTTP status: 201 created, 200 replaced, deleted or as it was; where the whole is refused 422 or 409
     * for those that are the reason, and 424 for those that would have been taken.
     */
    List<SubmissionReport.Artefact> artefacts() {
        boolean refused = refusal().isPresent();
        List<SubmissionReport.Artefact> all = new ArrayList<>();
        verdicts.forEach((urn, v) -> {
            int status = v.invalid().hasErrors()
                    ? 422
                    : v.conflicts().hasErrors() ? 409 : refused ? 424 : v.change() == Change.INSERTED ? 201 : 200;
            List<String> messages = new ArrayList<>();
            v.invalid().list().forEach(p -> messages.add(said(p)));
            v.conflicts().list().forEach(p -> messages.add(said(p)));
            all.add(new SubmissionReport.Artefact(
                    urn.toString(), refused ? "REFUSED" : v.change().name(), status, messages, v.revision()));
        });
        return all;
    }

    private static String said(Problem problem) {
        return problem.message()
                + problem.expected().map(e -> "; expected " + e).orElse("");
    }
}
