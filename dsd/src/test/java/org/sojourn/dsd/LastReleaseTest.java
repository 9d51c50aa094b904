package org.sojourn.dsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Identification;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.Naming;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

class LastReleaseTest {

    private static final List<MaintainableArtefact> ALL = Stream.<MaintainableArtefact>concat(
                    MigrationStructures.catalogue().artefacts(), MigrationMetadata.sets().stream())
            .toList();
    private static final LastRelease RELEASE = new LastRelease(ALL);
    private static final String LIST = "CL_URBANISATION";

    @Test
    void isContentWithTheSameAsBefore() {
        assertThat(broken(ALL)).isEmpty();
    }

    @Test
    void recordsWhatWasReleasedAndFindsItAgain(@TempDir Path folder) throws IOException {
        RELEASE.write(folder);
        LastRelease back = LastRelease.in(folder);
        assertThat(back.artefacts()).containsExactlyInAnyOrderElementsOf(RELEASE.artefacts());
        assertThat(back.artefacts().stream().filter(MetadataSet.class::isInstance))
                .isNotEmpty();
    }

    @Test
    void wantsAPatchForWords() {
        List<Problem> problems = broken(with("1.0.0", codes -> {
            codes.set(0, named(codes.getFirst(), "another word"));
        }));
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().rule()).isEqualTo("changed-release");
        assertThat(problems.getFirst().message()).contains("patch", "another word");
        assertThat(problems.getFirst().expected()).contains("version 1.0.1 or later");
        assertThat(broken(with("1.0.1", codes -> codes.set(0, named(codes.getFirst(), "another word")))))
                .isEmpty();
    }

    @Test
    void wantsAMinorVersionForAnAdditionAndAMajorOneForALoss() {
        Code more = new Code(
                new Naming(
                        new Identification("MORE", Optional.empty(), List.of(), List.of()),
                        LocalisedText.of("en", "more"),
                        LocalisedText.EMPTY),
                Optional.empty());
        assertThat(broken(with("1.0.1", codes -> codes.add(more))))
                .extracting(Problem::rule, p -> p.expected().orElse(""))
                .containsExactly(org.assertj.core.groups.Tuple.tuple("low-version", "version 1.1.0 or later"));
        assertThat(broken(with("1.1.0", codes -> codes.add(more)))).isEmpty();
        assertThat(broken(with("1.1.0", List::removeLast)))
                .extracting(p -> p.expected().orElse(""))
                .containsExactly("version 2.0.0 or later");
        assertThat(broken(with("2.0.0", List::removeLast))).isEmpty();
    }

    @Test
    void missesWhatWasReleasedAndIsGone() {
        assertThat(broken(ALL.stream().filter(a -> !a.id().equals(LIST)).toList()))
                .extracting(Problem::rule)
                .containsExactly("missing-release");
    }

    @Test
    void holdsReportsToTheSame() {
        List<MaintainableArtefact> changed = ALL.stream()
                .map(a -> a instanceof MetadataSet set && set.id().equals("Q_FLW_ESTAT")
                        ? new MetadataSet(
                                set.maintenance(),
                                set.flow(),
                                set.coverage(),
                                set.targets(),
                                set.attributes().subList(1, set.attributes().size()),
                                set.report())
                        : a)
                .toList();
        assertThat(broken(changed)).extracting(Problem::rule).containsExactly("changed-release");
    }

    private static List<Problem> broken(List<MaintainableArtefact> now) {
        Problems problems = new Problems();
        RELEASE.hold(now, problems);
        return problems.list();
    }

    private static Code named(Code code, String name) {
        return new Code(
                new Naming(
                        code.naming().identification(),
                        LocalisedText.of("en", name),
                        code.naming().descriptions()),
                code.parent());
    }

    /** All artefacts, the codes of one list changed and the list under this version. */
    private static List<MaintainableArtefact> with(String version, java.util.function.Consumer<List<Code>> change) {
        return ALL.stream()
                .map(artefact -> {
                    if (artefact instanceof Codelist list && list.id().equals(LIST)) {
                        List<Code> codes = new ArrayList<>(list.items());
                        change.accept(codes);
                        Maintenance m = list.maintenance();
                        return new Codelist(versioned(m, version), list.partial(), codes, list.extensions());
                    }
                    return artefact;
                })
                .toList();
    }

    private static Maintenance versioned(Maintenance m, String version) {
        return Maintenance.of(m.agency(), Version.parse(version), m.naming());
    }
}
