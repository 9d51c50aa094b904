package org.sojourn.data.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.Fixtures;
import org.sojourn.data.MillionObservations;
import org.sojourn.format.DataFormat;
import org.sojourn.format.OfficeFormat;
import org.sojourn.rules.Problems;
import org.sojourn.testing.SmallHeap;

/**
 * A million observations through the office formats. A workbook is written and read within the 64 MB of other formats; a cube
 * of JSON-stat names its categories before its cells, so that it is gathered, and a million cells need half a gigabyte.
 */
@Tag("slow")
class OfficeStreamTest {

    @TempDir
    Path folder;

    @Test
    void writesAndReadsAWorkbookOfAMillionRowsInASmallHeap() throws IOException, InterruptedException {
        String file = folder.resolve("million.xlsx").toString();
        assertThat(SmallHeap.run("64m", Writing.class, OfficeFormat.WORKBOOK.name(), file))
                .isEqualTo("written\n");
        assertThat(SmallHeap.run("64m", Reading.class, file)).isEqualTo(MillionObservations.sum() + "\n");
    }

    @Test
    void gathersACubeOfJsonStatInTheHeapOfADesk() throws IOException, InterruptedException {
        Path file = folder.resolve("million.json");
        assertThat(SmallHeap.run("512m", Writing.class, OfficeFormat.JSON_STAT.name(), file.toString()))
                .isEqualTo("written\n");
        assertThat(Files.size(file)).isGreaterThan(10_000_000);
    }

    /** Runs in a child. */
    static final class Writing {
        private Writing() {}

        public static void main(String[] arguments) throws IOException {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
                new MillionObservations("TIME_PERIOD")
                        .transferTo(OfficeMessages.writer(
                                OfficeFormat.valueOf(arguments[0]), out, DataWriterOptions.DEFAULT, new Problems()));
            }
            System.out.println("written");
        }
    }

    /** Runs in a child. */
    static final class Reading {
        private Reading() {}

        public static void main(String[] arguments) throws IOException {
            Problems problems = new Problems();
            MillionObservations.Sum sum = new MillionObservations.Sum();
            try (InputStream cells =
                    WorkbookText.of(new BufferedInputStream(Files.newInputStream(Path.of(arguments[0]))))) {
                DataMessages.reader(cells, Optional.of(DataFormat.CSV_2_1), Fixtures.LOOKUP, problems)
                        .transferTo(sum);
            }
            problems.list().forEach(System.out::println);
            System.out.println(sum);
        }
    }
}
