package org.sojourn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sojourn.format.DataFormat;
import org.sojourn.rules.Problems;
import org.sojourn.testing.SmallHeap;

/** A million observations through writer and reader of the formats that are no XML, with a heap of 64 MB. */
@Tag("slow")
class DataStreamTest {

    @ParameterizedTest
    @CsvSource({
        "CSV_1_0,TIME_PERIOD",
        "CSV_2_0,TIME_PERIOD",
        "CSV_2_1," + DatasetHeader.ALL_DIMENSIONS,
        "JSON_1_0_WD,TIME_PERIOD",
        "JSON_1_0,TIME_PERIOD",
        "JSON_2_0," + DatasetHeader.ALL_DIMENSIONS,
        "JSON_2_1,TIME_PERIOD",
        "JSON_2_1,REF_AREA"
    })
    void needsNoMoreMemoryForAMillionObservations(DataFormat format, String pivot)
            throws IOException, InterruptedException {
        assertThat(SmallHeap.run("64m", DataStreamTest.class, format.name(), pivot))
                .isEqualTo(MillionObservations.sum() + "\n");
    }

    @Test
    void passesJsonWhoseStructureComesFirstWithoutKeepingIt() throws IOException, InterruptedException {
        assertThat(SmallHeap.run("64m", StructureFirst.class)).isEqualTo("1000000 observations, []\n");
    }

    /** Reads a message as other writers make it, which never exists as a whole. */
    static final class StructureFirst {
        private StructureFirst() {}

        public static void main(String[] arguments) throws IOException {
            PipedOutputStream out = new PipedOutputStream();
            PipedInputStream in = new PipedInputStream(out, 1 << 16);
            Thread writer = new Thread(() -> write(out), "writer");
            writer.setDaemon(true);
            writer.start();
            Problems problems = new Problems();
            CountingSink sink = new CountingSink();
            DataMessages.reader(in, Optional.empty(), Fixtures.LOOKUP, problems).transferTo(sink);
            System.out.println(sink.observations + " observations, " + problems.list());
        }

        private static void write(OutputStream to) {
            try (PrintWriter out = new PrintWriter(new BufferedOutputStream(to), false, StandardCharsets.UTF_8)) {
                out.print(
                        "{\"meta\":{\"id\":\"M\"},\"data\":{\"structures\":[{\"links\":[{\"urn\":"
                                + "\"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=TEST:DF_FLOWS(1.0)\"}],\"dimensions\":{");
                out.print("\"dataSet\":[{\"id\":\"FREQ\",\"keyPosition\":0,\"values\":[{\"id\":\"A\"}]},"
                        + "{\"id\":\"SEX\",\"keyPosition\":2,\"values\":[{\"id\":\"F\"}]}],");
                out.print("\"series\":[{\"id\":\"REF_AREA\",\"keyPosition\":1,\"values\":[" + values(100_000, "AREA")
                        + "]}],");
                out.print("\"observation\":[{\"id\":\"TIME_PERIOD\",\"keyPosition\":3,\"values\":[" + values(10, "200")
                        + "]}]}}],\"dataSets\":[{\"series\":{");
                for (int s = 0; s < 100_000; s++) {
                    out.print((s == 0 ? "\"" : ",\"") + s + "\":{\"observations\":{");
                    for (int o = 0; o < 10; o++) {
                        out.print((o == 0 ? "\"" : ",\"") + o + "\":[" + s + "." + o + "]");
                    }
                    out.print("}}");
                }
                out.print("}}]}}");
            }
        }

        private static String values(int count, String prefix) {
            return IntStream.range(0, count)
                    .mapToObj(i -> "{\"id\":\"" + prefix + i + "\",\"name\":\"name of " + i + "\"}")
                    .collect(Collectors.joining(","));
        }
    }

    /** Counts observations and nothing else. */
    private static final class CountingSink implements DataSink {
        private long observations;

        @Override
        public void start(MessageHeader header) {}

        @Override
        public void dataset(DatasetHeader header, DataStructureView structure) {}

        @Override
        public void attributes(AttributeBlock block) {}

        @Override
        public void series(SeriesBlock block) {
            observations += block.size();
        }

        @Override
        public void endDataset() {}

        @Override
        public void end(List<FooterMessage> footer) {}
    }

    /** Runs in the child. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        DataFormat format = DataFormat.valueOf(arguments[0]);
        Problems problems = new Problems();
        String sum = new MillionObservations(arguments[1])
                .through(
                        out -> DataMessages.writer(format, out, DataWriterOptions.DEFAULT, new Problems()),
                        in -> sink -> DataMessages.reader(in, Optional.of(format), Fixtures.LOOKUP, problems)
                                .transferTo(sink));
        problems.list().forEach(System.out::println);
        System.out.println(sum);
    }
}
