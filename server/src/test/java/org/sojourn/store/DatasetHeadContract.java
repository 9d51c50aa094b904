package org.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sojourn.data.Action;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Fixtures;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** What the heads of data sets say is part of their state, as their data are. */
abstract class DatasetHeadContract {

    private static final DataStructureView FLOWS = Fixtures.TIME_SERIES;
    private static final DatasetId ID = DatasetId.of(FLOWS.dataflow().orElseThrow());
    private static final Map<String, String> ALL = Map.of(
            "setId", "MIG_2024_1",
            "reportingBegin", "2020",
            "reportingEnd", "2023-12-31",
            "validFrom", "2024-05-01T08:00:00+02:00",
            "validTo", "2024-12-31",
            "publicationYear", "2024",
            "publicationPeriod", "2024-Q2");

    private SystemOfRecord store;
    private DatabaseAddress address;

    /** An empty database. */
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

    private static Message message(Action action, Map<String, String> head) {
        return new Message(FLOWS).dataset(action, head);
    }

    private static Message one(Map<String, String> head) {
        return message(Action.MERGE, head).series(KEY, "2020=1");
    }

    private static final String KEY =
            String.join(".", FLOWS.seriesDimensions().stream().map(d -> "A").toList());

    private Receipt load(Message message) {
        return load(message, new Problems());
    }

    private Receipt load(Message message, Problems problems) {
        try (Submission submission = store.submission()) {
            message.transferTo(submission.data(problems));
            return submission.publish();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private DatasetHead head() {
        return store.data().head(ID, store.data().lastCommit().seq());
    }

    @Test
    void areKeptWithTheirDataAndOverARestart() {
        Receipt receipt = load(one(ALL));
        assertThat(receipt.datasets().getFirst().head()).isEqualTo(new Counts(7, 0, 0, 0));
        DatasetHead expected = new DatasetHead(
                Optional.of("MIG_2024_1"),
                Optional.of("2020"),
                Optional.of("2023-12-31"),
                Optional.of("2024-05-01T08:00:00+02:00"),
                Optional.of("2024-12-31T00:00:00Z"),
                Optional.of("2024"),
                Optional.of("2024-Q2"));
        assertThat(head()).isEqualTo(expected);
        store.close();
        store = SystemOfRecord.open(address);
        assertThat(head()).isEqualTo(expected);
    }

    @Test
    void theSameAgainAndNothingSaidAreNoCommit() {
        load(one(ALL));
        assertThat(load(one(ALL)).commit()).isEmpty();
        assertThat(load(one(Map.of())).commit()).isEmpty();
        assertThat(head().setId()).contains("MIG_2024_1");
    }

    @Test
    void aCommitMayChangeNothingElse() {
        Commit first = load(one(ALL)).commit().orElseThrow();
        Receipt second = load(message(Action.REPLACE, Map.of("setId", "MIG_2024_2")));
        assertThat(second.commit()).isPresent();
        assertThat(second.datasets().getFirst().changed()).isTrue();
        assertThat(second.datasets().getFirst().head()).isEqualTo(new Counts(0, 1, 0, 6));
        assertThat(head().setId()).contains("MIG_2024_2");
        assertThat(head().publicationYear()).contains("2024");
        assertThat(store.data().head(ID, first.seq()).setId()).contains("MIG_2024_1");
        assertThat(store.data().lastCommitOf(ID, Long.MAX_VALUE)).isEqualTo(second.commit());
    }

    @Test
    void laterDataSetsOfAMessageSayMoreAndEmptyingForgets() {
        load(one(ALL));
        load(message(Action.MERGE, Map.of("setId", "X", "publicationYear", "2025"))
                .series(KEY, "2021=2")
                .dataset(Action.MERGE, Map.of("setId", "Y"))
                .series(KEY, "2022=2"));
        assertThat(head().setId()).contains("Y");
        assertThat(head().publicationYear()).contains("2025");
        Receipt emptied = load(message(Action.DELETE, Map.of("setId", "Z")));
        assertThat(emptied.datasets().getFirst().head().deleted()).isEqualTo(7);
        assertThat(head()).isEqualTo(DatasetHead.EMPTY);
    }

    @Test
    void deletingSomeDataLeavesThem() {
        load(one(ALL));
        load(message(Action.DELETE, Map.of("setId", "Z")).series(KEY, "2020"));
        assertThat(head().setId()).contains("MIG_2024_1");
    }

    @Test
    void aLoadThatAnotherOneOvertookKeepsWhatThatSaid() throws IOException {
        load(one(ALL));
        Problems problems = new Problems();
        try (Submission slow = store.submission()) {
            one(Map.of("setId", "SLOW")).transferTo(slow.data(problems));
            load(message(Action.MERGE, Map.of("publicationYear", "2030")));
            slow.publish();
        }
        assertThat(head().setId()).contains("SLOW");
        assertThat(head().publicationYear()).contains("2030");
    }

    @Test
    void whatCannotBeWrittenAgainIsToldAndNotKept() {
        Problems problems = new Problems();
        load(
                one(Map.of(
                        "setId", "two words",
                        "reportingBegin", "2020-Q1",
                        "validFrom", "yesterday",
                        "publicationYear", "'24",
                        "publicationPeriod", "spring",
                        "reportingEnd", "2023-12")),
                problems);
        assertThat(problems.list()).extracting(Problem::rule).hasSize(5).containsOnly("data-set-head");
        assertThat(head().text()).isEqualTo("reportingEnd=2023-12");
    }

    @Test
    void validityThatIsACommitOfOursIsNotTheSenders() {
        Commit commit = load(one(Map.of("validTo", "2030-01-01"))).commit().orElseThrow();
        Map<String, String> history = Map.of("validFrom", commit.time().toString(), "setId", "H");
        load(one(history));
        assertThat(head().validFrom()).isEmpty();
        assertThat(List.of(head().setId(), head().validTo()))
                .containsExactly(Optional.of("H"), Optional.of("2030-01-01T00:00:00Z"));
    }
}
