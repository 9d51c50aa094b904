package org.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.Action;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Fixtures;
import org.sojourn.rules.Problems;

/** Databases of every older schema, with a commit in them, are upgraded and go on. */
class SchemaUpgradeTest {

    private static final DataStructureView FLOWS = Fixtures.TIME_SERIES;
    private static final DatasetId ID = DatasetId.of(FLOWS.dataflow().orElseThrow());

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void upgradesAnEmbeddedDatabase(String version, @TempDir Path data) throws Exception {
        upgrade(DatabaseAddress.embedded(data), version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void upgradesAMariaDb(String version) throws Exception {
        upgrade(MariaDbStoreTest.address(), version);
    }

    private static void upgrade(DatabaseAddress address, String version) throws SQLException, IOException {
        Flyway.configure()
                .dataSource(address.url(), address.user(), address.password())
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                Statement statement = connection.createStatement()) {
            String dimensions = String.join(
                    " ", FLOWS.seriesDimensions().stream().map(d -> d.id()).toList());
            for (String row : new String[] {
                "insert into commits (seq, time_us, submission, structures) values (1, 1700000000000000, 'S', false)",
                "insert into dataset (id, name, dimensions, observation_dimension, texts) values (1, '" + ID + "', '"
                        + dimensions + "', 'TIME_PERIOD', 0)",
                "insert into published (dataset, load_id, seq) values (1, 1, 1)",
                "update counter set latest = 1 where name in ('commit', 'dataset', 'load')"
            }) {
                statement.executeUpdate(row);
            }
        }
        try (SystemOfRecord records = SystemOfRecord.open(address)) {
            assertThat(records.registrations().find(Registrations.Selection.ALL))
                    .isEmpty();
            assertThat(records.artefacts().newest().catalogue().artefacts()).isEmpty();
            assertThat(records.data().datasets()).containsExactly(ID);
            assertThat(records.data().head(ID, 1)).isEqualTo(DatasetHead.EMPTY);
            try (Submission submission = records.submission()) {
                new Message(FLOWS)
                        .dataset(Action.MERGE, Map.of("setId", "NEW"))
                        .transferTo(submission.data(new Problems()));
                submission.publish();
            }
            assertThat(records.data().head(ID, 1)).isEqualTo(DatasetHead.EMPTY);
            assertThat(records.data().head(ID, 2).setId()).contains("NEW");
        }
    }
}
