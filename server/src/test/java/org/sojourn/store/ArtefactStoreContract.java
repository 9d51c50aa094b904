package org.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Fixtures;
import org.sojourn.model.Categorisation;
import org.sojourn.model.Codelist;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Hierarchy;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problems;
import org.sojourn.store.ArtefactReport.Change;

/** What every backend does with artefacts. */
abstract class ArtefactStoreContract {

    private static final DataStructure DSD = Fixtures.TIME_SERIES.structure();
    private static final Dataflow FLOW = Fixtures.TIME_SERIES.dataflow().orElseThrow();
    private static final Codelist SEX = Fixtures.TIME_SERIES.codelist("SEX").orElseThrow();

    private DatabaseAddress address;
    private SystemOfRecord store;

    abstract DatabaseAddress empty();

    @BeforeEach
    void open() {
        address = empty();
        store = SystemOfRecord.open(address);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Receipt put(MaintainableArtefact... artefacts) {
        try (Submission submission = store.submission()) {
            List.of(artefacts).forEach(submission::put);
            return submission.publish();
        }
    }

    private Receipt delete(Urn urn) {
        try (Submission submission = store.submission()) {
            submission.delete(urn);
            return submission.publish();
        }
    }

    private static Codelist renamed(Codelist list, String name) {
        Maintenance m =
                Maintenance.of(list.agency(), list.version(), Naming.of(list.id(), LocalisedText.of("en", name)));
        return new Codelist(m, list.partial(), list.items(), list.extensions());
    }

    private static Dataflow version(Dataflow flow, String version) {
        Maintenance m = Maintenance.of(
                flow.agency(), Version.parse(version), Naming.of(flow.id(), LocalisedText.of("en", "flow")));
        return new Dataflow(m, flow.structure(), flow.dimensionConstraint());
    }

    @Test
    void keepsEveryStateOfEveryArtefact() {
        assertThat(put(DSD, FLOW, SEX).artefacts())
                .extracting(ArtefactReport::change)
                .containsOnly(Change.INSERTED);
        Codelist other = renamed(SEX, "other");
        assertThat(put(other, FLOW).artefacts())
                .containsExactly(
                        new ArtefactReport(SEX.urn(), Change.UPDATED),
                        new ArtefactReport(FLOW.urn(), Change.UNCHANGED));
        assertThat(delete(SEX.urn()).artefacts()).containsExactly(new ArtefactReport(SEX.urn(), Change.DELETED));
        for (int opening = 0; opening < 2; opening++) {
            ArtefactStore artefacts = store.artefacts();
            assertThat(artefacts.newest().seq()).isEqualTo(3);
            assertThat(artefacts.newest().catalogue().exactly(SEX.urn())).isEmpty();
            assertThat(artefacts.newest().catalogue().exactly(DSD.urn())).contains(DSD);
            assertThat(artefacts.asOf(2).catalogue().exactly(SEX.urn())).contains(other);
            assertThat(artefacts.asOf(1).catalogue().exactly(SEX.urn())).contains(SEX);
            assertThat(artefacts.asOf(1).catalogue().find(FLOW.urn()).structure())
                    .isEqualTo(DSD);
            assertThat(artefacts.asOf(0).catalogue().artefacts()).isEmpty();
            store.close();
            store = SystemOfRecord.open(address);
        }
    }

    @Test
    void theSameArtefactsAgainAreNoCommit() {
        put(DSD, FLOW, SEX);
        assertThat(put(SEX, DSD).commit()).isEmpty();
        assertThat(delete(Urn.of(ArtefactClass.CODELIST, "TEST", "NONE", "1.0")).commit())
                .isEmpty();
        assertThat(store.data().lastCommit().seq()).isEqualTo(1);
    }

    @Test
    void tellsWhatRefersToAnArtefact() {
        put(DSD, FLOW, SEX);
        put(version(FLOW, "1.1"));
        ArtefactStore artefacts = store.artefacts();
        assertThat(artefacts.referencing(SEX.urn())).containsExactly(DSD.urn());
        assertThat(artefacts.referencing(DSD.urn()))
                .containsExactly(FLOW.urn(), version(FLOW, "1.1").urn());
        assertThat(artefacts.referencing(FLOW.urn())).isEmpty();
        delete(FLOW.urn());
        assertThat(artefacts.referencing(DSD.urn()))
                .containsExactly(version(FLOW, "1.1").urn());
    }

    /** 2.1 refers to a whole hierarchical code list, which is one or several hierarchies here. */
    @Test
    void tellsWhatRefersToTheHierarchicalCodeListAroundAHierarchy() {
        Hierarchy world = new Hierarchy(
                Maintenance.of("T", Version.parse("1.0"), Naming.of("HCL$WORLD", LocalisedText.of("en", "The world"))),
                false,
                Optional.empty(),
                List.of(),
                Optional.empty());
        Categorisation filed = new Categorisation(
                Maintenance.of("T", Version.parse("1.0"), Naming.of("FILED", LocalisedText.of("en", "Filed"))),
                Optional.of(Urn.of(ArtefactClass.HIERARCHICAL_CODELIST, "T", "HCL", "1.0")),
                Optional.empty());
        put(world, filed);
        assertThat(store.artefacts().referencing(world.urn())).containsExactly(filed.urn());
    }

    @Test
    void structuresAndDataBecomeVisibleTogether() throws IOException {
        try (Submission submission = store.submission()) {
            submission.put(DSD);
            submission.put(FLOW);
            new Message(Fixtures.TIME_SERIES)
                    .dataset(org.sojourn.data.Action.MERGE)
                    .series("A.FR.F", "2001=1")
                    .transferTo(submission.data(new Problems()));
            assertThat(submission.dryRun().datasets()).hasSize(1);
            assertThat(store.artefacts().newest().catalogue().artefacts()).isEmpty();
            assertThat(submission.publish().commit().orElseThrow().seq()).isEqualTo(1);
        }
        Publication only = store.data().publicationsAfter(0).getFirst();
        assertThat(only.structures()).isTrue();
        assertThat(only.datasets()).containsExactly(DatasetId.of(FLOW));
        assertThat(store.artefacts().newest().seq()).isEqualTo(1);
    }

    @Test
    void nothingIsSeenOfASubmissionThatIsClosed() throws IOException {
        try (Submission submission = store.submission()) {
            submission.put(DSD);
            new Message(Fixtures.TIME_SERIES)
                    .dataset(org.sojourn.data.Action.MERGE)
                    .series("A.FR.F", "2001=1")
                    .transferTo(submission.data(new Problems()));
        }
        assertThat(store.data().lastCommit()).isEqualTo(Commit.NONE);
        assertThat(store.artefacts().newest().catalogue().artefacts()).isEmpty();
    }

    /** A message in minor version 1.0 must not lose what 1.1 has put beside it. */
    @Test
    void aMessageInAnOlderStructureKeepsWhatANewerOneHasAdded() throws IOException {
        DataStructureView old = new Fixtures.Builder("EVOLVING")
                .dimension("AREA")
                .time()
                .measure("OBS_VALUE")
                .build();
        DataStructureView added = new Fixtures.Builder("EVOLVING")
                .dimension("AREA")
                .time()
                .measure("OBS_VALUE")
                .measure("LOWER")
                .build();
        put(added.structure(), added.dataflow().orElseThrow());
        load(new Message(added)
                .dataset(org.sojourn.data.Action.MERGE)
                .series("FR", "2001=5", "2002=6")
                .dataset(org.sojourn.data.Action.MERGE)
                .series("FR", "2001:LOWER=4"));
        load(new Message(old).dataset(org.sojourn.data.Action.MERGE).series("FR", "2001=7"));
        assertThat(StoredData.now(store.data(), added).lines())
                .contains("obs FR@2001 {LOWER=4, OBS_VALUE=7}", "obs FR@2002 {OBS_VALUE=6}");
    }

    private void load(Message message) throws IOException {
        try (Submission submission = store.submission()) {
            message.transferTo(submission.data(new Problems()));
            submission.publish();
        }
    }

    @Test
    void tokensAreKnownByTheirHashUntilTheyAreRevoked() {
        Tokens tokens = store.tokens();
        Tokens.Created admin = tokens.createFirstAdmin().orElseThrow();
        assertThat(tokens.createFirstAdmin()).isEmpty();
        Tokens.Created writer = tokens.create("statistics office", Tokens.Role.WRITER);
        assertThat(tokens.verify(admin.secret())).contains(admin.holder());
        assertThat(tokens.verify(writer.secret()).orElseThrow().role()).isEqualTo(Tokens.Role.WRITER);
        assertThat(tokens.verify(writer.secret() + "x")).isEmpty();
        assertThat(tokens.list()).hasSize(2);
        assertThat(tokens.revoke(writer.holder().id())).isTrue();
        assertThat(tokens.revoke(writer.holder().id())).isFalse();
        assertThat(tokens.verify(writer.secret())).isEmpty();
        assertThat(tokens.list()).containsExactly(admin.holder());
    }

    @Test
    void jobsTellTheirProgressAndOutcome() {
        Jobs jobs = store.jobs();
        Jobs.Job job = jobs.begin("upload", "admin");
        jobs.progress(job.id(), 5, 10, "half of it");
        assertThat(jobs.find(job.id()).orElseThrow())
                .returns(Jobs.State.RUNNING, Jobs.Job::state)
                .returns(5L, Jobs.Job::done)
                .returns("half of it", Jobs.Job::message);
        jobs.end(job.id(), Jobs.State.SUCCEEDED, "done", "{\"a\":1}".repeat(20_000));
        assertThat(jobs.list(10)).singleElement().satisfies(j -> {
            assertThat(j.state()).isEqualTo(Jobs.State.SUCCEEDED);
            assertThat(j.report()).hasSize(140_000);
            assertThat(j.total()).isEqualTo(10);
        });
        assertThat(jobs.find("none")).isEqualTo(Optional.empty());
    }
}
