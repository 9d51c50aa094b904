package org.sojourn.cli.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files that a command is to read; standard input is kept in a temporary file until {@link #close}. */
public final class InputFiles implements AutoCloseable {

    /** The word for standard input or output. */
    public static final String STANDARD = "-";

    /** How the names of layouts of tables end. */
    private static final String LAYOUT = ".layout.json";

    private final List<Path> temporary = new ArrayList<>();

    /**
     * The files behind one word of the command line: a file, all files of a directory in order of their paths, or
     * {@value #STANDARD}. Of a directory those are left out whose names begin with a dot, and layouts of tables
     * ({@code SM_UNHCR_DEC.layout.json}): they are read with their map, and are no messages.
     *
     * @param in what {@value #STANDARD} means
     * @throws IOException when there is no such file, or it cannot be read
     */
    public List<InputFile> find(String word, InputStream in) throws IOException {
        if (word.equals(STANDARD)) {
            return List.of(standardInput(in));
        }
        Path path = Path.of(word);
        if (!Files.isDirectory(path)) {
            if (!Files.exists(path)) {
                throw new java.nio.file.NoSuchFileException(word);
            }
            return List.of(InputFile.of(path));
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !hidden(path.relativize(file)) && !layout(file))
                    .sorted()
                    .map(file -> new InputFile(file, relative(path, file)))
                    .toList();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean layout(Path file) {
        return file.getFileName().toString().endsWith(LAYOUT);
    }

    private static String relative(Path directory, Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }

    private static boolean hidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private InputFile standardInput(InputStream in) throws IOException {
        Path kept = Files.createTempFile("sojourn-", ".in");
        temporary.add(kept);
        Files.copy(in, kept, StandardCopyOption.REPLACE_EXISTING);
        return new InputFile(kept, "standard input");
    }

    @Override
    public void close() throws IOException {
        for (Path file : temporary) {
            Files.deleteIfExists(file);
        }
    }
}
