package org.sojourn.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.MonthDay;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sojourn.model.time.Periods;
import org.sojourn.model.time.TimePeriod;

class PeriodFilterTest {

    private static final List<String> DATA = List.of(
            "2008",
            "2009",
            "2009-12",
            "2009-Q4",
            "2010",
            "2010-A1",
            "2010-01",
            "2010-06-30",
            "2010-Q1",
            "2010-Q4",
            "2010-12",
            "2010-12-31T23:59:59",
            "2011",
            "2011-01",
            "2011-S1");

    private static List<String> selected(PeriodFilter filter) {
        return DATA.stream().filter(filter::test).toList();
    }

    private static PeriodFilter filter(Condition... conditions) {
        return PeriodFilter.of(ComponentFilter.all("TIME_PERIOD", conditions), TimePeriod.FIRST_OF_JANUARY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            eq:2010    | 2010 2010-A1
            eq:2010-Q4 | 2010-Q4
            lt:2009    | 2008
            le:2009    | 2008 2009 2009-12 2009-Q4
            gt:2010    | 2011 2011-01 2011-S1
            ge:2011-01 | 2011 2011-01 2011-S1
            ge:2010-12 | 2010-12 2010-12-31T23:59:59 2011 2011-01 2011-S1
            sw:2010-Q  | 2010-Q1 2010-Q4
            ew:-12     | 2009-12 2010-12
            co:T23     | 2010-12-31T23:59:59
            """)
    void comparesByWhatPeriodsCover(String condition, String expected) {
        Operator operator = Operator.named(condition.substring(0, 2)).orElseThrow();
        assertThat(selected(filter(new Condition(operator, condition.substring(3)))))
                .containsExactlyElementsOf(Arrays.asList(expected.split(" ")));
    }

    @Test
    void notEqualIsTheOppositeOfEqual() {
        assertThat(selected(filter(new Condition(Operator.NOT_EQUAL, "2010"))))
                .hasSize(DATA.size() - 2)
                .doesNotContain("2010", "2010-A1");
        assertThat(selected(filter(new Condition(Operator.NOT_CONTAINS, "-"))))
                .containsExactly("2008", "2009", "2010", "2011");
    }

    @Test
    void startAndEndPeriodOfV1SelectWhatLiesWhollyBetween() {
        assertThat(selected(filter(
                        new Condition(Operator.GREATER_OR_EQUAL, "2010"),
                        new Condition(Operator.LESS_OR_EQUAL, "2010"))))
                .containsExactly(
                        "2010",
                        "2010-A1",
                        "2010-01",
                        "2010-06-30",
                        "2010-Q1",
                        "2010-Q4",
                        "2010-12",
                        "2010-12-31T23:59:59");
        assertThat(selected(filter(
                        new Condition(Operator.GREATER_OR_EQUAL, "2010-02"),
                        new Condition(Operator.LESS_OR_EQUAL, "2011"))))
                .containsExactly(
                        "2010-06-30", "2010-Q4", "2010-12", "2010-12-31T23:59:59", "2011", "2011-01", "2011-S1");
    }

    @Test
    void anyClauseIsEnough() {
        PeriodFilter either =
                PeriodFilter.of(ComponentFilter.oneOf("TIME_PERIOD", "2008", "2011"), TimePeriod.FIRST_OF_JANUARY);
        assertThat(selected(either)).containsExactly("2008", "2011");
    }

    @Test
    void reportingPeriodsOfTheQueryAndOfTheDataEachHaveTheirYear() {
        MonthDay july = MonthDay.of(7, 1);
        PeriodFilter filter = PeriodFilter.of(ComponentFilter.oneOf("TIME_PERIOD", "2009-Q3"), july);
        assertThat(selected(filter)).containsExactly("2010-Q1"); // January to March 2010
        assertThat(filter.test("2009-Q3", july)).isTrue();
        assertThat(filter.test("2009-Q3")).isFalse();
    }

    @Test
    void tellsTheBoundsOfWhatCanBeSelected() {
        MonthDay day = TimePeriod.FIRST_OF_JANUARY;
        PeriodFilter filter =
                filter(new Condition(Operator.GREATER, "2009"), new Condition(Operator.LESS_OR_EQUAL, "2010-06"));
        assertThat(filter.earliestStart()).isEqualTo(Periods.start("2010", day));
        assertThat(filter.latestEnd()).isEqualTo(Periods.start("2010-07", day));
        PeriodFilter open = PeriodFilter.of(
                new ComponentFilter(
                        "TIME_PERIOD",
                        List.of(List.of(Condition.equal("2010")), List.of(new Condition(Operator.STARTS_WITH, "19")))),
                day);
        assertThat(open.earliestStart()).isEqualTo(Long.MIN_VALUE);
        assertThat(open.latestEnd()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void tellsWhenASpanOfTimeIsSelectedWhole() {
        MonthDay day = TimePeriod.FIRST_OF_JANUARY;
        PeriodFilter between = filter(
                new Condition(Operator.GREATER_OR_EQUAL, "2009"), new Condition(Operator.LESS_OR_EQUAL, "2011-06"));
        assertThat(between.selectsAllWithin(Periods.start("2009", day), Periods.end("2010", day)))
                .isTrue();
        assertThat(between.selectsAllWithin(Periods.start("2009", day), Periods.end("2011", day)))
                .isFalse();
        assertThat(between.selectsAllWithin(Periods.start("2008", day), Periods.end("2010", day)))
                .isFalse();
        PeriodFilter outside = filter(new Condition(Operator.NOT_EQUAL, "2010"));
        assertThat(outside.selectsAllWithin(Periods.start("2011", day), Periods.end("2012", day)))
                .isTrue();
        assertThat(outside.selectsAllWithin(Periods.start("2010", day), Periods.end("2012", day)))
                .isFalse();
        assertThat(filter(Condition.equal("2010"))
                        .selectsAllWithin(Periods.start("2010", day), Periods.end("2010", day)))
                .isFalse(); // there may be months inside
        assertThat(between.selectsAllWithin(Long.MIN_VALUE, Long.MAX_VALUE)).isFalse();
    }

    @Test
    void equalityWithWhatIsNoPeriodIsEqualityOfText() {
        assertThat(filter(Condition.equal("unknown")).test("unknown")).isTrue();
        assertThat(filter(Condition.equal("unknown")).test("2010")).isFalse();
        assertThat(filter(Condition.equal("2010")).test("unknown")).isFalse();
    }

    @Test
    void refusesToOrderByWhatIsNoPeriod() {
        assertThatThrownBy(() -> filter(new Condition(Operator.LESS, "soon"))).hasMessageContaining("'soon'");
    }
}
