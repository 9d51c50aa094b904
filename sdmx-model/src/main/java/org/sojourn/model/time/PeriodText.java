package org.sojourn.model.time;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and prints the text of time periods. */
final class PeriodText {

    private static final String ZONE = "(Z|[+-]\\d\\d:\\d\\d)?";
    private static final Pattern GREGORIAN = Pattern.compile(
            "(-?(?:[1-9]\\d{4,5}|\\d{4}))(?:-(\\d\\d)(?:-(\\d\\d)(?:T(\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?))?)?)?" + ZONE);
    private static final Pattern REPORTING =
            Pattern.compile("(\\d{4})-(?:([ASTQ])(\\d)|([MW])(\\d\\d)|(D)(\\d{3}))" + ZONE);
    private static final Pattern TIME_OF_DAY = Pattern.compile("(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d+))?");

    private PeriodText() {}

    static TimePeriod parse(String text) {
        TimePeriod quick = quick(text);
        return quick != null ? quick : thorough(text);
    }

    /** The three forms that nearly all data have. */
    private static @Nullable TimePeriod quick(String text) {
        int length = text.length();
        if (length != 4 && length != 7) {
            return null;
        }
        int year = number(text, 0, 4);
        if (year < 0) {
            return null;
        }
        if (length == 4) {
            return new TimePeriod.Year(year, "");
        }
        if (text.charAt(4) != '-') {
            return null;
        }
        int month = number(text, 5, 7);
        if (month >= 1 && month <= 12) {
            return new TimePeriod.Month(YearMonth.of(year, month), "");
        }
        int quarter = text.charAt(6) - '0';
        return text.charAt(5) == 'Q' && quarter >= 1 && quarter <= 4
                ? new TimePeriod.Reporting(year, ReportingUnit.QUARTER, quarter, "")
                : null;
    }

    private static TimePeriod thorough(String text) {
        int slash = text.indexOf('/');
        try {
            if (slash >= 0) {
                return new TimePeriod.Range(single(text.substring(0, slash), text), text.substring(slash + 1));
            }
            return single(text, text);
        } catch (DateTimeException e) {
            throw refused(text, e);
        } catch (IllegalArgumentException e) {
            throw String.valueOf(e.getMessage()).contains("'" + text + "'") ? e : refused(text, e);
        }
    }

    private static IllegalArgumentException refused(String text, RuntimeException why) {
        return new IllegalArgumentException("'" + text + "' is not a time period: " + why.getMessage(), why);
    }

    private static TimePeriod single(String text, String whole) {
        Matcher g = GREGORIAN.matcher(text);
        if (g.matches()) {
            int year = Integer.parseInt(g.group(1));
            String month = g.group(2);
            String day = g.group(3);
            String time = g.group(4);
            String zone = g.group(5) == null ? "" : g.group(5);
            if (month == null) {
                return new TimePeriod.Year(year, zone);
            }
            if (day == null) {
                return new TimePeriod.Month(YearMonth.of(year, Integer.parseInt(month)), zone);
            }
            LocalDate date = LocalDate.of(year, Integer.parseInt(month), Integer.parseInt(day));
            return time == null ? new TimePeriod.Day(date, zone) : new TimePeriod.Moment(date, time, zone);
        }
        Matcher r = REPORTING.matcher(text);
        if (r.matches()) {
            int group = r.group(2) != null ? 2 : r.group(4) != null ? 4 : 6;
            ReportingUnit unit = ReportingUnit.of(r.group(group).charAt(0)).orElseThrow();
            String zone = r.group(8) == null ? "" : r.group(8);
            return new TimePeriod.Reporting(
                    Integer.parseInt(r.group(1)), unit, Integer.parseInt(r.group(group + 1)), zone);
        }
        throw new IllegalArgumentException("'" + whole + "' is not a time period; expected YYYY, YYYY-MM, YYYY-MM-DD,"
                + " YYYY-MM-DDThh:mm:ss, YYYY-A1, -S1, -T1, -Q1, -M01, -W01, -D001, or START/DURATION");
    }

    /** The time since midnight; 24:00:00 is allowed. */
    static Duration timeOfDay(String text) {
        Matcher m = TIME_OF_DAY.matcher(text);
        if (m.matches()) {
            int hours = Integer.parseInt(m.group(1));
            int minutes = Integer.parseInt(m.group(2));
            int seconds = Integer.parseInt(m.group(3));
            String fraction = m.group(4) == null ? "" : m.group(4);
            boolean midnight = hours == 24
                    && minutes == 0
                    && seconds == 0
                    && fraction.chars().allMatch(c -> c == '0');
            if (midnight || (hours < 24 && minutes < 60 && seconds < 60)) {
                String nanos = (fraction + "000000000").substring(0, 9);
                return Duration.ofHours(hours)
                        .plusMinutes(minutes)
                        .plusSeconds(seconds)
                        .plusNanos(Integer.parseInt(nanos));
            }
        }
        throw new IllegalArgumentException("time '" + text + "' is not of the form hh:mm:ss");
    }

    /** A year of at least four digits. */
    static String year(int year) {
        return year < 0 ? "-" + digits(-year, 4) : digits(year, 4);
    }

    static String date(LocalDate date) {
        return year(date.getYear()) + '-' + digits(date.getMonthValue(), 2) + '-' + digits(date.getDayOfMonth(), 2);
    }

    static String digits(int number, int width) {
        String text = Integer.toString(number);
        return text.length() >= width ? text : "0".repeat(width - text.length()) + text;
    }

    /** The number that these characters write, or -1 where they are not all digits. */
    static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
