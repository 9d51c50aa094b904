package org.sojourn.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.sojourn.cli.file.InputFile;
import org.sojourn.cli.file.InputFiles;
import org.sojourn.cli.file.KnownStructures;
import org.sojourn.cli.file.Progress;
import org.sojourn.cli.file.Reasons;
import org.sojourn.dsd.MigrationStructures;
import picocli.CommandLine.Option;

/** The option by which commands that read data are told of structures, and what these commands have in common. */
final class StructureOptions {

    @Option(
            names = "--structures",
            paramLabel = "FILE|DIR",
            description = "Structures that the data need, read first; may be given several times."
                    + " Structures among the input count too, and those that come with Sojourn.")
    private List<String> words = new ArrayList<>();

    /**
     * Reads all structures: those of this option and those among the input.
     *
     * @param err told which of the files named here cannot be used
     */
    KnownStructures read(List<InputFile> input, InputFiles files, PrintWriter err) {
        KnownStructures known = new KnownStructures(MigrationStructures::catalogue);
        for (String word : words) {
            List<InputFile> found = find(word, files);
            boolean single = found.size() == 1;
            known.read(found, true, (file, reason) -> {
                if (single) {
                    throw CommandFailure.misused("--structures " + word + ": " + reason);
                }
                err.println("sojourn: no structures from " + file.name() + ": " + reason);
            });
        }
        // Their own turn tells what is wrong with them.
        known.read(input, false, (file, reason) -> {});
        return known;
    }

    /** The files behind one word of the command line. */
    static List<InputFile> find(String word, InputFiles files) {
        try {
            InputStream in = System.in;
            return files.find(word, in);
        } catch (IOException e) {
            throw CommandFailure.misused(word + ": " + Reasons.of(e));
        } catch (java.nio.file.InvalidPathException e) {
            throw CommandFailure.misused("'" + word + "' is no path of a file or directory");
        }
    }

    /** Shown on a terminal only; the launcher knows whether standard error is one. */
    static Progress progress(PrintWriter err) {
        return Boolean.getBoolean("sojourn.terminal") ? Progress.on(err) : Progress.silent();
    }
}
