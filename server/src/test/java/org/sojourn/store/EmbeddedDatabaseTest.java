package org.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.data.Action;
import org.sojourn.data.Fixtures;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problems;

/** Opening, backing up and restoring the embedded database of a data directory. */
class EmbeddedDatabaseTest {

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void name() {
        data = folder.resolve("it's data");
    }

    private static void load(SystemOfRecord store, String value) throws IOException {
        try (Submission submission = store.submission()) {
            new Message(Fixtures.TIME_SERIES)
                    .dataset(Action.MERGE)
                    .series("A.FR.F", "2001=" + value)
                    .transferTo(submission.data(new Problems()));
            submission.publish();
        }
    }

    private static List<String> content(SystemOfRecord store) throws IOException {
        return StoredData.now(store.data(), Fixtures.TIME_SERIES).lines();
    }

    @Test
    void aBackupOfTheRunningDatabaseIsRestoredAsAnotherIncarnation() throws IOException {
        Path zip = folder.resolve("backups/one.zip");
        UUID incarnation;
        List<String> before;
        try (SystemOfRecord store = SystemOfRecord.open(DatabaseAddress.embedded(data))) {
            load(store, "1.50");
            store.backup(zip);
            incarnation = store.data().incarnation();
            before = content(store);
            load(store, "2");
        }
        Path other = folder.resolve("restored");
        Backups.restore(zip, other);
        try (SystemOfRecord store = SystemOfRecord.open(DatabaseAddress.embedded(other))) {
            assertThat(content(store)).isEqualTo(before);
            assertThat(store.data().lastCommit().seq()).isEqualTo(1);
            assertThat(store.data().incarnation()).isNotEqualTo(incarnation);
            load(store, "3");
            assertThat(store.data().lastCommit().seq()).isEqualTo(2);
        }
        assertThatThrownBy(() -> Backups.restore(zip, other))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("already");
    }

    @Test
    void aClosedDirectoryIsBackedUpAndKeepsItsIncarnation() throws IOException {
        UUID incarnation;
        try (SystemOfRecord store = SystemOfRecord.open(DatabaseAddress.embedded(data))) {
            load(store, "1");
            incarnation = store.data().incarnation();
        }
        Path zip = folder.resolve("closed.zip");
        Backups.write(data, zip);
        assertThat(zip).isNotEmptyFile();
        try (SystemOfRecord store = SystemOfRecord.open(DatabaseAddress.embedded(data))) {
            assertThat(store.data().incarnation()).isEqualTo(incarnation);
        }
        assertThatThrownBy(() -> Backups.write(folder.resolve("none"), zip)).hasMessageContaining("no database");
    }

    @Test
    void whatIsNoBackupIsNotRestored() throws IOException {
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
        assertThatThrownBy(() -> Backups.restore(text, data))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("no backup");
    }

    /** Else two servers on one MariaDB would sweep each other's loads. */
    @Test
    void aDataDirectoryNamesItsNodeForEver() {
        DatabaseAddress one = DatabaseAddress.mariaDb("jdbc:mariadb://x/y", "u", "p", 2, data);
        assertThat(DatabaseAddress.mariaDb("jdbc:mariadb://x/y", "u", "p", 2, data)
                        .node())
                .isEqualTo(one.node());
        assertThat(DatabaseAddress.mariaDb("jdbc:mariadb://x/y", "u", "p", 2, folder.resolve("other"))
                        .node())
                .isNotEqualTo(one.node());
    }

    @Test
    void anotherProcessOnADirectoryIsRefused() throws IOException {
        SystemOfRecord first = SystemOfRecord.open(DatabaseAddress.embedded(data));
        try (first) {
            ChildJvm second = ChildJvm.run(CrashingWriter.class, List.of(), List.of(data.toString(), "", "", "1"));
            assertThat(second.status()).isNotZero();
            assertThat(second.output()).contains("the data directory is in use by another Sojourn");
            load(first, "1");
        }
    }

    @Test
    void aDirectoryOfANewerVersionIsRefused() throws Exception {
        SystemOfRecord.open(DatabaseAddress.embedded(data)).close();
        DatabaseAddress address = DatabaseAddress.embedded(data);
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement()) {
            statement.execute("insert into \"flyway_schema_history\" select \"installed_rank\" + 1, '999', 'later',"
                    + " \"type\", 'V999__later.sql', 1, \"installed_by\", \"installed_on\", 1, true"
                    + " from \"flyway_schema_history\" order by \"installed_rank\" desc limit 1");
        }
        assertThatThrownBy(() -> SystemOfRecord.open(address)).isInstanceOfSatisfying(SdmxException.class, e -> {
            assertThat(e.kind()).isEqualTo(SdmxException.Kind.UNAVAILABLE);
            assertThat(e.detail()).contains("newer Sojourn", "schema 999");
        });
    }
}
