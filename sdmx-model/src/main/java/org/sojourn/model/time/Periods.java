package org.sojourn.model.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Time periods as text, for where there are millions of them: what they cover without making objects, and other spellings.
 *
 * <p>Points in time are milliseconds since 1970-01-01T00:00 of the wall clock in the text (see {@link TimePeriod}).
 */
public final class Periods {

    /** What stands for a point in time where a text is no time period. */
    public static final long NONE = Long.MIN_VALUE;

    private static final long DAY = 86_400_000L;
    private static final Pattern LOOSE_REPORTING =
            Pattern.compile("(?:(\\d{4})[-/. ]?([ASTQMWDH])-?0*(\\d{1,3})|([ASTQMWDH])-?0*(\\d{1,3})[-/. ]?(\\d{4}))");
    private static final Pattern LOOSE_DATE = Pattern.compile(
            "(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?|(\\d\\d)(\\d\\d)?)(?:[T ]0?0:00(?::00)?(?:\\.0+)?)?");
    private static final Pattern LOOSE_MONTH_FIRST = Pattern.compile("(\\d{1,2})[-/.](\\d{4})");
    private static final Pattern LOOSE_YEAR = Pattern.compile("(\\d{4})(?:\\.0*|-)?");

    private Periods() {}

    /** When the period begins, inclusive; {@link #NONE} where the text is no time period. */
    public static long start(String text, MonthDay reportingYearStart) {
        return bound(text, reportingYearStart, false);
    }

    /** When the period has ended, exclusive; {@link #NONE} where the text is no time period. */
    public static long end(String text, MonthDay reportingYearStart) {
        return bound(text, reportingYearStart, true);
    }

    private static long bound(String text, MonthDay reportingYearStart, boolean end) {
        int length = text.length();
        if (length == 4 || ((length == 7 || length == 10) && text.charAt(4) == '-')) {
            int year = PeriodText.number(text, 0, 4);
            if (year >= 0) {
                if (length == 4) {
                    return DAY * epochDay(end ? year + 1 : year, 1);
                }
                int month = PeriodText.number(text, 5, 7);
                if (length == 10 && text.charAt(7) == '-' && month >= 1 && month <= 12) {
                    int day = PeriodText.number(text, 8, 10);
                    if (day >= 1 && day <= 28) {
                        return DAY * (epochDay(year, month) + (end ? day : day - 1));
                    }
                }
                if (month >= 1 && month <= 12 && length == 7) {
                    return DAY * monthStart(year, end ? month : month - 1);
                }
                if (month < 0 && length == 7 && text.charAt(5) == 'Q' && quarterly(reportingYearStart)) {
                    int quarter = text.charAt(6) - '0';
                    if (quarter >= 1 && quarter <= 4) {
                        int months = reportingYearStart.getMonthValue() - 1 + 3 * (end ? quarter : quarter - 1);
                        return DAY * monthStart(year, months);
                    }
                }
            }
        }
        return TimePeriod.tryParse(text)
                .map(p -> millis(end ? p.end(reportingYearStart) : p.start(reportingYearStart)))
                .orElse(NONE);
    }

    private static boolean quarterly(MonthDay reportingYearStart) {
        return reportingYearStart.getDayOfMonth() == 1;
    }

    /** The first day of the month that is {@code months} months after January. */
    private static long monthStart(int year, int months) {
        return epochDay(year + months / 12, months % 12 + 1);
    }

    /** Days from 1970-01-01 to the first of a month, by the proleptic Gregorian calendar; the year is not negative. */
    private static long epochDay(int year, int month) {
        long y = month <= 2 ? year - 1L : year; // years that begin in March: the leap day comes last
        long m = month <= 2 ? month + 9L : month - 3L;
        return 365 * y
                + Math.floorDiv(y, 4)
                - Math.floorDiv(y, 100)
                + Math.floorDiv(y, 400)
                + (153 * m + 2) / 5
                - 719_468;
    }

    private static long millis(LocalDateTime time) {
        // A moment ends a nanosecond later: round up, so that it does not end before it began.
        long nanos = time.getNano() + 999_999L;
        return time.toEpochSecond(ZoneOffset.UTC) * 1000 + nanos / 1_000_000;
    }

    /** The code of CL_FREQ that fits the text; empty for moments, odd ranges and what is no time period. */
    public static Optional<String> frequency(String text) {
        return TimePeriod.tryParse(text).flatMap(TimePeriod::frequency);
    }

    /** Which day of a longer period stands for it. */
    public enum Representative {
        FIRST,
        MIDDLE,
        LAST
    }

    /**
     * The period as one ISO 8601 date (or date and time where it is shorter than a day), by its first day: the form of
     * SDMX-CSV's {@code timeFormat=normalized}. What is no time period comes back as it is.
     */
    public static String normalise(String text) {
        return normalise(text, Representative.FIRST, TimePeriod.FIRST_OF_JANUARY);
    }

    /** The period as one ISO 8601 date, by the day that shall stand for it. */
    public static String normalise(String text, Representative representative, MonthDay reportingYearStart) {
        Optional<TimePeriod> period = TimePeriod.tryParse(text);
        if (period.isEmpty()) {
            return text;
        }
        LocalDateTime start = period.get().start(reportingYearStart);
        LocalDateTime end = period.get().end(reportingYearStart);
        String zone = period.get().zone();
        if (ChronoUnit.DAYS.between(start, end) == 0) {
            return new TimePeriod.Moment(start.toLocalDate(), timeOfDay(start), zone).toString();
        }
        LocalDate first = start.toLocalDate();
        LocalDate last = end.minusNanos(1).toLocalDate();
        LocalDate day = switch (representative) {
            case FIRST -> first;
            case LAST -> last;
            case MIDDLE -> first.plusDays(ChronoUnit.DAYS.between(first, last) / 2);
        };
        return PeriodText.date(day) + zone;
    }

    private static String timeOfDay(LocalDateTime time) {
        String seconds = PeriodText.digits(time.getHour(), 2)
                + ':'
                + PeriodText.digits(time.getMinute(), 2)
                + ':'
                + PeriodText.digits(time.getSecond(), 2);
        if (time.getNano() == 0) {
            return seconds;
        }
        String fraction = PeriodText.digits(time.getNano(), 9);
        return seconds + '.' + fraction.replaceFirst("0+$", "");
    }

    /**
     * What was probably meant by a text that is no time period, in the form of the standard: {@code 2010Q2}, {@code 2010M1},
     * {@code Q2/2010}, {@code 201003}, {@code 3/2010}, {@code 2010.0}.
     */
    public static Optional<String> nearest(String text) {
        String t = text.strip().toUpperCase(java.util.Locale.ROOT);
        Matcher r = LOOSE_REPORTING.matcher(t);
        if (r.matches()) {
            boolean yearFirst = r.group(1) != null;
            String year = yearFirst ? r.group(1) : r.group(6);
            String letter = yearFirst ? r.group(2) : r.group(4);
            int number = Integer.parseInt(yearFirst ? r.group(3) : r.group(5));
            ReportingUnit unit = ReportingUnit.of(letter.equals("H") ? 'S' : letter.charAt(0))
                    .orElseThrow();
            return valid(unit.text(Integer.parseInt(year), number));
        }
        Matcher y = LOOSE_YEAR.matcher(t);
        if (y.matches()) {
            return Optional.of(y.group(1));
        }
        Matcher d = LOOSE_DATE.matcher(t);
        if (d.matches()) {
            String month = d.group(2) != null ? d.group(2) : d.group(4);
            String day = d.group(2) != null ? d.group(3) : d.group(5);
            return valid(d.group(1) + '-' + two(month) + (day == null ? "" : "-" + two(day)));
        }
        Matcher m = LOOSE_MONTH_FIRST.matcher(t);
        return m.matches() ? valid(m.group(2) + '-' + two(m.group(1))) : valid(t);
    }

    private static String two(String digits) {
        return PeriodText.digits(Integer.parseInt(digits), 2);
    }

    private static Optional<String> valid(String text) {
        return TimePeriod.tryParse(text).map(TimePeriod::toString);
    }
}
