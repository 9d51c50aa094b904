package org.sojourn.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sojourn.model.Dimension;

/**
 * The text of v2's {@code c[COMPONENT]=...}: comma is OR, plus is AND, each term has its own operator.
 *
 * <p>Values are split before they are decoded. Real clients break that rule in two ways, and are understood: a plus arrives as
 * a blank, and some encode the separators too. An encoded separator counts as one where an operator follows it, and an
 * encoded comma also between ids that have no operator; to look for such a text, an operator is given ({@code eq:A%2CB}).
 */
final class Filters {

    private static final String OPERATOR = "(?:" + Operator.words().collect(Collectors.joining("|")) + ")(?::|%3[Aa])";
    private static final Pattern OR = Pattern.compile(",|%2[Cc](?=" + OPERATOR + ")");
    private static final String OFFSET = "\\d\\d(?::|%3[Aa])\\d\\d(?:[+ ,]|$)"; // of a zone: its plus is no AND
    private static final Pattern AND = Pattern.compile("[+ ](?!" + OFFSET + ")|%2(?:[Bb]|0)(?=" + OPERATOR + ")");
    private static final Pattern TERM = Pattern.compile("(" + OPERATOR + ")(.*)", Pattern.DOTALL);
    private static final Pattern WORD_BEFORE_COLON = Pattern.compile("([A-Za-z]+):.*", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("c\\[([^\\[\\]]*)]");
    private static final Pattern HIDDEN_SEPARATOR =
            Pattern.compile("(%2[BC]|%20)(" + Operator.words().collect(Collectors.joining("|")) + ")(?=%3A)");
    private static final String ALLOWED =
            "VALUE or OPERATOR:VALUE, '+' between them for and, ',' for or, with an operator of "
                    + Operator.words().collect(Collectors.joining(" "))
                    + "; in a value ',' '+' and ':' are written %2C %2B %3A";

    private Filters() {}

    static List<ComponentFilter> parse(UrlParameters parameters) {
        List<ComponentFilter> filters = new ArrayList<>();
        for (String name : List.copyOf(parameters.names())) {
            if (!name.equals("c") && !name.startsWith("c[")) {
                continue;
            }
            Matcher m = NAME.matcher(name);
            if (!m.matches()) {
                throw Syntax.error("parameter", name, "c[COMPONENT] with the id of one component");
            }
            String component = Syntax.checked("component", m.group(1), Syntax.NESTED_ID, Syntax.ID_FORM);
            List<String> values = parameters.raw(name).stream().distinct().toList();
            if (values.size() > 1) {
                // REST 2.2 data: at most one filter for each component
                throw Syntax.error(name, String.join("' and '", values), "one filter for each component");
            }
            filters.add(parse(component, values.getFirst()));
        }
        return filters;
    }

    private static ComponentFilter parse(String component, String raw) {
        List<List<Condition>> clauses = new ArrayList<>();
        for (String clause : OR.split(raw, -1)) {
            String[] terms = AND.split(clause, -1);
            Optional<List<String>> ids =
                    terms.length == 1 ? idsBetweenEncodedCommas(component, terms[0]) : Optional.empty();
            if (ids.isPresent()) {
                ids.get().forEach(id -> clauses.add(List.of(Condition.equal(id))));
            } else {
                List<Condition> conditions = new ArrayList<>();
                for (String term : terms) {
                    conditions.add(condition(component, raw, term));
                }
                clauses.add(conditions);
            }
        }
        return new ComponentFilter(component, clauses);
    }

    private static Optional<List<String>> idsBetweenEncodedCommas(String component, String term) {
        if (!term.contains("%2C") && !term.contains("%2c")) {
            return Optional.empty();
        }
        List<String> ids = Syntax.split(UrlText.decode(term, "c[" + component + "]"), ',');
        return ids.stream().allMatch(id -> Syntax.ID.matcher(id).matches()) ? Optional.of(ids) : Optional.empty();
    }

    private static Condition condition(String component, String raw, String term) {
        String part = "c[" + component + "]";
        Operator operator = Operator.EQUAL;
        String text = term;
        Matcher m = TERM.matcher(term);
        if (m.matches()) {
            operator = Operator.named(term.substring(0, 2)).orElseThrow();
            text = m.group(2);
        } else {
            Matcher word = WORD_BEFORE_COLON.matcher(term);
            if (word.matches()) {
                throw Syntax.error("operator", word.group(1), ALLOWED);
            }
        }
        String value = UrlText.decode(text.replace(' ', '+'), part);
        if (value.isEmpty()) {
            throw Syntax.error(part, raw, ALLOWED);
        }
        if (component.equals(Dimension.TIME_PERIOD) && PeriodFilter.ordering(operator)) {
            Syntax.period(part, value);
        }
        return new Condition(operator, value);
    }

    static String print(ComponentFilter filter) {
        return "c[" + filter.component() + "]="
                + filter.clauses().stream()
                        .map(clause -> clause.stream().map(Filters::print).collect(Collectors.joining("+")))
                        .collect(Collectors.joining(","));
    }

    private static String print(Condition condition) {
        String value = UrlText.encode(condition.value(), "@$");
        // A letter of the operator is encoded where a value looks as if it went on with another term.
        value = HIDDEN_SEPARATOR
                .matcher(value)
                .replaceAll(m -> m.group(1)
                        + '%'
                        + Integer.toHexString(m.group(2).charAt(0))
                        + m.group(2).charAt(1));
        boolean plain = condition.operator() == Operator.EQUAL
                && !value.contains("%2C")
                && !TERM.matcher(value).matches();
        return plain ? value : condition.operator().word() + ':' + value;
    }
}
