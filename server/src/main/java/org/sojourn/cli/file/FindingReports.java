package org.sojourn.cli.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sojourn.rules.Location;
import org.sojourn.validation.domain.DomainRule;
import org.sojourn.validation.domain.Finding;
import org.sojourn.validation.domain.Findings;

/** Tells people and programs what the rules of the subject matter found. */
final class FindingReports {

    private final PrintWriter out;
    private final List<Locale.LanguageRange> languages;

    FindingReports(PrintWriter out, List<Locale.LanguageRange> languages) {
        this.out = out;
        this.languages = languages;
    }

    /**
     * A line for each rule that looked at something, and below it the cells that broke it and what to do about them.
     *
     * @param most number of cells that are shown for each rule
     */
    void text(String file, Findings findings, int most) {
        for (Map.Entry<DomainRule, Findings.Count> e : findings.byRule().entrySet()) {
            DomainRule rule = e.getKey();
            Findings.Count count = e.getValue();
            if (count.checked() == 0) {
                continue;
            }
            out.println("  " + (count.broken() == 0 ? "kept  " : "broken") + " " + rule.id() + " "
                    + rule.names().best(languages).orElse("") + ": "
                    + Tally.number(count.broken()) + " of " + Tally.number(count.checked()));
            if (count.broken() == 0) {
                continue;
            }
            List<Finding> shown = count.kept().stream().limit(most).toList();
            shown.forEach(f -> out.println("    " + line(file, f)));
            if (count.broken() > shown.size()) {
                out.println("    and " + Tally.number(count.broken() - shown.size()) + " more");
            }
            out.println("    => " + shown.getFirst().advice(languages));
        }
    }

    /** {@code file:line: warning [MIG010] series KEY, 2020: message}. */
    private String line(String file, Finding finding) {
        Location at = Location.at(finding.position());
        return file
                + (at.line() > 0 ? ":" + at.line() + (at.column() > 0 ? ":" + at.column() : "") : "")
                + ": " + finding.rule().severity().word() + " ["
                + finding.rule().id() + "] series " + finding.keyText()
                + (finding.period().isEmpty() ? "" : ", " + finding.period())
                + ": " + finding.message(languages);
    }

    /** Adds {@code rules} with their counts and {@code findings} with cells and figures. */
    void json(Findings findings, ObjectNode file) {
        ArrayNode rules = file.putArray("rules");
        ArrayNode cells = file.putArray("findings");
        findings.byRule().forEach((rule, count) -> {
            if (count.checked() > 0) {
                rules.addObject()
                        .put("rule", rule.id())
                        .put("severity", rule.severity().word())
                        .put("name", rule.names().best(languages).orElse(""))
                        .put("checked", count.checked())
                        .put("broken", count.broken());
            }
            count.kept().forEach(finding -> describe(finding, cells.addObject()));
        });
    }

    private void describe(Finding finding, ObjectNode cell) {
        cell.put("rule", finding.rule().id())
                .put("severity", finding.rule().severity().word())
                .put("dataset", finding.dataset());
        ObjectNode key = cell.putObject("key");
        finding.key().forEach(key::put);
        cell.put("period", finding.period());
        Location at = Location.at(finding.position());
        if (at.line() > 0) {
            cell.put("line", at.line());
        }
        if (at.column() > 0) {
            cell.put("column", at.column());
        }
        ObjectNode figures = cell.putObject("figures");
        finding.figures().forEach(figures::put);
        cell.put("message", finding.message(languages)).put("advice", finding.advice(languages));
    }
}
