package org.sojourn.bench;

import java.io.BufferedInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sojourn.data.CodedBlock;
import org.sojourn.data.ForwardingSink;
import org.sojourn.format.DataFormat;

/** Target 9: requests for one series each, against a handler of Jetty that has the same bytes ready. */
final class SmallRequests {

    private static final int KEYS = 500;
    private static final int CONNECTIONS = 16;
    private static final double SECONDS = 3;
    private static final int WARM_UPS = 10;

    private final Holding holding;
    private final Alternation alternation;
    private final Report report;
    private final List<String> keys;

    /** @param keys of the series that are asked for */
    SmallRequests(Holding holding, List<String> keys, Alternation alternation, Report report) {
        this.holding = holding;
        this.keys = keys;
        this.alternation = alternation;
        this.report = report;
    }

    /** Keys from all over the data of an open holding. */
    static List<String> keys(Holding holding) throws IOException {
        List<String> found = new ArrayList<>();
        long every = Math.max(1, holding.observations() / holding.shape() / KEYS);
        holding.answer(Holding.everything(), new ForwardingSink(new Reading.Count()) {
            private long number;

            @Override
            public void coded(CodedBlock block) {
                if (number++ % every == 0 && found.size() < KEYS) {
                    List<String> parts = new ArrayList<>();
                    for (int i = 0; i < block.key().length; i++) {
                        parts.add(block.keyText(i));
                    }
                    found.add(String.join(".", parts));
                }
            }
        });
        return found;
    }

    static String path(String key) {
        return "/sdmx/v2/data/dataflow/MIG/DF_STK_BIL/1.0.0/" + key;
    }

    /** @param how the server comes by its answers, for the line */
    void against(Served server, DataFormat format, String how) throws Exception {
        Path file = holding.folder().resolve("answers");
        List<byte[]> bodies = new ArrayList<>();
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeInt(keys.size());
            for (String key : keys) {
                try (InputStream in = Wire.body(server.uri().resolve(path(key)), format.mediaType(), false)) {
                    byte[] body = in.readAllBytes();
                    bodies.add(body);
                    out.writeUTF(path(key));
                    out.writeUTF(format.mediaType());
                    out.writeInt(body.length);
                    out.write(body);
                }
            }
        }
        try (Served bare = Served.start(List.of("-Xmx512m"), BareJetty.class, List.of(file.toString()))) {
            Throughput[] last = new Throughput[2];
            double[] ours = new double[alternation.rounds()];
            double[] theirs = new double[alternation.rounds()];
            double[] cpu = new double[2];
            warmUp(server.uri(), format);
            warmUp(bare.uri(), format);
            for (int i = 0; i < ours.length; i++) {
                double before = Alternation.cpu(server.process());
                last[0] = run(server.uri(), format, SECONDS);
                cpu[0] += (Alternation.cpu(server.process()) - before) / last[0].requests;
                ours[i] = last[0].perSecond();
                before = Alternation.cpu(bare.process());
                last[1] = run(bare.uri(), format, SECONDS);
                cpu[1] += (Alternation.cpu(bare.process()) - before) / last[1].requests;
                theirs[i] = last[1].perSecond();
            }
            Arrays.sort(ours);
            Arrays.sort(theirs);
            double a = ours[ours.length / 2];
            double b = theirs[theirs.length / 2];
            report.atLeast(
                    new Report.Subject(
                            "9",
                            "one series as " + format.formatName() + ", " + how + ", requests a second over "
                                    + CONNECTIONS + " connections, " + holding.shaped()),
                    Report.number(a) + "/s",
                    "bare Jetty " + Report.number(b) + "/s",
                    a / b,
                    0.6,
                    String.format(
                            Locale.ROOT,
                            "bytes of %d answers %,d / %,d, %s, CPU of the server %.0f / %.0f us a request, p50 %.2f / %.2f ms, p99 %.2f / %.2f ms, %s",
                            keys.size(),
                            bodies.stream().mapToLong(body -> body.length).sum(),
                            bodies.stream().mapToLong(body -> body.length).sum(),
                            Digests.same(all(server, format), all(bare, format)),
                            cpu[0] / ours.length * 1e6,
                            cpu[1] / ours.length * 1e6,
                            last[0].percentile(50),
                            last[1].percentile(50),
                            last[0].percentile(99),
                            last[1].percentile(99),
                            Report.rounds(ours.length)));
        }
    }

    /** Until it becomes no faster: what serves small requests is compiled late, since much code has a small part in it. */
    private void warmUp(URI server, DataFormat format) throws Exception {
        double before = 0;
        double now = run(server, format, SECONDS).perSecond();
        for (int i = 0; i < WARM_UPS && now > before * 1.1; i++) {
            before = now;
            now = run(server, format, SECONDS).perSecond();
        }
    }

    private String all(Served server, DataFormat format) throws Exception {
        return Digests.of(out -> {
            for (String key : keys) {
                try (InputStream in = Wire.body(server.uri().resolve(path(key)), format.mediaType(), false)) {
                    in.transferTo(out);
                }
            }
        });
    }

    /** What all connections together have had. */
    record Throughput(long requests, double seconds, long[] nanoseconds) {
        double perSecond() {
            return requests / seconds;
        }

        /** In milliseconds. */
        double percentile(int percent) {
            return nanoseconds[(int) Math.min(nanoseconds.length - 1L, nanoseconds.length * (long) percent / 100)]
                    / 1e6;
        }
    }

    private Throughput run(URI server, DataFormat format, double seconds) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            long end = System.nanoTime() + (long) (seconds * 1e9);
            List<Callable<long[]>> tasks = new ArrayList<>();
            for (int c = 0; c < CONNECTIONS; c++) {
                SplittableRandom random = new SplittableRandom(c);
                tasks.add(() -> ask(server, format, end, random));
            }
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> some : threads.invokeAll(tasks)) {
                all.add(some.get());
            }
            long[] times = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Throughput(times.length, seconds, times);
        }
    }

    private long[] ask(URI server, DataFormat format, long end, SplittableRandom random) throws IOException {
        List<byte[]> requests = new ArrayList<>();
        for (String key : keys) {
            requests.add(Wire.request(server.resolve(path(key)), format.mediaType(), false, false));
        }
        long[] times = new long[1024];
        int count = 0;
        try (Connection connection = new Connection(server)) {
            for (long now = System.nanoTime(); now < end; ) {
                connection.exchange(requests.get(random.nextInt(requests.size())));
                long after = System.nanoTime();
                if (count == times.length) {
                    times = Arrays.copyOf(times, count * 2);
                }
                times[count++] = after - now;
                now = after;
            }
        }
        return Arrays.copyOf(times, count);
    }

    /** A connection that is kept, and reads just enough of each answer to know where it ends. */
    static final class Connection implements AutoCloseable {
        private final Socket socket = new Socket();
        private final InputStream in;

        Connection(URI server) throws IOException {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 15);
        }

        /** Sends a request and takes its answer; returns the number of its bytes without those of its head. */
        long exchange(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            String status = line();
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException("answered " + status);
            }
            long length = -1;
            boolean chunked = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                String lower = line.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Long.parseLong(line.substring(15).strip());
                } else if (lower.startsWith("transfer-encoding:")) {
                    chunked = true;
                }
            }
            if (!chunked) {
                in.skipNBytes(length);
                return length;
            }
            long sum = 0;
            for (long chunk = Long.parseLong(line(), 16); chunk > 0; chunk = Long.parseLong(line(), 16)) {
                in.skipNBytes(chunk + 2);
                sum += chunk;
            }
            line();
            return sum;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new EOFException("the server closed the connection");
                }
                if (b != '\r') {
                    line.append((char) b);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
