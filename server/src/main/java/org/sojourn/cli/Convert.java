package org.sojourn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sojourn.cli.file.FileConversion;
import org.sojourn.cli.file.InputFile;
import org.sojourn.cli.file.InputFiles;
import org.sojourn.cli.file.Outcome;
import org.sojourn.cli.file.Reports;
import org.sojourn.cli.file.Target;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.DataWriterOptions.Keys;
import org.sojourn.data.DataWriterOptions.Labels;
import org.sojourn.data.DataWriterOptions.TimeFormat;
import org.sojourn.format.Languages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn convert}: structures and data from any format into another. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Converts structures and data into another format.",
        footer = {
            "",
            "Formats of structures, data and reference metadata:",
            "  sdmx-ml-2.1 sdmx-ml-3.0 sdmx-ml-3.1 sdmx-json-1.0 sdmx-json-2.0 sdmx-json-2.1",
            "Of data in another layout of 2.1 (sdmx-ml-2.1 is sdmx-ml-2.1-ss):",
            "  sdmx-ml-2.1-ss sdmx-ml-2.1-ss-ts sdmx-ml-2.1-generic sdmx-ml-2.1-generic-ts",
            "Of data and reference metadata as tables:",
            "  sdmx-csv-1.0 (data only) sdmx-csv-2.0 sdmx-csv-2.1",
            "Of data for other programs:",
            "  xlsx json-stat-2.0 sdmx-json-1.0-wd (the draft before 1.0)",
            "",
            "A directory keeps its relative paths: one output and one line of report for",
            "each file. Gzip is read and written by the extension .gz. An output appears",
            "as a whole or not at all.",
            "",
            "Exit status: 0 all converted, 1 some refused, 2 the command cannot be used."
        })
final class Convert implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "IN", description = "File, directory, or - for standard input.")
    private String in;

    @Parameters(index = "1", paramLabel = "OUT", description = "File, directory, or - for standard output.")
    private String out;

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            required = true,
            completionCandidates = Formats.class,
            description = "One of the formats below.")
    private String to;

    @Mixin
    private StructureOptions structures;

    @Mixin
    private MapOption map;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGES",
            description = "Wanted languages of names where one is chosen, best first: fr,en.")
    private @Nullable String languages;

    @Option(names = "--labels", paramLabel = "id|name|both", description = "SDMX-CSV: ids, names beside them, or both.")
    private String labels = "id";

    @Option(
            names = "--time-format",
            paramLabel = "original|normalized",
            description = "SDMX-CSV: periods as they are, or in one form.")
    private String timeFormat = "original";

    @Option(
            names = "--keys",
            paramLabel = "none|obs|series|both",
            description = "SDMX-CSV 2.x: more columns with keys.")
    private String keys = "none";

    @Option(names = "--report", paramLabel = "text|json|html", description = "Form of the report (default: text).")
    private ReportForm report = ReportForm.text;

    @Option(names = "--pretty", description = "Indents XML and JSON for people.")
    private boolean pretty;

    @Option(
            names = "--dimension-at-observation",
            paramLabel = "ID",
            description = "The dimension that varies inside a series, or AllDimensions for none.")
    private @Nullable String pivot;

    /** The names of formats, for help. */
    static final class Formats extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Formats() {
            super(Target.names());
        }
    }

    @Override
    public Integer call() throws IOException {
        Target target = Target.named(to)
                .orElseThrow(() -> CommandFailure.misused(
                        "--to is '" + to + "'; expected one of " + String.join(", ", Target.names())));
        DataWriterOptions options = options();
        try (InputFiles files = new InputFiles()) {
            List<InputFile> input = StructureOptions.find(in, files);
            PrintWriter err = spec.commandLine().getErr();
            FileConversion conversion = new FileConversion(
                    target,
                    options,
                    Optional.ofNullable(pivot),
                    structures.read(input, files, err),
                    StructureOptions.progress(err),
                    map.layout());
            return !in.equals(InputFiles.STANDARD) && Files.isDirectory(Path.of(in))
                    ? directory(input, target, conversion)
                    : single(input.getFirst(), target, conversion);
        }
    }

    private DataWriterOptions options() {
        return new DataWriterOptions(
                Languages.wanted(languages),
                word("--labels", labels, Labels.values()),
                word("--time-format", timeFormat, TimeFormat.values()),
                word("--keys", keys, Keys.values()),
                pretty);
    }

    private static <E extends Enum<E>> E word(String option, String given, E[] known) {
        List<String> words = new ArrayList<>();
        for (E value : known) {
            if (value.name().equalsIgnoreCase(given)) {
                return value;
            }
            words.add(value.name().toLowerCase(Locale.ROOT));
        }
        throw CommandFailure.misused(option + " is '" + given + "'; expected one of " + String.join(", ", words));
    }

    private int single(InputFile input, Target target, FileConversion conversion) throws IOException {
        if (out.equals(InputFiles.STANDARD)) {
            if (!target.text()) {
                throw CommandFailure.misused("a workbook cannot be written to standard output; give a file as OUT");
            }
            return toStandardOutput(input, target, conversion);
        }
        Path output = Path.of(out);
        if (Files.isDirectory(output) || out.endsWith("/") || out.endsWith("\\")) {
            Path name = in.equals(InputFiles.STANDARD)
                    ? Path.of("standard-input")
                    : input.path().getFileName();
            output = output.resolve(target.path(name, input.gzip()));
        }
        if (Files.exists(output) && Files.isSameFile(input.path(), output)) {
            throw CommandFailure.misused("IN and OUT are the same file: " + output);
        }
        boolean gzip = output.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        return told(
                conversion.convert(input, output, gzip),
                output.toString(),
                target,
                spec.commandLine().getOut());
    }

    /** The report goes to standard error, and nothing at all to standard output when the input is refused. */
    private int toStandardOutput(InputFile input, Target target, FileConversion conversion) throws IOException {
        Path kept = Files.createTempFile("sojourn-", ".out");
        try {
            Outcome outcome = conversion.convert(input, kept, false);
            if (outcome.refusal().isEmpty()) {
                // All formats are text in UTF-8.
                PrintWriter writer = spec.commandLine().getOut();
                try (var text = Files.newBufferedReader(kept)) {
                    text.transferTo(writer);
                }
                writer.flush();
            }
            return told(outcome, "standard output", target, spec.commandLine().getErr());
        } finally {
            Files.deleteIfExists(kept);
        }
    }

    private int told(Outcome outcome, String output, Target target, PrintWriter to) {
        Reports reports = new Reports(to);
        switch (report) {
            case text -> {
                reports.converted(outcome, output, target.name());
                reports.notes();
            }
            case json -> reports.convertedAsJson(List.of(outcome), List.of(output), target.name());
            case html -> reports.convertedAsHtml(List.of(outcome), List.of(output), target.name());
        }
        return outcome.refusal().isEmpty() ? Main.OK : Main.FAILED;
    }

    private int directory(List<InputFile> input, Target target, FileConversion conversion) throws IOException {
        Path from = Path.of(in);
        Path into = Path.of(out);
        if (out.equals(InputFiles.STANDARD)) {
            throw CommandFailure.misused("a directory cannot be converted to standard output; give a directory as OUT");
        }
        if (Files.exists(into) && !Files.isDirectory(into)) {
            throw CommandFailure.misused("IN is a directory and OUT a file: " + out + "; give a directory as OUT");
        }
        if (into.toAbsolutePath().normalize().startsWith(from.toAbsolutePath().normalize())) {
            throw CommandFailure.misused(
                    "OUT lies inside IN, where the next run would read it; give a directory outside of " + in);
        }
        List<Path> outputs = outputs(input, target);
        Reports reports = new Reports(spec.commandLine().getOut());
        List<Outcome> outcomes = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < input.size(); i++) {
            InputFile file = input.get(i);
            Path relative = outputs.get(i);
            Outcome outcome = conversion.convert(file, into.resolve(relative.toString()), gzip(relative));
            if (report == ReportForm.text) {
                reports.converted(outcome, relative.toString(), target.name());
            } else {
                outcomes.add(outcome);
            }
            refused += outcome.refusal().isPresent() ? 1 : 0;
        }
        List<String> names = outputs.stream().map(Path::toString).toList();
        switch (report) {
            case text -> {
                int converted = input.size() - refused;
                spec.commandLine()
                        .getOut()
                        .println("Converted " + converted + (input.size() == 1 ? " file" : " files")
                                + (refused == 0 ? "." : ", refused " + refused + "."));
                reports.notes();
            }
            case json -> reports.convertedAsJson(outcomes, names, target.name());
            case html -> reports.convertedAsHtml(outcomes, names, target.name());
        }
        return refused == 0 ? Main.OK : Main.FAILED;
    }

    private static boolean gzip(Path output) {
        return output.toString().endsWith(".gz");
    }

    /** Where each file goes, relative to OUT and in the order of the input; files that would meet keep their whole names. */
    private static List<Path> outputs(List<InputFile> input, Target target) {
        List<Path> outputs = new ArrayList<>();
        Map<Path, Integer> taken = new HashMap<>();
        for (InputFile file : input) {
            Path output = target.path(Path.of(file.name()), packed(file));
            outputs.add(output);
            taken.merge(output, 1, Integer::sum);
        }
        for (int i = 0; i < outputs.size(); i++) {
            if (taken.getOrDefault(outputs.get(i), 0) > 1) {
                InputFile file = input.get(i);
                outputs.set(i, target.longPath(Path.of(file.name()), packed(file)));
            }
        }
        return outputs;
    }

    private static boolean packed(InputFile file) {
        try {
            return file.gzip();
        } catch (IOException e) {
            return false; // its own turn tells why it cannot be read
        }
    }
}
