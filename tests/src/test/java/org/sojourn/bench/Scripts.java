package org.sojourn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The settings of the other sides, in {@code tests/bench}. */
final class Scripts {

    private static final Path FOLDER = Path.of(System.getProperty("sojourn.root", "."), "tests", "bench");

    private Scripts() {}

    /** A file with each <code>${name}</code> replaced. */
    static String text(String file, Map<String, String> values) throws IOException {
        String text = Files.readString(FOLDER.resolve(file));
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    /** The statements of an SQL file. */
    static List<String> statements(String file, Map<String, String> values) throws IOException {
        return Arrays.stream(text(file, values).replaceAll("(?m)^--.*\n", "").split(";(?=\\s*(\n|$))"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** The lines of a file of settings, without its comments. */
    static List<String> settings(String file) throws IOException {
        return text(file, Map.of())
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
    }
}
