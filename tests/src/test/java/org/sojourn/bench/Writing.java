package org.sojourn.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.sojourn.bench.Alternation.Cost;
import org.sojourn.bench.Alternation.Sides;
import org.sojourn.data.DataSink;
import org.sojourn.data.fragment.GzipFragments;
import org.sojourn.format.DataFormat;

/** Targets 1 and 2: everything that there is, from the read copy to bytes, plain and compressed. */
final class Writing {

    static final List<DataFormat> FORMATS =
            List.of(DataFormat.ML_2_1_SS, DataFormat.ML_2_1_GENERIC, DataFormat.CSV_2_0, DataFormat.JSON_2_0);

    private final Holding holding;
    private final Alternation alternation;
    private final Report report;

    Writing(Holding holding, Alternation alternation, Report report) {
        this.holding = holding;
        this.alternation = alternation;
        this.report = report;
    }

    /** The fastest library there is for each syntax. */
    private static DataSink peer(DataFormat format, OutputStream out) throws Exception {
        return switch (format.family()) {
            case ML -> format == DataFormat.ML_2_1_SS ? new Peers.AaltoSpecific(out) : new Peers.AaltoGeneric(out);
            case CSV -> new Peers.FastCsv(out);
            case JSON -> new Peers.Jackson(out);
        };
    }

    private static String library(DataFormat format) {
        return switch (format.family()) {
            case ML -> "Aalto";
            case CSV -> "FastCSV";
            case JSON -> "Jackson";
        };
    }

    void plain(DataFormat format) throws Exception {
        Counting[] bytes = {new Counting(), new Counting()};
        Sides sides = alternation.run(
                () -> holding.write(format, bytes[0] = new Counting()),
                () -> holding.answer(Holding.everything(), peer(format, bytes[1] = new Counting())));
        String hashes = Decoded.same(
                Decoding.of(format, out -> holding.write(format, out)),
                Decoding.of(format, out -> holding.answer(Holding.everything(), peer(format, out))));
        report.atLeast(
                new Report.Subject(
                        "1", "writing " + format.formatName() + " from the read copy, CPU, " + holding.shaped()),
                Report.perObservation(sides.ours().thread(), holding.observations()),
                library(format) + " " + Report.perObservation(sides.theirs().thread(), holding.observations()),
                sides.ratio(Cost::thread),
                switch (format.family()) {
                    case ML -> 5;
                    case CSV -> 8;
                    case JSON -> 3;
                },
                Report.bytes(bytes[0].count(), bytes[1].count()) + ", " + hashes + ", "
                        + Report.rounds(sides.rounds()));
    }

    void gzip(DataFormat format) throws Exception {
        Counting[] bytes = {new Counting(), new Counting()};
        Sides sides = alternation.run(() -> packed(format, bytes[0] = new Counting()), () -> {
            try (OutputStream gzip = zlib(bytes[1] = new Counting())) {
                holding.write(format, gzip);
            }
        });
        String hashes =
                "bytes inside: " + Digests.same(unpacked(format), Digests.of(out -> holding.write(format, out)));
        String what = format.formatName() + " by gzip from the read copy, ";
        report.atLeast(
                new Report.Subject("2", "writing " + what + "CPU, " + holding.shaped()),
                Report.perObservation(sides.ours().thread(), holding.observations()),
                "text + zlib-6 " + Report.perObservation(sides.theirs().thread(), holding.observations()),
                sides.ratio(Cost::thread),
                14,
                Report.bytes(bytes[0].count(), bytes[1].count()) + ", " + hashes + ", "
                        + Report.rounds(sides.rounds()));
        report.atMost(
                new Report.Subject("2", "size of " + what + holding.shaped()),
                megabytes(bytes[0].count()),
                "zlib-6 " + megabytes(bytes[1].count()),
                (double) bytes[0].count() / bytes[1].count(),
                1.15,
                hashes);
    }

    private static String megabytes(long bytes) {
        return Report.number(bytes / 1e6) + " MB";
    }

    private void packed(DataFormat format, OutputStream out) throws IOException {
        try (GzipFragments gzip = new GzipFragments(out)) {
            holding.write(format, gzip);
        }
    }

    /** The JDK's own inflater has to find the same bytes in our stream as the plain writer gives. */
    private String unpacked(DataFormat format) throws Exception {
        return Digests.through(out -> packed(format, out), GZIPInputStream::new);
    }

    private static OutputStream zlib(OutputStream out) throws IOException {
        return new GZIPOutputStream(out, 1 << 16) {
            {
                def.setLevel(Deflater.DEFAULT_COMPRESSION); // that is 6
            }
        };
    }
}
