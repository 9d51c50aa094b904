package org.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sojourn.testing.Shared;

/** Folders of messages that others made, converted as a whole. */
class SharedFilesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "samples, sdmx-ml-3.1, 70",
        "samples, sdmx-csv-2.0, 25",
        "messages, sdmx-ml-2.1, 60",
        "messages, sdmx-json-2.0, 60"
    })
    void everyFileEndsInOneLine(String shared, String format, int least) throws IOException {
        Path in = Shared.path(shared);
        long files;
        try (Stream<Path> all = Files.walk(in)) {
            files = all.filter(Files::isRegularFile).count();
        }
        Path out = folder.resolve("out");
        CommandLineRun run = CommandLineRun.of("convert", in, out, "--to", format);
        assertThat(run.lines("converted").size() + run.lines("refused").size()).isEqualTo((int) files);
        assertThat(run.lines("converted")).hasSizeGreaterThanOrEqualTo(least);
        assertThat(run.everything()).doesNotContain("Sojourn itself");
        assertThat(run.everything().toLowerCase(Locale.ROOT)).doesNotContain("exception");
        assertThat(run.err()).isEmpty();
        try (Stream<Path> all = Files.walk(out)) {
            assertThat(all.filter(Files::isRegularFile)).hasSameSizeAs(run.lines("converted"));
        }
    }
}
