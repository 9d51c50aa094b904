package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.cli.Sojourn;
import org.sojourn.config.ServerConfig;
import org.sojourn.tests.Client.Answer;

/** MariaDB dies by signal 9 while the server loads: what was not published is not there, and the server needs no restart. */
class DatabaseCrashTest {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private final Loads loads = new Loads();

    @Test
    void goesOnWhenItsDatabaseIsBack() throws Exception {
        killAtRandom(3);
    }

    @Tag("slow")
    @Test
    void goesOnFiftyTimesWhenItsDatabaseIsBack() throws Exception {
        killAtRandom(50);
    }

    private Sojourn node(MariaDb database, String url, String name) {
        Map<String, String> settings = new HashMap<>(database.settings(url));
        settings.putAll(
                Map.of("port", "0", "open", "true", "data", folder.resolve(name).toString()));
        return Sojourn.start(ServerConfig.read(settings, Map.of()));
    }

    private void killAtRandom(int times) throws Exception {
        Random random = new Random(20261125);
        try (MariaDb database = MariaDb.start()) {
            String url = "";
            int load = loads.count();
            for (int time = 0; time < times; ) {
                url = database.freshDatabase();
                try (Sojourn server = node(database, url, "node" + time);
                        Client client = new Client(server.uri())) {
                    Loads.sendStructures(client);
                    for (load = 1; load <= loads.count(); load++, time++) {
                        boolean kill = time < times;
                        sendAndKill(database, client, load, kill ? random.nextInt(120) : -1);
                    }
                    Set<Answer> answers = Loads.answers(client);
                    try (Sojourn fresh = node(database, url, "fresh" + time);
                            Client other = new Client(fresh.uri())) {
                        assertThat(Loads.answers(other))
                                .as("from a read copy made anew")
                                .isEqualTo(answers);
                    }
                }
            }
        }
    }

    /** Sends a load, kills the database so many milliseconds later, and sends until it is taken. */
    private void sendAndKill(MariaDb database, Client client, int load, int milliseconds) throws Exception {
        if (milliseconds >= 0) {
            AtomicReference<Answer> first = new AtomicReference<>();
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    first.set(loads.send(client, load));
                } catch (IOException | InterruptedException e) {
                    throw new AssertionError("the server itself does not die", e);
                }
            });
            TimeUnit.MILLISECONDS.sleep(milliseconds);
            database.kill();
            assertThat(Loads.held(client))
                    .as("readers need no database")
                    .isIn(loads.after(load - 1), loads.after(load));
            database.restart();
            sender.join();
            Answer answer = first.get();
            assertThat(answer).isNotNull();
            assertThat(answer.status()).as(answer.body()).isIn(200, 500, 503);
            if (answer.status() == 200) {
                assertThat(Loads.held(client)).isEqualTo(loads.after(load));
            } else {
                assertThat(answer.body()).doesNotContain("incident");
            }
        }
        long began = System.nanoTime();
        Answer answer = loads.send(client, load);
        while (answer.status() >= 500 && System.nanoTime() - began < TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
            TimeUnit.MILLISECONDS.sleep(100);
            answer = loads.send(client, load);
        }
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(Loads.held(client)).isEqualTo(loads.after(load));
    }
}
