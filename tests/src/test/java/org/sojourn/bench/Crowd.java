package org.sojourn.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.format.DataFormat;
import org.sojourn.rules.Problems;

/** Two hundred readers that ask for a series ten times a second each, at rest and while three loads run. */
final class Crowd {

    private static final int READERS = 200;
    private static final int LOADS = 3;

    /** Observations of a load. */
    private static final long EACH = 100_000;

    /** Between the first series of two loads, in real series: more than a load has. */
    private static final int APART = 8_000;

    private static final long PAUSE = 100_000_000;
    private static final double SECONDS = 8;

    private final Holding holding;
    private final Report report;
    private final List<String> keys;
    private final AtomicInteger broken = new AtomicInteger();

    /** @param keys of series */
    Crowd(Holding holding, List<String> keys, Report report) {
        this.holding = holding;
        this.keys = keys;
        this.report = report;
    }

    void measure(Served server) throws Exception {
        read(server, SECONDS / 2);
        long[] idle = read(server, SECONDS);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger loaded = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        List<Thread> loads = new ArrayList<>();
        for (int i = 0; i < LOADS; i++) {
            int skipped = i * APART; // each load has series of its own
            loads.add(Thread.ofPlatform().start(() -> {
                while (!over.get()) {
                    try {
                        if (post(server, skipped) == 200) {
                            loaded.incrementAndGet();
                        } else {
                            refused.incrementAndGet(); // another load has changed the same series first
                        }
                    } catch (IOException e) {
                        refused.incrementAndGet();
                    }
                }
            }));
        }
        long[] busy;
        try {
            busy = read(server, SECONDS);
        } finally {
            over.set(true);
            for (Thread load : loads) {
                load.join();
            }
        }
        report.atMost(
                new Report.Subject(
                        "crowd",
                        "p99 of a request for one series by " + READERS + " readers, while " + LOADS
                                + " loads run against at rest, " + holding.shaped()),
                percentile(busy, 99),
                "at rest " + percentile(idle, 99),
                (double) at(busy, 99) / at(idle, 99),
                5,
                "p50 " + percentile(busy, 50) + " / " + percentile(idle, 50) + ", requests " + busy.length + " / "
                        + idle.length + ", loads stored " + loaded + ", refused as in conflict " + refused
                        + ", connections broken " + broken);
    }

    private static long at(long[] sorted, int percent) {
        return sorted[(int) (sorted.length * (long) percent / 100)];
    }

    private static String percentile(long[] sorted, int percent) {
        return Report.milliseconds(at(sorted, percent) / 1e9);
    }

    private long[] read(Served server, double seconds) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long end = System.nanoTime() + (long) (seconds * 1e9);
            List<Callable<long[]>> tasks = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                SplittableRandom random = new SplittableRandom(i);
                tasks.add(() -> ask(server, end, random));
            }
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> some : threads.invokeAll(tasks)) {
                all.add(some.get());
            }
            return all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        }
    }

    private long[] ask(Served server, long end, SplittableRandom random) throws Exception {
        List<Long> times = new ArrayList<>();
        TimeUnit.NANOSECONDS.sleep(random.nextLong(PAUSE)); // not all at once
        while (System.nanoTime() < end) {
            try {
                ask(server, end, random, times);
            } catch (IOException e) {
                broken.incrementAndGet(); // told in the line; the reader comes again
            }
        }
        return times.stream().mapToLong(Long::longValue).toArray();
    }

    private void ask(Served server, long end, SplittableRandom random, List<Long> times) throws Exception {
        try (SmallRequests.Connection connection = new SmallRequests.Connection(server.uri())) {
            while (System.nanoTime() < end) {
                byte[] request = Wire.request(
                        server.uri().resolve(SmallRequests.path(keys.get(random.nextInt(keys.size())))),
                        DataFormat.CSV_2_0.mediaType(),
                        false,
                        false);
                long began = System.nanoTime();
                connection.exchange(request);
                times.add(System.nanoTime() - began);
                TimeUnit.NANOSECONDS.sleep(PAUSE);
            }
        }
    }

    private static int post(Served server, int skipped) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) server.uri().resolve("sdmx/v2/data").toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(1 << 16);
        connection.setRequestProperty("Content-Type", DataFormat.CSV_2_0.mediaType());
        try (OutputStream out = connection.getOutputStream()) {
            new StockFigures(EACH, 28, skipped, System.nanoTime())
                    .transferTo(
                            DataMessages.writer(DataFormat.CSV_2_0, out, DataWriterOptions.DEFAULT, new Problems()));
        }
        return connection.getResponseCode();
    }
}
