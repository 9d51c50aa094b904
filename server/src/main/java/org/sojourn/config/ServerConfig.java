package org.sojourn.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How one server runs.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any free one
 * @param data the data directory, absolute
 * @param database where the system of record is
 * @param openWrites who may write without credentials
 * @param demo whether an empty directory is filled with the demonstration data
 * @param maxBody the largest request body in bytes, counted after decompression
 * @param answerCache the bytes on disk for large answers that may be asked for again, 0 for none
 * @param answerMemory the bytes of memory for small answers that may be asked for again, 0 for none; never more than a
 *     sixteenth of the heap
 * @param schemaBase where generated schemas import the base schemas from, {@code {version}} standing for 2.1, 3.0 or 3.1;
 *     empty for sdmx.org
 */
public record ServerConfig(
        String host,
        int port,
        Path data,
        Database database,
        OpenWrites openWrites,
        boolean demo,
        long maxBody,
        long answerCache,
        long answerMemory,
        Optional<String> schemaBase) {

    /** The names of all settings, as in the file; flags and environment variables derive from them. */
    public static final Set<String> NAMES = Set.of(
            "host",
            "port",
            "data",
            "open",
            "demo",
            "max-body",
            "answer-cache",
            "answer-memory",
            "schema-base",
            "database.url",
            "database.user",
            "database.password",
            "database.pool");

    /** The file of settings inside the data directory. */
    public static final String FILE = "sojourn.properties";

    static final String DEFAULT_HOST = "127.0.0.1";
    static final int DEFAULT_PORT = 8080;
    static final String DEFAULT_DATA = "sojourn-data";
    static final long DEFAULT_MAX_BODY = 1L << 30;
    static final long DEFAULT_ANSWER_CACHE = 1L << 30;
    static final long DEFAULT_ANSWER_MEMORY = 32L << 20;
    static final int DEFAULT_POOL = 10;

    /**
     * Where the system of record is.
     *
     * @param url a JDBC address of MariaDB, empty for the embedded H2 in the data directory
     * @param pool the largest number of connections
     */
    public record Database(Optional<String> url, String user, String password, int pool) {
        /** Leaves the password out, so that no log shows it. */
        @Override
        public String toString() {
            return "Database[url=" + url + ", user=" + user + ", pool=" + pool + "]";
        }
    }

    /**
     * Reads the configuration: flags, then environment, then the file in the data directory, then defaults.
     *
     * @param flags values by setting name
     * @param environment the process's environment variables; those that start with SOJOURN_ count
     * @throws InvalidSettingException when a value cannot be used
     */
    public static ServerConfig read(Map<String, String> flags, Map<String, String> environment) {
        Settings early = Settings.of(flags, environment);
        Path data = path(early.text("data").orElse(DEFAULT_DATA));
        // The file cannot say where it lies itself.
        Settings settings = early.withFile(
                data.resolve(FILE),
                NAMES.stream()
                        .filter(name -> !name.equals("data"))
                        .collect(java.util.stream.Collectors.toUnmodifiableSet()));
        Optional<String> host = settings.text("host");
        OpenWrites openWrites = !settings.flag("open")
                ? OpenWrites.NOBODY
                : host.isPresent() ? OpenWrites.EVERYBODY : OpenWrites.LOOPBACK;
        Database database = new Database(
                settings.text("database.url"),
                settings.text("database.user").orElse("sojourn"),
                settings.text("database.password").orElse(""),
                settings.number("database.pool", DEFAULT_POOL, 2, 500));
        return new ServerConfig(
                known(host.orElse(DEFAULT_HOST)),
                settings.number("port", DEFAULT_PORT, 0, 65_535),
                data,
                database,
                openWrites,
                settings.flag("demo"),
                settings.bytes("max-body", DEFAULT_MAX_BODY),
                bytesOrNone(settings, "answer-cache", DEFAULT_ANSWER_CACHE),
                bytesOrNone(settings, "answer-memory", DEFAULT_ANSWER_MEMORY),
                settings.text("schema-base"));
    }

    private static long bytesOrNone(Settings settings, String name, long otherwise) {
        return settings.text(name).filter("0"::equals).isPresent() ? 0 : settings.bytes(name, otherwise);
    }

    private static Path path(String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new InvalidSettingException("data is '" + text + "'; expected the path of a directory");
        }
    }

    private static String known(String host) {
        try {
            InetAddress.getByName(host);
            return host;
        } catch (UnknownHostException e) {
            throw new InvalidSettingException(
                    "host is '" + host + "'; expected a name or an address of this machine, for example 127.0.0.1");
        }
    }
}
