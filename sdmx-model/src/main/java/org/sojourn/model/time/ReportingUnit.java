package org.sojourn.model.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/** The kinds of period into which a reporting year is cut. */
public enum ReportingUnit {
    YEAR("A", 1, 1, 12),
    SEMESTER("S", 1, 2, 6),
    TRIMESTER("T", 1, 3, 4),
    QUARTER("Q", 1, 4, 3),
    MONTH("M", 2, 12, 1),
    WEEK("W", 2, 53, 0),
    DAY("D", 3, 366, 0);

    private final String letter;
    private final int width;
    private final int perYear;
    private final int months;

    ReportingUnit(String letter, int width, int perYear, int months) {
        this.letter = letter;
        this.width = width;
        this.perYear = perYear;
        this.months = months;
    }

    /** The letter in the text of a period, which is also its code of CL_FREQ. */
    public String letter() {
        return letter;
    }

    /** The largest number of such periods in a year. */
    public int perYear() {
        return perYear;
    }

    /** How many digits the number of a period has. */
    int width() {
        return width;
    }

    /** {@code 2010-Q2} for quarter 2 of 2010. */
    String text(int year, int number) {
        return PeriodText.year(year) + '-' + letter + PeriodText.digits(number, width);
    }

    /** The first day of period {@code number}, counted from 1, of a reporting year that begins on {@code yearStart}. */
    public LocalDate start(int year, int number, MonthDay yearStart) {
        LocalDate base = yearStart.atYear(year);
        return switch (this) {
            case WEEK -> firstMonday(base).plusWeeks(number - 1L);
            case DAY -> base.plusDays(number - 1L);
            default -> base.plusMonths((long) months * (number - 1));
        };
    }

    // Weeks begin on Mondays; the first one is that with the reporting year's first Thursday.
    private static LocalDate firstMonday(LocalDate base) {
        return base.getDayOfWeek().getValue() <= DayOfWeek.THURSDAY.getValue()
                ? base.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                : base.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    }

    static Optional<ReportingUnit> of(char letter) {
        return switch (letter) {
            case 'A' -> Optional.of(YEAR);
            case 'S' -> Optional.of(SEMESTER);
            case 'T' -> Optional.of(TRIMESTER);
            case 'Q' -> Optional.of(QUARTER);
            case 'M' -> Optional.of(MONTH);
            case 'W' -> Optional.of(WEEK);
            case 'D' -> Optional.of(DAY);
            default -> Optional.empty();
        };
    }
}
