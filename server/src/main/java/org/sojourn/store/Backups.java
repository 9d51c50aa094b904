package org.sojourn.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.sojourn.model.SdmxException;

/**
 * Backup and restore of a data directory with its embedded database. A backup is a zip of the database as it was at one
 * moment; the read copy is left out, since it can be made again.
 */
public final class Backups {

    private Backups() {}

    /**
     * Writes a backup while the database is in use; commits that come meanwhile may or may not be in it.
     *
     * @throws SdmxException of kind NOT_IMPLEMENTED for MariaDB, which has tools of its own
     */
    static void write(Database database, Path zip) {
        if (!database.address().isH2() || database.address().url().startsWith("jdbc:h2:mem:")) {
            throw new SdmxException(
                    SdmxException.Kind.NOT_IMPLEMENTED,
                    "Sojourn backs up its embedded database only; for MariaDB use mariadb-backup or mariadb-dump"
                            + " --single-transaction");
        }
        Path part = zip.resolveSibling(zip.getFileName() + ".part");
        try {
            Path parent = zip.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.deleteIfExists(part);
            database.read(connection -> {
                try (Statement statement = connection.createStatement()) {
                    String name = part.toAbsolutePath().toString().replace("'", "''");
                    return statement.execute("backup to '" + name + "'");
                }
            });
            Files.move(part, zip, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a backup of a data directory that no server uses.
     *
     * @throws SdmxException of kind UNAVAILABLE when a server does use it; NOT_FOUND when there is no database in it
     */
    public static void write(Path data, Path zip) {
        requireDatabase(data);
        try (Database database = Database.open(DatabaseAddress.embedded(data))) {
            write(database, zip);
        }
    }

    /**
     * Makes a data directory of a backup. The database gets a new incarnation: a read copy of what was there before counts
     * for nothing.
     *
     * @param data a directory without a database; made if it does not exist
     * @throws SdmxException of kind CONFLICT when there is a database already; SYNTAX when the file is no backup,
     *     and then nothing of it is left behind
     */
    public static void restore(Path zip, Path data) {
        Path folder = data.resolve(DatabaseAddress.FOLDER);
        if (holdsFiles(folder)) {
            throw new SdmxException(
                    SdmxException.Kind.CONFLICT,
                    "there is a database in " + data + " already; restore into an empty directory");
        }
        boolean whole = false;
        try {
            Files.createDirectories(folder);
            if (unpack(zip, folder) == 0) {
                throw new SdmxException(SdmxException.Kind.SYNTAX, zip + " is no backup of Sojourn");
            }
            newIncarnation(data);
            whole = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!whole) {
                empty(folder);
            }
        }
    }

    private static void newIncarnation(Path data) {
        try (Database database = Database.open(DatabaseAddress.embedded(data))) {
            database.write(connection -> {
                try (PreparedStatement update =
                        connection.prepareStatement("update incarnation set id = ?, created_us = ?")) {
                    update.setString(1, UUID.randomUUID().toString());
                    update.setLong(2, Database.micros(Instant.now()));
                    return update.executeUpdate();
                }
            });
        }
    }

    /** Removes a folder of files; half a database would be taken for one. */
    private static void empty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireDatabase(Path data) {
        if (!holdsFiles(data.resolve(DatabaseAddress.FOLDER))) {
            throw new SdmxException(SdmxException.Kind.NOT_FOUND, "there is no database in " + data);
        }
    }

    private static boolean holdsFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int unpack(Path zip, Path folder) throws IOException {
        int files = 0;
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path name = Path.of(entry.getName()).getFileName(); // no entry leads out of the folder
                if (name != null && name.toString().endsWith(".mv.db")) {
                    Files.copy(entries, folder.resolve(name));
                    files++;
                }
            }
        }
        return files;
    }
}
