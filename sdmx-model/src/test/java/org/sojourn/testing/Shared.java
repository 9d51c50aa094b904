package org.sojourn.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Material outside the repository (official schemas, samples, real messages) that tests compare with. */
public final class Shared {
    private Shared() {}

    /** The folder {@code shared} beside the project, whether it exists or not. */
    public static Path root() {
        String named = System.getProperty("sojourn.shared");
        // Without Maven, in an editor, tests run in the module's folder.
        return Path.of(named == null ? "../../shared" : named).toAbsolutePath().normalize();
    }

    /**
     * A file or folder of the shared material, for example {@code schemas/sdmx-ml-3.1}.
     *
     * @throws org.opentest4j.TestAbortedException when it is absent: the test is skipped and says why
     */
    public static Path path(String relative) {
        Path path = root().resolve(relative);
        Assumptions.assumeTrue(Files.exists(path), () -> "skipped: there is no " + path);
        return path;
    }
}
