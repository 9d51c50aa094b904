package org.sojourn.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.sojourn.config.DataDirectory;
import org.sojourn.config.ServerConfig;
import org.sojourn.index.ReadCopy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sojourn rebuild-index}: throws the read copy away, so that the next start makes it again. */
@Command(
        name = "rebuild-index",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Throws away the read copy of a data directory that no server uses; the next start makes it again"
                + " from the database.")
final class RebuildIndex implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions options;

    @Override
    public Integer call() throws IOException {
        ServerConfig config = options.existing();
        try (DataDirectory held = DataDirectory.open(config.data())) {
            ReadCopy.discard(DataDirectory.index(held.path()));
        }
        spec.commandLine()
                .getOut()
                .println("The read copy in " + config.data() + " is gone; the next start makes it again.");
        spec.commandLine().getOut().flush();
        return Main.OK;
    }
}
