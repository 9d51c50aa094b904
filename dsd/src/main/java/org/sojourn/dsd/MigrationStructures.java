package org.sojourn.dsd;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.StructureMessages;

/** The structures of migration statistics that come with Sojourn: SDMX-ML 3.1 files, one artefact or one small family each. */
public final class MigrationStructures {

    private static final String FOLDER = "structures";
    private static final String ANY_FILE = FOLDER + "/agencies.xml";

    private MigrationStructures() {}

    /** The files, as paths below the folder of structures ({@code codelists/CL_SEX.xml}), in alphabetical order. */
    public static List<String> files() {
        return ShippedFiles.beside(ANY_FILE);
    }

    /** Opens one of {@link #files}; the caller closes it. */
    public static InputStream open(String file) {
        InputStream stream = MigrationStructures.class.getResourceAsStream(FOLDER + "/" + file);
        if (stream == null) {
            throw new IllegalArgumentException("'" + file + "' is none of the migration structures");
        }
        return stream;
    }

    /**
     * Reads one of {@link #files}.
     *
     * @throws IllegalStateException when it does not read without a fault, saying the first
     */
    public static List<MaintainableArtefact> read(String file) {
        Problems problems = new Problems();
        try (InputStream stream = open(file)) {
            List<MaintainableArtefact> artefacts =
                    StructureMessages.read(stream, problems).artefacts();
            if (!problems.list().isEmpty()) {
                throw new IllegalStateException(file + ": " + problems.list().getFirst());
            }
            return artefacts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All artefacts of all files, with their references resolved on demand; read again by each call. */
    public static Catalogue catalogue() {
        return Catalogue.of(
                files().stream().flatMap(file -> read(file).stream()).toList());
    }
}
