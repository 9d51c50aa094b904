package org.sojourn.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.sojourn.bench.Alternation.Cost;
import org.sojourn.bench.Alternation.Sides;
import org.sojourn.format.DataFormat;
import org.sojourn.format.UploadFormats;
import org.sojourn.index.ReadCopy;
import org.sojourn.index.ReadSnapshot;
import org.sojourn.service.SubmissionReport;
import org.sojourn.service.SubmissionService;
import org.sojourn.store.DatabaseAddress;
import org.sojourn.store.SystemOfRecord;
import org.sojourn.tests.MariaDb;

/**
 * Target 6: from a file to what queries see, checked, durable in MariaDB and searchable, against rows that LOAD DATA puts into
 * the same MariaDB without any checks.
 */
final class Uploads {

    private final Holding holding;
    private final RowTables tables;
    private final Alternation alternation;
    private final Report report;

    Uploads(Holding holding, RowTables tables, Alternation alternation, Report report) {
        this.holding = holding;
        this.tables = tables;
        this.alternation = alternation;
        this.report = report;
    }

    /** An empty Sojourn on a database of its own. */
    private static final class Target implements AutoCloseable {
        private final MariaDb server;
        private final String url;
        private final SystemOfRecord records;
        private final ReadCopy copy;
        private final SubmissionService service;

        Target(MariaDb server, Path place) throws IOException {
            this.server = server;
            this.url = server.freshDatabase();
            this.records = SystemOfRecord.open(
                    DatabaseAddress.mariaDb(url, server.user(), server.password(), 4, place.resolve("node")));
            this.copy = ReadCopy.open(place.resolve("copy"), records.data());
            this.service = new SubmissionService(records, () -> {
                try {
                    copy.follow();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Holding.putStructures(service);
        }

        void upload(Path file) throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                SubmissionReport report = service.data(in, UploadFormats.ANY, Optional.empty(), false);
                if (report.outcome() != SubmissionReport.Outcome.STORED) {
                    throw new IllegalStateException(report.outcome() + " " + report.problems());
                }
            }
        }

        Decoded told() throws IOException {
            try (ReadSnapshot snapshot = copy.acquire()) {
                return Holding.told(records, snapshot);
            }
        }

        @Override
        public void close() throws IOException {
            try (records) {
                copy.close();
            }
            try (Connection connection = server.connect()) {
                RowTables.run(connection, List.of("drop database " + url.replaceFirst(".*/", "")));
            } catch (java.sql.SQLException e) {
                throw new IOException(e);
            }
        }
    }

    void against(MariaDb server, Connection rows, DataFormat format, double goal) throws Exception {
        Path file = Reading.file(holding, format);
        Alternation both = alternation.with(server.process());
        Decoded[] told = new Decoded[2];
        Target[] target = new Target[1];
        // What is empty before and thrown away after is made outside the time, on both sides.
        Sides sides = both.prepared(
                () -> target[0] = new Target(server, Files.createTempDirectory(holding.folder(), "upload")),
                () -> target[0].upload(file),
                () -> {
                    try (Target done = target[0]) {
                        if (told[0] == null) {
                            told[0] = done.told();
                        }
                    }
                },
                () -> tables.create(rows),
                () -> tables.load(rows),
                () -> {
                    if (told[1] == null) {
                        // Without statistics it sorts ten million rows.
                        RowTables.run(rows, List.of("analyze table series, fact"));
                        told[1] = Decoding.of(DataFormat.CSV_2_0, out -> tables.csv(rows, "", out));
                    }
                    RowTables.drop(rows);
                });
        String subject = "upload of " + format.formatName()
                + " to MariaDB, checked, durable and searchable, against LOAD DATA of rows, ";
        String detail = Report.bytes(Files.size(file), tables.bytes()) + ", " + Decoded.same(told[0], told[1]) + ", "
                + Report.rounds(sides.rounds());
        report.atLeast(
                new Report.Subject("6", subject + "wall, " + holding.shaped()),
                Report.rate(sides.ours().wall(), holding.observations()),
                "LOAD DATA " + Report.rate(sides.theirs().wall(), holding.observations()),
                sides.ratio(Cost::wall),
                goal,
                detail);
        report.atLeast(
                new Report.Subject("6", subject + "CPU of all processes, " + holding.shaped()),
                Report.perObservation(sides.ours().processes(), holding.observations()),
                "LOAD DATA " + Report.perObservation(sides.theirs().processes(), holding.observations()),
                sides.ratio(Cost::processes),
                goal,
                detail);
        Files.delete(file);
    }
}
