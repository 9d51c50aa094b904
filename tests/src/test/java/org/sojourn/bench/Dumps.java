package org.sojourn.bench;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.sojourn.bench.Alternation.Cost;
import org.sojourn.bench.Alternation.Sides;
import org.sojourn.format.DataFormat;

/** Targets 3 and 4: everything over the loopback from the real server, compressed, plain, and against nginx. */
final class Dumps {

    private final Holding holding;
    private final Served server;
    private final Alternation alternation;
    private final Report report;

    Dumps(Holding holding, Served server, Alternation alternation, Report report) {
        this.holding = holding;
        this.server = server;
        this.alternation = alternation;
        this.report = report;
    }

    /** Where everything is. */
    static URI everything(URI server) {
        return server.resolve("sdmx/v2/data/dataflow/MIG/DF_STK_BIL/1.0.0");
    }

    private URI uri() {
        return everything(server.uri());
    }

    void gzipAgainstPlain(DataFormat format, double goal) throws Exception {
        long[] bytes = new long[2];
        Alternation both = alternation.with(server.process());
        Sides sides = both.run(
                () -> bytes[0] = Wire.fetch(uri(), format.mediaType(), true).bytes(),
                () -> bytes[1] = Wire.fetch(uri(), format.mediaType(), false).bytes());
        String hashes;
        try (InputStream packed = Wire.body(uri(), format.mediaType(), true);
                InputStream plain = Wire.body(uri(), format.mediaType(), false)) {
            hashes = Digests.same(Digests.of(packed), Digests.of(plain));
        }
        report.atMost(
                new Report.Subject(
                        "3",
                        "everything over HTTP as " + format.formatName() + ", compressed against plain, wall, "
                                + holding.shaped()),
                Report.milliseconds(sides.ours().wall()),
                "plain " + Report.milliseconds(sides.theirs().wall()),
                sides.ours().wall() / sides.theirs().wall(),
                goal,
                Report.bytes(bytes[0], bytes[1]) + ", bytes inside: " + hashes + ", " + cpu(sides));
    }

    private static String cpu(Sides sides) {
        return "CPU of both ends " + Report.milliseconds(sides.ours().processes()) + " / "
                + Report.milliseconds(sides.theirs().processes()) + ", " + Report.rounds(sides.rounds());
    }

    void plainAgainstNginx(DataFormat format) throws Exception {
        Report.Subject subject = new Report.Subject(
                "4",
                "everything over HTTP as " + format.formatName() + ", plain, against a static file, wall, "
                        + holding.shaped());
        Optional<Path> program = Nginx.program();
        if (program.isEmpty()) {
            report.missing(subject, "nginx");
            return;
        }
        report.setting("%s, settings: tests/bench/nginx.conf", Nginx.version(program.get()));
        Path root = holding.folder().resolve("static");
        Files.createDirectories(root);
        Path file = root.resolve("dump");
        try (InputStream in = Wire.body(uri(), format.mediaType(), false)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        try (Nginx nginx = Nginx.start(program.get(), holding.folder().resolve("nginx"), root)) {
            long[] bytes = new long[2];
            Alternation both = alternation.with(server.process());
            Sides sides = both.run(
                    () -> bytes[0] =
                            Wire.fetch(uri(), format.mediaType(), false).bytes(),
                    () -> bytes[1] =
                            Wire.fetch(nginx.file("dump"), "*/*", false).bytes());
            String hashes;
            try (InputStream ours = Wire.body(uri(), format.mediaType(), false);
                    InputStream theirs = Wire.body(nginx.file("dump"), "*/*", false)) {
                hashes = Digests.same(Digests.of(ours), Digests.of(theirs));
            }
            report.atMost(
                    subject,
                    Report.milliseconds(sides.ours().wall()),
                    "nginx " + Report.milliseconds(sides.theirs().wall()),
                    sides.ours().wall() / sides.theirs().wall(),
                    1.3,
                    Report.bytes(bytes[0], bytes[1]) + ", " + hashes + ", " + Report.rounds(sides.rounds()));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Not a target of its own: what has been sent before everything is known, {@code first byte before the second}. */
    void firstByte(DataFormat format) throws Exception {
        double[] first = new double[1];
        Cost whole = alternation.alone(() -> {
            Wire.Transfer transfer = Wire.fetch(uri(), format.mediaType(), false);
            first[0] = transfer.firstByte();
        });
        report.atMost(
                new Report.Subject(
                        "first byte",
                        "everything over HTTP as " + format.formatName() + ", first byte against last, wall, "
                                + holding.shaped()),
                Report.milliseconds(first[0]),
                "whole answer " + Report.milliseconds(whole.wall()),
                first[0] / whole.wall(),
                0.5,
                "of the last round");
    }
}
