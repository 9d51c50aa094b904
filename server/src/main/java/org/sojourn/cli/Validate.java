package org.sojourn.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sojourn.cli.file.FileCheck;
import org.sojourn.cli.file.InputFile;
import org.sojourn.cli.file.InputFiles;
import org.sojourn.cli.file.Outcome;
import org.sojourn.cli.file.Reasons;
import org.sojourn.cli.file.Reports;
import org.sojourn.dsd.MigrationRules;
import org.sojourn.format.Languages;
import org.sojourn.model.SdmxException;
import org.sojourn.validation.domain.DomainRule;
import org.sojourn.validation.domain.DomainRules;
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

    @Mixin
    private MapOption map;

    @Option(names = "--report", paramLabel = "text|json|html", description = "Form of the report (default: text).")
    private ReportForm report = ReportForm.text;

    @Option(names = "--rules", description = "Holds data to the rules of migration statistics, too.")
    private boolean rules;

    @Option(
            names = "--rules-file",
            paramLabel = "FILE",
            description = "Holds data to rules of your own, in the form of those that come with Sojourn.")
    private @Nullable String ownRules;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGES",
            description = "Wanted languages of what rules say, best first: fr,en (default: en).")
    private @Nullable String languages;

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
            FileCheck check = new FileCheck(
                    structures.read(input, files, err), StructureOptions.progress(err), rules(), map.layout());
            Reports reports = new Reports(out, Languages.wanted(languages));
            List<Outcome> outcomes = new ArrayList<>();
            boolean good = true;
            int refused = 0;
            int wrong = 0;
            for (InputFile file : input) {
                Outcome outcome = check.check(file);
                good &= outcome.refusal().isEmpty() && outcome.errors() == 0;
                refused += outcome.refusal().isPresent() ? 1 : 0;
                wrong += outcome.refusal().isEmpty() && outcome.errors() > 0 ? 1 : 0;
                switch (report) {
                    case text -> reports.checked(outcome, limit);
                    case json, html -> outcomes.add(outcome);
                }
            }
            if (report == ReportForm.text && input.size() > 1) {
                out.println("Checked " + input.size() + " files: " + (input.size() - wrong - refused) + " valid, "
                        + wrong + " with errors, " + refused + " refused.");
            } else if (report == ReportForm.json) {
                reports.checkedAsJson(outcomes);
            } else if (report == ReportForm.html) {
                reports.checkedAsHtml(outcomes);
            }
            return good ? Main.OK : Main.FAILED;
        }
    }

    private List<DomainRule> rules() {
        List<DomainRule> all = new ArrayList<>(rules ? MigrationRules.all() : List.of());
        if (ownRules == null) {
            return all;
        }
        try (InputStream in = Files.newInputStream(Path.of(ownRules))) {
            all.addAll(DomainRules.read(in));
            return all;
        } catch (SdmxException e) {
            throw CommandFailure.misused("--rules-file " + ownRules + ": " + e.detail());
        } catch (IOException e) {
            throw CommandFailure.misused("--rules-file " + ownRules + ": " + Reasons.of(e));
        } catch (InvalidPathException e) {
            throw CommandFailure.misused("--rules-file '" + ownRules + "' is no path of a file");
        }
    }
}
