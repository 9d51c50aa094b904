package org.sojourn.data.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.Fixtures;
import org.sojourn.data.MillionObservations;
import org.sojourn.format.DataFormat;
import org.sojourn.rules.Problems;
import org.sojourn.testing.SmallHeap;

/** A million observations through writer and reader with a heap of 64 MB. */
class MlStreamTest {

    @ParameterizedTest
    @CsvSource({
        "ML_2_1_GENERIC,TIME_PERIOD",
        "ML_2_1_GENERIC_TS,TIME_PERIOD",
        "ML_2_1_SS,REF_AREA",
        "ML_2_1_SS_TS,TIME_PERIOD",
        "ML_3_0,TIME_PERIOD",
        "ML_3_1," + DatasetHeader.ALL_DIMENSIONS
    })
    void needsNoMoreMemoryForAMillionObservations(DataFormat format, String pivot)
            throws IOException, InterruptedException {
        assertThat(SmallHeap.run("64m", MlStreamTest.class, format.name(), pivot))
                .isEqualTo(MillionObservations.sum() + "\n");
    }

    /** Runs in the child. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        DataFormat format = DataFormat.valueOf(arguments[0]);
        Problems problems = new Problems();
        String sum = new MillionObservations(arguments[1])
                .through(
                        out -> new MlDataWriter(format, out, DataWriterOptions.DEFAULT, problems),
                        in -> new MlDataReader(in, Fixtures.LOOKUP, problems));
        problems.list().forEach(System.out::println);
        System.out.println(sum);
    }
}
