package org.sojourn.model.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;

/**
 * A value of the time dimension (ObservationalTimePeriod): a Gregorian year, month or day, a moment, a period of a reporting
 * year, or a range. Parsing and printing are inverses, zone offsets included.
 *
 * <p>What a period covers is half open, {@link #start} inclusive and {@link #end} exclusive, in the wall-clock time of the
 * text: a zone offset does not move a period, so {@code 2010+14:00} is the year 2010 wherever it is read. Who needs points on
 * the world's time line takes {@link #offset} into account himself.
 *
 * <p>Technical notes, section 6, 4.2: reporting periods count from the reporting year's start day, by default 1 January. A
 * reporting year is named by the year in which it begins.
 */
public sealed interface TimePeriod {

    /** The day on which reporting years begin where nothing else is said. */
    MonthDay FIRST_OF_JANUARY = MonthDay.of(1, 1);

    /** {@code 2010}, from 1 January on. */
    record Year(int year, String zone) implements TimePeriod {
        public Year {
            Zone.check(zone);
        }

        @Override
        public LocalDateTime start(MonthDay reportingYearStart) {
            return LocalDate.of(year, 1, 1).atStartOfDay();
        }

        @Override
        public LocalDateTime end(MonthDay reportingYearStart) {
            return LocalDate.of(year + 1, 1, 1).atStartOfDay();
        }

        @Override
        public String toString() {
            return PeriodText.year(year) + zone;
        }
    }

    /** {@code 2010-03}. */
    record Month(YearMonth month, String zone) implements TimePeriod {
        public Month {
            Zone.check(zone);
        }

        @Override
        public LocalDateTime start(MonthDay reportingYearStart) {
            return month.atDay(1).atStartOfDay();
        }

        @Override
        public LocalDateTime end(MonthDay reportingYearStart) {
            return month.plusMonths(1).atDay(1).atStartOfDay();
        }

        @Override
        public String toString() {
            return PeriodText.year(month.getYear()) + '-' + PeriodText.digits(month.getMonthValue(), 2) + zone;
        }
    }

    /** {@code 2010-03-31}. */
    record Day(LocalDate date, String zone) implements TimePeriod {
        public Day {
            Zone.check(zone);
        }

        @Override
        public LocalDateTime start(MonthDay reportingYearStart) {
            return date.atStartOfDay();
        }

        @Override
        public LocalDateTime end(MonthDay reportingYearStart) {
            return date.plusDays(1).atStartOfDay();
        }

        @Override
        public String toString() {
            return PeriodText.date(date) + zone;
        }
    }

    /**
     * {@code 2010-03-31T12:00:00}, a point in time; it ends one nanosecond after it began.
     *
     * @param time the part after {@code T} as written, because {@code 24:00:00} and trailing zeros are allowed
     */
    record Moment(LocalDate date, String time, String zone) implements TimePeriod {
        public Moment {
            Zone.check(zone);
            PeriodText.timeOfDay(time);
        }

        @Override
        public LocalDateTime start(MonthDay reportingYearStart) {
            return date.atStartOfDay().plus(PeriodText.timeOfDay(time));
        }

        @Override
        public LocalDateTime end(MonthDay reportingYearStart) {
            return start(reportingYearStart).plusNanos(1);
        }

        @Override
        public String toString() {
            return PeriodText.date(date) + 'T' + time + zone;
        }
    }

    /** {@code 2010-Q2}: period {@code number}, counted from 1, of the reporting year {@code year}. */
    record Reporting(int year, ReportingUnit unit, int number, String zone) implements TimePeriod {
        public Reporting {
            Zone.check(zone);
            if (year < 0 || year > 9999 || number < 1 || number > unit.perYear()) {
                throw new IllegalArgumentException(
                        "period '" + unit.text(year, number) + "' does not exist: a reporting year"
                                + " has four digits and 1 to " + unit.perYear() + " periods of kind " + unit.letter());
            }
        }

        @Override
        public LocalDateTime start(MonthDay reportingYearStart) {
            return unit.start(year, number, reportingYearStart).atStartOfDay();
        }

        @Override
        public LocalDateTime end(MonthDay reportingYearStart) {
            return unit.start(year, number + 1, reportingYearStart).atStartOfDay();
        }

        @Override
        public String toString() {
            return unit.text(year, number) + zone;
        }
    }

    /** {@code 2010-03-01/P1M}: a duration from a day or moment on. */
    record Range(TimePeriod from, String duration) implements TimePeriod {
        public Range {
            if (!(from instanceof Day || from instanceof Moment)) {
                throw new IllegalArgumentException("a range starts with a day or a moment, not with '" + from + "'");
            }
            XsDuration.parse(duration);
        }

        @Override
        public String zone() {
            return from.zone();
        }

        @Override
        public LocalDateTime start(MonthDay reportingYearStart) {
            return from.start(reportingYearStart);
        }

        @Override
        public LocalDateTime end(MonthDay reportingYearStart) {
            return XsDuration.parse(duration).after(start(reportingYearStart));
        }

        @Override
        public String toString() {
            return from + "/" + duration;
        }
    }

    /** The zone as written, for a range that of its start: empty, {@code Z}, or an offset such as {@code +01:00}. */
    String zone();

    /**
     * When the period begins.
     *
     * @param reportingYearStart matters to reporting periods only
     */
    LocalDateTime start(MonthDay reportingYearStart);

    /** When the period has ended: the first point in time that no longer belongs to it. */
    LocalDateTime end(MonthDay reportingYearStart);

    /** {@link #start(MonthDay)} with reporting years that begin on 1 January. */
    default LocalDateTime start() {
        return start(FIRST_OF_JANUARY);
    }

    /** {@link #end(MonthDay)} with reporting years that begin on 1 January. */
    default LocalDateTime end() {
        return end(FIRST_OF_JANUARY);
    }

    /** The zone offset, where one was written. */
    default Optional<ZoneOffset> offset() {
        return zone().isEmpty() ? Optional.empty() : Optional.of(ZoneOffset.of(zone()));
    }

    /** The code of CL_FREQ that fits: A, S, T, Q, M, W or D; empty for moments and for ranges of another length. */
    default Optional<String> frequency() {
        return switch (this) {
            case Year y -> Optional.of("A");
            case Month m -> Optional.of("M");
            case Day d -> Optional.of("D");
            case Moment m -> Optional.empty();
            case Reporting r -> Optional.of(r.unit().letter());
            case Range r -> XsDuration.parse(r.duration()).frequency();
        };
    }

    /** True where this lies wholly inside the other. */
    default boolean within(TimePeriod other, MonthDay reportingYearStart) {
        return !start(reportingYearStart).isBefore(other.start(reportingYearStart))
                && !end(reportingYearStart).isAfter(other.end(reportingYearStart));
    }

    /** True where some point in time belongs to both. */
    default boolean overlaps(TimePeriod other, MonthDay reportingYearStart) {
        return start(reportingYearStart).isBefore(other.end(reportingYearStart))
                && other.start(reportingYearStart).isBefore(end(reportingYearStart));
    }

    /** By start, then end (the shorter first), then text: a total order that agrees with equality. */
    static Comparator<TimePeriod> chronological(MonthDay reportingYearStart) {
        return Comparator.comparing((TimePeriod p) -> p.start(reportingYearStart))
                .thenComparing(p -> p.end(reportingYearStart))
                .thenComparing(TimePeriod::toString);
    }

    /**
     * Reads any form of the standard; {@code 2010-D010} too, which the schemas refuse by a slip.
     *
     * @throws IllegalArgumentException for any other text, which it quotes
     */
    static TimePeriod parse(String text) {
        return PeriodText.parse(text);
    }

    /** Reads any form of the standard; empty for any other text. */
    static Optional<TimePeriod> tryParse(String text) {
        try {
            return Optional.of(PeriodText.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
