package org.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaUpgradeTest {

    @Test
    void upgradesADatabaseOfTheOldestSchema(@TempDir Path data) {
        DatabaseAddress address = DatabaseAddress.embedded(data);
        Flyway.configure()
                .dataSource(address.url(), address.user(), address.password())
                .locations("classpath:db/migration")
                .target("1")
                .load()
                .migrate();
        try (SystemOfRecord records = SystemOfRecord.open(address)) {
            assertThat(records.registrations().all()).isEmpty();
            assertThat(records.artefacts().newest().catalogue().artefacts()).isEmpty();
        }
    }
}
