package org.sojourn.store.pack;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Period texts that are a number and a frequency: {@link #text} of {@link #ordinal} is the very same text, or there is no
 * ordinal. Ordinals of one kind rise with time; only those of weeks and days of reporting years have holes.
 *
 * <p>The place in this list is stored: append only.
 */
enum PeriodKind {
    YEAR('-', 1, 0),
    MONTH('-', 12, 2),
    DAY('-', 0, 0),
    REPORTING_YEAR('A', 1, 1),
    SEMESTER('S', 2, 1),
    TRIMESTER('T', 3, 1),
    QUARTER('Q', 4, 1),
    REPORTING_MONTH('M', 12, 2),
    WEEK('W', 53, 2),
    REPORTING_DAY('D', 366, 3);

    static final long NONE = Long.MIN_VALUE;

    private static final PeriodKind[] ALL = values();

    private final char letter;
    private final int perYear;
    private final int digits;

    PeriodKind(char letter, int perYear, int digits) {
        this.letter = letter;
        this.perYear = perYear;
        this.digits = digits;
    }

    static PeriodKind stored(int code) {
        return ALL[code];
    }

    /** The only kind that a text can be of; what it cannot be is left to {@link #ordinal}. */
    static PeriodKind guess(String text) {
        if (text.length() <= 5) {
            return YEAR;
        }
        return switch (text.charAt(5)) {
            case 'A' -> REPORTING_YEAR;
            case 'S' -> SEMESTER;
            case 'T' -> TRIMESTER;
            case 'Q' -> QUARTER;
            case 'M' -> REPORTING_MONTH;
            case 'W' -> WEEK;
            case 'D' -> REPORTING_DAY;
            default -> text.length() > 7 ? DAY : MONTH;
        };
    }

    /** The number of a period, or {@link #NONE} when the text is not exactly of this kind. */
    long ordinal(String text) {
        int year = number(text, 0, 4);
        if (year < 0) {
            return NONE;
        }
        if (this == YEAR) {
            return text.length() == 4 ? year : NONE;
        }
        if (this == DAY) {
            return day(text, year);
        }
        int from = this == MONTH ? 5 : 6;
        if (text.length() != from + digits || text.charAt(4) != '-' || (this != MONTH && text.charAt(5) != letter)) {
            return NONE;
        }
        int within = number(text, from, from + digits);
        return within < 1 || within > perYear ? NONE : (long) year * perYear + within - 1;
    }

    String text(long ordinal) {
        if (this == DAY) {
            return LocalDate.ofEpochDay(ordinal).toString();
        }
        char[] text = new char[this == YEAR ? 4 : this == MONTH ? 7 : 6 + digits];
        put(text, 0, 4, (int) (ordinal / perYear));
        if (this != YEAR) {
            text[4] = '-';
            int from = 5;
            if (this != MONTH) {
                text[from++] = letter;
            }
            put(text, from, digits, (int) (ordinal % perYear) + 1);
        }
        return new String(text);
    }

    private static long day(String text, int year) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return NONE;
        }
        try {
            return LocalDate.of(year, number(text, 5, 7), number(text, 8, 10)).toEpochDay();
        } catch (DateTimeException e) {
            return NONE; // 2023-02-30: kept as text
        }
    }

    private static int number(String text, int from, int to) {
        if (text.length() < to) {
            return -1;
        }
        int n = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            n = n * 10 + digit;
        }
        return n;
    }

    private static void put(char[] text, int from, int digits, int number) {
        int rest = number;
        for (int i = from + digits - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
