package org.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.data.Fixtures;
import org.sojourn.tests.MariaDb;

/**
 * Processes that die at a named moment, three times each: whatever was answered is there, nothing of any other load is; a
 * load that died between its commit and its answer is there as a whole.
 */
class CrashTest {

    private static final int TIMES = 3;

    abstract static class Crashes {

        /** url, user, password. */
        abstract List<String> arguments();

        abstract DatabaseAddress address();

        @ParameterizedTest
        @EnumSource(
                value = CrashPoint.class,
                names = {"AFTER_STAGED_BATCH", "BEFORE_PUBLISH", "AFTER_PUBLISH"})
        void everyAnsweredLoadIsThereAndNoOther(CrashPoint point) throws IOException {
            TreeSet<Integer> expected = new TreeSet<>();
            for (int time = 1; time <= TIMES; time++) {
                int first = time * 100;
                List<Integer> answered = run(point, time, first);
                expected.addAll(answered);
                if (point == CrashPoint.AFTER_PUBLISH) {
                    expected.add(answered.isEmpty() ? first : answered.getLast() + 1);
                }
                try (SystemOfRecord store = SystemOfRecord.open(address())) {
                    check(store, expected);
                }
                try (Database database = Database.open(address())) {
                    assertThat(SystemOfRecordContract.count(database, "staged"))
                            .as("what the dead one left is swept")
                            .isZero();
                }
            }
        }

        private static void check(SystemOfRecord store, TreeSet<Integer> expected) throws IOException {
            TreeMap<Integer, Integer> series = new TreeMap<>();
            TreeSet<Integer> second = new TreeSet<>();
            List<String> attributes = new ArrayList<>();
            for (String line :
                    StoredData.now(store.data(), Fixtures.TIME_SERIES).lines()) {
                if (line.startsWith("obs A.FR.X")) {
                    series.merge(Integer.parseInt(line.replaceAll(".*@(\\d+) .*", "$1")) - 1000, 1, Integer::sum);
                } else if (line.startsWith("obs A.DE.LOAD")) {
                    second.add(Integer.parseInt(line.replaceAll(".*LOAD(\\d+)@.*", "$1")));
                } else if (line.startsWith("COLLECTION")) {
                    attributes.add(line);
                }
            }
            assertThat(second).isEqualTo(expected);
            assertThat(series.keySet()).isEqualTo(expected);
            assertThat(series.values()).allMatch(n -> n == CrashingWriter.series());
            assertThat(attributes)
                    .isEqualTo(expected.isEmpty() ? List.of() : List.of("COLLECTION [.FR.] = C" + expected.last()));
            assertThat(store.data().lastCommit().seq()).isEqualTo(expected.size());
        }

        private List<Integer> run(CrashPoint point, int time, int first) throws IOException {
            List<String> all = new ArrayList<>(arguments());
            all.add(Integer.toString(first));
            ChildJvm child =
                    ChildJvm.run(CrashingWriter.class, List.of("-Dsojourn.crash.at=" + point + ":" + time), all);
            assertThat(child.status()).as(child.output()).isEqualTo(CrashPoint.STATUS);
            return child.output()
                    .lines()
                    .filter(l -> l.startsWith("answered "))
                    .map(l -> Integer.parseInt(l.substring("answered ".length())))
                    .toList();
        }
    }

    @Nested
    class OnH2 extends Crashes {
        @TempDir
        Path data;

        @Override
        List<String> arguments() {
            return List.of(data.toString(), "", "");
        }

        @Override
        DatabaseAddress address() {
            return DatabaseAddress.embedded(data);
        }
    }

    @Nested
    class OnMariaDb extends Crashes {
        private String url;

        @Override
        List<String> arguments() {
            if (url == null) {
                url = MariaDb.shared().freshDatabase();
            }
            return List.of(url, MariaDb.shared().user(), MariaDb.shared().password());
        }

        @Override
        DatabaseAddress address() {
            List<String> a = arguments();
            return new DatabaseAddress(a.get(0), a.get(1), a.get(2), 4, "crashing");
        }
    }
}
