package org.sojourn.dsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Attribute;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.Usage;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.validation.DataValidator;

class UnDesaMigrantStockTest {

    private static final Catalogue CATALOGUE = MigrationStructures.catalogue();
    private static final DataStructureView STOCKS = CATALOGUE.find(UnDesaMigrantStock.DATAFLOW);
    private static final Kept DATA = new Kept();

    @BeforeAll
    static void transfer() throws IOException {
        new UnDesaMigrantStock(STOCKS).transferTo(DATA);
    }

    @Test
    void givesEveryFigureOfTheFileAsOneObservation() {
        assertThat(DATA.series).hasSize(33_090);
        assertThat(DATA.series.stream().mapToInt(SeriesBlock::size).sum()).isEqualTo(257_673);
    }

    @Test
    void theWorldTotalOf2024IsTheSameByDestinationAndByOrigin() {
        assertThat(sum(key -> key.get("COUNTERPART_AREA").equals("_T"))).isEqualTo(304_021_813);
        assertThat(sum(key -> !key.get("COUNTERPART_AREA").equals("_T"))).isEqualTo(304_021_813);
    }

    private static long sum(Predicate<Map<String, String>> which) {
        long sum = 0;
        for (SeriesBlock s : DATA.series) {
            Map<String, String> key = key(s);
            if (key.get("SEX").equals("_T") && key.get("AGE").equals("_T") && which.test(key)) {
                sum += value(s, "2024").map(Long::parseLong).orElse(0L);
            }
        }
        return sum;
    }

    @Test
    void everyCodeIsInItsList() {
        Set<String> unknown = new HashSet<>();
        for (SeriesBlock s : DATA.series) {
            key(s).forEach((dimension, code) -> {
                if (!STOCKS.codes(dimension).containsKey(code)) {
                    unknown.add(dimension + "=" + code);
                }
            });
            Map<String, Value> coded = new HashMap<>(s.attributes());
            for (String component : STOCKS.observationComponents()) {
                for (int i = 0; i < s.size(); i++) {
                    Value v = s.value(STOCKS.column(component).orElseThrow(), i);
                    if (v != null) {
                        coded.put(component, v);
                    }
                }
            }
            coded.forEach((component, v) -> {
                if (STOCKS.coded(component) && !STOCKS.codes(component).containsKey(v.toString())) {
                    unknown.add(component + "=" + v);
                }
            });
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void theValidatorFindsNothingEvenByTheConstraints() throws IOException {
        List<Urn> targets = List.of(STOCKS.structure().urn(), UnDesaMigrantStock.DATAFLOW);
        List<DataConstraint> constraints = CATALOGUE
                .artefacts()
                .filter(DataConstraint.class::isInstance)
                .map(DataConstraint.class::cast)
                .filter(c -> c.attachment().orElseThrow().artefacts().stream().anyMatch(targets::contains))
                .toList();
        assertThat(constraints).extracting(DataConstraint::id).containsExactlyInAnyOrder("DC_MIG_STK", "DC_STK_BIL");
        Problems problems = new Problems();
        new UnDesaMigrantStock(STOCKS)
                .transferTo(new DataValidator(new Kept(), problems, (header, structure) -> constraints));
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void everyMandatoryAttributeIsThere() {
        for (Attribute a : STOCKS.attributes()) {
            if (a.usage() == Usage.MANDATORY) {
                boolean onObservation = STOCKS.column(a.id()).isPresent();
                for (SeriesBlock s : DATA.series) {
                    boolean there = onObservation
                            ? s.value(STOCKS.column(a.id()).getAsInt(), 0) != null
                            : s.attributes().containsKey(a.id());
                    assertThat(there).as("%s of %s", a.id(), s.keyText()).isTrue();
                }
            }
        }
    }

    @Test
    void seriesComeInTheOrderOfTheirKeysAndOnce() {
        for (int i = 1; i < DATA.series.size(); i++) {
            SeriesBlock before = DATA.series.get(i - 1);
            SeriesBlock after = DATA.series.get(i);
            assertThat(Arrays.compare(before.key(), after.key()))
                    .as("%s before %s", before.keyText(), after.keyText())
                    .isNegative();
        }
    }

    @Test
    void placesTheSourcesOwnCodes() {
        assertThat(figure("FR", "_T", "_T", "_T", "2024")).isPresent();
        assertThat(figure("FR", "_O", "_T", "_T", "2024")).isPresent();
        assertThat(figure("830", "_T", "F", "_T", "2024")).isPresent();
        assertThat(figure("AF", "_T", "_T", "_T", "1990")).contains("57686");
    }

    @Test
    void aFigureThatTheSourceDoesNotHaveIsAnObservationThatIsNotThere() {
        assertThat(figure("VA", "_O", "F", "_T", "1990")).contains("374");
        assertThat(figure("VA", "_O", "_T", "_T", "1990")).isEmpty();
        assertThat(figure("VA", "_O", "_T", "_T", "1995")).contains("705");
        assertThat(figure("HU", "AE", "F", "_T", "1990")).contains("0");
    }

    @Test
    void figuresInExponentNotationAreWrittenOut() {
        assertThat(figure("CA", "_T", "_T", "Y45T49", "1995")).contains("500000");
        assertThat(figure("MX", "_T", "F", "Y0T4", "2010")).contains("100000");
        assertThat(figure("EG", "SD", "_T", "_T", "2024")).contains("500000");
    }

    @Test
    void theDataSetSaysWhoseItIsAndOnWhichTerms() {
        assertThat(DATA.header.reference()).isEqualTo(UnDesaMigrantStock.DATAFLOW);
        assertThat(DATA.blocks).hasSize(1);
        AttributeBlock block = DATA.blocks.getFirst();
        assertThat(block.key()).containsOnlyNulls();
        assertThat(block.attributes())
                .containsEntry("LICENCE", Value.of("CC BY 3.0 IGO"))
                .containsKeys("COMPILING_ORG", "CITATION", "LICENCE_URL");
        assertThat(block.attributes().keySet())
                .allSatisfy(id -> assertThat(STOCKS.level(id)).contains(DataStructureView.Level.DATASET));
    }

    private static Optional<String> figure(String destination, String origin, String sex, String age, String year) {
        for (SeriesBlock s : DATA.series) {
            Map<String, String> key = key(s);
            if (key.get("REF_AREA").equals(destination)
                    && key.get("COUNTERPART_AREA").equals(origin)
                    && key.get("SEX").equals(sex)
                    && key.get("AGE").equals(age)) {
                return value(s, year);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> value(SeriesBlock s, String year) {
        for (int i = 0; i < s.size(); i++) {
            if (year.equals(s.period(i))) {
                return Optional.ofNullable(s.value(0, i)).map(Value::toString);
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> key(SeriesBlock s) {
        Map<String, String> key = new HashMap<>();
        for (int i = 0; i < s.key().length; i++) {
            key.put(STOCKS.seriesDimensions().get(i).id(), s.key()[i]);
        }
        return key;
    }

    private static final class Kept implements DataSink {
        private final List<SeriesBlock> series = new ArrayList<>();
        private final List<AttributeBlock> blocks = new ArrayList<>();
        private DatasetHeader header = DatasetHeader.of(UnDesaMigrantStock.DATAFLOW, Optional.empty(), "");

        @Override
        public void start(MessageHeader message) {}

        @Override
        public void dataset(DatasetHeader head, DataStructureView structure) {
            header = head;
        }

        @Override
        public void attributes(AttributeBlock block) {
            blocks.add(block);
        }

        @Override
        public void series(SeriesBlock block) {
            series.add(block.copy());
        }

        @Override
        public void endDataset() {}

        @Override
        public void end(List<FooterMessage> footer) {}
    }
}
