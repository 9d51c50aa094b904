package org.sojourn.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sojourn.cli.load.ServerBackup;
import org.sojourn.config.DataDirectory;
import org.sojourn.config.ServerConfig;
import org.sojourn.store.Backups;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn backup}: the database of a server or of a data directory in one zip. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Writes the database of a running server, or of a data directory that none uses, into a zip.",
        footer = {"", "The read copy is left out: the next start makes it again. For MariaDB use its own tools."})
final class Backup implements Callable<Integer> {
    private static final double MEGA = 1e6;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions options;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "A running server (default: the one that holds the data directory, if one does).")
    private @Nullable URI server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:SOJOURN_TOKEN}",
            description = "Token of an admin, for a running server; better in the environment as SOJOURN_TOKEN.")
    private @Nullable String token;

    @Parameters(index = "0", paramLabel = "OUT.zip", description = "The backup, which must not exist yet.")
    private Path zip;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(zip)) {
            throw CommandFailure.misused(zip + " exists already; give another name, so that no backup is lost");
        }
        String from = write();
        spec.commandLine()
                .getOut()
                .printf(Locale.ROOT, "Backed up %s to %s (%.1f MB).%n", from, zip, Files.size(zip) / MEGA);
        spec.commandLine().getOut().flush();
        return Main.OK;
    }

    /** Writes the backup and says of what. */
    private String write() throws IOException {
        if (server != null) {
            return from(server);
        }
        ServerConfig config = options.existing();
        if (config.database().url().isPresent()) {
            throw CommandFailure.failed(
                    "the data are in " + config.database().url().get()
                            + "; back them up with mariadb-backup or mariadb-dump --single-transaction");
        }
        Optional<DataDirectory> free = DataDirectory.openIfFree(config.data());
        if (free.isEmpty()) {
            return from(DataOptions.serverOf(config));
        }
        try (DataDirectory held = free.get()) {
            Backups.write(held.path(), zip);
            return config.data().toString();
        }
    }

    private String from(URI address) throws IOException {
        ServerBackup.fetch(
                DataOptions.server(address), Optional.ofNullable(token).filter(t -> !t.isBlank()), zip);
        return address.toString();
    }
}
