package org.sojourn.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Where the system of record is.
 *
 * @param url a JDBC address of H2 or MariaDB
 * @param node names this server among those that share the database, the same after a restart
 * @param pool the largest number of connections
 */
public record DatabaseAddress(String url, String user, String password, int pool, String node) {

    private static final String H2_OPTIONS = ";MODE=MariaDB;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=20000";

    /** The folder of a data directory that holds the embedded database. */
    public static final String FOLDER = "db";

    private static final String FILE = "sojourn";
    private static final String NODE = "node";
    private static final String ALONE = "alone";
    private static final int POOL = 10;

    /** The embedded database of a data directory. */
    public static DatabaseAddress embedded(Path data) {
        return embeddedIn(data.resolve(FOLDER), "");
    }

    /** An embedded database that lives as long as the process; each call another one. */
    public static DatabaseAddress inMemory() {
        return new DatabaseAddress(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + H2_OPTIONS, "sa", "", POOL, ALONE);
    }

    /**
     * An existing MariaDB database.
     *
     * @param data the data directory of this server, held by this process alone: it gives the node its name, since two
     *     servers of one name would take each other's loads for leftovers
     */
    public static DatabaseAddress mariaDb(String url, String user, String password, int pool, Path data) {
        return new DatabaseAddress(url, user, password, pool, node(data));
    }

    /** Leaves the password out, so that no log shows it. */
    @Override
    public String toString() {
        return "DatabaseAddress[url=" + url + ", user=" + user + ", pool=" + pool + ", node=" + node + "]";
    }

    /** The embedded database in a folder; with {@code ;IFEXISTS=TRUE} it must be there. */
    static DatabaseAddress embeddedIn(Path folder, String more) {
        // The lock of the file system ends with the process, so a killed server can start again at once.
        String file = folder.resolve(FILE).toAbsolutePath().toString();
        return new DatabaseAddress("jdbc:h2:file:" + file + H2_OPTIONS + ";FILE_LOCK=FS" + more, "sa", "", POOL, ALONE);
    }

    private static String node(Path data) {
        Path file = data.resolve(NODE);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(data);
                Files.writeString(file, UUID.randomUUID() + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isH2() {
        return url.startsWith("jdbc:h2:");
    }
}
