package org.sojourn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
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
        "CSV_2_1," + DatasetHeader.ALL_DIMENSIONS,
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
