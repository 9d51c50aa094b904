package org.sojourn.index;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Attribute;
import org.sojourn.model.Dimension;
import org.sojourn.model.time.TimePeriod;
import org.sojourn.query.ComponentFilter;
import org.sojourn.query.DataSelection;
import org.sojourn.query.KeyFilter;
import org.sojourn.query.PeriodFilter;

/**
 * What a selection says beyond the key: of attributes above the observation, and of the observations themselves. For one
 * thread.
 */
final class ChunkTests {

    private record ColumnTest(int column, ValueTest test) {}

    private record SeriesTest(String attribute, ValueTest test) {}

    private record HigherTest(AttributeRows.Values values, ValueTest test) {}

    private static final int MOST_PERIODS = 10_000;

    private final @Nullable PeriodFilter periods;
    private final Map<String, Boolean> periodsSeen = new HashMap<>();
    private final @Nullable ValueTest codes;
    private final List<KeyFilter> lastPositions;
    private final List<ColumnTest> columns = new ArrayList<>();
    private final List<SeriesTest> seriesTests = new ArrayList<>();
    private final List<HigherTest> higherTests = new ArrayList<>();
    private final ReportingYears years;

    /** What a test of a chunk may find. */
    enum Verdict {
        /** No observation fits, nor the series as such. */
        NOTHING,
        /** Everything fits. */
        ALL,
        /** The observations have to be looked at. */
        SOME
    }

    ChunkTests(SeriesSnapshot snapshot, DataStructureView structure, DataSelection selection) throws IOException {
        boolean time = structure.hasTime();
        Optional<ComponentFilter> onObservations =
                structure.observationDimension().map(Dimension::id).flatMap(selection::filter);
        MonthDay start = selection.reportingYearStartDay().orElse(TimePeriod.FIRST_OF_JANUARY);
        periods = time && onObservations.isPresent() ? PeriodFilter.of(onObservations.get(), start) : null;
        codes = !time && onObservations.isPresent() ? ValueTest.of(onObservations.get(), structure) : null;
        int last = structure.seriesDimensions().size();
        lastPositions = !time
                        && selection.keys().stream()
                                .anyMatch(key -> !key.codes(last).isEmpty())
                ? selection.keys()
                : List.of();
        AttributeRows rows = new AttributeRows(snapshot);
        for (ComponentFilter filter : selection.filters()) {
            String id = filter.component();
            ValueTest test = ValueTest.of(filter, structure);
            OptionalInt column = structure.column(id);
            Optional<DataStructureView.Level> level = structure.level(id);
            if (column.isPresent()) {
                columns.add(new ColumnTest(column.getAsInt(), test));
            } else if (level.filter(DataStructureView.Level.SERIES::equals).isPresent()) {
                seriesTests.add(new SeriesTest(id, test));
            } else if (level.isPresent()) {
                higherTests.add(new HigherTest(rows.valuesOf(id), test));
            }
        }
        years = periods == null ? ReportingYears.JANUARY : ReportingYears.of(structure, rows);
    }

    /** True where every chunk whose key fits does. */
    boolean none() {
        return !ofObservations() && seriesTests.isEmpty() && higherTests.isEmpty();
    }

    /** What is asked of the periods, where that is all that is asked and reporting years begin in January; else null. */
    @Nullable
    PeriodFilter periodsAlone() {
        return codes == null
                        && lastPositions.isEmpty()
                        && columns.isEmpty()
                        && seriesTests.isEmpty()
                        && higherTests.isEmpty()
                        && years.alwaysJanuary()
                ? periods
                : null;
    }

    /** True where single observations may fall out. */
    boolean ofObservations() {
        return periods != null || codes != null || !lastPositions.isEmpty() || !columns.isEmpty();
    }

    /** True where {@link #seriesFits} needs the attributes of the series. */
    boolean ofSeriesAttributes() {
        return !seriesTests.isEmpty() || (periods != null && years.atSeries());
    }

    /** What can be told by the document alone. */
    Verdict verdict(DocumentWalk at) throws IOException {
        for (HigherTest test : higherTests) {
            if (!test.test.fits(test.values.of(at.ranks))) {
                return Verdict.NOTHING;
            }
        }
        if (!ofObservations()) {
            return Verdict.ALL;
        }
        if (at.observations() == 0) {
            return Verdict.NOTHING;
        }
        PeriodFilter filter = periods;
        if (filter == null || !years.alwaysJanuary()) {
            return Verdict.SOME;
        }
        long begin = at.begin();
        long end = at.end();
        if (begin >= filter.latestEnd() || end <= filter.earliestStart()) {
            return Verdict.NOTHING;
        }
        return columns.isEmpty() && filter.selectsAllWithin(begin, end) ? Verdict.ALL : Verdict.SOME;
    }

    /** True where the attributes of the series fit. */
    boolean seriesFits(Map<String, Value> attributes) {
        for (SeriesTest test : seriesTests) {
            if (!test.test.fits(attributes.get(test.attribute))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Finds the observations that fit.
     *
     * @param attributes of the series
     * @param into room for their indices
     * @return how many there are
     */
    int select(SeriesBlock block, int[] ranks, Map<String, Value> attributes, int[] into) {
        Set<String> last = lastPositions.isEmpty() ? null : lastCodes(block.key());
        MonthDay above = periods == null ? TimePeriod.FIRST_OF_JANUARY : years.above(ranks, attributes);
        int count = 0;
        for (int i = 0; i < block.size(); i++) {
            String period = block.period(i);
            if (periods != null && (period == null || !fits(period, years.at(block, i, above)))) {
                continue;
            }
            if (codes != null && !codes.fits(period)) {
                continue;
            }
            if (last != null && !last.isEmpty() && (period == null || !last.contains(period))) {
                continue;
            }
            if (columnsFit(block, i)) {
                into[count++] = i;
            }
        }
        return count;
    }

    /** Series have the same periods over and over. */
    private boolean fits(String period, MonthDay reportingYearStart) {
        PeriodFilter filter = periods;
        if (filter == null) {
            return true;
        }
        if (!years.alwaysJanuary()) {
            return filter.test(period, reportingYearStart);
        }
        Boolean known = periodsSeen.get(period);
        if (known == null) {
            known = filter.test(period);
            if (periodsSeen.size() < MOST_PERIODS) {
                periodsSeen.put(period, known);
            }
        }
        return known;
    }

    private boolean columnsFit(SeriesBlock block, int i) {
        for (ColumnTest test : columns) {
            if (!test.test.fits(block.value(test.column, i))) {
                return false;
            }
        }
        return true;
    }

    /** The codes that fit at the last position of a key of a structure without time; empty for any. */
    private Set<String> lastCodes(@Nullable String[] key) {
        Set<String> codesOfAll = new HashSet<>();
        for (KeyFilter filter : lastPositions) {
            if (fits(filter, key)) {
                Set<String> own = filter.codes(key.length);
                if (own.isEmpty()) {
                    return Set.of();
                }
                codesOfAll.addAll(own);
            }
        }
        return codesOfAll;
    }

    private static boolean fits(KeyFilter filter, @Nullable String[] key) {
        for (int i = 0; i < key.length; i++) {
            String code = key[i];
            if (!filter.codes(i).isEmpty() && (code == null || !filter.codes(i).contains(code))) {
                return false;
            }
        }
        return true;
    }

    /** On which day the reporting years of data begin: what the attribute for it says, wherever it stands. */
    private record ReportingYears(int column, boolean atSeries, AttributeRows.@Nullable Values higher) {

        static final ReportingYears JANUARY = new ReportingYears(-1, false, null);

        static ReportingYears of(DataStructureView structure, AttributeRows rows) throws IOException {
            String id = Attribute.REPORTING_YEAR_START_DAY;
            Optional<DataStructureView.Level> level = structure.level(id);
            if (level.isEmpty()) {
                return JANUARY;
            }
            return switch (level.get()) {
                case OBSERVATION -> new ReportingYears(structure.column(id).orElse(-1), false, null);
                case SERIES -> new ReportingYears(-1, true, null);
                case DATASET, PARTIAL_KEY -> new ReportingYears(-1, false, rows.valuesOf(id));
            };
        }

        boolean alwaysJanuary() {
            return column < 0 && !atSeries && higher == null;
        }

        MonthDay above(int[] ranks, Map<String, Value> attributes) {
            return day(
                    higher != null
                            ? higher.of(ranks)
                            : atSeries ? attributes.get(Attribute.REPORTING_YEAR_START_DAY) : null,
                    TimePeriod.FIRST_OF_JANUARY);
        }

        MonthDay at(SeriesBlock block, int observation, MonthDay above) {
            return column < 0 ? above : day(block.value(column, observation), above);
        }

        private static MonthDay day(@Nullable Value value, MonthDay otherwise) {
            if (value instanceof Value.Text text) {
                try {
                    return MonthDay.parse(text.text());
                } catch (DateTimeException e) {
                    return otherwise; // a day that does not exist says nothing
                }
            }
            return otherwise;
        }
    }
}
