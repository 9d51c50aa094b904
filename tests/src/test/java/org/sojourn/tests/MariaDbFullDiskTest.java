package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.cli.Sojourn;
import org.sojourn.config.ServerConfig;
import org.sojourn.tests.Client.Answer;

/**
 * As {@link FullDiskTest}, where the disk that is full is that on which a MariaDB has the database. MariaDB refuses rows for which
 * there is no room, and ends itself where it cannot write what it has promised.
 */
class MariaDbFullDiskTest {

    private static final int MEGABYTES = 48;

    @TempDir
    private Path folder;

    private final Loads loads = new Loads();
    private MariaDb database;
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        database = MariaDb.start();
        disk = database.files(database.url());
        Map<String, byte[]> files = new LinkedHashMap<>(); // how the database is set up: the mount hides it
        try (var each = Files.list(disk)) {
            for (Path file : each.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        FullDiskTest.mount(disk, MEGABYTES);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(disk.resolve(file.getKey()), file.getValue());
        }
    }

    @AfterEach
    void unmount() throws Exception {
        if (database != null) { // where there is none the test was skipped
            database.kill();
            FullDiskTest.unmount(disk);
            database.close();
        }
    }

    private Sojourn start() {
        Map<String, String> settings = new LinkedHashMap<>(database.settings(database.url()));
        settings.putAll(Map.of("port", "0", "data", folder.resolve("data").toString(), "open", "true"));
        return Sojourn.start(ServerConfig.read(settings, Map.of()));
    }

    @Test
    void refusesLoadsInWordsAndGoesOnWhenThereIsRoomAgain() throws Exception {
        Set<Answer> answers;
        try (Sojourn server = start();
                Client client = new Client(server.uri())) {
            Loads.sendStructures(client);
            for (int i = 1; i <= 2; i++) {
                assertThat(loads.send(client, i).status()).isEqualTo(200);
            }
            for (long left : new long[] {1024 * 1024, 0}) {
                Path filler = FullDiskTest.fill(disk, left);
                Answer answer = client.post("/sdmx/v2/data", Loads.UPLOAD_TYPE, FullDiskTest.large());
                assertThat(answer.status()).as(answer.body()).isEqualTo(503);
                assertThat(answer.body()).doesNotContain("Exception");
                assertThat(Loads.held(client)).isEqualTo(loads.after(2));
                Files.delete(filler);
                if (!database.process().isAlive()) {
                    database.restart(); // as whoever supervises it does
                }
                assertThat(Loads.held(client)).isEqualTo(loads.after(2));
            }
            for (int i = 3; i <= loads.count(); i++) {
                Answer answer = loads.send(client, i);
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(Loads.held(client)).isEqualTo(loads.after(i));
            }
            answers = Loads.answers(client);
        }
        try (Sojourn server = start();
                Client client = new Client(server.uri())) {
            assertThat(Loads.answers(client)).isEqualTo(answers);
        }
    }
}
