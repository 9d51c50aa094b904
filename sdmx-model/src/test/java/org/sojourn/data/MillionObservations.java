package org.sojourn.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A million observations of {@link Fixtures#TIME_SERIES}, made one block at a time, to be sent through a codec. */
public final class MillionObservations implements DataSource {

    /** How a codec is made. */
    @FunctionalInterface
    public interface Writer {
        DataSink on(OutputStream out);
    }

    /** How a codec is made. */
    @FunctionalInterface
    public interface Reader {
        DataSource of(InputStream in);
    }

    private static final int COUNT = 1_000_000;
    private static final int LENGTH = 28;

    private final String pivot;

    public MillionObservations(String dimensionAtObservation) {
        this.pivot = dimensionAtObservation;
    }

    @Override
    public void transferTo(DataSink sink) throws IOException {
        DataStructureView structure = Fixtures.TIME_SERIES;
        DatasetHeader head = DatasetHeader.of(Fixtures.dataflow(structure), Optional.of(Action.REPLACE), pivot);
        sink.start(MessageHeader.of("MILLION", "2024-01-01T00:00:00Z", "TEST"));
        sink.announce(List.of(new DataSink.Expected(head, structure)));
        sink.dataset(head, structure);
        sink.attributes(new AttributeBlock(
                Optional.empty(), new String[3], Map.of("SOURCE", Value.of("a register")), List.of(), 0));
        SeriesBlock block = new SeriesBlock(structure);
        int sent = 0;
        for (int s = 0; sent < COUNT; s++) {
            block.clear();
            block.key()[0] = "A";
            block.key()[1] = "AREA" + s;
            block.key()[2] = "F";
            block.attributes().put("UNIT_MULT", Value.of("3"));
            for (int i = 0; i < LENGTH && sent < COUNT; i++, sent++) {
                int at = block.add(Integer.toString(1990 + i), 0);
                block.set(0, at, Value.of(Integer.toString(s * 31 + i * 7)));
                block.set(1, at, Value.of("A"));
                if (i % 5 == 0) {
                    block.set(2, at, Value.of("F"));
                }
            }
            sink.series(block);
        }
        sink.endDataset();
        sink.end(List.of());
    }

    /** A number that any loss or mix-up changes. */
    public static final class Sum implements DataSink {
        private long observations;
        private long sum;

        @Override
        public void start(MessageHeader header) {}

        @Override
        public void dataset(DatasetHeader header, DataStructureView structure) {}

        @Override
        public void attributes(AttributeBlock block) {
            sum += block.attributes().hashCode();
        }

        @Override
        public void series(SeriesBlock block) {
            for (int i = 0; i < block.size(); i++) {
                observations++;
                long own = block.keyText().hashCode() * 31L
                        + String.valueOf(block.period(i)).hashCode();
                for (int c = 0; c < 3; c++) {
                    own = own * 31 + String.valueOf(block.value(c, i)).hashCode();
                }
                sum += own;
            }
        }

        @Override
        public void endDataset() {}

        @Override
        public void end(List<FooterMessage> footer) {}

        @Override
        public String toString() {
            return observations + " observations, sum " + sum;
        }
    }

    /** The sum of the data themselves. */
    public static String sum() throws IOException {
        Sum sum = new Sum();
        new MillionObservations("TIME_PERIOD").transferTo(sum);
        return sum.toString();
    }

    /** The sum of what comes out of the reader while the writer is still writing. */
    public String through(Writer writer, Reader reader) throws IOException, InterruptedException {
        PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out, 1 << 16);
        IOException[] failed = {null};
        Thread thread = new Thread(
                () -> {
                    try (out) {
                        transferTo(writer.on(out));
                    } catch (IOException e) {
                        failed[0] = e;
                    }
                },
                "writer");
        thread.setDaemon(true);
        thread.start();
        Sum sum = new Sum();
        reader.of(in).transferTo(sum);
        thread.join();
        if (failed[0] != null) {
            throw failed[0];
        }
        return sum.toString();
    }
}
