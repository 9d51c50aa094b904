package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of what the standard says name tests that there are. */
class ConformanceTableTest {

    private static final Pattern CODE = Pattern.compile("`(?:([A-Z]\\w*(?:Test|Contract)))?(?:\\.(\\w+))?`");

    private static final Path ROOT = Files.exists(Path.of("docs")) ? Path.of("") : Path.of("..");

    /** Sources of tests by the names of their classes. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : List.of("sdmx-model", "dsd", "server", "tests")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    sources.merge(
                            file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
                }
            }
        }
        return sources;
    }

    /** True where the class or one that it extends has this in its source. */
    private static boolean holds(Map<String, String> sources, String type, String text) {
        String source = sources.getOrDefault(type, "");
        Matcher parent =
                Pattern.compile("class " + type + "[\\w<>, ]* extends (\\w+)").matcher(source);
        return (!source.isEmpty() && source.contains(text)) || (parent.find() && holds(sources, parent.group(1), text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/conformance.md", "docs/reading-the-standard.md"})
    void namesTestsThatThereAre(String table) throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        for (String row : Files.readAllLines(ROOT.resolve(table))) {
            if (!row.startsWith("|")) {
                continue;
            }
            String cell = row.substring(row.lastIndexOf('|', row.length() - 2));
            String type = "ClientHabitsTest";
            Matcher names = CODE.matcher(cell);
            for (MatchResult name : names.results().toList()) {
                type = name.group(1) == null ? type : name.group(1);
                if (!holds(sources, type, name.group(2) == null ? "" : " " + name.group(2) + "(")) {
                    missing.add(type + "." + name.group(2));
                }
            }
        }
        assertThat(missing).isEmpty();
    }
}
