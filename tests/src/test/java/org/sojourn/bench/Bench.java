package org.sojourn.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opentest4j.TestAbortedException;
import org.slf4j.LoggerFactory;
import org.sojourn.bench.Report.Subject;
import org.sojourn.format.DataFormat;
import org.sojourn.tests.MariaDb;

/**
 * Measures the product against what others use, and prints a line for each target. Started by {@code tests/bench/run}, which
 * says what the options are. A measurement that fails says so in its line, and the others go on.
 */
public final class Bench {

    private static final int HEAP = 1024;

    private final Options options;
    private final Report report;
    private final Alternation alternation;

    private Bench(Options options, Report report) {
        this.options = options;
        this.report = report;
        this.alternation = new Alternation(options.rounds, options.patience);
    }

    /** What the command line says. */
    private record Options(
            long observations,
            long large,
            List<Integer> shapes,
            Set<String> targets,
            int rounds,
            double patience,
            Optional<Path> markdown) {

        static Options of(String[] arguments) {
            return new Options(
                    Long.parseLong(text(arguments, "observations", "10000000")),
                    Long.parseLong(text(arguments, "large", "100000000")),
                    Arrays.stream(text(arguments, "shapes", "28,8").split(","))
                            .map(Integer::parseInt)
                            .toList(),
                    new HashSet<>(Arrays.asList(text(arguments, "targets", "1,2,3,4,5,6,7,8,9,10,more,codes")
                            .split(","))),
                    Integer.parseInt(text(arguments, "rounds", "5")),
                    Double.parseDouble(text(arguments, "patience", "45")),
                    Optional.of(text(arguments, "markdown", ""))
                            .filter(name -> !name.isEmpty())
                            .map(Path::of));
        }

        private static String text(String[] arguments, String name, String otherwise) {
            return Arrays.stream(arguments)
                    .filter(a -> a.startsWith("--" + name + "="))
                    .map(a -> a.substring(name.length() + 3))
                    .findFirst()
                    .orElse(otherwise);
        }
    }

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        ((Logger) LoggerFactory.getLogger("org.sojourn")).setLevel(Level.WARN);
        Options options = Options.of(arguments);
        Report report = new Report();
        report.setting(
                "%s, %s, %d processors, %,d MB of memory, %s, Java %s",
                LocalDate.now(),
                processor(),
                Runtime.getRuntime().availableProcessors(),
                memory() >> 20,
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                Runtime.version());
        report.setting(
                "%,d observations, nine dimensions, five attributes; warmed up by turns for three seconds, at the least once, then medians of %d by turns, of"
                        + " fewer where they take longer than %.0f s",
                options.observations, options.rounds, options.patience);
        report.setting(
                "Aalto %s, Woodstox %s, Jackson %s, FastCSV %s, Jetty %s, zlib of the JDK",
                version("aalto-xml"),
                version("woodstox-core"),
                version("jackson-core"),
                version("fastcsv"),
                version("jetty-server"));
        Path folder = Files.createTempDirectory("sojourn-bench");
        try {
            new Bench(options, report).run(folder);
        } finally {
            delete(folder);
        }
        report.progress("done: %s", report.summary());
        report.markdown(System.out);
        if (options.markdown.isPresent()) {
            try (PrintStream out =
                    new PrintStream(Files.newOutputStream(options.markdown.get()), true, StandardCharsets.UTF_8)) {
                report.markdown(out);
            }
        }
        System.exit(0); // no pool of a library holds the process
    }

    private boolean wanted(String target) {
        return options.targets.contains(target);
    }

    private void run(Path folder) {
        if (wanted("codes")) {
            attempt("codes", "structures of 200,000 codes", () -> new Codes(report, options.rounds).read());
        }
        if (options.targets.equals(Set.of("codes"))) {
            return; // which need no data
        }
        boolean first = true;
        for (int shape : options.shapes) {
            Holding holding = new Holding(folder.resolve("shape" + shape), options.observations, shape);
            boolean alone = first;
            attempt("load", shape + " observations a series", () -> {
                Files.createDirectories(holding.folder());
                double seconds = alternation.once(holding::load).wall();
                report.setting(
                        "%,d observations, %s: loaded into H2 with a read copy at %s",
                        holding.observations(), holding.shaped(), Report.rate(seconds, holding.observations()));
                all(holding, alone);
            });
            if (!alone) {
                attempt("clean up", "files", () -> delete(holding.folder()));
            }
            first = false;
        }
        if (wanted("8")) {
            attempt("8", "ten times as many observations", () -> large(folder));
        }
        if (wanted("10")) {
            attempt("10", "server killed while it loads", () -> new Survival(alternation, report).kills(folder));
        }
    }

    /** All measurements of one shape; {@code alone} for what is measured on one shape only. */
    private void all(Holding holding, boolean alone) throws Exception {
        List<String> keys;
        holding.open();
        try {
            inThisProcess(holding);
            keys = SmallRequests.keys(holding);
        } finally {
            holding.close();
        }
        if (!wanted("3") && !wanted("4") && !wanted("9") && !wanted("more")) {
            return;
        }
        try (Served server = Served.sojourn(holding.data(), HEAP)) {
            report.setting("sojourn serve in a JVM of its own, heap %d MB; the caller is on the same machine", HEAP);
            overHttp(holding, server, keys);
        }
        if (wanted("9")) {
            try (Served server = Served.sojournThatKeeps(holding.data(), HEAP)) {
                smallRequests(holding, server, keys, "kept from the first time");
            }
        }
        if (alone && wanted("more")) {
            attempt("references=all", "structures", () -> new Answers(report).structures(holding.folder()));
        }
    }

    private void inThisProcess(Holding holding) throws IOException {
        Writing writing = new Writing(holding, alternation, report);
        for (DataFormat format : Writing.FORMATS) {
            if (wanted("1")) {
                attempt("1", "writing " + format.formatName() + ", " + holding.shaped(), () -> writing.plain(format));
            }
            if (wanted("2")) {
                attempt("2", "gzip of " + format.formatName() + ", " + holding.shaped(), () -> writing.gzip(format));
            }
        }
        for (DataFormat format : List.of(DataFormat.ML_2_1_SS, DataFormat.ML_2_1_GENERIC)) {
            if (wanted("7")) {
                attempt(
                        "7",
                        "reading " + format.formatName() + ", " + holding.shaped(),
                        () -> new Reading(holding, alternation, report).xml(format));
            }
        }
        if (wanted("10")) {
            attempt(
                    "10",
                    "rebuild of the read copy, " + holding.shaped(),
                    () -> new Survival(alternation, report).rebuild(holding));
        }
        if (wanted("5") || wanted("6")) {
            RowTables tables = new RowTables(holding);
            attempt("5 and 6", "rows in MariaDB, " + holding.shaped(), () -> rows(holding, tables));
            if (wanted("5")) {
                attempt(
                        "5",
                        "DuckDB, " + holding.shaped(),
                        () -> new Questions(holding, tables, alternation, report).duckDb());
            }
            tables.delete();
        }
    }

    private void rows(Holding holding, RowTables tables) throws Exception {
        MariaDb server;
        try {
            server = MariaDb.start(Scripts.settings("mariadb.cnf"));
        } catch (TestAbortedException e) {
            report.missing(new Subject("5", "questions to rows in MariaDB, " + holding.shaped()), "MariaDB");
            report.missing(new Subject("6", "uploads, " + holding.shaped()), "MariaDB");
            return;
        }
        try (server;
                Connection rows = server.connect("useServerPrepStmts=true")) {
            report.setting(
                    "MariaDB %s, Connector/J %s, settings: tests/bench/mariadb.cnf, tables: tests/bench/rows.sql",
                    rows.getMetaData().getDatabaseProductVersion(),
                    rows.getMetaData().getDriverVersion());
            if (wanted("5")) {
                attempt("5", "questions to rows, " + holding.shaped(), () -> {
                    tables.create(rows);
                    tables.load(rows);
                    RowTables.run(rows, List.of("analyze table series, fact"));
                    new Questions(holding, tables, alternation, report).rows(rows, server);
                });
            }
            if (wanted("6")) {
                Uploads uploads = new Uploads(holding, tables, alternation, report);
                attempt(
                        "6",
                        "upload of CSV, " + holding.shaped(),
                        () -> uploads.against(server, rows, DataFormat.CSV_2_0, 12));
                attempt(
                        "6",
                        "upload of SDMX-ML, " + holding.shaped(),
                        () -> uploads.against(server, rows, DataFormat.ML_2_1_SS, 8));
            }
        }
    }

    private void overHttp(Holding holding, Served server, List<String> keys) {
        Dumps dumps = new Dumps(holding, server, alternation, report);
        if (wanted("3")) {
            for (DataFormat format : List.of(DataFormat.ML_2_1_SS, DataFormat.ML_2_1_GENERIC, DataFormat.CSV_2_0)) {
                attempt(
                        "3",
                        "compressed " + format.formatName() + " over HTTP, " + holding.shaped(),
                        () -> dumps.gzipAgainstPlain(format, format.family() == DataFormat.Family.CSV ? 1.5 : 1));
            }
        }
        if (wanted("4")) {
            for (DataFormat format : List.of(DataFormat.ML_2_1_SS, DataFormat.CSV_2_0, DataFormat.JSON_2_0)) {
                attempt(
                        "4",
                        format.formatName() + " over HTTP, " + holding.shaped(),
                        () -> dumps.plainAgainstNginx(format));
            }
        }
        if (wanted("9")) {
            smallRequests(holding, server, keys, "made each time");
        }
        if (wanted("more")) {
            attempt("first byte", "CSV, " + holding.shaped(), () -> dumps.firstByte(DataFormat.CSV_2_0));
            attempt("first byte", "SDMX-ML, " + holding.shaped(), () -> dumps.firstByte(DataFormat.ML_2_1_SS));
            attempt(
                    "availability",
                    "keys in part, " + holding.shaped(),
                    () -> new Answers(report).availability(holding, server, keys));
        }
    }

    private void smallRequests(Holding holding, Served server, List<String> keys, String how) {
        SmallRequests requests = new SmallRequests(holding, keys, alternation, report);
        for (DataFormat format : List.of(DataFormat.CSV_2_0, DataFormat.ML_2_1_SS)) {
            attempt(
                    "9",
                    "one series as " + format.formatName() + ", " + how + ", " + holding.shaped(),
                    () -> requests.against(server, format, how));
        }
    }

    /** The first shape again, ten times as large; at last readers among loads, which change the data. */
    private void large(Path folder) throws Exception {
        int shape = options.shapes.getFirst();
        Holding small = new Holding(folder.resolve("shape" + shape), options.observations, shape);
        if (options.large > 0) {
            Holding large = new Holding(folder.resolve("large"), options.large, shape);
            Files.createDirectories(large.folder());
            double seconds = alternation.once(large::load).wall();
            report.setting(
                    "%,d observations, %s: loaded into H2 with a read copy at %s",
                    large.observations(), large.shaped(), Report.rate(seconds, large.observations()));
            attempt("8", "a heap of " + Sizes.HEAP + " MB", () -> new Sizes(alternation, report).compare(small, large));
            delete(large.folder());
        }
        if (wanted("more")) {
            List<String> keys;
            try (Holding open = small.open()) {
                keys = SmallRequests.keys(open);
            }
            try (Served server = Served.sojourn(small.data(), HEAP)) {
                attempt("crowd", "readers among loads", () -> new Crowd(small, keys, report).measure(server));
            }
        }
    }

    private void attempt(String target, String what, Alternation.Work work) {
        report.progress("%s: %s", target, what);
        try {
            work.run();
        } catch (Exception | OutOfMemoryError e) {
            report.failed(new Subject(target, what), e);
        }
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        return !Files.exists(info)
                ? "unknown processor"
                : Files.readAllLines(info).stream()
                        .filter(l -> l.startsWith("model name"))
                        .map(l -> l.replaceFirst(".*: *", ""))
                        .findFirst()
                        .orElse("unknown processor");
    }

    private static long memory() {
        return java.lang.management.ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getTotalMemorySize();
    }

    /** The version in the name of a jar on the class path. */
    private static String version(String artifact) {
        return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .filter(name -> name.startsWith(artifact + "-"))
                .map(name -> name.substring(artifact.length() + 1).replace(".jar", ""))
                .findFirst()
                .orElse("unknown");
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
