package org.sojourn.cli.file;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.validation.domain.DomainRule;
import org.sojourn.validation.domain.Finding;
import org.sojourn.validation.domain.Findings;

/** A report on files as one page for a browser that needs nothing else: to be mailed, filed or printed. */
final class HtmlReport {

    private static final String STYLE = """
            :root{--ink:#1c2733;--soft:#5b6b7b;--line:#dfe5eb;--good:#1b7f4d;--bad:#b3261e;--warn:#9a6700;--paper:#fff;--desk:#f4f6f8}
            *{box-sizing:border-box}
            body{margin:0;background:var(--desk);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
            main{max-width:72rem;margin:0 auto;padding:2rem 1.25rem 4rem}
            h1{font-size:1.6rem;margin:0 0 .25rem}
            .sum{color:var(--soft);margin:0 0 1.5rem}
            details{background:var(--paper);border:1px solid var(--line);border-radius:10px;margin:.6rem 0;overflow:hidden}
            summary{display:flex;gap:.75rem;align-items:baseline;padding:.7rem 1rem;cursor:pointer}
            summary .name{font-weight:600;overflow-wrap:anywhere}
            summary .what{color:var(--soft);margin-left:auto;text-align:right}
            .mark{font-size:.8rem;font-weight:600;padding:.1rem .55rem;border-radius:1rem;color:#fff;white-space:nowrap}
            .good{background:var(--good)}.bad{background:var(--bad)}.warn{background:var(--warn)}
            .body{padding:0 1rem 1rem}
            table{border-collapse:collapse;width:100%;font-size:.92rem}
            th{text-align:left;color:var(--soft);font-weight:600}
            th,td{padding:.4rem .6rem;border-top:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
            code{font:.88em ui-monospace,Menlo,Consolas,monospace}
            .error{color:var(--bad);font-weight:600}.warning{color:var(--warn);font-weight:600}.note,.lost{color:var(--soft);font-weight:600}
            .fix{color:var(--good)}
            .more{border-style:dashed;margin:.6rem 0 0}.more summary{color:var(--soft)}
            h2{font-size:1rem;margin:1rem 0 .3rem}
            @media print{body{background:#fff}details{break-inside:avoid}}
            @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa7b4;--line:#2d3742;--good:#2ea36a;--bad:#e5534b;--warn:#c69026;--paper:#161d24;--desk:#0e1318}}
            """;

    /** Problems of one kind that are shown before the rest is folded. */
    private static final int ALIKE = 5;

    private final PrintWriter out;
    private final List<Locale.LanguageRange> languages;

    HtmlReport(PrintWriter out, List<Locale.LanguageRange> languages) {
        this.out = out;
        this.languages = languages;
    }

    /** The page on checks. */
    void checked(List<Outcome> outcomes) {
        long errors = outcomes.stream().mapToLong(Outcome::errors).sum();
        long warnings = outcomes.stream().mapToLong(Outcome::warnings).sum();
        long refused = outcomes.stream().filter(o -> o.refusal().isPresent()).count();
        begin(
                "Validation report",
                count(outcomes.size(), "file") + ": " + count(errors, "error") + ", " + count(warnings, "warning")
                        + (refused == 0 ? "" : ", " + refused + " refused"));
        for (Outcome outcome : outcomes) {
            file(outcome, "", outcome.problems());
        }
        end();
    }

    /**
     * The page on conversions.
     *
     * @param outputs where each result stands, or would
     * @param format the name of the target
     */
    void converted(List<Outcome> outcomes, List<String> outputs, String format) {
        long refused = outcomes.stream().filter(o -> o.refusal().isPresent()).count();
        begin(
                "Conversion report",
                count(outcomes.size() - refused, "file") + " converted to " + format
                        + (refused == 0 ? "" : ", " + refused + " refused"));
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            List<Problem> told = new ArrayList<>(outcome.problems());
            told.addAll(outcome.losses());
            file(outcome, outcome.refusal().isPresent() ? "" : outputs.get(i), told);
        }
        end();
    }

    private void begin(String title, String sum) {
        out.println("<!DOCTYPE html>");
        out.println("<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width,initial-scale=1\"><title>" + title + "</title>");
        out.println("<style>");
        out.print(STYLE);
        out.println("</style></head><body><main>");
        out.println("<h1>" + title + "</h1><p class=\"sum\">" + escape(sum) + "</p>");
    }

    private void end() {
        out.println("</main></body></html>");
        out.flush();
    }

    private void file(Outcome outcome, String output, List<Problem> told) {
        boolean refused = outcome.refusal().isPresent();
        boolean bad = refused || outcome.errors() > 0;
        boolean some = !told.isEmpty() || outcome.warnings() > 0;
        String mark = refused
                ? mark("bad", "refused")
                : bad
                        ? mark("bad", count(outcome.errors(), "error"))
                        : some
                                ? mark("warn", outcome.warnings() > 0 ? count(outcome.warnings(), "warning") : "notes")
                                : mark("good", output.isEmpty() ? "valid" : "converted");
        String what = outcome.format()
                .map(f -> f + (refused ? "" : ", " + outcome.tally().words(outcome.data())))
                .orElse("");
        out.println("<details" + (bad ? " open" : "") + "><summary>" + mark + "<span class=\"name\">"
                + escape(outcome.file()) + (output.isEmpty() ? "" : " &rarr; " + escape(output))
                + "</span><span class=\"what\">" + escape(what) + "</span></summary><div class=\"body\">");
        outcome.refusal().ifPresent(reason -> out.println("<p class=\"error\">" + escape(reason) + "</p>"));
        if (!told.isEmpty()) {
            problems(told);
        }
        outcome.findings().ifPresent(this::findings);
        if (!refused && told.isEmpty() && outcome.findings().isEmpty()) {
            out.println("<p>Nothing to tell.</p>");
        }
        out.println("</div></details>");
    }

    /** A few problems of each kind, and the rest, which are alike, folded away. */
    private void problems(List<Problem> told) {
        Map<String, Integer> seen = new HashMap<>();
        List<Problem> first = new ArrayList<>();
        List<Problem> rest = new ArrayList<>();
        for (Problem p : told) {
            int value = p.message().indexOf('\''); // before it stands the component, if any
            String kind = p.rule() + ' ' + p.message().substring(0, Math.max(0, value));
            (seen.merge(kind, 1, Integer::sum) <= ALIKE ? first : rest).add(p);
        }
        if (rest.size() <= ALIKE) {
            table(told);
            return;
        }
        table(first);
        out.println(
                "<details class=\"more\"><summary>" + Tally.number(rest.size()) + " more of the same kinds</summary>");
        table(rest);
        out.println("</details>");
    }

    private void table(List<Problem> told) {
        out.println("<table><thead><tr><th>Where</th><th>What</th><th>Expected</th></tr></thead><tbody>");
        for (Problem p : told) {
            out.println("<tr><td>" + where(p) + "</td><td><span class=\"" + word(p) + "\">" + word(p) + "</span> "
                    + escape(p.message()) + " <code>" + escape(p.rule()) + "</code></td><td class=\"fix\">"
                    + escape(p.expected().orElse("")) + "</td></tr>");
        }
        out.println("</tbody></table>");
    }

    private static String where(Problem p) {
        String place = escape(p.location().toString());
        return place
                + (p.seriesKey().isEmpty()
                        ? ""
                        : (place.isEmpty() ? "" : "<br>") + "<code>" + escape(p.seriesKey()) + "</code>");
    }

    private static String word(Problem p) {
        if (p.rule().equals(Problem.LOST)) {
            return "lost";
        }
        return p.severity().word();
    }

    private void findings(Findings findings) {
        Map<DomainRule, Findings.Count> asked = new LinkedHashMap<>();
        findings.byRule().forEach((rule, count) -> {
            if (count.checked() > 0) {
                asked.put(rule, count);
            }
        });
        if (asked.isEmpty()) {
            return;
        }
        out.println("<h2>Rules</h2><table><thead><tr><th>Rule</th><th>Broken</th><th>Checked</th></tr></thead><tbody>");
        asked.forEach((rule, count) -> out.println("<tr><td><code>" + escape(rule.id()) + "</code> "
                + escape(rule.names().best(languages).orElse("")) + "</td><td"
                + (count.broken() > 0 ? " class=\"" + rule.severity().word() + "\"" : "") + ">"
                + Tally.number(count.broken()) + "</td><td>" + Tally.number(count.checked()) + "</td></tr>"));
        out.println("</tbody></table>");
        List<Finding> kept =
                asked.values().stream().flatMap(count -> count.kept().stream()).toList();
        if (!kept.isEmpty()) {
            out.println(
                    "<h2>Cells</h2><table><thead><tr><th>Where</th><th>What</th><th>What to do</th></tr></thead><tbody>");
            for (Finding finding : kept) {
                String place = escape(Location.at(finding.position()).toString());
                out.println("<tr><td><code>" + escape(finding.keyText()) + "</code> " + escape(finding.period())
                        + (place.isEmpty() ? "" : "<br>" + place) + "</td><td><span class=\""
                        + finding.rule().severity().word() + "\">"
                        + escape(finding.rule().id()) + "</span> "
                        + escape(finding.message(languages)) + "<br>"
                        + finding.figures().entrySet().stream()
                                .map(e -> escape(e.getKey()) + " <b>" + escape(e.getValue()) + "</b>")
                                .collect(Collectors.joining(", "))
                        + "</td><td class=\"fix\">" + escape(finding.advice(languages)) + "</td></tr>");
            }
            out.println("</tbody></table>");
        }
    }

    private static String mark(String kind, String text) {
        return "<span class=\"mark " + kind + "\">" + escape(text) + "</span>";
    }

    private static String count(long n, String what) {
        return Tally.number(n) + " " + what + (n == 1 ? "" : "s");
    }

    private static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }
}
