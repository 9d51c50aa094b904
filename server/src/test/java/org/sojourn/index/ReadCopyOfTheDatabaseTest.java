package org.sojourn.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.data.Action;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.Fixtures;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.RandomData;
import org.sojourn.query.Context;
import org.sojourn.query.DataQuery;
import org.sojourn.query.DataSelection;
import org.sojourn.query.Visibility;
import org.sojourn.rules.Problems;
import org.sojourn.store.Commit;
import org.sojourn.store.DatabaseAddress;
import org.sojourn.store.DatasetId;
import org.sojourn.store.StoredData;
import org.sojourn.store.Submission;
import org.sojourn.store.SystemOfRecord;

/** The read copy over the real system of record: uploads of every shape, one after the other. */
class ReadCopyOfTheDatabaseTest {

    private static final DataQuery EVERYTHING = DataQuery.of(DataSelection.of(Context.ANY));

    @TempDir
    Path folder;

    private static CanonicalData answer(SeriesSnapshot data, DataStructureView view) throws IOException {
        return CanonicalData.of(sink -> {
            sink.start(MessageHeader.of("stored", "2024-01-01T00:00:00Z", "TEST"));
            sink.dataset(
                    DatasetHeader.of(
                            view.dataflow().orElseThrow().urn(),
                            Optional.of(Action.REPLACE),
                            DatasetHeader.ALL_DIMENSIONS),
                    view);
            new DatasetAnswer(data, view, EVERYTHING).writeTo(sink, new Page(0, OptionalLong.empty()));
            sink.endDataset();
            sink.end(List.of());
        });
    }

    private static List<String> stored(SystemOfRecord records, DataStructureView view, long seq) throws IOException {
        DatasetId id = DatasetId.of(view.dataflow().orElseThrow());
        return CanonicalData.of(new StoredData(records.data(), id, view, seq)).lines();
    }

    @Test
    void showsWhatTheDatabaseHoldsAfterEveryUploadAndAsOfEveryCommit() throws IOException {
        try (SystemOfRecord records = SystemOfRecord.open(DatabaseAddress.inMemory());
                ReadCopy copy = ReadCopy.open(folder, records.data())) {
            List<Commit> commits = new ArrayList<>();
            for (long seed = 1; seed <= 4; seed++) {
                for (DataStructureView view : Fixtures.ALL) {
                    try (Submission submission = records.submission()) {
                        new RandomData(List.of(view), seed, "AllDimensions")
                                .transferTo(submission.data(new Problems()));
                        submission.publish();
                    }
                    commits.add(copy.follow());
                    assertThat(copy.follow()).isEqualTo(records.data().lastCommit());
                    try (ReadSnapshot pinned = copy.acquire()) {
                        SeriesSnapshot data = pinned.dataset(
                                        DatasetId.of(view.dataflow().orElseThrow()), Visibility.PUBLIC)
                                .orElseThrow();
                        assertThat(answer(data, view).lines())
                                .isNotEmpty()
                                .isEqualTo(stored(records, view, pinned.commit().seq()));
                    }
                }
            }
            assertThat(commits).doesNotHaveDuplicates();
            try (HistoricStates history = copy.history()) {
                DataStructureView view = Fixtures.RICH;
                DatasetId id = DatasetId.of(view.dataflow().orElseThrow());
                for (Commit commit : history.commitsOf(id, 0, commits.getLast().seq())) {
                    assertThat(answer(history.asOf(id, Visibility.PUBLIC, commit), view)
                                    .lines())
                            .isEqualTo(stored(records, view, commit.seq()));
                }
                assertThat(history.commitsOf(id, 0, commits.getLast().seq())).hasSize(4);
            }
        }
    }
}
