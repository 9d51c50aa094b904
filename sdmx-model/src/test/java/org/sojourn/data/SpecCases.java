package org.sojourn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problems;

/**
 * Small messages of our own, one for each clause of a standard, in a folder of resources: beside {@code NAME.ext} the file
 * {@code NAME.txt} tells the clause in its first line, behind {@code #}, and then what reading gives.
 */
public final class SpecCases {
    private SpecCases() {}

    /** The messages with this extension in the folder {@code cases} beside a class. */
    public static Stream<Path> of(Class<?> beside, String extension) throws IOException, URISyntaxException {
        Path folder =
                Path.of(Objects.requireNonNull(beside.getResource("cases")).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(f -> f.toString().endsWith("." + extension))
                    .sorted()
                    .toList();
            assertThat(found).as("cases in " + folder).isNotEmpty();
            return found.stream();
        }
    }

    /** Compares what reading gives with what it should. */
    public static void check(Path message, BiFunction<InputStream, Problems, DataSource> reader) throws IOException {
        String name = message.getFileName().toString();
        Path told = message.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".txt");
        List<String> expected = Files.readAllLines(told, StandardCharsets.UTF_8);
        assertThat(expected.getFirst()).as("the clause in " + told).startsWith("# ");
        List<String> said = read(message, reader);
        assertThat(said).as(name + ": " + expected.getFirst()).isEqualTo(expected.subList(1, expected.size()));
    }

    private static List<String> read(Path message, BiFunction<InputStream, Problems, DataSource> reader)
            throws IOException {
        Transcript transcript = new Transcript();
        Problems problems = new Problems();
        List<String> said = new ArrayList<>();
        try (InputStream in = Files.newInputStream(message)) {
            reader.apply(in, problems).transferTo(transcript);
        } catch (SdmxException e) {
            said.add("refused " + e.kind() + ": " + e.detail());
        }
        said.addAll(0, transcript.lines());
        problems.list().forEach(p -> said.add(p.toString()));
        return said;
    }
}
