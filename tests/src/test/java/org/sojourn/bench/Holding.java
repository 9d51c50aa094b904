package org.sojourn.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.sojourn.config.DataDirectory;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.MessageHeader;
import org.sojourn.dsd.MigrationStructures;
import org.sojourn.format.DataFormat;
import org.sojourn.index.DatasetAnswer;
import org.sojourn.index.Page;
import org.sojourn.index.ReadCopy;
import org.sojourn.index.ReadSnapshot;
import org.sojourn.index.SeriesSnapshot;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.query.Context;
import org.sojourn.query.DataQuery;
import org.sojourn.query.DataSelection;
import org.sojourn.query.Visibility;
import org.sojourn.rules.Problems;
import org.sojourn.service.SubmissionReport;
import org.sojourn.service.SubmissionService;
import org.sojourn.store.DatabaseAddress;
import org.sojourn.store.DatasetId;
import org.sojourn.store.Submission;
import org.sojourn.store.SystemOfRecord;

/**
 * A data directory with the structures of migration statistics and figures of one shape. {@link #open} reads it in this
 * process; closed, a server can have it.
 */
final class Holding implements AutoCloseable {

    private final Path folder;
    private final int shape;
    private final long observations;
    private SystemOfRecord records;
    private ReadCopy copy;
    private ReadSnapshot pinned;

    /** @param shape observations a series, 28 or 8 */
    Holding(Path folder, long observations, int shape) {
        this.folder = folder;
        this.shape = shape;
        this.observations = Math.ceilDiv(observations, (long) shape) * shape;
    }

    /** Stores structures and figures. */
    void load() throws IOException {
        try (SystemOfRecord fresh = SystemOfRecord.open(DatabaseAddress.embedded(data()))) {
            putStructures(new SubmissionService(fresh, () -> {}));
            try (Submission submission = fresh.submission()) {
                figures().transferTo(submission.data(new Problems()));
                submission.publish();
            }
            ReadCopy.open(DataDirectory.index(data()), fresh.data()).close();
        }
    }

    /** The structures of migration statistics, all at once, since they need each other. */
    static void putStructures(SubmissionService service) {
        Problems problems = new Problems();
        List<MaintainableArtefact> artefacts = MigrationStructures.files().stream()
                .flatMap(file -> MigrationStructures.read(file).stream())
                .toList();
        SubmissionReport report = service.structures(artefacts, false, problems);
        if (report.outcome() != SubmissionReport.Outcome.STORED) {
            throw new IllegalStateException("the structures were refused: " + report.problems());
        }
    }

    StockFigures figures() {
        return new StockFigures(observations, shape);
    }

    Holding open() throws IOException {
        records = SystemOfRecord.open(DatabaseAddress.embedded(data()));
        copy = ReadCopy.open(DataDirectory.index(data()), records.data());
        pinned = copy.acquire();
        return this;
    }

    @Override
    public void close() {
        if (records != null) {
            try {
                pinned.close();
                copy.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                records.close();
                records = null;
            }
        }
    }

    /** Where measurements may leave files. */
    Path folder() {
        return folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    long observations() {
        return observations;
    }

    int shape() {
        return shape;
    }

    /** For a line: what the figures are. */
    String shaped() {
        return shape + " obs/series";
    }

    SystemOfRecord records() {
        return records;
    }

    SeriesSnapshot snapshot() {
        return pinned.dataset(dataset(), Visibility.PUBLIC).orElseThrow();
    }

    static DatasetId dataset() {
        return DatasetId.of(StockFigures.STRUCTURE.dataflow().orElseThrow());
    }

    static DataQuery everything() {
        return DataQuery.of(DataSelection.of(Context.ANY));
    }

    /** Sends everything that a query finds to a sink, as an answer does. */
    void answer(DataQuery query, DataSink sink) throws IOException {
        answer(snapshot(), query, sink);
    }

    static void answer(SeriesSnapshot snapshot, DataQuery query, DataSink sink) throws IOException {
        sink.start(MessageHeader.of("BENCH", "2026-01-01T00:00:00Z", "MIG"));
        sink.dataset(StockFigures.header(), StockFigures.STRUCTURE);
        new DatasetAnswer(snapshot, StockFigures.STRUCTURE, query).writeTo(sink, new Page(0, OptionalLong.empty()));
        sink.endDataset();
        sink.end(List.of());
    }

    void write(DataFormat format, OutputStream out) throws IOException {
        write(everything(), format, out);
    }

    void write(DataQuery query, DataFormat format, OutputStream out) throws IOException {
        answer(query, DataMessages.writer(format, out, DataWriterOptions.DEFAULT, new Problems()));
    }

    /** What a read copy tells of the figures, whichever provision agreement they were taken under. */
    static Decoded told(SystemOfRecord records, ReadSnapshot pinned) throws IOException {
        Decoded decoded = new Decoded();
        for (DatasetId dataset : records.data().datasets()) {
            var snapshot = pinned.dataset(dataset, Visibility.PUBLIC);
            if (snapshot.isPresent()) {
                answer(snapshot.get(), everything(), decoded);
            }
        }
        return decoded;
    }

    /** What the database was given. */
    Decoded told() throws IOException {
        Decoded decoded = new Decoded();
        figures().transferTo(decoded);
        return decoded;
    }
}
