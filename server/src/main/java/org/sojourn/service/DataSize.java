package org.sojourn.service;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalLong;
import org.sojourn.index.DatasetAnswer;
import org.sojourn.query.DataQuery;

/**
 * How large a data answer is, told before it is sent.
 *
 * @param observations counted exactly; where only keys are wanted, the observations behind them
 * @param series counted exactly
 * @param bytes of the body before any compression
 * @param exact whether the bytes were counted; if not, they are an estimate from the beginning of the answer
 * @param format the media type that this is the size of
 */
public record DataSize(long observations, long series, long bytes, boolean exact, String format) {

    /** Answers of up to so many observations are written to count their bytes: some milliseconds. */
    private static final long COUNTED = 50_000;

    /** So many observations tell the size of the others. */
    private static final long SAMPLE = 20_000;

    /** Writes a body. */
    @FunctionalInterface
    public interface Writer {
        void write(DataAnswer answer, OutputStream out) throws IOException;
    }

    /** Measures an answer, which is left open; what is written is an answer of its own. */
    public static DataSize of(
            DataQueryService service, DataQuery query, DataAnswer answer, String format, Writer writer)
            throws IOException {
        DatasetAnswer.Counts counts = answer.counts();
        // A page of an answer without observations is one of series.
        long units = query.withoutObservations() ? counts.series() : counts.observations();
        if (units <= COUNTED) {
            return new DataSize(counts.observations(), counts.series(), bytes(service, query, writer), true, format);
        }
        DataQuery beginning = query.page(query.offset(), OptionalLong.of(SAMPLE), List.of());
        double each = (double) bytes(service, beginning, writer) / SAMPLE;
        return new DataSize(counts.observations(), counts.series(), Math.round(each * units), false, format);
    }

    private static long bytes(DataQueryService service, DataQuery query, Writer writer) throws IOException {
        Counter counter = new Counter();
        try (DataAnswer answer = service.prepare(query)) {
            writer.write(answer, counter);
        }
        return counter.bytes;
    }

    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int offset, int length) {
            bytes += length;
        }
    }
}
