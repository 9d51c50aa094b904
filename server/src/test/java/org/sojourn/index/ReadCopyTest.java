package org.sojourn.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Fixtures;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.query.Context;
import org.sojourn.query.DataQuery;
import org.sojourn.query.DataSelection;
import org.sojourn.query.Visibility;
import org.sojourn.store.AttributeRow;
import org.sojourn.store.DatasetId;
import org.sojourn.store.RowConsumer;
import org.sojourn.store.SeriesRow;

class ReadCopyTest {

    private static final DataQuery EVERYTHING = DataQuery.of(DataSelection.of(Context.ANY));
    private static final DataStructureView VIEW = Fixtures.TIME_SERIES;
    private static final List<String> YEARS =
            IntStream.range(2000, 2012).mapToObj(Integer::toString).toList();

    @TempDir
    Path folder;

    private MemoryDataStore store;
    private Cube cube;

    @BeforeEach
    void makeData() {
        store = new MemoryDataStore();
        cube = new Cube(VIEW, DatasetId.of(VIEW.dataflow().orElseThrow()), YEARS, 4096, 42);
        cube.change(store, 20);
    }

    private List<String> everything() {
        return new Oracle(cube, EVERYTHING).answer();
    }

    private static List<String> answer(ReadSnapshot pinned, Cube cube) throws IOException {
        Lines lines = new Lines();
        new DatasetAnswer(pinned.dataset(cube.id, Visibility.PUBLIC).orElseThrow(), cube.view, EVERYTHING)
                .writeTo(lines, new Page(0, EVERYTHING.limit()));
        return lines.lines;
    }

    private void assertShowsTheDatabase(ReadCopy copy) throws IOException {
        try (ReadSnapshot pinned = copy.acquire()) {
            assertThat(pinned.commit()).isEqualTo(store.lastCommit());
            assertThat(answer(pinned, cube)).isEqualTo(everything()).isNotEmpty();
        }
    }

    /** The numbered folder in use. */
    private Path place() throws IOException {
        Path copy = folder.resolve(ReadCopy.folderName(cube.id)).resolve("public");
        try (var each = Files.list(copy)) {
            List<Path> all = each.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new HashMap<>();
        try (var each = Files.list(place())) {
            for (Path file : each.toList()) {
                files.put(
                        file.getFileName().toString(),
                        Files.getLastModifiedTime(file).toString());
            }
        }
        return files;
    }

    @Test
    void readsAnExistingCopyWithoutMakingItAnew() throws IOException {
        ReadCopy.open(folder, store).close();
        Map<String, String> before = files();
        try (ReadCopy copy = ReadCopy.open(folder, store)) {
            assertShowsTheDatabase(copy);
        }
        before.keySet().removeIf(name -> name.startsWith("segments") || name.equals("write.lock"));
        assertThat(files()).containsAllEntriesOf(before);
    }

    @Test
    void replaysWhatWasPublishedWhileNobodyFollowed() throws IOException {
        ReadCopy.open(folder, store).close();
        Path before = place();
        for (int i = 0; i < 3; i++) {
            cube.change(store, 4);
        }
        try (ReadCopy copy = ReadCopy.open(folder, store)) {
            assertShowsTheDatabase(copy);
        }
        assertThat(place()).isEqualTo(before);
    }

    @Test
    void followsCommitByCommit() throws IOException {
        try (ReadCopy copy = ReadCopy.open(folder, store)) {
            for (int i = 0; i < 10; i++) {
                cube.change(store, 3);
                copy.follow();
                assertShowsTheDatabase(copy);
            }
        }
    }

    @Test
    void showsAPinnedStateHoweverMuchIsWrittenMeanwhile() throws IOException {
        try (ReadCopy copy = ReadCopy.open(folder, store)) {
            List<String> before = everything();
            try (ReadSnapshot pinned = copy.acquire()) {
                cube.change(store, 10);
                copy.follow();
                copy.rebuild(cube.id);
                assertThat(answer(pinned, cube)).isEqualTo(before);
                assertThat(pinned.commit().seq()).isEqualTo(1);
            }
            assertShowsTheDatabase(copy);
        }
    }

    @Test
    void showsNothingOfACommitThatNobodyFollowed() throws IOException {
        try (ReadCopy copy = ReadCopy.open(folder, store)) {
            List<String> before = everything();
            cube.change(store, 10);
            try (ReadSnapshot pinned = copy.acquire()) {
                assertThat(answer(pinned, cube)).isEqualTo(before);
            }
        }
    }

    @Test
    void throwsAwayACopyOfAnotherDatabase() throws IOException {
        MemoryDataStore other = new MemoryDataStore();
        new Cube(VIEW, cube.id, YEARS, 4096, 1).change(other, 9);
        ReadCopy.open(folder, other).close();
        Path before = place();
        try (ReadCopy copy = ReadCopy.open(folder, store)) {
            assertShowsTheDatabase(copy);
        }
        assertThat(Files.exists(before.resolve("segments_1"))).isTrue(); // made anew in the freed place
    }

    @Test
    void throwsAwayACopyThatIsAheadOfItsDatabase() throws IOException {
        UUID incarnation = UUID.randomUUID();
        MemoryDataStore restored = new MemoryDataStore(incarnation);
        MemoryDataStore lost = new MemoryDataStore(incarnation);
        Cube ahead = new Cube(VIEW, cube.id, YEARS, 4096, 1);
        ahead.change(lost, 9);
        ahead.change(lost, 9);
        ReadCopy.open(folder, lost).close();
        store = restored;
        cube = new Cube(VIEW, cube.id, YEARS, 4096, 2);
        cube.change(store, 9);
        try (ReadCopy copy = ReadCopy.open(folder, store)) {
            assertShowsTheDatabase(copy);
        }
    }

    @Test
    void throwsAwayACopyOfAnOlderLayout() throws IOException {
        ReadCopy.open(folder, store).close();
        try (FSDirectory directory = FSDirectory.open(place());
                IndexWriter writer = new IndexWriter(
                        directory, new IndexWriterConfig(null).setIndexSort(Layout.sort(store.keyOrder(cube.id))))) {
            Map<String, String> data = new HashMap<>();
            writer.getLiveCommitData().forEach(e -> data.put(e.getKey(), e.getValue()));
            data.put("layout", "0");
            writer.deleteAll();
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
        }
        try (ReadCopy copy = ReadCopy.open(folder, store)) {
            assertShowsTheDatabase(copy);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dvd", "tim", "doc", "si", "fnm", "segments"})
    void makesADamagedCopyAnew(String kind) throws IOException {
        ReadCopy.open(folder, store).close();
        for (String how : List.of("missing", "truncated", "changed")) {
            List<Path> victims;
            try (var each = Files.list(place())) {
                victims = each.filter(p -> {
                            String name = p.getFileName().toString();
                            return name.endsWith("." + kind) || name.startsWith(kind);
                        })
                        .toList();
            }
            assertThat(victims).isNotEmpty();
            for (Path victim : victims) {
                byte[] bytes = Files.readAllBytes(victim);
                switch (how) {
                    case "missing" -> Files.delete(victim);
                    case "truncated" -> Files.write(victim, Arrays.copyOf(bytes, bytes.length / 2));
                    default -> {
                        bytes[bytes.length / 2] ^= 0x55;
                        Files.write(victim, bytes, StandardOpenOption.TRUNCATE_EXISTING);
                    }
                }
            }
            try (ReadCopy copy = ReadCopy.open(folder, store)) {
                assertShowsTheDatabase(copy);
            }
        }
    }

    @Test
    void passesOverACopyThatWasNeverFinished() throws IOException {
        ReadCopy.open(folder, store).close();
        Path finished = place();
        Path half = finished.resolveSibling("2");
        Files.createDirectories(half);
        Files.write(half.resolve("_0.dvd"), new byte[100]);
        try (ReadCopy copy = ReadCopy.open(folder, store)) {
            assertShowsTheDatabase(copy);
        }
        assertThat(place()).isEqualTo(finished);
    }

    @Test
    void deletesCopiesOfDataSetsThatTheDatabaseDoesNotHave() throws IOException {
        Files.createDirectories(folder.resolve("GONE-1/public/1"));
        ReadCopy.open(folder, store).close();
        try (var each = Files.list(folder)) {
            assertThat(each).containsExactly(folder.resolve(ReadCopy.folderName(cube.id)));
        }
    }

    @Test
    void makesACopyAnewInAnotherFolderWhenMostOfItChanges() throws IOException {
        DataStructureView census = Fixtures.WITHOUT_TIME;
        DatasetId id = DatasetId.of(census.dataflow().orElseThrow());
        store = new MemoryDataStore();
        for (int round = 1; round <= 2; round++) {
            String value = "" + round;
            store.publish(id, census, change -> {
                SeriesBlock block = new SeriesBlock(census);
                for (int i = 0; i < 25_000; i++) {
                    block.clear();
                    block.key()[0] = "A" + i;
                    block.key()[1] = "F";
                    block.set(0, block.add("Y1", 0), Value.of(value));
                    change.put(block, 0);
                }
            });
            try (ReadCopy copy = ReadCopy.open(folder, store);
                    ReadSnapshot pinned = copy.acquire()) {
                Lines lines = new Lines();
                new DatasetAnswer(pinned.dataset(id, Visibility.PUBLIC).orElseThrow(), census, EVERYTHING)
                        .writeTo(lines, new Page(0, EVERYTHING.limit()));
                assertThat(lines.lines).hasSize(50_000);
                assertThat(lines.lines.get(1)).isEqualTo("  Y1 {OBS_VALUE=" + value + "}");
            }
            try (var each = Files.list(folder.resolve(ReadCopy.folderName(id)).resolve("public"))) {
                assertThat(each.map(p -> p.getFileName().toString())).containsExactly("" + round);
            }
        }
    }

    @Test
    void makesACopyAnewWhenTheDataSetGainsADimension() throws IOException {
        DataStructureView one =
                new Fixtures.Builder("GROW").dimension("A").time().measure("M").build();
        DataStructureView two = new Fixtures.Builder("GROW")
                .dimension("A")
                .dimension("B")
                .time()
                .measure("M")
                .build();
        DatasetId id = DatasetId.of(one.dataflow().orElseThrow());
        store = new MemoryDataStore();
        try (ReadCopy copy = ReadCopy.open(folder, store)) {
            for (DataStructureView view : List.of(one, two)) {
                store.publish(id, view, change -> {
                    SeriesBlock block = new SeriesBlock(view);
                    for (int i = 0; i < block.key().length; i++) {
                        block.key()[i] = "x";
                    }
                    block.set(0, block.add("2001", 0), Value.of("1"));
                    change.put(block, 0);
                });
                copy.follow();
            }
            try (ReadSnapshot pinned = copy.acquire()) {
                Lines lines = new Lines();
                new DatasetAnswer(pinned.dataset(id, Visibility.PUBLIC).orElseThrow(), two, EVERYTHING)
                        .writeTo(lines, new Page(0, EVERYTHING.limit()));
                assertThat(lines.lines)
                        .containsExactly("series x.null {}", "  2001 {M=1}", "series x.x {}", "  2001 {M=1}");
            }
        }
    }

    @Test
    void staysAsItWasWhenTheDatabaseFailsAndGoesOnWhenItIsBack() throws IOException {
        AtomicBoolean broken = new AtomicBoolean();
        UUID incarnation = store.incarnation();
        MemoryDataStore failing = new MemoryDataStore(incarnation) {
            @Override
            public void rowsAfter(DatasetId dataset, long after, long upTo, RowConsumer consumer) throws IOException {
                super.rowsAfter(dataset, after, upTo, new RowConsumer() {
                    @Override
                    public void attributes(AttributeRow row) throws IOException {
                        consumer.attributes(row);
                    }

                    @Override
                    public void series(SeriesRow row) throws IOException {
                        consumer.series(row);
                        if (broken.get()) {
                            throw new IOException("the connection is gone");
                        }
                    }
                });
            }
        };
        store = failing;
        cube = new Cube(VIEW, cube.id, YEARS, 4096, 5);
        cube.change(store, 20);
        try (ReadCopy copy = ReadCopy.open(folder, store)) {
            List<String> before = everything();
            cube.change(store, 10);
            broken.set(true);
            assertThatThrownBy(copy::follow).hasMessageContaining("connection is gone");
            try (ReadSnapshot pinned = copy.acquire()) {
                assertThat(answer(pinned, cube)).isEqualTo(before);
            }
            broken.set(false);
            copy.follow();
            assertShowsTheDatabase(copy);
        }
    }

    @Test
    void everyReaderSeesOneCommitWhileOthersAreWritten() throws Exception {
        Map<Long, List<String>> expected = new ConcurrentHashMap<>();
        Map<Long, List<String>> expectedOfSecond = new ConcurrentHashMap<>();
        Cube second =
                new Cube(Fixtures.RICH, DatasetId.of(Fixtures.RICH.dataflow().orElseThrow()), YEARS, 4096, 6);
        second.change(store, 10);
        expected.put(2L, everything());
        expectedOfSecond.put(2L, new Oracle(second, EVERYTHING).answer());
        AtomicBoolean done = new AtomicBoolean();
        try (ReadCopy copy = ReadCopy.open(folder, store);
                ExecutorService readers = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> reads = new ArrayList<>();
            for (int r = 0; r < 2; r++) {
                reads.add(readers.submit(() -> {
                    int count = 0;
                    while (!done.get() || count == 0) {
                        try (ReadSnapshot pinned = copy.acquire()) {
                            long seq = pinned.commit().seq();
                            assertThat(answer(pinned, cube)).isEqualTo(expected.get(seq));
                            assertThat(answer(pinned, second)).isEqualTo(expectedOfSecond.get(seq));
                        }
                        count++;
                    }
                    return count;
                }));
            }
            try {
                for (long seq = 3; seq < 15; seq++) {
                    if (seq % 3 == 0) {
                        second.change(store, 3);
                    } else {
                        cube.change(store, 3);
                    }
                    expected.put(seq, everything());
                    expectedOfSecond.put(seq, new Oracle(second, EVERYTHING).answer());
                    copy.follow();
                    if (seq % 5 == 0) {
                        copy.rebuild(cube.id);
                    }
                }
            } finally {
                done.set(true);
            }
            for (Future<Integer> read : reads) {
                assertThat(read.get()).isPositive();
            }
        }
    }
}
