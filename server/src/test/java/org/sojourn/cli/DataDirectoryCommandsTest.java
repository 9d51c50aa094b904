package org.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.config.DataDirectory;
import org.sojourn.config.ServerConfig;
import org.sojourn.store.DatabaseAddress;
import org.sojourn.store.SystemOfRecord;
import org.sojourn.store.Tokens;

class DataDirectoryCommandsTest {

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void aServerWasHere() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        SystemOfRecord.open(DatabaseAddress.embedded(data)).close();
    }

    private Tokens.Role roleOf(Path directory, String secret) {
        try (SystemOfRecord records = SystemOfRecord.open(DatabaseAddress.embedded(directory))) {
            return records.tokens().verify(secret).orElseThrow().role();
        }
    }

    @Test
    void aNewTokenIsAllThatStandardOutputGets() {
        CommandLineRun run = CommandLineRun.of("user", "add", "anna", "--role", "admin", "--data", data);
        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("\\S{40,}\\R");
        assertThat(run.err()).contains("Token of anna (admin)", "shown only now");
        assertThat(roleOf(data, run.out().strip())).isEqualTo(Tokens.Role.ADMIN);
    }

    @Test
    void tokensAreListedAndRevokedByName() {
        CommandLineRun.of("user", "add", "anna", "--data", data);
        CommandLineRun.of("user", "add", "boris", "--role", "reader", "--data", data);
        CommandLineRun list = CommandLineRun.of("user", "list", "--data", data);
        assertThat(list.out().lines()).hasSize(2);
        assertThat(list.out()).contains("  writer  ", "  anna", "  reader  ", "  boris");
        assertThat(CommandLineRun.of("user", "revoke", "anna", "--data", data).out())
                .contains("Revoked the token of anna");
        assertThat(CommandLineRun.of("user", "list", "--data", data).out()).doesNotContain("anna");
        CommandLineRun again = CommandLineRun.of("user", "revoke", "anna", "--data", data);
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("no valid token has the id or name 'anna'");
    }

    @Test
    void namesThatSeveralTokensHaveAreNotGuessedAt() {
        CommandLineRun.of("user", "add", "anna", "--data", data);
        CommandLineRun.of("user", "add", "anna", "--data", data);
        CommandLineRun run = CommandLineRun.of("user", "revoke", "anna", "--data", data);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("2 tokens are called 'anna'; give an id: ");
    }

    @Test
    void aBackupRestoresIntoAnEmptyDirectoryOnly() throws IOException {
        String secret =
                CommandLineRun.of("user", "add", "anna", "--data", data).out().strip();
        Path zip = folder.resolve("backup.zip");
        CommandLineRun backup = CommandLineRun.of("backup", zip, "--data", data);
        assertThat(backup.everything()).startsWith("Backed up " + data + " to " + zip);
        assertThat(backup.code()).isZero();
        CommandLineRun twice = CommandLineRun.of("backup", zip, "--data", data);
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).contains("exists already");

        Path other = folder.resolve("other");
        assertThat(CommandLineRun.of("restore", zip, "--data", other).everything())
                .startsWith("Restored " + zip);
        assertThat(roleOf(other, secret)).isEqualTo(Tokens.Role.WRITER);
        CommandLineRun full = CommandLineRun.of("restore", zip, "--data", other);
        assertThat(full.code()).isEqualTo(2);
        assertThat(full.err()).contains("is not empty (it holds db)");
    }

    @Test
    void aRunningServerIsBackedUpByItsAdminOnly() {
        String admin = CommandLineRun.of("user", "add", "anna", "--role", "admin", "--data", data)
                .out()
                .strip();
        String writer =
                CommandLineRun.of("user", "add", "boris", "--data", data).out().strip();
        Path zip = folder.resolve("backup.zip");
        try (Sojourn server =
                Sojourn.start(ServerConfig.read(Map.of("port", "0", "data", data.toString()), Map.of()))) {
            CommandLineRun refused = CommandLineRun.of("backup", zip, "--data", data, "--token", writer);
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("answered 403", "boris", "not that of an admin");
            assertThat(CommandLineRun.of("backup", zip, "--data", data).err()).contains("answered 401");
            assertThat(zip).doesNotExist();
            CommandLineRun run = CommandLineRun.of("backup", zip, "--data", data, "--token", admin);
            assertThat(run.everything()).startsWith("Backed up " + server.uri() + " to " + zip);
            assertThat(run.code()).isZero();
        }
        Path other = folder.resolve("other");
        assertThat(CommandLineRun.of("restore", zip, "--data", other).code()).isZero();
        assertThat(roleOf(other, writer)).isEqualTo(Tokens.Role.WRITER);
    }

    @Test
    void whatIsNoBackupLeavesNothingBehind() throws IOException {
        Path zip = Files.writeString(folder.resolve("notes.zip"), "not a zip at all");
        Path other = folder.resolve("other");
        CommandLineRun run = CommandLineRun.of("restore", zip, "--data", other);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("is no backup of Sojourn");
        assertThat(other.resolve("db")).doesNotExist();
        assertThat(CommandLineRun.of("restore", folder.resolve("absent.zip"), "--data", other)
                        .code())
                .isEqualTo(2);
    }

    @Test
    void theReadCopyIsThrownAwayAndNothingElse() throws IOException {
        Path index = Files.createDirectories(DataDirectory.index(data).resolve("some/folder"));
        Files.writeString(index.resolve("segment"), "x");
        CommandLineRun run = CommandLineRun.of("rebuild-index", "--data", data);
        assertThat(run.code()).isZero();
        assertThat(DataDirectory.index(data)).doesNotExist();
        assertThat(data.resolve("db")).isNotEmptyDirectory();
    }

    @Test
    void aDirectoryInUseIsRefusedInOneSentence() {
        try (DataDirectory held = DataDirectory.open(data)) {
            held.announce(URI.create("http://127.0.0.1:1"));
            for (String[] words : new String[][] {
                {"user", "list", "--data", data.toString()},
                {"rebuild-index", "--data", data.toString()}
            }) {
                CommandLineRun run = CommandLineRun.of((Object[]) words);
                assertThat(run.code()).isEqualTo(2);
                assertThat(run.err().lines()).singleElement().asString().contains("is in use by another Sojourn");
            }
        }
        assertThat(DataDirectory.announced(data)).isEmpty();
    }

    @Test
    void aDirectoryThatIsNotThereIsNotMade() {
        CommandLineRun run = CommandLineRun.of("user", "list", "--data", folder.resolve("typo"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("there is no data directory", "--data");
        assertThat(folder.resolve("typo")).doesNotExist();
        assertThat(CommandLineRun.of("user").code()).isEqualTo(2);
    }
}
