package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.cli.Main;
import org.sojourn.cli.Sojourn;
import org.sojourn.config.ServerConfig;
import org.sojourn.store.DatabaseAddress;

/** A data directory of another version: a newer one is left alone, an older one is upgraded. */
class SchemaVersionTest {
    private static final String OLDEST = "1";

    @TempDir
    private Path data;

    private enum Kind {
        H2,
        MARIADB;

        DatabaseAddress address(Path data) {
            if (this == H2) {
                return DatabaseAddress.embedded(data);
            }
            MariaDb server = MariaDb.shared();
            return DatabaseAddress.mariaDb(server.freshDatabase(), server.user(), server.password(), 4, data);
        }
    }

    private static Flyway flyway(DatabaseAddress address, String target) {
        return Flyway.configure()
                .dataSource(address.url(), address.user(), address.password())
                .locations("classpath:db/migration")
                .target(MigrationVersion.fromVersion(target))
                .load();
    }

    private Map<String, String> settings(Kind kind, DatabaseAddress address) {
        Map<String, String> settings = new HashMap<>(Map.of("port", "0", "data", data.toString(), "open", "true"));
        if (kind == Kind.MARIADB) {
            settings.put("database.url", address.url());
            settings.put("database.user", address.user());
            settings.put("database.password", address.password());
        }
        return settings;
    }

    private static void execute(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void refusesANewerOneInOneSentence(Kind kind) throws Exception {
        DatabaseAddress address = kind.address(data);
        Map<String, String> settings = settings(kind, address);
        Sojourn.start(ServerConfig.read(settings, Map.of())).close();
        execute(
                address,
                "update flyway_schema_history set version = '999', script = 'V999__later.sql' where version = '"
                        + OLDEST + "'");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        if (kind == Kind.MARIADB) {
            Files.writeString(
                    data.resolve("sojourn.properties"),
                    "database.url=%s\ndatabase.user=%s\ndatabase.password=%s\n"
                            .formatted(address.url(), address.user(), address.password()));
        }
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), "serve", "--port=0", "--data=" + data);
        assertThat(code).isEqualTo(Main.FAILED);
        assertThat(out.toString()).isEmpty();
        List<String> lines = err.toString().lines().toList();
        assertThat(lines).singleElement().asString().contains("written by a newer Sojourn (schema 999");
        assertThat(err.toString()).doesNotContainIgnoringCase("exception").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void upgradesTheOldestOneAndServesIt(Kind kind) throws Exception {
        DatabaseAddress address = kind.address(data);
        flyway(address, OLDEST).migrate();
        Loads loads = new Loads();
        try (Sojourn server = Sojourn.start(ServerConfig.read(settings(kind, address), Map.of()));
                Client client = new Client(server.uri())) {
            Loads.sendStructures(client);
            assertThat(loads.send(client, 1).status()).isEqualTo(200);
            assertThat(Loads.held(client)).isEqualTo(loads.after(1));
        }
        Flyway newest = flyway(address, "latest");
        assertThat(newest.info().pending()).isEmpty();
        newest.validate();
    }
}
