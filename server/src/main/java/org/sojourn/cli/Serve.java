package org.sojourn.cli;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.sojourn.config.OpenWrites;
import org.sojourn.config.ServerConfig;
import org.sojourn.config.SojournVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sojourn serve}: runs a server until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Runs the server until Ctrl-C.",
        footer = {
            "",
            "Each option can also stand in the environment (SOJOURN_PORT=8081)",
            "or in DIR/sojourn.properties (port=8081). Flags win over the",
            "environment, the environment wins over the file."
        })
final class Serve implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on (default: 127.0.0.1).")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Port, 0 for any free one (default: 8080).")
    private @Nullable String port;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory (default: ./sojourn-data).")
    private @Nullable String data;

    @Option(names = "--demo", description = "Fill an empty data directory with demonstration data.")
    private boolean demo;

    @Option(
            names = "--open",
            description = "Allow writes without credentials: from this machine only, or from everywhere"
                    + " when --host is given too.")
    private boolean open;

    @Option(
            names = "--max-body",
            paramLabel = "SIZE",
            description = "Largest request body after decompression, such as 64m (default: 1g).")
    private @Nullable String maxBody;

    @Option(
            names = "--answer-cache",
            paramLabel = "SIZE",
            description =
                    "Disk space for large answers that are asked for again, such as 4g; 0 for none (default: 1g).")
    private @Nullable String answerCache;

    @Option(
            names = "--answer-memory",
            paramLabel = "SIZE",
            description =
                    "Memory for small answers that are asked for again, such as 64m, at most a sixteenth of the heap;"
                            + " 0 for none (default: 32m).")
    private @Nullable String answerMemory;

    @Option(
            names = "--schema-base",
            paramLabel = "URL",
            description = "Where generated schemas import the base schemas from, with {version} for 2.1, 3.0 or 3.1"
                    + " (default: https://xml.sdmx.org/{version}/).")
    private @Nullable String schemaBase;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "JDBC address of a MariaDB (default: an embedded database in the data directory);"
                    + " user and password come from SOJOURN_DATABASE_USER and SOJOURN_DATABASE_PASSWORD.")
    private @Nullable String databaseUrl;

    @Override
    public Integer call() throws InterruptedException {
        ServerConfig config = ServerConfig.read(flags(), System.getenv());
        PrintWriter out = spec.commandLine().getOut();
        warn(config.openWrites());
        Sojourn sojourn = Sojourn.start(config);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            out.println("Stopping: requests that have begun may finish.");
                            out.flush();
                            sojourn.close();
                            out.println("Stopped.");
                            out.flush();
                            stopped.countDown();
                        },
                        "stop"));
        double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
        out.printf(
                Locale.ROOT,
                "Sojourn %s is ready at %s (data in %s, started in %.1f s). Ctrl-C stops it.%n",
                SojournVersion.text(),
                sojourn.uri(),
                config.data(),
                seconds);
        sojourn.firstToken()
                .ifPresent(token -> out.printf(
                        Locale.ROOT,
                        "%nThis server's admin token, shown only now (its hash is kept):%n%n    %s%n%n"
                                + "Upload a file with it:%n%n    curl -H 'Authorization: Bearer %s' --data-binary @FILE %ssdmx/v2/data%n%n",
                        token,
                        token,
                        sojourn.uri()));
        out.flush();
        stopped.await();
        return Main.OK;
    }

    private Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>();
        put(flags, "host", host);
        put(flags, "port", port);
        put(flags, "data", data);
        put(flags, "max-body", maxBody);
        put(flags, "answer-cache", answerCache);
        put(flags, "answer-memory", answerMemory);
        put(flags, "schema-base", schemaBase);
        put(flags, "database.url", databaseUrl);
        put(flags, "demo", demo ? "true" : null);
        put(flags, "open", open ? "true" : null);
        return flags;
    }

    private static void put(Map<String, String> flags, String name, @Nullable String value) {
        if (value != null) {
            flags.put(name, value);
        }
    }

    private void warn(OpenWrites openWrites) {
        String who = switch (openWrites) {
            case NOBODY -> "";
            case LOOPBACK -> "every program on this machine";
            case EVERYBODY -> "EVERYBODY WHO REACHES THIS PORT";
        };
        if (!who.isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("WARNING: --open is on: " + who + " may write and delete without credentials.");
            err.flush();
        }
    }
}
