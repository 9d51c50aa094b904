package org.sojourn.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.sojourn.config.DataDirectory;
import org.sojourn.config.ServerConfig;
import org.sojourn.store.Backups;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn backup}: the database of a data directory in one zip. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Writes the database of a data directory that no server uses into a zip.",
        footer = {"", "The read copy is left out: the next start makes it again. For MariaDB use its own tools."})
final class Backup implements Callable<Integer> {
    private static final double MEGA = 1e6;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions options;

    @Parameters(index = "0", paramLabel = "OUT.zip", description = "The backup, which must not exist yet.")
    private Path zip;

    @Override
    public Integer call() throws java.io.IOException {
        ServerConfig config = options.existing();
        if (Files.exists(zip)) {
            throw CommandFailure.misused(zip + " exists already; give another name, so that no backup is lost");
        }
        if (config.database().url().isPresent()) {
            throw CommandFailure.failed(
                    "the data are in " + config.database().url().get()
                            + "; back them up with mariadb-backup or mariadb-dump --single-transaction");
        }
        try (DataDirectory held = DataDirectory.open(config.data())) {
            Backups.write(held.path(), zip);
        }
        spec.commandLine()
                .getOut()
                .printf(Locale.ROOT, "Backed up %s to %s (%.1f MB).%n", config.data(), zip, Files.size(zip) / MEGA);
        spec.commandLine().getOut().flush();
        return Main.OK;
    }
}
