package org.sojourn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.sojourn.config.DataDirectory;
import org.sojourn.config.ServerConfig;
import org.sojourn.store.Backups;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn restore}: a data directory from a backup. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Makes a data directory from a backup.")
final class Restore implements Callable<Integer> {

    /** What an operator may have put there, and what commands leave. */
    private static final Set<String> ALLOWED = Set.of(ServerConfig.FILE, DataDirectory.LOCK);

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "IN.zip", description = "A backup that sojourn backup wrote.")
    private Path zip;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The data directory to make; it must be empty but for " + ServerConfig.FILE + ".")
    private Path data;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw CommandFailure.misused("there is no file " + zip);
        }
        List<String> there = inside();
        if (!there.isEmpty()) {
            throw CommandFailure.misused("the directory " + data + " is not empty (it holds "
                    + String.join(", ", there.subList(0, Math.min(3, there.size()))) + (there.size() > 3 ? ", ..." : "")
                    + "); restore into an empty one");
        }
        try (DataDirectory held = DataDirectory.open(data.toAbsolutePath().normalize())) {
            Backups.restore(zip, held.path());
        }
        spec.commandLine()
                .getOut()
                .println("Restored " + zip + " into " + data + "; start it with sojourn serve --data " + data);
        spec.commandLine().getOut().flush();
        return Main.OK;
    }

    private List<String> inside() throws IOException {
        if (!Files.exists(data)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(data)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !ALLOWED.contains(name))
                    .sorted()
                    .toList();
        }
    }
}
