package org.sojourn.dsd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists what is in a folder of this module, in a directory of classes as in a jar. */
final class ShippedFiles {

    private ShippedFiles() {}

    /**
     * The XML files of a folder and of those in it, as paths below it, in alphabetical order.
     *
     * @param known a file that is in the folder itself
     */
    static List<String> beside(String known) {
        URL url = ShippedFiles.class.getResource(known);
        if (url == null) {
            throw new IllegalStateException(known + " is missing from the installation");
        }
        try {
            URI address = url.toURI();
            if (address.getScheme().equals("file")) {
                return list(Path.of(address).getParent());
            }
            // jar:file:/.../sojourn.jar!/org/sojourn/dsd/structures/agencies.xml
            String[] parts = address.getRawSchemeSpecificPart().split("!", 2);
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(URI.create(parts[0])))) {
                return list(jar.getPath(parts[1]).getParent());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no usable address: " + url, e);
        }
    }

    private static List<String> list(@Nullable Path folder) throws IOException {
        if (folder == null) {
            throw new IllegalStateException("a file of the installation has no folder");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }
}
