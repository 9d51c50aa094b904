package org.sojourn.web.docs;

import java.util.List;
import java.util.Locale;
import org.sojourn.validation.domain.DomainRule;

/** What rules demand. */
final class RulesPage {

    private RulesPage() {}

    static Html of(List<DomainRule> rules, Words words) {
        Html html = new Html();
        html.raw("<p class=\"lead\">").text(words.of("rulesLead", rules.size())).raw("</p>");
        rows(html, rules, words);
        return html;
    }

    /** A table of rules. */
    static void rows(Html html, List<DomainRule> rules, Words words) {
        html.table("words", List.of(words.of("rules"), words.of("severity"), words.of("says"), words.of("advice")));
        for (DomainRule rule : rules) {
            String severity = rule.severity().name().toLowerCase(Locale.ROOT);
            html.raw("<tr><th scope=\"row\">")
                    .element("b", words.of(rule.names()))
                    .element("span", "id", rule.id())
                    .raw("</th><td>")
                    .element("span", "mark " + severity, words.of(severity))
                    .raw("</td>")
                    .element("td", words.of(rule.finding()))
                    .element("td", words.of(rule.advice()))
                    .raw("</tr>");
        }
        html.endTable();
    }
}
