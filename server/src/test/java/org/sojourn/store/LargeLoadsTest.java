package org.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.Action;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Fixtures;
import org.sojourn.rules.Problems;

/** Loads so large that their series are bundled are what loads of a row for each series are. */
class LargeLoadsTest {

    private static final DataStructureView FLOWS = Fixtures.TIME_SERIES;
    private static final int SERIES = 3000;

    /** Figures by series and period: what the database should hold. */
    private static final class Figures {
        final TreeMap<Integer, TreeMap<Integer, Integer>> all = new TreeMap<>();

        void put(int series, int period, int value) {
            all.computeIfAbsent(series, k -> new TreeMap<>()).put(period, value);
        }

        Figures copy() {
            Figures copy = new Figures();
            all.forEach((s, figures) -> copy.all.put(s, new TreeMap<>(figures)));
            return copy;
        }

        Message message(Action action) {
            Message message = new Message(FLOWS).dataset(action);
            all.forEach((s, figures) -> LargeLoadsTest.series(message, s, figures));
            return message;
        }

        List<String> lines() {
            return LargeLoadsTest.lines(message(Action.REPLACE));
        }
    }

    private static String key(int series) {
        return "A.FR.X" + series;
    }

    private static void series(Message message, int series, Map<Integer, Integer> figures) {
        message.series(
                key(series),
                figures.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .toArray(String[]::new));
    }

    private static List<String> lines(DataSource source) {
        try {
            return CanonicalData.of(source).lines(java.util.Set.of());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    abstract static class Contract {
        private final Figures figures = new Figures();
        private final List<List<String>> versions = new ArrayList<>();
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

        private Receipt load(DataSource source) throws IOException {
            Problems problems = new Problems();
            try (Submission submission = store.submission()) {
                source.transferTo(submission.data(problems));
                Receipt receipt = submission.publish();
                assertThat(problems.list()).isEmpty();
                return receipt;
            }
        }

        private List<String> content(long seq) {
            DatasetId id = DatasetId.of(FLOWS.dataflow().orElseThrow());
            return lines(new StoredData(store.data(), id, FLOWS, seq));
        }

        private void check() {
            versions.add(figures.lines());
            for (int seq = 1; seq <= versions.size(); seq++) {
                assertThat(content(seq)).as("commit " + seq).isEqualTo(versions.get(seq - 1));
            }
            assertThat(bundles()).as("rows of runs").isPositive();
        }

        private long bundles() {
            try (Database database = Database.open(address)) {
                return SystemOfRecordContract.count(database, "series where load_id < 0");
            }
        }

        private void reopen() {
            store.close();
            store = SystemOfRecord.open(address);
        }

        /** Figures of some series in any order, which the data set has afterwards. */
        private Message some(Random random, int count, Message message) {
            List<Integer> series = new ArrayList<>();
            for (int s = 0; s < SERIES; s++) {
                series.add(s);
            }
            Collections.shuffle(series, random);
            for (int s : series.subList(0, count)) {
                TreeMap<Integer, Integer> sent = new TreeMap<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    sent.put(2000 + random.nextInt(5), random.nextInt(100));
                }
                sent.forEach((period, value) -> figures.put(s, period, value));
                series(message, s, sent);
            }
            return message;
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void holdWhatWasSentAtEveryCommit(long seed) throws IOException {
            Random random = new Random(seed);
            load(some(random, 2500, new Message(FLOWS).dataset(Action.MERGE)));
            check();
            load(some(random, 7, new Message(FLOWS).dataset(Action.MERGE)));
            check();
            load(some(random, 2900, new Message(FLOWS).dataset(Action.MERGE)));
            check();
            reopen();
            load(some(random, 200, new Message(FLOWS).dataset(Action.REPLACE)));
            check();
            // The second data set goes on with series of the first.
            Message two = some(random, 2500, new Message(FLOWS).dataset(Action.MERGE));
            load(some(random, 2500, two.dataset(Action.MERGE)));
            check();
            assertThat(load(figures.message(Action.REPLACE)).commit()).isEmpty();
            history(random.nextInt(SERIES));
        }

        private void history(int series) {
            DatasetId id = DatasetId.of(FLOWS.dataflow().orElseThrow());
            byte[] key = store.data()
                    .keyOrder(id)
                    .encode(FLOWS, key(series).split("\\."), store.data().dictionary(id));
            List<SeriesRow> rows = new ArrayList<>();
            try {
                store.data().history(id, 0, store.data().lastCommit().seq(), new RowConsumer() {
                    @Override
                    public void attributes(AttributeRow row) {}

                    @Override
                    public void series(SeriesRow row) {
                        if (java.util.Arrays.equals(row.key(), key)) {
                            rows.add(row);
                        }
                    }
                });
                List<SeriesRow> found = store.data()
                        .historyOf(id, key, store.data().lastCommit().seq());
                assertThat(found.stream().map(SeriesRow::seq).toList())
                        .isEqualTo(rows.stream().map(SeriesRow::seq).toList());
                for (int i = 0; i < found.size(); i++) {
                    assertThat(found.get(i).pack()).isEqualTo(rows.get(i).pack());
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Test
        void aSeriesMayComeAgainAndAgainInOneDataSet() throws IOException {
            Message message = new Message(FLOWS).dataset(Action.MERGE);
            for (int period = 2000; period < 2003; period++) {
                for (int s = 0; s < SERIES; s++) {
                    series(message, s, Map.of(period, s + period));
                    figures.put(s, period, s + period);
                }
            }
            load(message);
            check();
        }

        @Test
        void whatIsTakenBackWithinAMessageIsNoChange() throws IOException {
            Figures first = new Figures();
            for (int s = 0; s < SERIES; s++) {
                figures.put(s, 2000, s);
                first.put(s, 2000, -s - 1);
            }
            load(figures.message(Action.MERGE));
            check();
            Message there = first.message(Action.MERGE);
            // After more than a batch of others, in the same data set, all of them as they were.
            figures.all.forEach((s, f) -> series(there, s, Map.of(2001, 1)));
            there.dataset(Action.DELETE);
            figures.all.keySet().forEach(s -> there.series(key(s), "2001"));
            there.dataset(Action.MERGE);
            figures.all.forEach((s, f) -> series(there, s, f));
            assertThat(load(there).commit()).isEmpty();
            assertThat(content(1)).isEqualTo(figures.lines());
        }

        @Test
        void aDeleteReachesBundledSeries() throws IOException {
            Message message = new Message(FLOWS).dataset(Action.MERGE);
            for (int s = 0; s < SERIES; s++) {
                figures.put(s, 2000, s);
                figures.put(s, 2001, s);
            }
            load(figures.message(Action.MERGE));
            check();
            load(message.dataset(Action.DELETE).series("A..", "2001"));
            figures.all.values().forEach(f -> f.remove(2001));
            check();
            load(new Message(FLOWS).dataset(Action.DELETE).series(key(17)));
            figures.all.remove(17);
            check();
            load(new Message(FLOWS).dataset(Action.DELETE));
            figures.all.clear();
            check();
        }

        @Test
        void oneThatOthersOvertookIsMergedWithWhatTheyMadeOfTheSameSeries() throws IOException {
            Figures before = new Figures();
            Figures mine = new Figures();
            Figures theirs = new Figures();
            for (int s = 0; s < SERIES; s++) {
                before.put(s, 2000, s);
                mine.put(s, 2001, s);
                if (s % 2 == 0) {
                    theirs.put(s, 2002, s);
                }
            }
            load(before.message(Action.MERGE));
            try (Submission overtaken = store.submission()) {
                mine.message(Action.MERGE).transferTo(overtaken.data(new Problems()));
                load(theirs.message(Action.MERGE));
                overtaken.publish();
            }
            figures.all.putAll(before.copy().all);
            versions.add(figures.lines());
            theirs.all.forEach((s, f) -> f.forEach((p, v) -> figures.put(s, p, v)));
            versions.add(figures.lines());
            mine.all.forEach((s, f) -> f.forEach((p, v) -> figures.put(s, p, v)));
            check();
        }

        @Test
        void leavesNothingBehindWhenItIsGivenUp() throws IOException {
            for (int s = 0; s < SERIES; s++) {
                figures.put(s, 2000, s);
            }
            try (Submission submission = store.submission()) {
                figures.message(Action.MERGE).transferTo(submission.data(new Problems()));
                assertThat(bundles()).isPositive();
            }
            assertThat(bundles()).isZero();
        }
    }

    @Nested
    class OnH2 extends Contract {
        @Override
        DatabaseAddress empty() {
            return DatabaseAddress.inMemory();
        }
    }

    @Nested
    class OnMariaDb extends Contract {
        @Override
        DatabaseAddress empty() {
            return MariaDbStoreTest.address();
        }
    }
}
