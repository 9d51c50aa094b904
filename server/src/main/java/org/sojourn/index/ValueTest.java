package org.sojourn.index;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Value;
import org.sojourn.model.DataType;
import org.sojourn.model.Representation;
import org.sojourn.model.TextFormat;
import org.sojourn.query.ComponentFilter;
import org.sojourn.query.Condition;
import org.sojourn.query.Operator;

/**
 * A filter on one component, ready to be asked about values.
 *
 * <p>Numbers compare as numbers: where the representation says so, and where it says nothing and both sides look like
 * numbers; everything else compares as text, code point by code point. Of several values at once (arrays, languages) one that
 * fits is enough, except that {@code ne} and {@code nc} want every one of them to differ. No value at all is equal to nothing
 * and contains nothing, so {@code ne} and {@code nc} hold and every other operator does not.
 */
final class ValueTest {

    /** Longer texts are no numbers: reading a million digits takes minutes. */
    private static final int MAX_NUMBER = 200;

    private final List<List<Term>> clauses;

    /** One condition with its operand read once. */
    private record Term(
            Operator operator, String text, @Nullable BigDecimal number) {}

    private ValueTest(List<List<Term>> clauses) {
        this.clauses = clauses;
    }

    static ValueTest of(ComponentFilter filter, DataStructureView structure) {
        boolean numbers = mayBeNumbers(structure.representation(filter.component()));
        List<List<Term>> clauses = filter.clauses().stream()
                .map(clause -> clause.stream().map(c -> term(c, numbers)).toList())
                .toList();
        return new ValueTest(clauses);
    }

    private static Term term(Condition condition, boolean numbers) {
        return new Term(condition.operator(), condition.value(), numbers ? number(condition.value()) : null);
    }

    private static boolean mayBeNumbers(Optional<Representation> representation) {
        if (representation.flatMap(Representation::enumeration).isPresent()) {
            return false;
        }
        return representation
                .flatMap(Representation::format)
                .flatMap(TextFormat::dataType)
                .map(DataType::numeric)
                .orElse(true);
    }

    /** True where the value fits. */
    boolean fits(@Nullable Value value) {
        return any(term -> fits(term, value));
    }

    /** True where the code or text fits. */
    boolean fits(@Nullable String text) {
        return any(term -> text == null ? negative(term.operator) : fits(term, text));
    }

    private boolean any(Predicate<Term> holds) {
        for (List<Term> clause : clauses) {
            boolean all = true;
            for (int i = 0; all && i < clause.size(); i++) {
                all = holds.test(clause.get(i));
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private boolean fits(Term term, @Nullable Value value) {
        return switch (value) {
            case null -> negative(term.operator);
            case Value.Text t -> fits(term, t.text());
            case Value.Localised l ->
                several(
                        term,
                        l.texts().byLanguage().values().stream().map(Value::of).toList());
            case Value.Markup m ->
                several(
                        term,
                        m.markup().byLanguage().values().stream().map(Value::of).toList());
            case Value.Array a -> several(term, a.values());
        };
    }

    private boolean several(Term term, List<Value> values) {
        return negative(term.operator)
                ? values.stream().allMatch(v -> fits(term, v))
                : values.stream().anyMatch(v -> fits(term, v));
    }

    private static boolean negative(Operator operator) {
        return operator == Operator.NOT_EQUAL || operator == Operator.NOT_CONTAINS;
    }

    private boolean fits(Term term, String text) {
        return switch (term.operator) {
            case EQUAL -> equal(term, text);
            case NOT_EQUAL -> !equal(term, text);
            case LESS -> ordered(term, text) && compare(term, text) < 0;
            case LESS_OR_EQUAL -> ordered(term, text) && compare(term, text) <= 0;
            case GREATER -> ordered(term, text) && compare(term, text) > 0;
            case GREATER_OR_EQUAL -> ordered(term, text) && compare(term, text) >= 0;
            case CONTAINS -> text.contains(term.text);
            case NOT_CONTAINS -> !text.contains(term.text);
            case STARTS_WITH -> text.startsWith(term.text);
            case ENDS_WITH -> text.endsWith(term.text);
        };
    }

    private static boolean equal(Term term, String text) {
        if (text.equals(term.text)) {
            return true;
        }
        BigDecimal number = term.number == null ? null : number(text);
        return number != null && number.compareTo(term.number) == 0;
    }

    /** NaN and other words are neither smaller nor greater than a number. */
    private static boolean ordered(Term term, String text) {
        return term.number == null || number(text) != null;
    }

    private static int compare(Term term, String text) {
        BigDecimal number = term.number == null ? null : number(text);
        return number != null ? number.compareTo(term.number) : compareCodePoints(text, term.text);
    }

    /** The order of UTF-8 bytes, which is that of the index; {@link String#compareTo} differs beyond the basic plane. */
    static int compareCodePoints(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Character.isSurrogate(x) == Character.isSurrogate(y)
                        ? Character.compare(x, y)
                        : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    static @Nullable BigDecimal number(String text) {
        if (text.isEmpty() || text.length() > MAX_NUMBER) {
            return null;
        }
        char first = text.charAt(0);
        if (first != '-' && first != '+' && first != '.' && (first < '0' || first > '9')) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
