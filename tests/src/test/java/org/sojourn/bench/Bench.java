package org.sojourn.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.fragment.GzipFragments;
import org.sojourn.format.DataFormat;
import org.sojourn.index.DatasetAnswer;
import org.sojourn.index.Page;
import org.sojourn.index.ReadCopy;
import org.sojourn.index.ReadSnapshot;
import org.sojourn.index.SeriesSnapshot;
import org.sojourn.query.Context;
import org.sojourn.query.DataQuery;
import org.sojourn.query.DataSelection;
import org.sojourn.query.Visibility;
import org.sojourn.rules.Problems;
import org.sojourn.store.DatabaseAddress;
import org.sojourn.store.DatasetId;
import org.sojourn.store.Submission;
import org.sojourn.store.SystemOfRecord;

/**
 * Measures the product against what others use, and prints a line for each target. Started by {@code tests/bench/run}, which
 * says what the options are.
 */
public final class Bench implements AutoCloseable {

    static final int ROUNDS = 5;

    private static final List<DataFormat> FORMATS =
            List.of(DataFormat.ML_2_1_SS, DataFormat.ML_2_1_GENERIC, DataFormat.CSV_2_0, DataFormat.JSON_2_0);

    private final Path folder;
    private final long observations;
    private final int shape;
    private final SystemOfRecord records;
    private final ReadCopy copy;
    private final ReadSnapshot pinned;
    private final SeriesSnapshot snapshot;

    private Bench(Path folder, long observations, int shape) throws Exception {
        this.folder = folder;
        this.observations = Math.ceilDiv(observations, (long) shape) * shape;
        this.shape = shape;
        this.records = SystemOfRecord.open(DatabaseAddress.embedded(folder.resolve("data")));
        double load = Alternation.once(false, () -> {
            try (Submission submission = records.submission()) {
                new StockFigures(observations, shape).transferTo(submission.data(new Problems()));
                submission.publish();
            }
        });
        say("loaded into H2 in %.1f s, %.2f M obs/s", load, observations / load / 1e6);
        this.copy = ReadCopy.open(folder.resolve("copy"), records.data());
        this.pinned = copy.acquire();
        this.snapshot = pinned.dataset(dataset(), Visibility.PUBLIC).orElseThrow();
    }

    static DatasetId dataset() {
        return DatasetId.of(StockFigures.STRUCTURE.dataflow().orElseThrow());
    }

    private static void say(String text, Object... values) {
        System.out.printf("# " + text + "%n", values);
        System.out.flush();
    }

    public static void main(String[] arguments) throws Exception {
        long observations = option(arguments, "observations", 10_000_000);
        List<String> targets =
                Arrays.asList(text(arguments, "targets", "1,2,5,6,7,10").split(","));
        say(
                "%s, Java %s, %s, %d processors, %s",
                LocalDate.now(),
                Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                processor());
        for (String shape : text(arguments, "shapes", "28,8").split(",")) {
            Path folder = Files.createTempDirectory("sojourn-bench");
            say("%d observations, %s a series", observations, shape);
            try (Bench bench = new Bench(folder, observations, Integer.parseInt(shape))) {
                bench.run(targets);
            } finally {
                delete(folder);
            }
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

    private static long option(String[] arguments, String name, long otherwise) {
        return Long.parseLong(text(arguments, name, Long.toString(otherwise)));
    }

    private static String text(String[] arguments, String name, String otherwise) {
        return Arrays.stream(arguments)
                .filter(a -> a.startsWith("--" + name + "="))
                .map(a -> a.substring(name.length() + 3))
                .findFirst()
                .orElse(otherwise);
    }

    private void run(List<String> targets) throws Exception {
        if (targets.contains("dump")) {
            Alternation.Seconds s = Alternation.cpu(
                    ROUNDS,
                    () -> answer(everything(), new Reading.Count()),
                    () -> answer(everything(), new Reading.Count()));
            say("dump in numbers, to nowhere: %s", Targets.perObservation(s.ours(), observations));
        }
        if (targets.contains("1")) {
            plainWriters();
        }
        if (targets.contains("2")) {
            gzipWriters();
        }
        if (targets.contains("7")) {
            new Reading(this).xml();
        }
        if (targets.contains("5")) {
            new RowStore(this).queries();
        }
        if (targets.contains("6")) {
            new RowStore(this).uploads();
        }
        if (targets.contains("10")) {
            rebuild();
        }
    }

    Path folder() {
        return folder;
    }

    long observations() {
        return observations;
    }

    int shape() {
        return shape;
    }

    SeriesSnapshot snapshot() {
        return snapshot;
    }

    /** Sends everything that a query finds to a sink, as an answer does. */
    void answer(DataQuery query, DataSink sink) throws IOException {
        sink.start(MessageHeader.of("BENCH", "2026-01-01T00:00:00Z", "MIG"));
        sink.dataset(StockFigures.header(), StockFigures.STRUCTURE);
        new DatasetAnswer(snapshot, StockFigures.STRUCTURE, query).writeTo(sink, new Page(0, OptionalLong.empty()));
        sink.endDataset();
        sink.end(List.of());
    }

    static DataQuery everything() {
        return DataQuery.of(DataSelection.of(Context.ANY));
    }

    void write(DataFormat format, OutputStream out) throws IOException {
        write(everything(), format, out);
    }

    void write(DataQuery query, DataFormat format, OutputStream out) throws IOException {
        answer(query, DataMessages.writer(format, out, DataWriterOptions.DEFAULT, new Problems()));
    }

    private static DataSink peer(DataFormat format, OutputStream out) throws Exception {
        return switch (format.family()) {
            case ML -> format == DataFormat.ML_2_1_SS ? new Peers.AaltoSpecific(out) : new Peers.AaltoGeneric(out);
            case CSV -> new Peers.FastCsv(out);
            case JSON -> new Peers.Jackson(out);
        };
    }

    private void plainWriters() throws Exception {
        for (DataFormat format : FORMATS) {
            Counting[] bytes = {new Counting(), new Counting()};
            Alternation.Seconds s = Alternation.cpu(
                    ROUNDS,
                    () -> write(format, bytes[0] = new Counting()),
                    () -> answer(everything(), peer(format, bytes[1] = new Counting())));
            double goal = switch (format.family()) {
                case ML -> 5;
                case CSV -> 8;
                case JSON -> 3;
            };
            Targets.atLeast(
                    "1",
                    "plain " + format.formatName() + " from the read copy, CPU, " + shape + " obs/series",
                    Targets.perObservation(s.ours(), observations) + " " + mb(bytes[0].count()),
                    Targets.perObservation(s.theirs(), observations) + " " + mb(bytes[1].count()),
                    s.ratio(),
                    goal);
        }
    }

    static String mb(long bytes) {
        return bytes / 1_000_000 + " MB";
    }

    private void gzipWriters() throws Exception {
        for (DataFormat format : FORMATS) {
            Counting[] bytes = {new Counting(), new Counting()};
            Alternation.Seconds s = Alternation.cpu(
                    3,
                    () -> {
                        try (GzipFragments gzip = new GzipFragments(bytes[0] = new Counting())) {
                            write(format, gzip);
                        }
                    },
                    () -> {
                        try (OutputStream gzip = zlib(bytes[1] = new Counting())) {
                            write(format, gzip);
                        }
                    });
            String what = format.formatName() + ", " + shape + " obs/series";
            Targets.atLeast(
                    "2",
                    "gzip " + what + ", CPU",
                    Targets.perObservation(s.ours(), observations),
                    "text + zlib-6 " + Targets.perObservation(s.theirs(), observations),
                    s.ratio(),
                    14);
            Targets.atMost(
                    "2",
                    "gzip " + what + ", bytes",
                    mb(bytes[0].count()),
                    mb(bytes[1].count()),
                    (double) bytes[0].count() / bytes[1].count(),
                    1.15);
        }
    }

    private static OutputStream zlib(OutputStream out) throws IOException {
        return new GZIPOutputStream(out, 1 << 16) {
            {
                def.setLevel(Deflater.DEFAULT_COMPRESSION);
            }
        };
    }

    private void rebuild() throws Exception {
        double[] best = {Double.MAX_VALUE};
        for (int i = 0; i < 3; i++) {
            Path place = folder.resolve("again" + i);
            best[0] = Math.min(
                    best[0],
                    Alternation.once(
                            false, () -> ReadCopy.open(place, records.data()).close()));
        }
        double rate = observations / best[0] / 1e6;
        Targets.atLeast(
                "10",
                "rebuild of the read copy from H2, " + shape + " obs/series",
                Targets.number(rate) + " M obs/s",
                "15 M obs/s wanted",
                rate / 15,
                1);
    }

    @Override
    public void close() throws IOException {
        pinned.close();
        copy.close();
        records.close();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
