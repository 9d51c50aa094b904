package org.sojourn.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * Everything that must not be lost, in one database: data, artefacts, registrations, tokens, jobs. Opened once in a process; for many
 * threads.
 */
public final class SystemOfRecord implements AutoCloseable {

    private final Database database;
    private final Datasets datasets;
    private final PublicationLog log;
    private final StoredRows rows;
    private final ArtefactStore artefacts;

    private SystemOfRecord(Database database) {
        this.database = database;
        this.datasets = new Datasets(database);
        this.log = new PublicationLog(database, datasets);
        this.rows = new StoredRows(database, incarnation(database), datasets, log);
        this.artefacts = new ArtefactStore(database, log);
    }

    /**
     * Opens or creates, upgrades the schema, and removes what loads that died have left.
     *
     * @throws org.sojourn.model.SdmxException of kind UNAVAILABLE when it cannot be opened, is in use, or is newer than this
     *     program
     */
    public static SystemOfRecord open(DatabaseAddress address) {
        Database database = Database.open(address);
        try {
            StagedLoad.sweepLeftovers(database);
            return new SystemOfRecord(database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The published data. */
    public DataStore data() {
        return rows;
    }

    public ArtefactStore artefacts() {
        return artefacts;
    }

    /** Begins to change something. */
    public Submission submission() {
        return new Submission(database, datasets, log, artefacts);
    }

    /** Takes in what other nodes committed and gives the newest commit. */
    public Commit refresh() {
        Commit last = log.refresh().last();
        artefacts.refresh();
        return last;
    }

    public Tokens tokens() {
        return new Tokens(database);
    }

    public Registrations registrations() {
        return new Registrations(database, log, artefacts);
    }

    public Jobs jobs() {
        return new Jobs(database);
    }

    /** Writes a backup of the running database, see {@link Backups}. */
    public void backup(Path zip) {
        Backups.write(database, zip);
    }

    /** True while the database answers. */
    public boolean isWell() {
        return database.isWell();
    }

    @Override
    public void close() {
        database.close();
    }

    private static UUID incarnation(Database database) {
        return database.write(connection -> {
            Database.next(connection, "dataset", 0); // two nodes that start on an empty database: one waits here
            String known = first(connection);
            if (known != null) {
                return UUID.fromString(known);
            }
            UUID made = UUID.randomUUID();
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into incarnation (id, created_us) values (?, ?)")) {
                insert.setString(1, made.toString());
                insert.setLong(2, Database.micros(Instant.now()));
                insert.executeUpdate();
            }
            return made;
        });
    }

    private static @org.jspecify.annotations.Nullable String first(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select id from incarnation");
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
