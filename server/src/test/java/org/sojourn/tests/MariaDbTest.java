package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class MariaDbTest {
    @Test
    void keepsCommittedRowsOverAKill() throws SQLException {
        try (MariaDb server = MariaDb.start()) {
            try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("create table t (x int)");
                statement.execute("insert into t values (42)");
            }
            server.kill();
            assertThatThrownBy(() -> DriverManager.getConnection(server.url(), server.user(), server.password()))
                    .isInstanceOf(SQLException.class);
            server.restart();
            try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select x from t")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
        }
    }

    @Test
    void givesEachTestADatabaseOfItsOwn() throws SQLException {
        MariaDb server = MariaDb.shared();
        String first = server.freshDatabase();
        String second = server.freshDatabase();
        assertThat(first).isNotEqualTo(second);
        for (String url : new String[] {first, second}) {
            try (Connection connection = DriverManager.getConnection(url, server.user(), server.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("create table only_here (x int)");
            }
        }
    }
}
