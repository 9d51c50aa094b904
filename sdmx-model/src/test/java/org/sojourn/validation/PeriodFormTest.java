package org.sojourn.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sojourn.data.Action;
import org.sojourn.data.CanonicalData;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.Fixtures;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataConstraint.CubeRegion;
import org.sojourn.model.DataStructure;
import org.sojourn.model.DataType;
import org.sojourn.model.Dimension;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.Representation;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.model.time.TimePeriod;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

class PeriodFormTest {

    private static final List<String> PERIODS = List.of(
            "2024",
            "2024-03",
            "2024-03-31",
            "2024-03-31T00:00:00",
            "2024-A1",
            "2024-S1",
            "2024-T1",
            "2024-Q1",
            "2024-M03",
            "2024-W07",
            "2024-D001",
            "2024-01-01/P1Y");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ObservationalTimePeriod | 2024 2024-03 2024-03-31 2024-03-31T00:00:00 2024-A1 2024-S1 2024-T1 2024-Q1 2024-M03 2024-W07 2024-D001 2024-01-01/P1Y
            StandardTimePeriod | 2024 2024-03 2024-03-31 2024-03-31T00:00:00 2024-A1 2024-S1 2024-T1 2024-Q1 2024-M03 2024-W07 2024-D001
            BasicTimePeriod | 2024 2024-03 2024-03-31 2024-03-31T00:00:00
            GregorianTimePeriod | 2024 2024-03 2024-03-31
            GregorianYear | 2024
            GregorianYearMonth | 2024-03
            GregorianDay | 2024-03-31
            DateTime | 2024-03-31T00:00:00
            ReportingTimePeriod | 2024-A1 2024-S1 2024-T1 2024-Q1 2024-M03 2024-W07 2024-D001
            ReportingYear | 2024-A1
            ReportingSemester | 2024-S1
            ReportingTrimester | 2024-T1
            ReportingQuarter | 2024-Q1
            ReportingMonth | 2024-M03
            ReportingWeek | 2024-W07
            ReportingDay | 2024-D001
            TimeRange | 2024-01-01/P1Y
            """)
    void timeTypesCoverTheFormsOfTheSchema(String type, String covered) {
        DataType dataType = DataType.named(type).orElseThrow();
        assertThat(PERIODS.stream().filter(p -> PeriodForm.covers(dataType, TimePeriod.parse(p))))
                .containsExactlyElementsOf(Arrays.asList(covered.split(" ")));
    }

    @Test
    void everyAnnouncedFrequencyHasAnExampleOfThatFrequency() {
        assertThat(Stream.of("A", "S", "T", "Q", "M", "W", "D", "B")).allSatisfy(code -> {
            String frequency = PeriodForm.announced(code).orElseThrow();
            assertThat(TimePeriod.parse(PeriodForm.example(frequency)).frequency())
                    .contains(frequency);
        });
        assertThat(PeriodForm.announced("H")).isEmpty();
    }

    @Test
    void aPeriodOfAnotherFrequencyIsToldOnce() throws IOException {
        SeriesBlock block = series(Fixtures.TIME_SERIES, "A", "FR", "F");
        block.add("2023", 8);
        block.add("2024-Q1", 9);
        SeriesBlock again = series(Fixtures.TIME_SERIES, "A", "DE", "F");
        again.add("2024-Q1", 12);
        SeriesBlock quarterly = series(Fixtures.TIME_SERIES, "Q", "DE", "F");
        quarterly.add("2024-Q1", 15);
        List<Problem> found = problems(Fixtures.TIME_SERIES, List.of(), block, again, quarterly);
        assertThat(found).singleElement().satisfies(p -> {
            assertThat(p.rule()).isEqualTo("period-frequency");
            assertThat(p.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(p.location().line()).isEqualTo(9);
            assertThat(p.expected()).contains("a period such as 2024");
        });
    }

    @Test
    void aPeriodOfAnotherFormThanTheStructureSaysIsToldOnce() throws IOException {
        DataStructureView years = withTimeType(DataType.GREGORIAN_YEAR);
        SeriesBlock block = series(years, "A", "FR", "F");
        block.add("2023", 8);
        block.add("2024-A1", 9);
        SeriesBlock again = series(years, "A", "DE", "F");
        again.add("2024-A1", 12);
        assertThat(problems(years, List.of(), block, again))
                .extracting(p -> p.rule() + " " + p.location().line() + " "
                        + p.expected().orElse(""))
                .containsExactly("period-form 9 a value of type GregorianYear");
    }

    @Test
    void constraintsBindAttributesAndExcludeOnlyWhatTheyName() throws IOException {
        CubeRegion allowed = new CubeRegion(
                true, List.of(), List.of(), List.of(ComponentValues.of("OBS_STATUS", List.of("A", "E"))));
        CubeRegion excluded = new CubeRegion(
                false,
                List.of(),
                List.of(ComponentValues.of("REF_AREA", List.of("FR"))),
                List.of(ComponentValues.of("CONF_STATUS", List.of("C"))));
        SeriesBlock block = series(Fixtures.TIME_SERIES, "A", "FR", "F");
        int status = Fixtures.TIME_SERIES.column("OBS_STATUS").orElseThrow();
        block.set(status, block.add("2023", 8), Value.of("E"));
        block.set(status, block.add("2024", 9), Value.of("P"));
        assertThat(problems(Fixtures.TIME_SERIES, List.of(allowed, excluded), block))
                .extracting(p -> p.rule() + " " + p.location().line() + " " + p.message())
                .containsExactly(
                        "outside-constraint 9 OBS_STATUS 'P' at 2024 is outside the constraint: OBS_STATUS is one of A, E");
    }

    private static DataStructureView withTimeType(DataType type) {
        DataStructure old = Fixtures.TIME_SERIES.structure();
        List<Dimension> dimensions = old.dimensions().stream()
                .map(d -> d.kind() == Dimension.Kind.TIME
                        ? new Dimension(
                                d.identification(),
                                d.concept(),
                                Optional.of(Representation.of(type)),
                                d.roles(),
                                d.kind())
                        : d)
                .toList();
        DataStructure structure = new DataStructure(
                old.maintenance(),
                dimensions,
                old.groups(),
                old.attributes(),
                old.metadataAttributes(),
                old.measures(),
                old.metadataStructure(),
                old.evolving(),
                old.descriptors());
        return new DataStructureView(structure, Fixtures.TIME_SERIES.dataflow(), Map.of(), Map.of());
    }

    private static SeriesBlock series(DataStructureView view, String... key) {
        SeriesBlock block = new SeriesBlock(view);
        System.arraycopy(key, 0, block.key(), 0, key.length);
        return block;
    }

    private static List<Problem> problems(DataStructureView view, List<CubeRegion> regions, SeriesBlock... blocks)
            throws IOException {
        Problems problems = new Problems();
        DataConstraint constraint = new DataConstraint(
                Maintenance.of("T", Version.parse("1.0"), Naming.of("C", LocalisedText.of("en", "C"))),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                regions,
                Optional.empty(),
                Optional.empty());
        DataValidator validator =
                new DataValidator(new CanonicalData(), problems, (header, structure) -> List.of(constraint));
        validator.start(MessageHeader.of("T", "2024-01-01T00:00:00Z", "T"));
        validator.dataset(DatasetHeader.of(Fixtures.dataflow(view), Optional.of(Action.MERGE), "TIME_PERIOD"), view);
        for (SeriesBlock block : blocks) {
            validator.series(block);
        }
        validator.endDataset();
        validator.end(List.of());
        return problems.list();
    }
}
