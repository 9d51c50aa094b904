package org.sojourn.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sojourn.cli.file.Reasons;
import org.sojourn.dsd.MigrationMaps;
import org.sojourn.mapping.SourceLayout;
import org.sojourn.mapping.SourceLayouts;
import org.sojourn.model.SdmxException;
import picocli.CommandLine.Option;

/** The option by which commands read tables of other providers. */
final class MapOption {

    @Option(
            names = "--map",
            paramLabel = "ID|FILE",
            description = "The files are tables of another provider, read and mapped as this says: the id of a map that"
                    + " comes with Sojourn, such as SM_UNHCR_POP, or a file with a layout of your own.")
    private @Nullable String map;

    /** The layout of the files; empty where they are messages. */
    Optional<SourceLayout> layout() {
        if (map == null) {
            return Optional.empty();
        }
        Optional<SourceLayout> shipped = MigrationMaps.layout(map);
        if (shipped.isPresent()) {
            return shipped;
        }
        try {
            Path file = Path.of(map);
            if (!Files.isRegularFile(file)) {
                throw CommandFailure.misused("--map is '" + map + "', which is no file and none of the maps "
                        + MigrationMaps.layouts().stream().map(SourceLayout::id).collect(Collectors.joining(", ")));
            }
            try (InputStream in = Files.newInputStream(file)) {
                return Optional.of(SourceLayouts.read(in));
            }
        } catch (SdmxException e) {
            throw CommandFailure.misused("--map " + map + ": " + e.detail());
        } catch (IOException e) {
            throw CommandFailure.misused("--map " + map + ": " + Reasons.of(e));
        } catch (InvalidPathException e) {
            throw CommandFailure.misused("--map '" + map + "' is no path of a file");
        }
    }
}
