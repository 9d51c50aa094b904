package org.sojourn.cli.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sojourn.rules.Problem;
import org.sojourn.service.SubmissionReport;

/** Tells people and programs what became of files. */
public final class Reports {

    private static final int FILES_NAMED = 3;
    private static final int NOTES = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What was lost or guessed, with the places and files it concerns. */
    private final Map<String, Note> notes = new LinkedHashMap<>();

    private static final class Note {
        private final Set<String> places = new LinkedHashSet<>();
        private final Set<String> files = new LinkedHashSet<>();
    }

    private final PrintWriter out;

    private final List<Locale.LanguageRange> languages;

    public Reports(PrintWriter out) {
        this(out, List.of());
    }

    /** @param languages wanted for what is there in several, best first */
    public Reports(PrintWriter out, List<Locale.LanguageRange> languages) {
        this.out = out;
        this.languages = List.copyOf(languages);
    }

    /** One line on a conversion; losses and guesses are kept for {@link #notes}. */
    public void converted(Outcome outcome, String output, String format) {
        if (outcome.refusal().isPresent()) {
            out.println("refused    " + outcome.file() + ": "
                    + oneLine(outcome.refusal().get()));
        } else {
            List<Problem> told = new ArrayList<>(outcome.losses());
            told.addAll(outcome.problems());
            for (Problem p : told) {
                Note note = notes.computeIfAbsent(p.rule() + ": " + oneLine(p.message()), k -> new Note());
                note.files.add(outcome.file());
                if (!p.location().path().isEmpty()) {
                    note.places.add(p.location().path());
                }
            }
            out.println("converted  " + outcome.file() + " -> " + output + ": "
                    + outcome.format().orElse("?") + " to " + format + ", "
                    + outcome.tally().words(outcome.data())
                    + (told.isEmpty() ? "" : "; " + notes(outcome)));
        }
        out.flush();
    }

    private static String notes(Outcome outcome) {
        long guesses = outcome.problems().size();
        int losses = outcome.losses().size();
        return (losses == 0 ? "" : losses + " lost")
                + (losses > 0 && guesses > 0 ? ", " : "")
                + (guesses == 0 ? "" : guesses + (guesses == 1 ? " note" : " notes"));
    }

    /** What was lost or guessed, each thing once, with the places and files it concerns. */
    public void notes() {
        int shown = 0;
        for (Map.Entry<String, Note> note : notes.entrySet()) {
            if (shown++ == NOTES) {
                out.println("  and " + (notes.size() - NOTES) + " more of these");
                break;
            }
            Set<String> places = note.getValue().places;
            out.println("  " + note.getKey() + (places.isEmpty() ? "" : ": " + some(places, 1)) + " ["
                    + some(note.getValue().files, FILES_NAMED) + "]");
        }
        out.flush();
    }

    private static String some(Set<String> all, int most) {
        return all.stream().limit(most).collect(Collectors.joining(", "))
                + (all.size() > most ? " and " + (all.size() - most) + " more" : "");
    }

    /**
     * A summary line on a check, and below it the problems with their places.
     *
     * @param most number of problems that are shown
     */
    public void checked(Outcome outcome, int most) {
        if (outcome.refusal().isPresent()) {
            out.println(
                    outcome.file() + ": refused: " + oneLine(outcome.refusal().get()));
            out.flush();
            return;
        }
        out.println(outcome.file() + ": " + outcome.format().orElse("?") + " " + outcome.holds() + ": "
                + outcome.tally().words(outcome.data()) + ": " + verdict(outcome));
        outcome.problems().stream().limit(most).forEach(p -> out.println("  " + line(outcome.file(), p)));
        long hidden = outcome.errors()
                + outcome.warnings()
                - ruled(outcome)
                - Math.min(most, outcome.problems().size());
        if (hidden > 0) {
            out.println("  and " + Tally.number(hidden) + " more problems");
        }
        outcome.findings()
                .ifPresent(findings -> new FindingReports(out, languages).text(outcome.file(), findings, most));
        out.flush();
    }

    /** Errors and warnings that rules of the subject matter found; they are listed by rule. */
    private static long ruled(Outcome outcome) {
        return outcome.findings()
                .map(f -> f.broken(Problem.Severity.ERROR) + f.broken(Problem.Severity.WARNING))
                .orElse(0L);
    }

    /** One line on a file that is not taken. */
    public void refused(String file, String reason) {
        out.println(file + ": refused: " + oneLine(reason));
        out.flush();
    }

    /**
     * One line on what became of a submission, and below it artefacts that changed and the problems with their places.
     *
     * @return whether it was stored, or would have been
     */
    public boolean submitted(String file, SubmissionReport report) {
        String tried = report.dryRun() ? "would be stored" : "stored";
        out.println(file + ": "
                + switch (report.outcome()) {
                    case STORED -> tried;
                    case UNCHANGED -> "unchanged, everything was there already";
                    case UNREADABLE -> "refused, not a message that can be read; nothing was stored";
                    case INVALID -> "refused, the message has errors; nothing was stored";
                    case CONFLICT -> "refused, in conflict with what is stored; nothing was stored";
                });
        Map<String, Long> changes = report.artefacts().stream()
                .collect(Collectors.groupingBy(
                        a -> a.change().toLowerCase(Locale.ROOT), TreeMap::new, Collectors.counting()));
        if (!changes.isEmpty()) {
            out.println("  artefacts: "
                    + changes.entrySet().stream()
                            .map(e -> Tally.number(e.getValue()) + " " + e.getKey())
                            .collect(Collectors.joining(", ")));
        }
        report.datasets()
                .forEach(d -> out.println("  " + d.dataset() + ": " + words(d.observations()) + " observations; "
                        + words(d.series()) + " series"));
        report.problems().forEach(p -> out.println("  " + line(file, p)));
        long hidden = report.errors()
                + report.warnings()
                - report.problems().stream()
                        .filter(p -> p.severity() != Problem.Severity.INFO)
                        .count();
        if (hidden > 0) {
            out.println("  and " + Tally.number(hidden) + " more problems");
        }
        out.flush();
        return report.outcome() == SubmissionReport.Outcome.STORED
                || report.outcome() == SubmissionReport.Outcome.UNCHANGED;
    }

    private static String words(SubmissionReport.Numbers n) {
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("new", n.inserted());
        parts.put("changed", n.updated());
        parts.put("deleted", n.deleted());
        parts.put("unchanged", n.unchanged());
        String text = parts.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .map(e -> Tally.number(e.getValue()) + " " + e.getKey())
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "no" : text;
    }

    private static String verdict(Outcome outcome) {
        if (outcome.errors() + outcome.warnings() == 0) {
            return "valid";
        }
        String warnings = outcome.warnings() == 0
                ? ""
                : Tally.number(outcome.warnings()) + (outcome.warnings() == 1 ? " warning" : " warnings");
        return outcome.errors() == 0
                ? "valid, " + warnings
                : Tally.number(outcome.errors())
                        + (outcome.errors() == 1 ? " error" : " errors")
                        + (warnings.isEmpty() ? "" : ", " + warnings);
    }

    /** {@code file:line:column: error [rule] series KEY: message; expected ...}. */
    private static String line(String file, Problem p) {
        StringBuilder text = new StringBuilder(file);
        if (p.location().line() > 0) {
            text.append(':').append(p.location().line());
            if (p.location().column() > 0) {
                text.append(':').append(p.location().column());
            }
        }
        text.append(": ").append(p.severity().name().toLowerCase(Locale.ROOT));
        text.append(" [").append(p.rule()).append("] ");
        if (!p.location().path().isEmpty()) {
            text.append(p.location().path()).append(": ");
        }
        if (!p.seriesKey().isEmpty()) {
            text.append("series ").append(p.seriesKey()).append(": ");
        }
        text.append(oneLine(p.message()));
        p.expected().ifPresent(e -> text.append("; expected ").append(oneLine(e)));
        return text.toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }

    /** Everything about checks as a page for a browser. */
    public void checkedAsHtml(List<Outcome> outcomes) {
        new HtmlReport(out, languages).checked(outcomes);
    }

    /** Everything about conversions as a page for a browser; {@code outputs} says where each result stands, or would. */
    public void convertedAsHtml(List<Outcome> outcomes, List<String> outputs, String format) {
        new HtmlReport(out, languages).converted(outcomes, outputs, format);
    }

    /** Everything about conversions as one JSON object: files in order with their outputs and losses, then totals. */
    public void convertedAsJson(List<Outcome> outcomes, List<String> outputs, String format) {
        ObjectNode root = JSON.createObjectNode();
        root.put("to", format);
        ArrayNode files = root.putArray("files");
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            ObjectNode file = files.addObject();
            describe(outcome, file);
            if (outcome.refusal().isEmpty()) {
                file.put("output", outputs.get(i));
            }
            ArrayNode losses = file.putArray("lost");
            outcome.losses().forEach(loss -> describe(loss, losses.addObject()));
        }
        long refused = outcomes.stream().filter(o -> o.refusal().isPresent()).count();
        root.putObject("total")
                .put("files", outcomes.size())
                .put("converted", outcomes.size() - refused)
                .put("refused", refused);
        out.println(root.toPrettyString());
        out.flush();
    }

    /** Everything about checks as one JSON object: files in order, then totals. */
    public void checkedAsJson(List<Outcome> outcomes) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode files = root.putArray("files");
        outcomes.forEach(outcome -> {
            ObjectNode file = files.addObject();
            describe(outcome, file);
            outcome.findings().ifPresent(findings -> new FindingReports(out, languages).json(findings, file));
        });
        root.putObject("total")
                .put("files", outcomes.size())
                .put(
                        "refused",
                        outcomes.stream().filter(o -> o.refusal().isPresent()).count())
                .put("errors", outcomes.stream().mapToLong(Outcome::errors).sum())
                .put("warnings", outcomes.stream().mapToLong(Outcome::warnings).sum());
        out.println(root.toPrettyString());
        out.flush();
    }

    private static void describe(Outcome outcome, ObjectNode file) {
        file.put("file", outcome.file());
        outcome.refusal().ifPresent(reason -> file.put("refused", reason));
        outcome.format().ifPresent(format -> {
            file.put(
                            "kind",
                            outcome.data()
                                    ? "data"
                                    : outcome.kind() instanceof FileKind.Metadata
                                            ? "metadata"
                                            : outcome.kind() instanceof FileKind.Query ? "query" : "structure")
                    .put("format", format);
            if (outcome.data()) {
                file.put("datasets", outcome.tally().datasets())
                        .put("series", outcome.tally().series())
                        .put("observations", outcome.tally().observations());
            } else {
                ObjectNode artefacts = file.putObject("artefacts");
                outcome.tally().artefacts().forEach(artefacts::put);
            }
        });
        file.put("errors", outcome.errors()).put("warnings", outcome.warnings());
        ArrayNode problems = file.putArray("problems");
        outcome.problems().forEach(p -> describe(p, problems.addObject()));
    }

    private static void describe(Problem p, ObjectNode one) {
        one.put("severity", p.severity().name().toLowerCase(Locale.ROOT)).put("rule", p.rule());
        if (p.location().line() > 0) {
            one.put("line", p.location().line());
        }
        if (p.location().column() > 0) {
            one.put("column", p.location().column());
        }
        if (!p.location().path().isEmpty()) {
            one.put("path", p.location().path());
        }
        if (!p.seriesKey().isEmpty()) {
            one.put("seriesKey", p.seriesKey());
        }
        one.put("message", p.message());
        p.expected().ifPresent(e -> one.put("expected", e));
    }
}
