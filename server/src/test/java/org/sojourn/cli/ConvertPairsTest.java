package org.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.Feature;
import org.sojourn.format.DataFormat;

/** Demonstration data in every format, each converted into every format. */
class ConvertPairsTest {

    /** 331 series. */
    private static final int EVERY = 100;

    @TempDir
    private static Path folder;

    private static List<String> original;
    private static long observations;

    @BeforeAll
    static void writeAllFormats() throws IOException {
        CanonicalData data = CanonicalData.of(DemoFiles.every(EVERY));
        // What every format carries: one language, no header.
        original = data.lines(EnumSet.noneOf(Feature.class));
        observations = data.observations();
        Files.createDirectories(folder.resolve("in"));
        for (DataFormat format : DataFormat.values()) {
            DemoFiles.write(
                    folder.resolve(
                            "in/" + format.formatName() + "." + format.family().extension()),
                    format,
                    DemoFiles.every(EVERY));
        }
    }

    @ParameterizedTest
    @EnumSource(DataFormat.class)
    void observationsAndAttributesAreEqualAfterwards(DataFormat target) throws IOException {
        Path out = folder.resolve("to-" + target.formatName());
        CommandLineRun run = CommandLineRun.of("convert", folder.resolve("in"), out, "--to", target.formatName());
        assertThat(run.everything()).doesNotContain("refused ");
        assertThat(run.code()).isZero();
        assertThat(run.lines("converted"))
                .hasSize(DataFormat.values().length)
                .allMatch(l -> l.contains("331 series, "));
        for (DataFormat from : DataFormat.values()) {
            Path file = out.resolve(from.formatName() + "." + target.family().extension());
            CanonicalData back = DemoFiles.read(file);
            assertThat(back.observations()).isEqualTo(observations);
            assertThat(back.lines(EnumSet.noneOf(Feature.class)))
                    .as("from " + from.formatName())
                    .isEqualTo(original);
        }
    }
}
