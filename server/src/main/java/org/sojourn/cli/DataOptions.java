package org.sojourn.cli;

import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.config.DataDirectory;
import org.sojourn.config.ServerConfig;
import org.sojourn.store.SystemOfRecord;
import picocli.CommandLine.Option;

/** The option by which commands find a data directory, and the ways to open one that no server uses. */
final class DataOptions {

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory (default: ./sojourn-data).")
    private @Nullable String data;

    /** Whether the directory was named on the command line. */
    boolean given() {
        return data != null;
    }

    /** The configuration that {@code serve} would have with this directory. */
    ServerConfig config() {
        return ServerConfig.read(data == null ? Map.of() : Map.of("data", data), System.getenv());
    }

    /** The configuration with a directory that must be there already. */
    ServerConfig existing() {
        ServerConfig config = config();
        if (!Files.isDirectory(config.data())) {
            throw CommandFailure.failed(
                    "there is no data directory " + config.data() + "; name it with --data (sojourn serve makes one)");
        }
        return config;
    }

    /** Where the server answers that holds the data directory of a configuration. */
    static URI serverOf(ServerConfig config) {
        return DataDirectory.announced(config.data())
                .orElseThrow(() -> CommandFailure.failed("the data directory " + config.data()
                        + " is in use, and whoever uses it did not say where it answers; name it with --server"));
    }

    /** The address of a server, if it can be one. */
    static URI server(URI address) {
        if (address.getHost() == null
                || address.getScheme() == null
                || !address.getScheme().startsWith("http")) {
            throw CommandFailure.misused(
                    "the server is '" + address + "'; expected an address such as http://127.0.0.1:8080");
        }
        return address;
    }

    /** A data directory and its system of record, held by this process until closed. */
    record Offline(DataDirectory directory, SystemOfRecord records) implements AutoCloseable {

        static Offline open(ServerConfig config) {
            return open(DataDirectory.open(config.data()), config);
        }

        static Offline open(DataDirectory directory, ServerConfig config) {
            try {
                return new Offline(directory, SystemOfRecord.open(Sojourn.address(config)));
            } catch (RuntimeException e) {
                directory.close();
                throw e;
            }
        }

        @Override
        public void close() {
            try {
                records.close();
            } finally {
                directory.close();
            }
        }
    }
}
