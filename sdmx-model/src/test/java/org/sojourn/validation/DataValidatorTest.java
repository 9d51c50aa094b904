package org.sojourn.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
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
import org.sojourn.model.DataConstraint.DataKey;
import org.sojourn.model.DataConstraint.DataKeySet;
import org.sojourn.model.DataConstraint.TimeRange;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Naming;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

class DataValidatorTest {

    private static final DataStructureView VIEW = Fixtures.TIME_SERIES;

    private final Problems problems = new Problems();

    @Test
    void findsNothingInGoodData() throws IOException {
        check(Action.MERGE, series("A", "FR", "F").with("2020", "1.50").with("2021", "NaN"));
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void namesTheNearestCodeForOneThatIsNotInTheList() throws IOException {
        check(Action.MERGE, series("A", "FRR", "F").with("2020", "1"));
        Problem problem = only("unknown-code");
        assertThat(problem.location().line()).isEqualTo(7);
        assertThat(problem.seriesKey()).isEqualTo("A.FRR.F");
        assertThat(problem.message()).contains("REF_AREA 'FRR'");
        assertThat(problem.expected().orElseThrow()).startsWith("FR");
    }

    @Test
    void aMissingDimensionIsAnErrorExceptInDeletions() throws IOException {
        check(Action.MERGE, series("A", null, "F").with("2020", "1"));
        assertThat(only("missing-dimension").message()).contains("REF_AREA");
        Problems none = new Problems();
        check(Action.DELETE, none, List.of(), series("A", null, "F").with(null, null));
        assertThat(none.list()).isEmpty();
    }

    @Test
    void aPeriodMustBeOneAndTheNearestIsNamed() throws IOException {
        check(Action.MERGE, series("A", "FR", "F").with("Q1 2020", "1"));
        assertThat(only("invalid-period").expected()).contains("2020-Q1");
    }

    @Test
    void aMeasureMustHaveTheFormOfItsType() throws IOException {
        check(Action.MERGE, series("A", "FR", "F").with("2020", "12,5"));
        Problem problem = only("invalid-value");
        assertThat(problem.message()).contains("OBS_VALUE '12,5'");
        assertThat(problem.location().line()).isEqualTo(8);
        assertThat(problem.expected().orElseThrow()).contains("Double");
    }

    @Test
    void refusesTextsThatNoXmlDocumentCanCarry() throws IOException {
        SeriesBlock block = new SeriesBlock(VIEW);
        List.of("A", "FR", "F").toArray(block.key());
        block.add("2020", 8);
        block.set(VIEW.column("COMMENT").orElseThrow(), 0, Value.of("bell \u0007"));
        run(Action.MERGE, problems, List.of(), block);
        assertThat(only("invalid-character").message()).contains("COMMENT");
    }

    @Test
    void findsAnObservationThatIsThereTwiceAlsoFarApart() throws IOException {
        check(
                Action.MERGE,
                series("A", "FR", "F").with("2020", "1"),
                series("A", "DE", "F").with("2020", "1"),
                series("A", "FR", "F").with("2021", "1").with("2020", "2"));
        Problem problem = only("duplicate-observation");
        assertThat(problem.seriesKey()).isEqualTo("A.FR.F");
        assertThat(problem.message()).contains("2020");
    }

    @Test
    void tellsManyPeriodsOfManySeriesApart() {
        SeenObservations seen = new SeenObservations();
        for (int round = 0; round < 2; round++) {
            for (int s = 0; s < 3000; s++) {
                long series = SeenObservations.hash(new String[] {"A", "S" + s});
                for (int p = 0; p < 130; p++) {
                    assertThat(seen.add(series, seen.period("P" + p))).isEqualTo(round == 0);
                }
            }
        }
    }

    @Test
    void onlyArraysTakeSeveralValues() throws IOException {
        SeriesBlock block = new SeriesBlock(VIEW);
        List.of("A", "FR", "F").toArray(block.key());
        block.add("2020", 8);
        block.set(VIEW.column("OBS_STATUS").orElseThrow(), 0, new Value.Array(List.of(Value.of("A"), Value.of("E"))));
        run(Action.MERGE, problems, List.of(), block);
        assertThat(only("not-an-array").message()).contains("OBS_STATUS");
    }

    @Test
    void checksAttributesAboveTheSeries() throws IOException {
        DataValidator validator = validator(problems, List.of());
        validator.start(MessageHeader.of("T", "2024-01-01T00:00:00Z", "T"));
        validator.dataset(header(Action.MERGE), VIEW);
        validator.attributes(new AttributeBlock(
                Optional.empty(),
                new String[] {null, "XX", null},
                Map.of("COLLECTION", Value.of("WRONG")),
                List.of(),
                3));
        assertThat(problems.list()).extracting(Problem::rule).containsExactly("unknown-code", "unknown-code");
    }

    @Test
    void holdsDataToIncludedAndExcludedRegions() throws IOException {
        List<DataConstraint> constraints = List.of(constraint(
                List.of(),
                new CubeRegion(
                        true, List.of(), List.of(ComponentValues.of("REF_AREA", List.of("FR", "E%"))), List.of()),
                new CubeRegion(
                        false,
                        List.of(),
                        List.of(ComponentValues.of("REF_AREA", List.of("FR")), ComponentValues.of("SEX", List.of("M"))),
                        List.of())));
        check(
                Action.MERGE,
                problems,
                constraints,
                series("A", "FR", "F").with("2020", "1"),
                series("A", "ES", "M").with("2020", "1"),
                series("A", "FR", "M").with("2020", "1"),
                series("A", "DE", "F").with("2020", "1"));
        assertThat(problems.list())
                .extracting(p -> p.rule() + " " + p.seriesKey())
                .containsExactly("outside-constraint A.FR.M", "outside-constraint A.DE.F");
    }

    @Test
    void holdsDataToKeysAndPeriods() throws IOException {
        DataKey key = new DataKey(
                true,
                List.of(ComponentValues.of("REF_AREA", List.of("FR")), ComponentValues.of("SEX", List.of("F"))),
                List.of(),
                Optional.empty(),
                Optional.empty());
        ComponentValues years = new ComponentValues(
                "TIME_PERIOD",
                true,
                false,
                List.of(),
                Optional.of(new TimeRange(Optional.of(new TimeRange.Bound("2020", true)), Optional.empty())),
                Optional.empty(),
                Optional.empty());
        List<DataConstraint> constraints = List.of(constraint(
                List.of(new DataKeySet(true, List.of(key))),
                new CubeRegion(true, List.of(), List.of(years), List.of())));
        check(
                Action.MERGE,
                problems,
                constraints,
                series("A", "FR", "F").with("2020", "1").with("2019", "1"),
                series("A", "FR", "M").with("2021", "1"));
        assertThat(problems.list())
                .extracting(p -> p.seriesKey() + " " + p.message())
                .containsExactly(
                        "A.FR.F TIME_PERIOD '2019' is outside the constraint: a period of the allowed range",
                        "A.FR.M the key is none of the 1 keys that the constraint allows");
    }

    @Test
    void readsNumbersAsTheSchemaDoes() {
        assertThat(List.of("1", "-1.50", "+.5", "1.", "0007")).allMatch(t -> ValueForm.decimal(t, true, false));
        assertThat(List.of("", ".", "-", "1e3", "1,5", " 1")).noneMatch(t -> ValueForm.decimal(t, true, false));
        assertThat(List.of("1e3", "1.5E-10")).allMatch(t -> ValueForm.decimal(t, true, true));
        assertThat(List.of("e3", "1e", "1e1.5")).noneMatch(t -> ValueForm.decimal(t, true, true));
    }

    @Test
    void swappedNeighboursCountAsOneMistake() {
        assertThat(NearestCode.distance("FRA", "FAR", 9)).isEqualTo(1);
        assertThat(NearestCode.distance("kitten", "sitting", 9)).isEqualTo(3);
        assertThat(NearestCode.distance("abcdef", "uvwxyz", 3)).isEqualTo(3);
    }

    private Problem only(String rule) {
        assertThat(problems.list()).hasSize(1);
        Problem problem = problems.list().getFirst();
        assertThat(problem.rule()).isEqualTo(rule);
        return problem;
    }

    private void check(Action action, Row... rows) throws IOException {
        check(action, problems, List.of(), rows);
    }

    private static void check(Action action, Problems into, List<DataConstraint> constraints, Row... rows)
            throws IOException {
        SeriesBlock[] blocks = new SeriesBlock[rows.length];
        for (int i = 0; i < rows.length; i++) {
            blocks[i] = rows[i].block;
        }
        run(action, into, constraints, blocks);
    }

    private static void run(Action action, Problems into, List<DataConstraint> constraints, SeriesBlock... blocks)
            throws IOException {
        DataValidator validator = validator(into, constraints);
        validator.start(MessageHeader.of("T", "2024-01-01T00:00:00Z", "T"));
        validator.dataset(header(action), VIEW);
        for (SeriesBlock block : blocks) {
            validator.series(block);
        }
        validator.endDataset();
        validator.end(List.of());
    }

    private static DataValidator validator(Problems into, List<DataConstraint> constraints) {
        return new DataValidator(new CanonicalData(), into, (header, structure) -> constraints);
    }

    private static DatasetHeader header(Action action) {
        return DatasetHeader.of(Fixtures.dataflow(VIEW), Optional.of(action), "TIME_PERIOD");
    }

    private static DataConstraint constraint(List<DataKeySet> keys, CubeRegion... regions) {
        return new DataConstraint(
                Maintenance.of("T", Version.parse("1.0"), Naming.of("C", LocalisedText.of("en", "C"))),
                Optional.empty(),
                Optional.empty(),
                keys,
                List.of(regions),
                Optional.empty(),
                Optional.empty());
    }

    private static Row series(String... key) {
        Row row = new Row();
        for (int i = 0; i < key.length; i++) {
            row.block.key()[i] = key[i];
        }
        row.block.at(7);
        return row;
    }

    private static final class Row {
        private final SeriesBlock block = new SeriesBlock(VIEW);

        Row with(String period, String value) {
            int i = block.add(period, 8 + block.size());
            block.set(0, i, value == null ? null : Value.of(value));
            return this;
        }
    }
}
