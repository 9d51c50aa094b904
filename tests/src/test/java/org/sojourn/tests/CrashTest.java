package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.cli.Main;
import org.sojourn.cli.Sojourn;
import org.sojourn.config.ServerConfig;
import org.sojourn.store.CrashPoint;
import org.sojourn.store.DatabaseAddress;
import org.sojourn.tests.Client.Answer;

/**
 * A server that dies in the middle of an upload loses nothing that it has acknowledged, shows nothing of what it had not
 * published, and goes on where it was.
 */
class CrashTest {
    @TempDir
    private Path folder;

    private final Loads loads = new Loads();

    private enum Kind {
        H2,
        MARIADB;

        Place place(Path data) {
            Map<String, String> database = new LinkedHashMap<>();
            if (this == MARIADB) {
                MariaDb server = MariaDb.shared();
                database.putAll(server.settings(server.freshDatabase()));
            }
            return new Place(data, database);
        }
    }

    /** A data directory and the settings of its database, none for the embedded one. */
    private record Place(Path data, Map<String, String> database) {

        ChildProcess child(String crashAt) throws IOException {
            Map<String, String> environment = new HashMap<>();
            database.forEach((name, value) -> environment.put(
                    "SOJOURN_" + name.toUpperCase(java.util.Locale.ROOT).replace('.', '_'), value));
            environment.put("SOJOURN_CRASH_AT", crashAt);
            return ChildProcess.start(
                    List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                    Main.class,
                    List.of("serve", "--port=0", "--open", "--data=" + data),
                    environment);
        }

        /** Here and not in a child, since it starts in no time: a server that nobody will kill. */
        Sojourn restart() {
            Map<String, String> settings = new HashMap<>(database);
            settings.put("port", "0");
            settings.put("data", data.toString());
            settings.put("open", "true");
            return Sojourn.start(ServerConfig.read(settings, Map.of()));
        }

        /** Asks the database of a server that has stopped. */
        long count(String sql) throws SQLException {
            DatabaseAddress embedded = DatabaseAddress.embedded(data);
            String url = database.getOrDefault("database.url", embedded.url());
            String user = database.getOrDefault("database.user", embedded.user());
            String password = database.getOrDefault("database.password", embedded.password());
            try (Connection connection = DriverManager.getConnection(url, user, password);
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** In the middle: several loads are acknowledged, one of two data sets is done with. */
    @ParameterizedTest
    @CsvSource({
        "H2, AFTER_STAGED_BATCH, 5",
        "H2, BEFORE_PUBLISH, 3",
        "H2, AFTER_PUBLISH, 5",
        "H2, BEFORE_INDEX_COMMIT, 3",
        "H2, AFTER_INDEX_COMMIT, 2",
        "MARIADB, AFTER_STAGED_BATCH, 5",
        "MARIADB, BEFORE_PUBLISH, 3",
        "MARIADB, AFTER_PUBLISH, 5",
        "MARIADB, BEFORE_INDEX_COMMIT, 3",
        "MARIADB, AFTER_INDEX_COMMIT, 2"
    })
    void keepsWhatItHasAcknowledgedAndNothingElse(Kind kind, CrashPoint step, int time) throws Exception {
        crash(kind, step, time);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Kind.class)
    void keepsWhatItHasAcknowledgedThreeTimesAtEachStep(Kind kind) throws Exception {
        Map<CrashPoint, int[]> rounds = Map.of(
                CrashPoint.AFTER_STAGED_BATCH, new int[] {1, 6, 9},
                CrashPoint.BEFORE_PUBLISH, new int[] {2, 4, 6},
                CrashPoint.AFTER_PUBLISH, new int[] {2, 4, 6},
                CrashPoint.BEFORE_INDEX_COMMIT, new int[] {1, 4, 7},
                CrashPoint.AFTER_INDEX_COMMIT, new int[] {1, 3, 6});
        for (CrashPoint step : CrashPoint.values()) {
            for (int time : rounds.get(step)) {
                crash(kind, step, time);
            }
        }
    }

    /** Signal 9 whenever it comes: the load under way is there as a whole, or not at all. */
    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Kind.class)
    void keepsWhatItHasAcknowledgedWhenItIsKilledAtAnyMoment(Kind kind) throws Exception {
        Random random = new Random(20261125);
        for (int round = 0; round < 10; round++) {
            Place place = kind.place(folder.resolve(kind + "-" + round));
            int acknowledged = random.nextInt(loads.count());
            int milliseconds = random.nextInt(120);
            try (ChildProcess server = place.child("");
                    Client client = new Client(server.uri())) {
                Loads.sendStructures(client);
                for (int i = 1; i <= acknowledged; i++) {
                    assertThat(loads.send(client, i).status()).isEqualTo(200);
                }
                int next = acknowledged + 1;
                Thread sender = Thread.ofVirtual().start(() -> {
                    try {
                        loads.send(client, next);
                    } catch (IOException | InterruptedException e) {
                        return; // it died, as it should
                    }
                });
                TimeUnit.MILLISECONDS.sleep(milliseconds);
                server.kill();
                sender.join();
            }
            try (Sojourn server = place.restart();
                    Client client = new Client(server.uri())) {
                assertThat(Loads.held(client))
                        .as(kind + ", killed " + milliseconds + " ms into load " + (acknowledged + 1))
                        .isIn(loads.after(acknowledged), loads.after(acknowledged + 1));
                goOn(client, acknowledged);
            }
            nothingIsLeftBehind(place);
        }
    }

    private void crash(Kind kind, CrashPoint step, int time) throws Exception {
        Place place = kind.place(folder.resolve(kind + "-" + step + "-" + time));
        int acknowledged = sendUntilItDies(place, step + ":" + time);
        boolean published = switch (step) {
            case AFTER_STAGED_BATCH, BEFORE_PUBLISH -> false;
            case AFTER_PUBLISH, BEFORE_INDEX_COMMIT, AFTER_INDEX_COMMIT -> true;
        };
        Set<Answer> answers;
        try (Sojourn server = place.restart();
                Client client = new Client(server.uri())) {
            assertThat(Loads.held(client))
                    .as(kind + " " + step + " " + time + ", after " + acknowledged + " loads")
                    .isEqualTo(loads.after(published ? acknowledged + 1 : acknowledged));
            goOn(client, acknowledged);
            answers = Loads.answers(client);
        }
        nothingIsLeftBehind(place);
        Folders.delete(place.data().resolve("index"));
        try (Sojourn server = place.restart();
                Client client = new Client(server.uri())) {
            assertThat(Loads.answers(client))
                    .as("from a read copy made of the database alone")
                    .isEqualTo(answers);
        }
    }

    /** Returns the number of loads that were answered. */
    private int sendUntilItDies(Place place, String crashAt) throws Exception {
        int acknowledged = 0;
        try (ChildProcess server = place.child(crashAt);
                Client client = new Client(server.uri())) {
            Loads.sendStructures(client);
            try {
                while (acknowledged < loads.count()) {
                    Answer answer = loads.send(client, acknowledged + 1);
                    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                    acknowledged++;
                }
            } catch (IOException died) {
                assertThat(server.ended()).isEqualTo(CrashPoint.STATUS);
                return acknowledged;
            }
        }
        throw new AssertionError("the server never came to " + crashAt);
    }

    /** A sender who got no answer sends again, and then the rest. */
    private void goOn(Client client, int acknowledged) throws Exception {
        for (int i = acknowledged + 1; i <= loads.count(); i++) {
            Answer answer = loads.send(client, i);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(Loads.held(client)).isEqualTo(loads.after(i));
        }
        assertThat(Loads.held(client)).isEqualTo(loads.after(loads.count()));
    }

    private static void nothingIsLeftBehind(Place place) throws SQLException {
        assertThat(place.count("select count(*) from staged")).isZero();
        for (String table : new String[] {"series", "attribute_values"}) {
            // Below zero are the runs of a load, 65536 to each.
            assertThat(place.count("select count(*) from " + table + " r where not exists (select 1 from published p"
                            + " where p.dataset = r.dataset and p.load_id = case when r.load_id < 0"
                            + " then floor(-r.load_id / 65536) else r.load_id end)"))
                    .as("unpublished rows in " + table)
                    .isZero();
        }
    }
}
