package org.sojourn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.sojourn.cli.file.FileCheck;
import org.sojourn.cli.file.InputFile;
import org.sojourn.cli.file.InputFiles;
import org.sojourn.cli.file.Outcome;
import org.sojourn.cli.file.Reports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn validate}: reads files and says what is wrong with them, and where. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Reads structures and data and says what is wrong with them, and where.",
        footer = {"", "Exit status: 0 nothing wrong, 1 errors, 2 the command cannot be used; warnings do not count."})
final class Validate implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "Files, directories, or - for standard input.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private StructureOptions structures;

    /** The two forms of a report. */
    enum Form {
        text,
        json
    }

    @Option(names = "--report", paramLabel = "text|json", description = "Form of the report (default: text).")
    private Form report = Form.text;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Number of problems shown for each file in text (default: 100).")
    private int limit = 100;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (InputFiles files = new InputFiles()) {
            List<InputFile> input = new ArrayList<>();
            for (String word : words) {
                input.addAll(StructureOptions.find(word, files));
            }
            FileCheck check = new FileCheck(structures.read(input, files, err), StructureOptions.progress(err));
            Reports reports = new Reports(out);
            List<Outcome> outcomes = new ArrayList<>();
            boolean good = true;
            for (InputFile file : input) {
                Outcome outcome = check.check(file);
                good &= outcome.refusal().isEmpty() && outcome.errors() == 0;
                switch (report) {
                    case text -> reports.checked(outcome, limit);
                    case json -> outcomes.add(outcome);
                }
            }
            if (report == Form.json) {
                reports.checkedAsJson(outcomes);
            }
            return good ? Main.OK : Main.FAILED;
        }
    }
}
