package org.sojourn.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Differences that have a good reason, as a resource lists them: a pattern for files, a pattern for differences, the reason,
 * with tabs between them. Two patterns match where they are found; rows that explain nothing any more are told.
 */
public final class ExpectedDifferences {

    private final List<Row> rows;

    private static final class Row {
        final Pattern file;
        final Pattern difference;
        final String line;
        boolean used;

        Row(String line) {
            String[] fields = line.split("\t");
            if (fields.length != 3 || fields[2].isBlank()) {
                throw new IllegalArgumentException("expected a file, a difference and a reason: " + line);
            }
            this.file = Pattern.compile(fields[0]);
            this.difference = Pattern.compile(fields[1]);
            this.line = line;
        }
    }

    private ExpectedDifferences(List<Row> rows) {
        this.rows = rows;
    }

    /** @param resource the name of a file beside the class */
    public static ExpectedDifferences beside(Class<?> test, String resource) {
        try (InputStream in = Objects.requireNonNull(test.getResourceAsStream(resource), resource)) {
            return new ExpectedDifferences(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .map(Row::new)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What no row explains. */
    public List<String> unexplained(String file, Collection<String> differences) {
        List<String> left = new ArrayList<>();
        for (String difference : differences) {
            boolean explained = false;
            for (Row row : rows) {
                if (row.file.matcher(file).find()
                        && row.difference.matcher(difference).find()) {
                    row.used = true;
                    explained = true;
                }
            }
            if (!explained) {
                left.add(difference);
            }
        }
        return left;
    }

    /** Rows that explained nothing so far. */
    public List<String> unused() {
        return rows.stream().filter(r -> !r.used).map(r -> r.line).toList();
    }
}
