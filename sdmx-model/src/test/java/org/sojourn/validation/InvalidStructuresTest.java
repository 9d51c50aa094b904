package org.sojourn.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;

/** Each file of {@code structures/invalid} breaks the one rule that its name begins with, and no other. */
class InvalidStructuresTest {

    /** All rules of {@link StructureValidator} that a message can break, but for one that the reader itself finds. */
    private static final List<String> RULES = List.of(
            "invalid-id",
            "duplicate-artefact",
            "duplicate-id",
            "missing-name",
            "unknown-parent",
            "parent-circle",
            "unknown-dimension",
            "unknown-group",
            "unknown-measure",
            "two-time-dimensions",
            "no-dimensions",
            "unresolved-reference",
            "unresolved-item");

    static Stream<Path> files() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(InvalidStructuresTest.class.getResource("/structures/invalid"))
                .toURI());
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList().stream();
        }
    }

    private static String rule(Path file) {
        String name = file.getFileName().toString();
        return RULES.stream()
                .filter(rule -> name.startsWith(rule + "-"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("files")
    void breaksTheRuleOfItsName(Path file) throws IOException {
        Problems problems = new Problems();
        StructureMessage message;
        try (InputStream in = Files.newInputStream(file)) {
            message = StructureMessages.read(in, problems);
        }
        StructureValidator validator = new StructureValidator(problems);
        validator.check(message.artefacts());
        validator.references(message.artefacts(), Catalogue.of(message.artefacts()), Problem.Severity.ERROR);
        assertThat(problems.list().stream().map(Problem::rule).collect(Collectors.toSet()))
                .as("%s", problems.list())
                .isEqualTo(Set.of(rule(file)));
        assertThat(problems.list()).allSatisfy(problem -> {
            assertThat(problem.location().toString()).isNotEmpty();
            assertThat(problem.message()).isNotEmpty();
        });
    }

    @Test
    void everyRuleHasAFile() throws IOException, URISyntaxException {
        assertThat(files().map(InvalidStructuresTest::rule).collect(Collectors.toSet()))
                .containsAll(RULES);
    }
}
