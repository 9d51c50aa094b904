package org.sojourn.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.sojourn.bench.Alternation.Cost;
import org.sojourn.config.DataDirectory;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.format.DataFormat;
import org.sojourn.index.ReadCopy;
import org.sojourn.index.ReadSnapshot;
import org.sojourn.rules.Problems;
import org.sojourn.store.DatabaseAddress;
import org.sojourn.store.SystemOfRecord;

/** Target 10: the read copy is what the database is, whenever the server was killed, and is quickly made anew. */
final class Survival {

    private static final int KILLS = 5;
    private static final long EACH = 200_000;

    private final Alternation alternation;
    private final Report report;

    Survival(Alternation alternation, Report report) {
        this.alternation = alternation;
        this.report = report;
    }

    /** @param holding open */
    void rebuild(Holding holding) throws Exception {
        int[] number = new int[1];
        Path place = holding.folder().resolve("again");
        Cost cost = alternation.alone(() -> ReadCopy.open(
                        place.resolve(Integer.toString(number[0]++)),
                        holding.records().data())
                .close());
        Decoded made = told(holding.records(), place.resolve("0"));
        Decoded present = new Decoded();
        holding.answer(Holding.everything(), present);
        double rate = holding.observations() / cost.wall() / 1e6;
        report.atLeast(
                new Report.Subject("10", "rebuild of the read copy from the database, wall, " + holding.shaped()),
                Report.number(rate) + " M obs/s",
                "15 M obs/s",
                rate / 15,
                1,
                Decoded.same(made, present) + ", CPU "
                        + Report.perObservation(cost.processes(), holding.observations()));
    }

    private static Decoded told(SystemOfRecord records, Path copy) throws IOException {
        try (ReadCopy read = ReadCopy.open(copy, records.data());
                ReadSnapshot pinned = read.acquire()) {
            return Holding.told(records, pinned);
        }
    }

    /** Kills the server while it loads, each time on top of what the last one left, and compares copy and database. */
    void kills(Path folder) throws Exception {
        Path data = folder.resolve("killed");
        try (SystemOfRecord records = SystemOfRecord.open(DatabaseAddress.embedded(data))) {
            Holding.putStructures(new org.sojourn.service.SubmissionService(records, () -> {}));
        }
        SplittableRandom random = new SplittableRandom(20261125);
        int equal = 0;
        StringBuilder found = new StringBuilder();
        for (int round = 0; round < KILLS; round++) {
            long seed = round + 1L;
            try (Served server = Served.sojourn(data, 512)) {
                long began = System.nanoTime();
                post(server, seed);
                long took = System.nanoTime() - began;
                Thread load = Thread.ofPlatform().start(() -> {
                    try {
                        post(server, -seed);
                    } catch (IOException e) {
                        return; // it died, as it should
                    }
                });
                TimeUnit.NANOSECONDS.sleep(random.nextLong(took));
                server.kill();
                load.join();
            }
            try (SystemOfRecord records = SystemOfRecord.open(DatabaseAddress.embedded(data))) {
                Decoded copy = told(records, DataDirectory.index(data));
                Decoded database = told(records, folder.resolve("fresh" + round));
                equal += copy.equals(database) && copy.observations() >= EACH ? 1 : 0;
                found.append(copy.observations())
                        .append(' ')
                        .append(copy)
                        .append(" / ")
                        .append(database)
                        .append(", ");
            }
        }
        report.atLeast(
                new Report.Subject(
                        "10",
                        "server killed " + KILLS
                                + " times while it loaded: read copy against database (fifty by mvn verify -Pslow)"),
                equal + " equal",
                KILLS + " kills",
                (double) equal / KILLS,
                1,
                "observations and hashes " + found.substring(0, found.length() - 2));
    }

    private static void post(Served server, long seed) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) server.uri().resolve("sdmx/v2/data").toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(1 << 16);
        connection.setRequestProperty("Content-Type", DataFormat.CSV_2_0.mediaType());
        try (OutputStream out = connection.getOutputStream()) {
            new StockFigures(EACH, 28, 0, seed)
                    .transferTo(
                            DataMessages.writer(DataFormat.CSV_2_0, out, DataWriterOptions.DEFAULT, new Problems()));
        }
        connection.getResponseCode();
    }
}
