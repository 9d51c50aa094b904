package org.sojourn.tests.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the fuzzer once found, and short messages that reach much of each parser, stay read or refused in words. */
class FuzzCorpusTest {

    private static final Path CORPUS = Path.of("src", "test", "resources", "fuzz");

    @ParameterizedTest
    @EnumSource
    void readsOrRefusesEachInput(FuzzTarget target) throws IOException {
        for (Path input : inputs(target)) {
            try {
                target.run(Files.readAllBytes(input));
            } catch (RuntimeException | Error e) {
                throw new AssertionError(input.toString(), e);
            }
        }
    }

    private static List<Path> inputs(FuzzTarget target) throws IOException {
        Path folder = CORPUS.resolve(target.folder());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }
}
