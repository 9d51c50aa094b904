package org.sojourn.model.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimePeriodTest {

    private static final MonthDay JULY = MonthDay.of(7, 1);

    @ParameterizedTest
    @CsvFileSource(resources = "periods.csv", delimiter = '|')
    void coversWhatTheTechnicalNotesSay(
            String text, String yearStart, LocalDateTime start, LocalDateTime end, String frequency) {
        TimePeriod period = TimePeriod.parse(text);
        MonthDay day = MonthDay.parse(yearStart);
        assertThat(period.start(day)).isEqualTo(start);
        assertThat(period.end(day)).isEqualTo(end);
        assertThat(period.frequency()).isEqualTo(Optional.ofNullable(frequency));
        assertThat(period).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "201",
                "2010-13",
                "2010-00",
                "2010-02-30",
                "2010-Q5",
                "2010-Q0",
                "2010Q1",
                "2010-q1",
                "2010-Q01",
                "2010-A2",
                "2010-S3",
                "2010-T4",
                "2010-M13",
                "2010-W54",
                "2010-W1",
                "2010-D367",
                "2010-D000",
                "2010-D1",
                "2010-01-01T25:00:00",
                "2010-01-01T12:00",
                "2010-01-01T24:00:01",
                "2010+15:00",
                "2010 ",
                "2010-1",
                "2010/P1Y",
                "2010-01-01/P",
                "2010-01-01/1Y",
                "2010-01-01/P1YT",
                "2010-01-01/",
                "2010-Q1/P3M",
                "02010",
                "2010-01-01/2010-02-01",
                "20100101",
                "٢٠١٠"
            })
    void refusesOtherTextsAndQuotesThem(String text) {
        assertThatThrownBy(() -> TimePeriod.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
        assertThat(TimePeriod.tryParse(text)).isEmpty();
        assertThat(Periods.start(text, JULY)).isEqualTo(Periods.NONE);
    }

    private static Stream<TimePeriod> randomPeriods() {
        Random random = new Random(5);
        String[] zones = {"", "", "", "Z", "+01:00", "-11:30", "-00:00"};
        return Stream.<TimePeriod>generate(() -> {
                    int year = 1900 + random.nextInt(200);
                    String zone = zones[random.nextInt(zones.length)];
                    LocalDate date = LocalDate.ofYearDay(year, 1 + random.nextInt(365));
                    return switch (random.nextInt(6)) {
                        case 0 -> new TimePeriod.Year(year, zone);
                        case 1 -> new TimePeriod.Month(YearMonth.from(date), zone);
                        case 2 -> new TimePeriod.Day(date, zone);
                        case 3 -> new TimePeriod.Moment(date, "%02d:00:07.50".formatted(random.nextInt(24)), zone);
                        case 4 ->
                            new TimePeriod.Range(
                                    new TimePeriod.Day(date, zone),
                                    "P" + random.nextInt(3) + "Y" + random.nextInt(40) + "D");
                        default -> {
                            ReportingUnit unit = ReportingUnit.values()[random.nextInt(7)];
                            yield new TimePeriod.Reporting(year, unit, 1 + random.nextInt(unit.perYear()), zone);
                        }
                    };
                })
                .limit(3000);
    }

    @Test
    void parsingAndPrintingAreInverses() {
        assertThat(randomPeriods())
                .allSatisfy(p -> assertThat(TimePeriod.parse(p.toString())).isEqualTo(p));
    }

    @Test
    void theQuickWayThroughTextAgreesWithTheObjects() {
        for (MonthDay day :
                List.of(MonthDay.of(1, 1), JULY, MonthDay.of(4, 5), MonthDay.of(2, 29), MonthDay.of(12, 31))) {
            assertThat(randomPeriods()).allSatisfy(p -> {
                assertThat(Periods.start(p.toString(), day))
                        .as("start of %s", p)
                        .isEqualTo(millis(p.start(day)));
                assertThat(Periods.end(p.toString(), day)).as("end of %s", p).isEqualTo(millis(p.end(day)));
            });
        }
        for (int year : new int[] {0, 4, 100, 400, 1582, 1969, 1970, 2000, 2024, 9999}) {
            String text = "%04d".formatted(year);
            assertThat(Periods.start(text, JULY))
                    .isEqualTo(millis(TimePeriod.parse(text).start()));
            assertThat(Periods.end(text + "-12", JULY))
                    .isEqualTo(millis(TimePeriod.parse(text).end()));
        }
    }

    private static long millis(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC) * 1000 + Math.ceilDiv(time.getNano(), 1_000_000);
    }

    @Test
    void periodsOfAReportingYearFollowEachOtherWithoutGaps() {
        for (ReportingUnit unit : ReportingUnit.values()) {
            for (int n = 1; n < unit.perYear(); n++) {
                TimePeriod one = new TimePeriod.Reporting(2011, unit, n, "");
                TimePeriod next = new TimePeriod.Reporting(2011, unit, n + 1, "");
                assertThat(one.end(JULY)).isEqualTo(next.start(JULY));
            }
        }
    }

    @Test
    void weeksOfCalendarYearsAreThoseOfIso8601() {
        for (int year = 1990; year < 2030; year++) {
            for (int week = 1; week <= 52; week++) {
                LocalDate monday = new TimePeriod.Reporting(year, ReportingUnit.WEEK, week, "")
                        .start()
                        .toLocalDate();
                assertThat(monday.get(IsoFields.WEEK_BASED_YEAR)).isEqualTo(year);
                assertThat(monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)).isEqualTo(week);
            }
        }
    }

    @Test
    void sortsByTimeAndThenTheShorterFirst() {
        // 2010-W01 begins on 4 January
        assertThat(Stream.of(
                                "2011",
                                "2010-A1",
                                "2010",
                                "2010-Q1",
                                "2010-01-15T00:00:00",
                                "2010-W01",
                                "2010-02",
                                "2009-Q4",
                                "2010-01-01")
                        .map(TimePeriod::parse)
                        .sorted(TimePeriod.chronological(TimePeriod.FIRST_OF_JANUARY))
                        .map(TimePeriod::toString))
                .containsExactly(
                        "2009-Q4",
                        "2010-01-01",
                        "2010-Q1",
                        "2010",
                        "2010-A1",
                        "2010-W01",
                        "2010-01-15T00:00:00",
                        "2010-02",
                        "2011");
    }

    @Test
    void knowsWhatLiesWithinAndWhatOverlaps() {
        TimePeriod year = TimePeriod.parse("2010");
        assertThat(TimePeriod.parse("2010-Q4").within(year, TimePeriod.FIRST_OF_JANUARY))
                .isTrue();
        assertThat(TimePeriod.parse("2010-Q4").within(year, JULY)).isFalse();
        assertThat(year.within(TimePeriod.parse("2010-Q4"), JULY)).isFalse();
        assertThat(TimePeriod.parse("2009-Q4").overlaps(year, JULY)).isTrue();
        assertThat(TimePeriod.parse("2009-Q4").overlaps(year, TimePeriod.FIRST_OF_JANUARY))
                .isFalse();
        assertThat(TimePeriod.parse("2010-12-31T23:59:59").overlaps(year, JULY)).isTrue();
    }

    @Test
    void offsetsAreKeptAndDoNotMoveThePeriod() {
        assertThat(TimePeriod.parse("2010-01-01T00:00:00+02:00").offset()).contains(ZoneOffset.ofHours(2));
        assertThat(TimePeriod.parse("2010-01-01+02:00/P1D").offset()).contains(ZoneOffset.ofHours(2));
        assertThat(TimePeriod.parse("2010").offset()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2014, 2014-01-01, 2014-07-02, 2014-12-31",
        "2014-02, 2014-02-01, 2014-02-14, 2014-02-28",
        "2014-Q4, 2014-10-01, 2014-11-15, 2014-12-31",
        "2014-W01, 2013-12-30, 2014-01-02, 2014-01-05",
        "2014-05-06, 2014-05-06, 2014-05-06, 2014-05-06",
        "2014-05-06T07:08:09.50Z, 2014-05-06T07:08:09.5Z, 2014-05-06T07:08:09.5Z, 2014-05-06T07:08:09.5Z",
        "2014-05-06T06:00:00/PT1H, 2014-05-06T06:00:00, 2014-05-06T06:00:00, 2014-05-06T06:00:00",
        "2014Z, 2014-01-01Z, 2014-07-02Z, 2014-12-31Z",
        "unknown, unknown, unknown, unknown"
    })
    void normalisesToOneDay(String text, String first, String middle, String last) {
        assertThat(Periods.normalise(text)).isEqualTo(first);
        MonthDay day = TimePeriod.FIRST_OF_JANUARY;
        assertThat(Periods.normalise(text, Periods.Representative.MIDDLE, day)).isEqualTo(middle);
        assertThat(Periods.normalise(text, Periods.Representative.LAST, day)).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource({
        "2010Q2, 2010-Q2",
        "2010-q2, 2010-Q2",
        "2010-Q02, 2010-Q2",
        "Q2/2010, 2010-Q2",
        "Q2 2010, 2010-Q2",
        "2010H1, 2010-S1",
        "2010M1, 2010-M01",
        "2010W7, 2010-W07",
        "2010-D9, 2010-D009",
        "201003, 2010-03",
        "2010-3, 2010-03",
        "2010/03, 2010-03",
        "3/2010, 2010-03",
        "20100331, 2010-03-31",
        "2010/3/1, 2010-03-01",
        "2010.0, 2010",
        " 2010 , 2010",
        "2010-03-01 00:00:00, 2010-03-01"
    })
    void guessesWhatWasMeant(String text, String meant) {
        assertThat(Periods.nearest(text)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2010Q5", "201013", "13/2010", "unknown", "20", ""})
    void doesNotGuessWildly(String text) {
        assertThat(Periods.nearest(text)).isEmpty();
    }
}
