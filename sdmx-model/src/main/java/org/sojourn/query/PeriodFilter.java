package org.sojourn.query;

import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import org.sojourn.model.SdmxException;
import org.sojourn.model.time.Periods;
import org.sojourn.model.time.TimePeriod;

/**
 * A filter on the time dimension, ready to be applied to millions of periods.
 *
 * <p>Periods compare by what they cover: {@code ge} wants a period that begins no earlier than the asked one, {@code le} one
 * that ends no later, {@code gt} one that begins when the asked one has ended, {@code lt} one that has ended when the asked
 * one begins; {@code eq} and {@code ne} compare both ends, so that {@code 2010-A1} is {@code 2010} when reporting years begin
 * in January. So {@code ge:A+le:B} (v1's startPeriod and endPeriod) selects what lies wholly between. The other operators look
 * at the text. What is no time period in the data is never selected but by {@code ne}, {@code nc} and the other operators on
 * text.
 */
public final class PeriodFilter {

    private record Test(Operator operator, String text, long start, long end) {
        boolean holds(String period, long from, long to) {
            boolean known = from != Periods.NONE;
            boolean periods = known && start != Periods.NONE;
            return switch (operator) {
                case EQUAL -> periods ? (from == start && to == end) : period.equals(text);
                case NOT_EQUAL -> periods ? (from != start || to != end) : !period.equals(text);
                case LESS -> known && to <= start;
                case LESS_OR_EQUAL -> known && to <= end;
                case GREATER -> known && from >= end;
                case GREATER_OR_EQUAL -> known && from >= start;
                case CONTAINS -> period.contains(text);
                case NOT_CONTAINS -> !period.contains(text);
                case STARTS_WITH -> period.startsWith(text);
                case ENDS_WITH -> period.endsWith(text);
            };
        }
    }

    private final List<List<Test>> clauses;

    private PeriodFilter(List<List<Test>> clauses) {
        this.clauses = clauses;
    }

    /**
     * Prepares a filter.
     *
     * @param reportingYearStart how reporting periods in the filter are meant
     * @throws SdmxException of kind SYNTAX when {@code lt le gt ge} compare with something that is no time period
     */
    public static PeriodFilter of(ComponentFilter filter, MonthDay reportingYearStart) {
        List<List<Test>> clauses = new ArrayList<>();
        for (List<Condition> clause : filter.clauses()) {
            clauses.add(clause.stream()
                    .map(c -> test(filter.component(), c, reportingYearStart))
                    .toList());
        }
        return new PeriodFilter(List.copyOf(clauses));
    }

    private static Test test(String component, Condition condition, MonthDay reportingYearStart) {
        String value = condition.value();
        long start = Periods.start(value, reportingYearStart);
        if (start == Periods.NONE && ordering(condition.operator())) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    component + " is compared with '" + value
                            + "', which is not a time period; expected for example 2010,"
                            + " 2010-03, 2010-Q1 or 2010-03-31");
        }
        return new Test(condition.operator(), value, start, Periods.end(value, reportingYearStart));
    }

    static boolean ordering(Operator operator) {
        return switch (operator) {
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
            case EQUAL, NOT_EQUAL, CONTAINS, NOT_CONTAINS, STARTS_WITH, ENDS_WITH -> false;
        };
    }

    /** True where a period of data whose reporting years begin on 1 January is selected. */
    public boolean test(String period) {
        return test(period, TimePeriod.FIRST_OF_JANUARY);
    }

    /** True where a period of data is selected. */
    public boolean test(String period, MonthDay reportingYearStartOfData) {
        long from = Periods.start(period, reportingYearStartOfData);
        long to = Periods.end(period, reportingYearStartOfData);
        for (List<Test> clause : clauses) {
            boolean all = true;
            for (Test test : clause) {
                if (!test.holds(period, from, to)) {
                    all = false;
                    break;
                }
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    /**
     * True where every period is selected that begins no earlier than {@code from} and ends no later than {@code to}, in
     * milliseconds as in {@link Periods}; false where that would have to be looked at one by one.
     */
    public boolean selectsAllWithin(long from, long to) {
        return clauses.stream()
                .anyMatch(clause -> clause.stream().allMatch(test -> switch (test.operator()) {
                    case NOT_EQUAL -> test.start() != Periods.NONE && (to <= test.start() || from >= test.end());
                    case LESS -> to <= test.start();
                    case LESS_OR_EQUAL -> to <= test.end();
                    case GREATER -> from >= test.end();
                    case GREATER_OR_EQUAL -> from >= test.start();
                    case EQUAL, CONTAINS, NOT_CONTAINS, STARTS_WITH, ENDS_WITH -> false;
                }));
    }

    /**
     * No selected period begins before this; {@link Long#MIN_VALUE} where there is no such bound. In milliseconds as in
     * {@link Periods}.
     */
    public long earliestStart() {
        return clauses.stream()
                .mapToLong(clause -> clause.stream()
                        .mapToLong(t -> switch (t.operator()) {
                            case EQUAL, GREATER_OR_EQUAL -> t.start();
                            case GREATER -> t.end();
                            default -> Long.MIN_VALUE;
                        })
                        .max()
                        .orElse(Long.MIN_VALUE))
                .min()
                .orElse(Long.MIN_VALUE);
    }

    /** No selected period ends after this; {@link Long#MAX_VALUE} where there is no such bound. */
    public long latestEnd() {
        return clauses.stream()
                .mapToLong(clause -> clause.stream()
                        .mapToLong(t -> switch (t.operator()) {
                            case EQUAL -> t.start() == Periods.NONE ? Long.MAX_VALUE : t.end();
                            case LESS_OR_EQUAL -> t.end();
                            case LESS -> t.start();
                            default -> Long.MAX_VALUE;
                        })
                        .min()
                        .orElse(Long.MAX_VALUE))
                .max()
                .orElse(Long.MAX_VALUE);
    }
}
