package org.sojourn.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders. */
final class Folders {
    private Folders() {}

    /** Deletes a folder with what is in it. */
    static void delete(Path folder) throws IOException {
        for (Path path :
                inside(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
        }
    }

    /** Copies a folder with what is in it to a place that does not exist yet. */
    static void copy(Path from, Path to) throws IOException {
        for (Path path : inside(from)) {
            Files.copy(path, to.resolve(from.relativize(path).toString()));
        }
    }

    /** The files of a folder and its subfolders. */
    static List<Path> files(Path folder) throws IOException {
        return inside(folder).stream().filter(Files::isRegularFile).toList();
    }

    /** Folders before what is in them. */
    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
        }
    }
}
