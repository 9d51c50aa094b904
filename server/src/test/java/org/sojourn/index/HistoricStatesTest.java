package org.sojourn.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.Fixtures;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.query.Context;
import org.sojourn.query.DataQuery;
import org.sojourn.query.DataSelection;
import org.sojourn.query.KeyFilter;
import org.sojourn.query.Visibility;
import org.sojourn.store.Commit;
import org.sojourn.store.DatasetId;

class HistoricStatesTest {

    private static final DataQuery EVERYTHING = DataQuery.of(DataSelection.of(Context.ANY));
    private static final int COMMITS = 12;

    @TempDir
    Path folder;

    /** Somebody else's copy of the data, kept up to date by what he is sent. */
    private static final class Replica implements DataSink {
        final Map<String, Map<String, String>> observations = new TreeMap<>();
        final Map<String, Map<String, Value>> series = new TreeMap<>();
        final Map<String, Map<String, Value>> above = new TreeMap<>();
        boolean delete;
        int superfluous;

        @Override
        public void attributes(AttributeBlock block) {
            String key = Arrays.toString(block.key());
            Map<String, Value> values = above.computeIfAbsent(key, k -> new TreeMap<>());
            if (delete) {
                values.keySet().removeAll(block.attributes().keySet());
            } else {
                values.putAll(block.attributes());
            }
            above.values().removeIf(Map::isEmpty);
        }

        @Override
        public void series(SeriesBlock block) {
            String key = block.keyText();
            Map<String, String> own = observations.computeIfAbsent(key, k -> new TreeMap<>());
            Map<String, Value> attributes = series.computeIfAbsent(key, k -> new TreeMap<>());
            if (delete) {
                attributes.keySet().removeAll(block.attributes().keySet());
                if (block.size() == 0 && block.attributes().isEmpty()) {
                    own.clear();
                    attributes.clear();
                }
            } else {
                attributes.clear();
                attributes.putAll(block.attributes());
            }
            for (int i = 0; i < block.size(); i++) {
                StringBuilder values = new StringBuilder();
                for (int c = 0; c < block.structure().observationComponents().size(); c++) {
                    values.append(block.value(c, i)).append('|');
                    if (delete) {
                        assertThat(block.value(c, i)).isNull();
                    }
                }
                if (delete) {
                    assertThat(own.remove(block.period(i))).isNotNull();
                } else if (values.toString().equals(own.put(block.period(i), values.toString()))) {
                    superfluous++;
                }
            }
            if (own.isEmpty() && attributes.isEmpty()) {
                observations.remove(key);
                series.remove(key);
            }
        }

        @Override
        public void start(MessageHeader header) {}

        @Override
        public void dataset(DatasetHeader header, DataStructureView structure) {}

        @Override
        public void endDataset() {}

        @Override
        public void end(List<FooterMessage> footer) {}

        void assertEquals(Replica other) {
            assertThat(observations).isEqualTo(other.observations);
            assertThat(series).isEqualTo(other.series);
            assertThat(above).isEqualTo(other.above);
        }
    }

    private static void send(
            SeriesSnapshot snapshot,
            DataStructureView view,
            DataQuery query,
            DatasetAnswer.Kind kind,
            long after,
            DataSink sink)
            throws IOException {
        DatasetAnswer answer = new DatasetAnswer(snapshot, view, query, kind, after);
        Lines lines = new Lines();
        answer.writeTo(lines, new Page(0, OptionalLong.empty()));
        assertThat(answer.isEmpty(new Page(0, OptionalLong.empty()))).isEqualTo(lines.lines.isEmpty());
        answer.writeTo(sink, new Page(0, OptionalLong.empty()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void bringsAReplicaFromAnyCommitToAnyLaterOne(long seed) throws IOException {
        DataStructureView view = Fixtures.ALL.get((int) (seed % 3));
        List<String> periods = IntStream.range(0, 10)
                .mapToObj(i -> view.hasTime() ? "" + (2000 + i) : "Y" + i)
                .toList();
        MemoryDataStore store = new MemoryDataStore();
        DatasetId id = DatasetId.of(view.dataflow().orElseThrow());
        Cube cube = new Cube(view, id, periods, seed % 2 == 0 ? 3 : 4096, seed);
        List<List<String>> expected = new ArrayList<>();
        expected.add(List.of());
        for (int i = 0; i < COMMITS; i++) {
            cube.change(store, i == 0 ? 20 : 4);
            expected.add(new Oracle(cube, EVERYTHING).answer());
        }
        Random random = new Random(seed);
        int texts = store.dictionary(id).size();
        try (HistoricStates history = new HistoricStates(store, folder, 4)) {
            for (int i = 0; i < 6; i++) {
                int from = random.nextInt(COMMITS);
                int to = from + 1 + random.nextInt(COMMITS - from);
                Commit upTo = new Commit(to, store.lastCommit().time());
                Lines lines = new Lines();
                SeriesSnapshot then = history.asOf(id, Visibility.PUBLIC, upTo);
                new DatasetAnswer(then, view, EVERYTHING).writeTo(lines, new Page(0, OptionalLong.empty()));
                assertThat(lines.lines).isEqualTo(expected.get(to));

                Replica replica = new Replica();
                if (from > 0) {
                    SeriesSnapshot before = history.asOf(
                            id,
                            Visibility.PUBLIC,
                            new Commit(from, store.lastCommit().time()));
                    send(before, view, EVERYTHING, DatasetAnswer.Kind.STATE, 0, replica);
                }
                replica.superfluous = 0;
                HistoricStates.Changes changes = history.changes(id, Visibility.PUBLIC, view, from, upTo);
                replica.delete = true;
                send(changes.deleted(), view, EVERYTHING, DatasetAnswer.Kind.DELETED, from, replica);
                replica.delete = false;
                send(changes.replaced(), view, EVERYTHING, DatasetAnswer.Kind.REPLACED, from, replica);
                Replica wanted = new Replica();
                send(then, view, EVERYTHING, DatasetAnswer.Kind.STATE, 0, wanted);
                replica.assertEquals(wanted);
                assertThat(replica.superfluous).isZero();
            }
            // A filter leaves out changed attributes of other keys too.
            HistoricStates.Changes all = history.changes(id, Visibility.PUBLIC, view, 0, store.lastCommit());
            DataQuery french = DataQuery.of(DataSelection.of(Context.ANY)
                    .withKeys(List.of(view == Fixtures.WITHOUT_TIME ? KeyFilter.of("FR") : KeyFilter.of("", "FR"))));
            Lines lines = new Lines();
            send(all.replaced(), view, french, DatasetAnswer.Kind.REPLACED, 0, lines);
            assertThat(lines.lines).isNotEmpty().noneMatch(l -> l.contains("DE.") || l.contains(".DE"));
        }
        assertThat(store.dictionary(id).size()).isEqualTo(texts);
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
