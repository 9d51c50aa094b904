package org.sojourn.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sojourn.model.SdmxException;

/**
 * One database: pool, schema, persistence unit, transactions that are tried again when the database asks for it.
 *
 * <p>Everything runs at READ COMMITTED; JDBC and JPA share the connection of a transaction.
 */
final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private static final int ATTEMPTS = 10;
    private static final int WELL_SECONDS = 3;

    /** Percent of what is written that is in use. */
    private static final int MOSTLY_HOLES = 50;

    private static final int LARGEST_INLINE_BLOB = 1 << 16;

    /** Deadlock, lock wait, changed since read; the connection was replaced; H2: lock timeout, concurrent update. */
    private static final Set<Integer> AGAIN = Set.of(1213, 1205, 1020, 50200, 90131, 40001);

    /** H2: input or output failed, the database is closed, its file is corrupt as far as it can see. */
    private static final Set<Integer> BROKEN = Set.of(90028, 90030, 90031, 90098, 90121);

    private static final Set<String> AGAIN_STATES = Set.of("40001", "25S03");

    /** Work on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Work with entities and, for what is not an entity, the same connection. */
    @FunctionalInterface
    interface EntityWork<T> {
        T with(EntityManager entities, Connection connection) throws SQLException;
    }

    private final DatabaseAddress address;
    private final HikariDataSource pool;
    private final EntityManagerFactory entities;
    private final Runs runs = new Runs(this);

    private Database(DatabaseAddress address, HikariDataSource pool, EntityManagerFactory entities) {
        this.address = address;
        this.pool = pool;
        this.entities = entities;
    }

    /**
     * Connects, checks and upgrades the schema.
     *
     * @throws SdmxException of kind UNAVAILABLE when there is no database, it is in use, or it is newer than this program
     */
    static Database open(DatabaseAddress address) {
        HikariDataSource pool = connect(address);
        try {
            migrate(pool, address);
            return new Database(address, pool, persistenceUnit(pool));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    DatabaseAddress address() {
        return address;
    }

    /** Where large loads have their series. */
    Runs runs() {
        return runs;
    }

    /** Reads without a transaction. */
    <T> T read(Work<T> work) {
        return tried(() -> {
            try (Connection connection = pool.getConnection()) {
                return work.on(connection);
            }
        });
    }

    /** A transaction; the work may run several times and must not change anything but the database. */
    <T> T write(Work<T> work) {
        return tried(() -> {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    T result = work.on(connection);
                    connection.commit();
                    return result;
                } catch (SQLException | RuntimeException | Error e) {
                    rollback(connection, e);
                    throw e;
                }
            }
        });
    }

    /** A transaction over entities and plain rows; the work may run several times. */
    <T> T transaction(EntityWork<T> work) {
        return tried(() -> {
            try (EntityManager manager = entities.createEntityManager()) {
                manager.getTransaction().begin();
                try {
                    T result = work.with(manager, manager.unwrap(Connection.class));
                    manager.getTransaction().commit();
                    return result;
                } catch (SQLException | RuntimeException | Error e) {
                    if (manager.getTransaction().isActive()) {
                        manager.getTransaction().rollback();
                    }
                    throw e;
                }
            }
        });
    }

    /** Makes sure that what was committed is on the disk: H2's own commits survive a kill only after this. */
    void checkpoint() {
        if (address.isH2()) {
            read(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute("checkpoint sync");
                }
            });
        }
    }

    /** True where it answers within seconds. */
    boolean isWell() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(WELL_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    /** The database's own clock, in microseconds since 1970. */
    long now(Connection connection) throws SQLException {
        String sql =
                address.isH2() ? "select current_timestamp(6)" : "select unix_timestamp(utc_timestamp(6)) * 1000000";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return address.isH2()
                    ? micros(row.getObject(1, OffsetDateTime.class).toInstant())
                    : row.getBigDecimal(1).longValue();
        }
    }

    /** Takes {@code count} numbers of a counter and gives the last; its row stays locked until the transaction ends. */
    static long next(Connection connection, String counter, long count) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update counter set latest = latest + ? where name = ?")) {
            update.setLong(1, count);
            update.setString(2, counter);
            update.executeUpdate();
        }
        return current(connection, counter);
    }

    /** The value of a counter. */
    static long current(Connection connection, String counter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select latest from counter where name = ?")) {
            select.setString(1, counter);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    @Override
    public void close() {
        if (pool.isClosed()) {
            return;
        }
        entities.close();
        if (address.isH2() && !address.url().startsWith("jdbc:h2:mem:")) {
            // The pool cannot do it: it looks at connections after their end.
            try (Connection last = DriverManager.getConnection(address.url(), address.user(), address.password());
                    Statement statement = last.createStatement()) {
                pool.close();
                // Writing the file anew takes as long as it is large, and whoever stops a server waits: only for holes.
                statement.execute(isMostlyHoles(statement) ? "shutdown compact" : "shutdown");
            } catch (SQLException e) {
                throw failure(e);
            }
        } else {
            pool.close();
        }
    }

    /** Whether less than half of what is written of an embedded database is in use. */
    private static boolean isMostlyHoles(Statement statement) throws SQLException {
        try (ResultSet rate = statement.executeQuery("select setting_value from information_schema.settings"
                + " where setting_name = 'info.CHUNKS_FILL_RATE'")) {
            return rate.next() && rate.getInt(1) < MOSTLY_HOLES;
        }
    }

    private static HikariDataSource connect(DatabaseAddress address) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(address.pool());
        config.setPoolName("sojourn");
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        if (!address.isH2()) {
            config.addDataSourceProperty("useBulkStmts", "true"); // one round trip for a batch of rows
            config.setConnectionInitSql("set time_zone = '+00:00'");
        }
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw unavailable(address, e);
        }
    }

    private static SdmxException unavailable(DatabaseAddress address, Throwable e) {
        Optional<SdmxException> full = FullDisk.of(e);
        if (full.isPresent()) {
            return full.get();
        }
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        boolean inUse = address.isH2() && cause instanceof SQLException sql && sql.getErrorCode() == 90020;
        return new SdmxException(
                SdmxException.Kind.UNAVAILABLE,
                "The database cannot be opened",
                inUse
                        ? "the data directory is in use by another Sojourn; stop it, or send the data to it with --server"
                        : "the database at " + address.url().replaceAll(";.*", "") + " cannot be opened: "
                                + cause.getMessage(),
                e);
    }

    private static void migrate(HikariDataSource pool, DatabaseAddress address) {
        Flyway flyway = Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration")
                .loggers("slf4j")
                .load();
        MigrationInfo[] all = flyway.info().all();
        MigrationVersion known = MigrationVersion.EMPTY;
        MigrationVersion found = MigrationVersion.EMPTY;
        for (MigrationInfo info : all) {
            MigrationVersion version = info.getVersion();
            if (version == null) {
                continue;
            }
            if (info.getState().isResolved() && version.compareTo(known) > 0) {
                known = version;
            }
            if (info.getState().isApplied() && version.compareTo(found) > 0) {
                found = version;
            }
        }
        if (found.compareTo(known) > 0) {
            throw new SdmxException(
                    SdmxException.Kind.UNAVAILABLE,
                    "The database is newer than this program",
                    "the data were written by a newer Sojourn (schema " + found + ", this one knows " + known
                            + "); install that version again, or restore a backup made before the upgrade");
        }
        if (address.isH2()) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                // Packs stay in their rows: blobs of their own would cost a second write each.
                statement.execute("set max_length_inplace_lob " + LARGEST_INLINE_BLOB);
            } catch (SQLException e) {
                throw failure(e);
            }
        }
        flyway.migrate();
    }

    private static EntityManagerFactory persistenceUnit(HikariDataSource pool) {
        return new PersistenceConfiguration("sojourn")
                .provider("org.eclipse.persistence.jpa.PersistenceProvider")
                .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
                .managedClass(ArtefactEntity.class)
                .managedClass(TokenEntity.class)
                .managedClass(JobEntity.class)
                .property("jakarta.persistence.nonJtaDataSource", pool)
                .property("eclipselink.weaving", "false")
                .property("eclipselink.cache.shared.default", "false") // other nodes write as well
                .property("eclipselink.jdbc.batch-writing", "JDBC")
                .property("eclipselink.jdbc.batch-writing.size", "500")
                .property("eclipselink.logging.level", "WARNING")
                .createEntityManagerFactory();
    }

    /** Something that talks to the database. */
    @FunctionalInterface
    private interface Attempt<T> {
        T run() throws SQLException;
    }

    private <T> T tried(Attempt<T> attempt) {
        for (int number = 1; ; number++) {
            try {
                return attempt.run();
            } catch (SQLException | jakarta.persistence.PersistenceException e) {
                Optional<SQLException> sql = sqlCause(e);
                reopenWhereBroken(e);
                if (number == ATTEMPTS || sql.filter(Database::mayPass).isEmpty()) {
                    throw sql.isPresent() ? failure(sql.get()) : e instanceof RuntimeException r ? r : failure(e);
                }
                pause(number);
            }
        }
    }

    /**
     * A store of H2 that could not write, as on a full disk, refuses everything from then on. It is let go of without writing,
     * so that the next connection opens it at its last commit.
     */
    private void reopenWhereBroken(Throwable failure) {
        if (!address.isH2() || address.url().startsWith("jdbc:h2:mem:")) {
            return;
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t.getClass().getName().startsWith("org.h2.mvstore.")
                    || (t instanceof SQLException sql && BROKEN.contains(sql.getErrorCode()))) {
                LOG.error("The embedded database could not write and is opened again: {}", t.getMessage());
                reopen();
                return;
            }
        }
    }

    private synchronized void reopen() {
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown immediately");
        } catch (SQLException e) {
            LOG.debug("the database that was broken did not end in order", e); // as is to be expected
        }
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    private static Optional<SQLException> sqlCause(@Nullable Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    private static boolean mayPass(SQLException e) {
        String state = e.getSQLState();
        return AGAIN.contains(e.getErrorCode()) || (state != null && AGAIN_STATES.contains(state));
    }

    private static void pause(int number) {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(5, 10 + 20 * number));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SdmxException(SdmxException.Kind.UNAVAILABLE, "interrupted while waiting for the database");
        }
    }

    private static void rollback(Connection connection, Throwable because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private static SdmxException failure(Exception e) {
        return FullDisk.of(e)
                .orElseGet(() -> isAway(e)
                        ? new SdmxException(
                                SdmxException.Kind.UNAVAILABLE,
                                "The database does not answer",
                                "the database does not answer; send the request again when it does: " + e.getMessage(),
                                e)
                        : new SdmxException(
                                SdmxException.Kind.SERVER,
                                "Database error",
                                "the database failed: " + e.getMessage(),
                                e));
    }

    /** Whether something failed because there was no connection. */
    private static boolean isAway(Exception e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            String state = t instanceof SQLException sql ? sql.getSQLState() : null;
            if (t instanceof SQLTransientConnectionException || (state != null && state.startsWith("08"))) {
                return true;
            }
        }
        return false;
    }
}
