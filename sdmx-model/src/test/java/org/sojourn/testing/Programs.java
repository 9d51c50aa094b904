package org.sojourn.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Programs of the machine that tests use, such as a database server or a browser. */
public final class Programs {
    /** Debian keeps servers in sbin, which is not on everybody's path. */
    private static final List<String> FOLDERS =
            List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin");

    private Programs() {}

    /** The first program of these names that is found. */
    public static Optional<Path> find(String... names) {
        List<String> path = List.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator));
        for (String name : names) {
            Optional<Path> found = Stream.concat(path.stream(), FOLDERS.stream())
                    .filter(folder -> !folder.isBlank())
                    .map(folder -> Path.of(folder, name))
                    .filter(Files::isExecutable)
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * The answer for a test that cannot run here: skipped, or failed with {@code -Dsojourn.ci=true}, where everything
     * must be installed.
     *
     * @param what what is missing and how to get it, in a few words
     */
    public static RuntimeException missing(String what) {
        if (Boolean.getBoolean("sojourn.ci")) {
            throw new AssertionError("missing: " + what);
        }
        return new TestAbortedException("skipped, missing: " + what);
    }
}
