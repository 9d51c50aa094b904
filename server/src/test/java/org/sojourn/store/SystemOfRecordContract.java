package org.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.Action;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Feature;
import org.sojourn.data.Fixtures;
import org.sojourn.data.RandomData;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.fragment.Messages;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** What every backend of the system of record does with data. */
abstract class SystemOfRecordContract {

    static final DataStructureView FLOWS = Fixtures.TIME_SERIES;
    private static final Set<Feature> STORED = EnumSet.complementOf(
            EnumSet.of(Feature.ACTION, Feature.DATASET_HEADER, Feature.DATASET_ANNOTATIONS, Feature.BARE_SERIES));

    SystemOfRecord store;
    private DatabaseAddress address;

    /** An empty database; the same address for the same test. */
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

    void reopen() {
        store.close();
        store = SystemOfRecord.open(address);
    }

    Receipt load(DataSource source) {
        Problems problems = new Problems();
        try (Submission submission = store.submission()) {
            source.transferTo(submission.data(problems));
            Receipt receipt = submission.publish();
            assertThat(problems.list()).isEmpty();
            return receipt;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    List<String> content(DataStructureView view) {
        return content(view, store.data().lastCommit().seq());
    }

    List<String> content(DataStructureView view, long seq) {
        try {
            DatasetId id = DatasetId.of(view.dataflow().orElseThrow());
            return lines(CanonicalData.of(new StoredData(store.data(), id, view, seq)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> lines(CanonicalData data) {
        return data.lines(STORED).stream()
                .filter(l -> !l.startsWith("annotations of ["))
                .toList();
    }

    static Message merge() {
        return new Message(FLOWS).dataset(Action.MERGE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void givesBackWhatItWasGiven(long seed) throws IOException {
        for (DataStructureView view : Fixtures.ALL) {
            RandomData data = new RandomData(List.of(view), seed, "AllDimensions");
            load(data);
            assertThat(content(view)).containsExactlyElementsOf(lines(CanonicalData.of(data)));
        }
        List<List<String>> before = Fixtures.ALL.stream().map(this::content).toList();
        reopen();
        assertThat(Fixtures.ALL.stream().map(this::content).toList()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSameDataAgainAreNoCommit(long seed) throws IOException {
        RandomData data = new RandomData(Fixtures.ALL, seed, "AllDimensions");
        load(data);
        Commit last = store.data().lastCommit();
        Receipt again = load(data);
        assertThat(again.commit()).isEmpty();
        assertThat(again.datasets())
                .allSatisfy(d -> assertThat(List.of(d.series(), d.observations(), d.attributes()))
                        .noneMatch(Counts::changed));
        assertThat(store.data().lastCommit()).isEqualTo(last);
        for (DataStructureView view : Fixtures.ALL) {
            Receipt own = load(
                    new StoredData(store.data(), DatasetId.of(view.dataflow().orElseThrow()), view, last.seq()));
            assertThat(own.commit()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void dataInNumbersBecomeWhatDataInTextsBecome(long seed) throws IOException {
        List<DataSource> messages = List.of(
                Messages.plain(seed, 60, 20, seed % 2 == 0),
                new RandomData(List.of(FLOWS), seed, "AllDimensions"),
                Messages.plain(seed + 100, 60, 20, false),
                Messages.plain(seed + 100, 60, 20, false),
                Messages.plain(seed, 8, 6000, false));
        List<List<DatasetReport>> reports = new ArrayList<>();
        List<String> before = List.of();
        for (boolean coded : List.of(false, true)) {
            List<DatasetReport> own = new ArrayList<>();
            for (DataSource message : messages) {
                own.addAll(load(coded ? sink -> message.transferTo(Messages.coding(sink)) : message)
                        .datasets());
            }
            reports.add(own);
            List<String> now = content(FLOWS);
            assertThat(now).isNotEmpty();
            if (coded) {
                assertThat(now).isEqualTo(before);
            }
            before = now;
            load(new Message(FLOWS).dataset(Action.DELETE));
            assertThat(content(FLOWS)).hasSize(1); // the line of the data set
        }
        assertThat(reports.getLast()).isEqualTo(reports.getFirst());
    }

    @Test
    void countsWhatALoadDid() {
        Receipt first = load(merge().series("A.FR.F", "2001=1", "2002=2").series("A.DE.F", "2001=1"));
        assertThat(first.commit().orElseThrow().seq()).isEqualTo(1);
        DatasetReport report = first.datasets().getFirst();
        assertThat(report.series()).isEqualTo(new Counts(2, 0, 0, 0));
        assertThat(report.observations()).isEqualTo(new Counts(3, 0, 0, 0));
        Receipt second = load(merge().series("A.FR.F", "2001=1", "2002=3", "2003=4")
                .series("A.DE.F", "2001=1")
                .series("A.IT.F", "2001=1")
                .attributes(".FR.", Map.of("COLLECTION", "A")));
        report = second.datasets().getFirst();
        assertThat(report.series()).isEqualTo(new Counts(1, 1, 0, 1));
        assertThat(report.observations()).isEqualTo(new Counts(2, 1, 0, 2));
        assertThat(report.attributes()).isEqualTo(new Counts(1, 0, 0, 0));
    }

    @Test
    void mergeLeavesAloneWhatIsNotGiven() {
        load(merge().series("A.FR.F", Map.of("UNIT_MULT", "3"), "2001=1.50", "2002:OBS_STATUS=A"));
        load(merge().series("A.FR.F", "2001:OBS_STATUS=E", "2003=3"));
        assertThat(content(FLOWS))
                .contains("UNIT_MULT [A.FR.F] = 3")
                .contains("obs A.FR.F@2001 {OBS_STATUS=E, OBS_VALUE=1.50}")
                .contains("obs A.FR.F@2002 {OBS_STATUS=A}")
                .contains("obs A.FR.F@2003 {OBS_VALUE=3}");
    }

    @Test
    void replaceWorksOnEachObservationAndNotAboveIt() {
        load(merge().series("A.FR.F", Map.of("UNIT_MULT", "3", "COLLECTION", "A"), "2001=1", "2002=2"));
        load(merge().series("A.FR.F", "2001:OBS_STATUS=E"));
        load(new Message(FLOWS).dataset(Action.REPLACE).series("A.FR.F", "2001=5"));
        assertThat(content(FLOWS))
                .contains("UNIT_MULT [A.FR.F] = 3")
                .contains("COLLECTION [.FR.] = A")
                .contains("obs A.FR.F@2001 {OBS_VALUE=5}")
                .contains("obs A.FR.F@2002 {OBS_VALUE=2}");
    }

    @Test
    void deleteTakesTheLowestLevelThatIsNamed() {
        load(merge().series("A.FR.F", Map.of("UNIT_MULT", "3", "COLLECTION", "A"), "2001=1", "2002=2", "2003=3")
                .series("A.FR.M", Map.of("UNIT_MULT", "3"), "2001=1", "2002=2")
                .series("A.DE.F", Map.of("COLLECTION", "S"), "2001=1", "2002=2"));
        load(merge().series("A.FR.F", "2001:OBS_STATUS=E", "2002:OBS_STATUS=E"));
        DataSource delete = new Message(FLOWS)
                .dataset(Action.DELETE)
                .series("A.FR.F", "2001:OBS_STATUS=-", "2003")
                .series("A.FR.M", Map.of("UNIT_MULT", "-"))
                .series("A.DE.", Map.of(), "2002")
                .attributes(".DE.", Map.of("COLLECTION", "-"));
        Receipt receipt = load(delete);
        assertThat(receipt.datasets().getFirst().observations()).isEqualTo(new Counts(0, 1, 2, 0));
        assertThat(content(FLOWS))
                .contains("obs A.FR.F@2001 {OBS_VALUE=1}")
                .contains("obs A.FR.F@2002 {OBS_STATUS=E, OBS_VALUE=2}")
                .contains("obs A.FR.M@2001 {OBS_VALUE=1}")
                .contains("obs A.DE.F@2001 {OBS_VALUE=1}")
                .contains("UNIT_MULT [A.FR.F] = 3")
                .contains("COLLECTION [.FR.] = A")
                .noneMatch(l -> l.startsWith("obs A.FR.F@2003")
                        || l.startsWith("obs A.DE.F@2002")
                        || l.startsWith("UNIT_MULT [A.FR.M]")
                        || l.startsWith("COLLECTION [.DE.]"));
        assertThat(load(delete).commit())
                .as("deleting what is gone is no error and no change")
                .isEmpty();
    }

    @Test
    void deleteWithDimensionsLeftOutTakesAllTheirValues() {
        load(merge().series("A.FR.F", Map.of("COLLECTION", "A"), "2001=1")
                .series("A.FR.M", "2001=1")
                .series("Q.FR.M", "2001=1")
                .series("A.DE.F", Map.of("COLLECTION", "S"), "2001=1")
                .attributes("..", Map.of("SOURCE", "x")));
        load(new Message(FLOWS).dataset(Action.DELETE).series(".FR."));
        assertThat(content(FLOWS))
                .contains("obs A.DE.F@2001 {OBS_VALUE=1}", "COLLECTION [.DE.] = S", "SOURCE [..] = x")
                .noneMatch(l -> l.contains("FR"));
        load(new Message(FLOWS).dataset(Action.DELETE));
        assertThat(content(FLOWS)).hasSize(1);
    }

    @Test
    void aSwitchedOffDimensionLeavesWhatIsAttachedToIt() {
        load(merge().series("A.FR.F", Map.of("COLLECTION", "A", "UNIT_MULT", "3", "TITLE", "t"), "2001=1"));
        load(new Message(FLOWS).dataset(Action.DELETE).series("~.FR.~"));
        assertThat(content(FLOWS))
                .contains("obs A.FR.F@2001 {OBS_VALUE=1}", "UNIT_MULT [A.FR.F] = 3", "TITLE [.FR.F] = t")
                .noneMatch(l -> l.startsWith("COLLECTION"));
        load(new Message(FLOWS).dataset(Action.DELETE).series("A.FR.F", "~"));
        assertThat(content(FLOWS))
                .contains("obs A.FR.F@2001 {OBS_VALUE=1}", "TITLE [.FR.F] = t")
                .noneMatch(l -> l.startsWith("UNIT_MULT"));
    }

    @Test
    void dataSetsOfAMessageAreOneTransactionInOrder() {
        load(merge().series("A.FR.F", "2001=1", "2002=2").series("A.DE.F", "2001=1"));
        Receipt same = load(new Message(FLOWS)
                .dataset(Action.DELETE)
                .dataset(Action.MERGE)
                .series("A.FR.F", "2001=1", "2002=2")
                .series("A.DE.F", "2001=1"));
        assertThat(same.commit()).as("all deleted and the same again").isEmpty();
        assertThat(same.datasets().getFirst().observations()).isEqualTo(new Counts(0, 0, 0, 3));
        Receipt less = load(new Message(FLOWS)
                .dataset(Action.DELETE)
                .dataset(Action.MERGE)
                .series("A.FR.F", Map.of("COLLECTION", "A"), "2001=1", "2002=3"));
        assertThat(less.commit().orElseThrow().seq()).isEqualTo(2);
        assertThat(less.datasets().getFirst().series()).isEqualTo(new Counts(0, 1, 1, 0));
        assertThat(content(FLOWS).stream().filter(l -> l.startsWith("obs ")))
                .containsExactly("obs A.FR.F@2001 {OBS_VALUE=1}", "obs A.FR.F@2002 {OBS_VALUE=3}");
        load(new Message(FLOWS)
                .dataset(Action.MERGE)
                .series("A.IT.F", "2001=1")
                .dataset(Action.MERGE)
                .series("A.IT.F", "2001:OBS_STATUS=E", "2002=2")
                .dataset(Action.DELETE)
                .series("A.FR.F"));
        assertThat(content(FLOWS).stream().filter(l -> l.startsWith("obs ")))
                .containsExactly("obs A.IT.F@2001 {OBS_STATUS=E, OBS_VALUE=1}", "obs A.IT.F@2002 {OBS_VALUE=2}");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyPastStateStaysAsItWas(long seed) {
        Random random = new Random(seed);
        TreeMap<String, TreeMap<String, String>> model = new TreeMap<>();
        List<TreeMap<String, TreeMap<String, String>>> states = new ArrayList<>();
        List<Long> seqs = new ArrayList<>();
        for (int round = 0; round < 12; round++) {
            apply(random, model);
            states.add(copy(model));
            seqs.add(store.data().lastCommit().seq());
        }
        reopen();
        for (int i = 0; i < states.size(); i++) {
            List<String> expected = new ArrayList<>();
            states.get(i)
                    .forEach((series, periods) -> periods.forEach(
                            (p, v) -> expected.add("obs " + series + "@" + p + " {OBS_VALUE=" + v + "}")));
            assertThat(content(FLOWS, seqs.get(i)).stream().filter(l -> l.startsWith("obs ")))
                    .as("commit " + seqs.get(i))
                    .containsExactlyElementsOf(expected);
        }
    }

    private void apply(Random random, TreeMap<String, TreeMap<String, String>> model) {
        Action action = List.of(Action.MERGE, Action.REPLACE, Action.DELETE, Action.MERGE)
                .get(random.nextInt(4));
        Message message = new Message(FLOWS).dataset(action);
        Set<String> seen = new java.util.HashSet<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            String series = "A." + List.of("FR", "DE", "IT").get(random.nextInt(3)) + "."
                    + List.of("F", "M").get(random.nextInt(2));
            TreeMap<String, String> periods = model.computeIfAbsent(series, k -> new TreeMap<>());
            if (action == Action.DELETE && random.nextInt(3) == 0) {
                message.series(series);
                periods.clear();
                continue;
            }
            List<String> observations = new ArrayList<>();
            for (int k = random.nextInt(5); k >= 0; k--) {
                String period = Integer.toString(2000 + random.nextInt(8));
                if (!seen.add(series + period)) {
                    continue;
                }
                if (action == Action.DELETE) {
                    observations.add(period);
                    periods.remove(period);
                } else {
                    String value = Integer.toString(random.nextInt(5));
                    observations.add(period + "=" + value);
                    periods.put(period, value);
                }
            }
            if (!observations.isEmpty()) {
                message.series(series, observations.toArray(String[]::new));
            }
        }
        load(message);
    }

    private static TreeMap<String, TreeMap<String, String>> copy(TreeMap<String, TreeMap<String, String>> model) {
        TreeMap<String, TreeMap<String, String>> copy = new TreeMap<>();
        model.forEach((k, v) -> copy.put(k, new TreeMap<>(v)));
        return copy;
    }

    @Test
    void rowsAfterACommitAreTheNewestOfWhatChangedSince() throws IOException {
        load(merge().series("A.FR.F", "2001=1").series("A.DE.F", "2001=1"));
        load(merge().series("A.FR.F", "2001=2"));
        load(new Message(FLOWS).dataset(Action.DELETE).series("A.FR.F"));
        load(merge().series("A.IT.F", Map.of("COLLECTION", "A"), "2001=2"));
        DatasetId id = store.data().datasets().getFirst();
        assertThat(rows(id, 1, 4, false)).containsExactlyInAnyOrder("3 gone", "4 there", "4 attributes");
        assertThat(rows(id, 1, 2, false)).containsExactly("2 there");
        assertThat(rows(id, 0, 4, true))
                .containsExactlyInAnyOrder("1 there", "1 there", "2 there", "3 gone", "4 there", "4 attributes");
        assertThat(store.data().publicationsAfter(2)).hasSize(2).allSatisfy(p -> {
            assertThat(p.datasets()).containsExactly(id);
            assertThat(p.structures()).isFalse();
        });
        assertThat(store.data().lastCommitOf(id, 3).orElseThrow().seq()).isEqualTo(3);
        Commit second = store.data().publicationsAfter(1).getFirst().commit();
        assertThat(store.data().commitAt(second.time())).isEqualTo(second);
        assertThat(store.data().commitAt(second.time().minusNanos(1000)).seq()).isEqualTo(1);
        assertThat(store.data().commitAt(Instant.EPOCH)).isEqualTo(Commit.NONE);
    }

    private List<String> rows(DatasetId id, long after, long upTo, boolean all) throws IOException {
        List<String> rows = new ArrayList<>();
        RowConsumer consumer = new RowConsumer() {
            @Override
            public void attributes(AttributeRow row) {
                rows.add(row.seq() + " attributes");
            }

            @Override
            public void series(SeriesRow row) {
                rows.add(row.seq() + (row.deleted() ? " gone" : " there"));
                List<SeriesRow> history = store.data().historyOf(id, row.key(), upTo);
                assertThat(history).anyMatch(h -> h.seq() == row.seq() && h.deleted() == row.deleted());
            }
        };
        if (all) {
            store.data().history(id, after, upTo, consumer);
        } else {
            store.data().rowsAfter(id, after, upTo, consumer);
        }
        return rows;
    }

    @Test
    void nothingOfARefusedSubmissionIsSeen() throws IOException {
        load(merge().series("A.FR.F", "2001=1"));
        List<String> before = content(FLOWS);
        Problems problems = new Problems();
        try (Submission submission = store.submission()) {
            merge().series("A.FR.F", "2001=2")
                    .series("A..F", "2001=1")
                    .series("A.DE.F", "2001=1", "2002=1", "2001=3")
                    .series("A.IT.F", Map.of("OBS_STATUS", "A"), "2001=1")
                    .series("A.ES.F", Map.of("NOSUCH", "A"), "2001=1")
                    .series("A.PT.F", "=1")
                    .series("A.PT.M", Map.of("TITLE", "a"), "2001=1")
                    .series("Q.PT.M", Map.of("TITLE", "b"), "2001=1")
                    .transferTo(submission.data(problems));
            assertThatThrownBy(submission::publish)
                    .isInstanceOfSatisfying(
                            SdmxException.class, e -> assertThat(e.kind()).isEqualTo(SdmxException.Kind.SEMANTIC));
        }
        assertThat(problems.list().stream().map(Problem::rule))
                .containsExactlyInAnyOrder(
                        "missing-dimension",
                        "duplicate-observation",
                        "attribute-level",
                        "unknown-attribute",
                        "missing-dimension",
                        "conflicting-attribute");
        assertThat(problems.list()).anySatisfy(p -> {
            assertThat(p.seriesKey()).isEqualTo("A.DE.F");
            assertThat(p.location().line()).isEqualTo(3);
        });
        assertThat(content(FLOWS)).isEqualTo(before);
        assertThat(store.data().lastCommit().seq()).isEqualTo(1);
    }

    @Test
    void anObservationGivenTwiceIsFoundHoweverFarApart() throws IOException {
        Message message = merge();
        message.series("A.FR.F", "2001=1", "2003=1");
        for (int i = 0; i < 2500; i++) {
            message.series("A.DE.X" + i, "2001=1");
        }
        message.series("A.FR.F", "2002=1", "2003=1");
        Problems problems = new Problems();
        try (Submission submission = store.submission()) {
            message.transferTo(submission.data(problems));
        }
        assertThat(problems.list()).singleElement().satisfies(p -> {
            assertThat(p.rule()).isEqualTo("duplicate-observation");
            assertThat(p.seriesKey()).isEqualTo("A.FR.F");
        });
    }

    @Test
    void seriesThatComeInPiecesAreOne() {
        Message message = merge();
        for (int year = 2000; year < 2004; year++) {
            for (int i = 0; i < 2200; i++) {
                message.series("A.DE.X" + i, year + "=" + i);
            }
        }
        Receipt receipt = load(message);
        assertThat(receipt.datasets().getFirst().series()).isEqualTo(new Counts(2200, 0, 0, 0));
        assertThat(receipt.datasets().getFirst().observations()).isEqualTo(new Counts(8800, 0, 0, 0));
        assertThat(content(FLOWS))
                .contains("obs A.DE.X7@2000 {OBS_VALUE=7}", "obs A.DE.X7@2003 {OBS_VALUE=7}")
                .filteredOn(l -> l.startsWith("obs "))
                .hasSize(8800);
    }

    @Test
    void longSeriesAreCutIntoChunksInOrderOfTime() throws IOException {
        int n = SeriesBlock.CAPACITY * 2 + 100;
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        java.time.LocalDate day = java.time.LocalDate.of(1990, 1, 1);
        for (int i = 0; i < n; i++) {
            (i % 2 == 0 ? first : second).add(day.plusDays(i) + "=" + i);
        }
        load(pieces(Action.MERGE, first));
        load(pieces(Action.MERGE, second));
        load(merge().series("A.FR.F", Map.of("UNIT_MULT", "3")));
        DatasetId id = store.data().datasets().getFirst();
        List<Integer> chunks = new ArrayList<>();
        store.data().rowsAfter(id, 0, 3, new RowConsumer() {
            @Override
            public void attributes(AttributeRow row) {}

            @Override
            public void series(SeriesRow row) {
                chunks.add(row.chunk());
            }
        });
        assertThat(chunks).containsExactly(0, 1, 2);
        assertThat(content(FLOWS))
                .contains("UNIT_MULT [A.FR.F] = 3")
                .filteredOn(l -> l.startsWith("obs "))
                .hasSize(n);
        load(pieces(Action.DELETE, second));
        assertThat(content(FLOWS)).filteredOn(l -> l.startsWith("obs ")).hasSize(first.size());
        load(new Message(FLOWS).dataset(Action.DELETE).series("A.FR.F"));
        assertThat(content(FLOWS)).hasSize(1);
    }

    private static Message pieces(Action action, List<String> observations) {
        Message message = new Message(FLOWS).dataset(action);
        for (int from = 0; from < observations.size(); from += 3000) {
            List<String> some = observations.subList(from, Math.min(observations.size(), from + 3000));
            message.series(
                    "A.FR.F",
                    some.stream()
                            .map(o -> action == Action.DELETE ? o.replaceAll("=.*", "") : o)
                            .toArray(String[]::new));
        }
        return message;
    }

    @Test
    void loadsThatTouchOtherValuesOfOneSeriesAreMerged() throws IOException {
        load(merge().series("A.FR.F", "2001=1", "2002=2", "2003=3"));
        try (Submission slow = store.submission()) {
            merge().series("A.FR.F", Map.of("COLLECTION", "A"), "2002=20", "2004=4")
                    .transferTo(slow.data(new Problems()));
            load(merge().series("A.FR.F", Map.of("UNIT_MULT", "3"), "2001=10", "2005=5"));
            load(merge().attributes(".FR.", Map.of("COLLECTION", "A")).attributes("..", Map.of("SOURCE", "s")));
            load(new Message(FLOWS).dataset(Action.DELETE).series("A.FR.F", "2003"));
            assertThat(slow.publish().commit().orElseThrow().seq()).isEqualTo(5);
        }
        assertThat(content(FLOWS))
                .contains("COLLECTION [.FR.] = A", "SOURCE [..] = s", "UNIT_MULT [A.FR.F] = 3")
                .filteredOn(l -> l.startsWith("obs "))
                .containsExactly(
                        "obs A.FR.F@2001 {OBS_VALUE=10}",
                        "obs A.FR.F@2002 {OBS_VALUE=20}",
                        "obs A.FR.F@2004 {OBS_VALUE=4}",
                        "obs A.FR.F@2005 {OBS_VALUE=5}");
    }

    @Test
    void loadsThatChangeTheSameValueDifferentlyAreAConflict() throws IOException {
        load(merge().series("A.FR.F", "2001=1"));
        try (Submission slow = store.submission()) {
            merge().series("A.FR.F", "2001=2").transferTo(slow.data(new Problems()));
            load(merge().series("A.FR.F", "2001=3"));
            assertThatThrownBy(slow::publish).isInstanceOfSatisfying(SdmxException.class, e -> {
                assertThat(e.kind()).isEqualTo(SdmxException.Kind.CONFLICT);
                assertThat(e.detail()).contains("A.FR.F");
            });
        }
        assertThat(content(FLOWS)).contains("obs A.FR.F@2001 {OBS_VALUE=3}");
    }

    @Test
    void manyWritersAtOnceMakeOneHistory() throws Exception {
        int writers = 6;
        int rounds = 5;
        try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int writer = w;
                work.add(() -> {
                    for (int r = 0; r < rounds; r++) {
                        load(merge().series("A.FR.W" + writer, (2000 + r) + "=" + writer)
                                .series("A.FR.ALL", (2000 + writer * rounds + r) + "=" + writer));
                    }
                    return writer;
                });
            }
            for (Future<Integer> done : pool.invokeAll(work)) {
                done.get();
            }
        }
        List<Publication> all = store.data().publicationsAfter(0);
        assertThat(all).hasSize(writers * rounds);
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).commit().seq()).isEqualTo(i + 1);
            assertThat(i == 0
                            || all.get(i - 1)
                                    .commit()
                                    .time()
                                    .isBefore(all.get(i).commit().time()))
                    .isTrue();
        }
        assertThat(content(FLOWS)).filteredOn(l -> l.startsWith("obs ")).hasSize(2 * writers * rounds);
    }

    @Test
    void leftoversOfADeadLoadAreSweptAtTheNextStart() throws IOException {
        load(merge().series("A.FR.F", "2001=1"));
        Submission abandoned = store.submission();
        merge().series("A.FR.F", "2001=2").series("A.DE.F", "2001=2").transferTo(abandoned.data(new Problems()));
        reopen();
        assertThat(content(FLOWS).stream().filter(l -> l.startsWith("obs ")))
                .containsExactly("obs A.FR.F@2001 {OBS_VALUE=1}");
        assertThat(load(merge().series("A.FR.F", "2001=1")).commit()).isEmpty();
        try (Database database = second()) {
            assertThat(count(database, "staged")).isZero();
            assertThat(count(database, "series")).isEqualTo(1);
        }
    }

    /** The same database once more, or an aborted test where it can be open only once. */
    Database second() {
        store.close();
        return Database.open(address);
    }

    static long count(Database database, String table) {
        return database.read(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select count(*) from " + table)) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
