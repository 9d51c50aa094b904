package org.sojourn.dsd;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.sojourn.metadata.MetadataMessages;
import org.sojourn.model.MetadataSet;
import org.sojourn.rules.Problems;

/**
 * The reports on the figures that come along: how good they are ({@code Q_}), and what their source is ({@code S_}). SDMX-ML
 * 3.1, one a file.
 */
public final class MigrationMetadata {

    private static final String FOLDER = "metadata/";

    private MigrationMetadata() {}

    /** The files, such as {@code Q_STK_BIL_UNDESA.xml}, in alphabetical order. */
    public static List<String> files() {
        return ShippedFiles.beside(FOLDER + "Q_STK_BIL_UNDESA.xml");
    }

    /** Opens one of {@link #files}; the caller closes it. */
    public static InputStream open(String file) {
        InputStream stream = MigrationMetadata.class.getResourceAsStream(FOLDER + file);
        if (stream == null) {
            throw new IllegalArgumentException("'" + file + "' is none of the reports on the figures");
        }
        return stream;
    }

    /**
     * Reads one of {@link #files}.
     *
     * @throws IllegalStateException when it does not read without a fault, saying the first
     */
    public static List<MetadataSet> read(String file) {
        Problems problems = new Problems();
        try (InputStream stream = open(file)) {
            List<MetadataSet> sets = MetadataMessages.read(stream, problems).sets();
            if (!problems.list().isEmpty()) {
                throw new IllegalStateException(file + ": " + problems.list().getFirst());
            }
            return sets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All reports; read again by each call. */
    public static List<MetadataSet> sets() {
        return files().stream().flatMap(file -> read(file).stream()).toList();
    }
}
