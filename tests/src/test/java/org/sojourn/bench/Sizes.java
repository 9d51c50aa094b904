package org.sojourn.bench;

import java.io.InputStream;
import java.net.URI;
import org.sojourn.format.DataFormat;

/** Target 8: what an observation costs when there are ten times as many, from a server with a heap of 64 MB. */
final class Sizes {

    static final int HEAP = 64;

    private final Alternation alternation;
    private final Report report;

    Sizes(Alternation alternation, Report report) {
        this.alternation = alternation;
        this.report = report;
    }

    /** Both holdings are closed. */
    void compare(Holding small, Holding large) throws Exception {
        try (Served few = Served.sojourn(small.data(), HEAP);
                Served many = Served.sojourn(large.data(), HEAP)) {
            for (DataFormat format : new DataFormat[] {DataFormat.ML_2_1_SS, DataFormat.CSV_2_0}) {
                for (boolean gzip : new boolean[] {true, false}) {
                    compare(small, few, large, many, format, gzip);
                }
            }
            Decoded told = new Decoded();
            try (InputStream in = Wire.body(Dumps.everything(many.uri()), DataFormat.CSV_2_0.mediaType(), false)) {
                Decoding.csv(in, told);
            }
            report.atMost(
                    new Report.Subject("8", "observations served with a heap of " + HEAP + " MB, all told right"),
                    Long.toString(told.observations()),
                    "loaded " + large.observations(),
                    (double) told.observations() / large.observations(),
                    1,
                    Decoded.same(told, large.told()));
        }
    }

    private void compare(Holding small, Served few, Holding large, Served many, DataFormat format, boolean gzip)
            throws Exception {
        long[] bytes = new long[2];
        // The servers' own CPU time: the caller's is the same for each byte.
        double[] cpu = new double[2];
        int[] runs = new int[2];
        Alternation.Sides sides = alternation.run(
                () -> bytes[0] = fetch(many, format, gzip, cpu, runs, 0),
                () -> bytes[1] = fetch(few, format, gzip, cpu, runs, 1));
        double ours = sides.ours().wall() / large.observations();
        double theirs = sides.theirs().wall() / small.observations();
        String what = "everything over HTTP as " + format.formatName() + (gzip ? ", compressed" : ", plain") + ", "
                + large.observations() / 1_000_000 + " M observations against " + small.observations() / 1_000_000
                + " M, heap " + HEAP + " MB, ";
        String detail = Report.bytes(bytes[0], bytes[1]) + ", " + Report.rounds(sides.rounds());
        report.atMost(
                new Report.Subject("8", what + "wall"),
                Report.perObservation(ours, 1),
                Report.perObservation(theirs, 1),
                ours / theirs,
                1.1,
                detail + ", whole answers in "
                        + Report.milliseconds(sides.ours().wall()) + " / "
                        + Report.milliseconds(sides.theirs().wall()));
        double oursCpu = cpu[0] / (runs[0] - 1) / large.observations();
        double theirsCpu = cpu[1] / (runs[1] - 1) / small.observations();
        report.atMost(
                new Report.Subject("8", what + "CPU of the server"),
                Report.perObservation(oursCpu, 1),
                Report.perObservation(theirsCpu, 1),
                oursCpu / theirsCpu,
                1.1,
                detail);
    }

    /** The first run of each, which warms up, is not counted. */
    private static long fetch(Served server, DataFormat format, boolean gzip, double[] cpu, int[] runs, int side)
            throws Exception {
        URI uri = Dumps.everything(server.uri());
        double before = Alternation.cpu(server.process());
        long bytes = Wire.fetch(uri, format.mediaType(), gzip).bytes();
        if (runs[side]++ > 0) {
            cpu[side] += Alternation.cpu(server.process()) - before;
        }
        return bytes;
    }
}
