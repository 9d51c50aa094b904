package org.sojourn.dsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sojourn.data.Action;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.validation.domain.DomainCheck;
import org.sojourn.validation.domain.DomainRule;
import org.sojourn.validation.domain.Finding;
import org.sojourn.validation.domain.Findings;

class MigrationRulesTest {

    private static final Catalogue CATALOGUE = MigrationStructures.catalogue();
    private static final String FLOW = "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=MIG:";

    @Test
    void everyRuleSpeaksThreeLanguagesAndHasAnIdOfItsOwn() {
        List<DomainRule> rules = MigrationRules.all();
        assertThat(rules).extracting(DomainRule::id).doesNotHaveDuplicates().hasSizeGreaterThan(20);
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.names().byLanguage()).as(rule.id()).containsOnlyKeys("en", "fr", "es");
            assertThat(rule.finding().byLanguage()).as(rule.id()).containsOnlyKeys("en", "fr", "es");
            assertThat(rule.advice().byLanguage()).as(rule.id()).containsOnlyKeys("en", "fr", "es");
        });
    }

    @Test
    void theFiguresOfUnDesaAddUpExceptTheAgesOfFourDestinations() throws IOException {
        Findings findings = new Findings();
        MigrationMaps.shipped(MigrationMaps.layout("SM_UNDESA_IMS").orElseThrow(), CATALOGUE, new Problems())
                .transferTo(new DomainCheck(new Nowhere(), MigrationRules.all(), findings));
        Map<String, String> told = new LinkedHashMap<>();
        findings.byRule().forEach((rule, count) -> told.put(rule.id(), count.broken() + " of " + count.checked()));
        assertThat(told)
                .containsEntry("MIG001", "0 of 257673")
                .containsEntry("MIG006", "0 of 203696")
                .containsEntry("MIG018", "0 of 5590");
        // Of 85,889 totals over sex 76,161 are of all ages and add up; 16 of single age groups are off by two or more.
        assertThat(told).containsEntry("MIG010", "16 of 85889");
        assertThat(of(findings, "MIG010")).noneMatch(f -> "_T".equals(f.key().get("AGE")));
        // Each sex has ages of its own: 608 destination-years, three times.
        assertThat(told).containsEntry("MIG011", "12 of 1824");
        assertThat(of(findings, "MIG011"))
                .filteredOn(f -> "_T".equals(f.key().get("SEX")))
                .extracting(f -> f.key().get("REF_AREA") + " " + f.period())
                .containsExactlyInAnyOrder("AZ 2024", "BR 2024", "ET 2024", "FR 2024");
    }

    private static List<Finding> of(Findings findings, String rule) {
        return findings.list().stream().filter(f -> f.rule().id().equals(rule)).toList();
    }

    @Test
    void aSexThatIsMissingIsSaidWithFiguresAndAdvice() throws IOException {
        Cube cube = new Cube("DF_FLW_IMM", "A.FR.FLW_IMM.DZ.CTZ._T._T._T.*._T");
        cube.put("_T", "2020", "1234.5").put("F", "2020", "600").put("M", "2020", "500");
        Finding finding = cube.findings("MIG010").getFirst();
        assertThat(finding.key()).containsEntry("REF_AREA", "FR").containsEntry("SEX", "_T");
        assertThat(finding.period()).isEqualTo("2020");
        assertThat(finding.figures())
                .containsEntry("total", "1234.5")
                .containsEntry("sum", "1100")
                .containsEntry("difference", "-134.5");
        assertThat(finding.message(List.of()))
                .isEqualTo("the sexes add up to 1,100 (F 600 + M 500), the total is 1,234.5, a difference of -134.5");
        assertThat(finding.message(java.util.Locale.LanguageRange.parse("es"))).contains("1.234,5");
        assertThat(finding.advice(List.of())).contains("_U");
        assertThat(cube.findings("MIG002")).hasSize(1);
    }

    @Test
    void whatIsSuppressedIsNotCountedAsZero() throws IOException {
        Cube cube = new Cube("DF_FLW_IMM", "A.FR.FLW_IMM.DZ.CTZ._T._T._T.*._T");
        cube.put("_T", "2020", "12").put("F", "2020", null, "Q").put("M", "2020", "5");
        assertThat(cube.findings("MIG010")).isEmpty();
        assertThat(cube.findings("MIG003")).isEmpty();
        assertThat(cube.findings("MIG005")).hasSize(1);
    }

    @Test
    void aMissingValueNeedsAReasonAndAValueMustNotBeCalledMissing() throws IOException {
        Cube cube = new Cube("DF_FLW_IMM", "A.FR.FLW_IMM.DZ.CTZ._T._T._T.*._T");
        cube.put("F", "2020", null, "A").put("F", "2021", "7", "L").put("F", "2022", "7", "A");
        assertThat(cube.findings("MIG003")).extracting(Finding::period).containsExactly("2020");
        assertThat(cube.findings("MIG004")).extracting(Finding::period).containsExactly("2021");
    }

    @Test
    void decisionsAreHeldAgainstTheirOutcomes() throws IOException {
        Cube cube = new Cube("DF_ASY_DEC", "A.CZ.ASY_DEC.AM.G.NA.FI.*.P._T._T");
        cube.put("_T", "2000", "43")
                .put("GEN", "2000", "15")
                .put("CMP", "2000", "0")
                .put("REJ", "2000", "21")
                .put("CLS", "2000", "5");
        cube.put("_T", "2001", "41").put("GEN", "2001", "20").put("REJ", "2001", "21");
        Finding finding = cube.findings("MIG016").getFirst();
        assertThat(cube.findings("MIG016")).hasSize(1);
        assertThat(finding.figures()).containsEntry("parts", "GEN 15 + CMP 0 + REJ 21 + CLS 5");
    }

    @Test
    void theBalanceSubtractsDeathsAndDeparturesAndLooksAtTheYearBefore() throws IOException {
        Cube cube = new Cube("DF_BAL", "A.FR.*._T._T._T");
        cube.put("BAL_POP0", "2020", "1000")
                .put("BAL_LB", "2020", "20")
                .put("BAL_DTH", "2020", "10")
                .put("FLW_IMM", "2020", "8")
                .put("FLW_EMI", "2020", "3")
                .put("BAL_POP1", "2020", "1015")
                .put("BAL_POP0", "2021", "1016");
        assertThat(cube.findings("MIG020")).isEmpty();
        assertThat(cube.findings("MIG026")).extracting(Finding::period).containsExactly("2021");
        cube.put("BAL_POP1", "2020", "1025");
        assertThat(cube.findings("MIG020").getFirst().figures()).containsEntry("difference", "-10");
    }

    @Test
    void nobodyComesFromTheCountryOfResidence() throws IOException {
        Cube cube = new Cube("DF_STK_BIL", "A.FR.STK_MIG.*.CTB.FRB.RES._T._T");
        cube.put("FR", "2020", "5").put("FR", "2021", "0").put("DZ", "2020", "5");
        assertThat(cube.findings("MIG006")).extracting(Finding::period).containsExactly("2020");
    }

    @Test
    void anAreaThatHasEndedIsNotUsedLater() throws IOException {
        Cube cube = new Cube("DF_STK_BIL", "A.*.STK_MIG.DZ.CTB.FRB.RES._T._T");
        cube.put("891", "2005", "5").put("891", "2010", "5").put("RS", "2010", "5");
        assertThat(cube.findings("MIG043")).extracting(Finding::period).containsExactly("2010");
    }

    @Test
    void aGreatChangeIsToldUnlessItIsMarkedAsABreak() throws IOException {
        Cube cube = new Cube("DF_STK_BIL", "A.FR.STK_MIG.*.CTB.FRB.RES._T._T");
        cube.put("DZ", "2020", "500").put("DZ", "2021", "5000").put("DZ", "2022", "90000", "B");
        cube.put("MA", "2021", "5").put("MA", "2022", "500");
        assertThat(cube.findings("MIG040")).extracting(Finding::period).containsExactly("2021");
    }

    @Test
    void bothSidesOfAFlowAreComparedAlsoAcrossReports() throws IOException {
        Cube cube = new Cube("DF_FLW_IMM", "A.*");
        cube.put("ES.FLW_IMM.IT.PRV._T._T._T._T._T", "2019", "21559")
                .put("IT.FLW_EMI.ES.NXT._T._T._T._T._T", "2019", "6787")
                .put("IT.FLW_IMM.ES.PRV._T._T._T._T._T", "2019", "100")
                .put("ES.FLW_EMI.IT.NXT._T._T._T._T._T", "2019", "101");
        Finding finding = cube.findings("MIG030").getFirst();
        assertThat(cube.findings("MIG030")).hasSize(1);
        assertThat(finding.figures()).containsEntry("asymmetry", "1.042");
        assertThat(finding.message(List.of())).startsWith("ES counts 21,559 arrivals from IT, which counts 6,787");
    }

    /** A few cells of a flow, most of whose key is the same: {@code *} stands for what varies. */
    private static final class Cube {
        private final DataStructureView structure;
        private final String pattern;
        private final Map<String, Map<String, Cell>> series = new LinkedHashMap<>();

        private record Cell(Optional<String> value, String status) {}

        Cube(String flow, String pattern) {
            this.structure = CATALOGUE.find(Urn.parse(FLOW + flow + "(1.0.0)"));
            this.pattern = pattern;
        }

        Cube put(String code, String period, String value) {
            return put(code, period, value, "A");
        }

        Cube put(String code, String period, @org.jspecify.annotations.Nullable String value, String status) {
            series.computeIfAbsent(pattern.replace("*", code), k -> new LinkedHashMap<>())
                    .put(period, new Cell(Optional.ofNullable(value), status));
            return this;
        }

        List<Finding> findings(String rule) throws IOException {
            Findings findings = new Findings();
            DomainCheck check = new DomainCheck(new Nowhere(), MigrationRules.all(), findings);
            check.start(MessageHeader.of("T", "2026-01-01", "T"));
            check.dataset(
                    DatasetHeader.of(
                            structure.dataflow().orElseThrow().urn(), Optional.of(Action.REPLACE), "TIME_PERIOD"),
                    structure);
            SeriesBlock block = new SeriesBlock(structure);
            for (Map.Entry<String, Map<String, Cell>> s : series.entrySet()) {
                block.clear();
                String[] key = s.getKey().split("\\.", -1);
                assertThat(key).hasSameSizeAs(block.key());
                System.arraycopy(key, 0, block.key(), 0, key.length);
                block.attributes().put("UNIT_MEASURE", Value.of("PS"));
                block.attributes().put("UNIT_MULT", Value.of("0"));
                block.attributes().put("TIME_PER_COLLECT", Value.of("M"));
                s.getValue().forEach((period, cell) -> {
                    int at = block.add(period, 0L);
                    cell.value().ifPresent(v -> block.set(0, at, Value.of(v)));
                    block.set(structure.column("OBS_STATUS").orElseThrow(), at, Value.of(cell.status()));
                });
                check.series(block);
            }
            check.endDataset();
            check.end(List.of());
            return of(findings, rule);
        }
    }

    private static final class Nowhere implements DataSink {
        @Override
        public void start(MessageHeader header) {}

        @Override
        public void dataset(DatasetHeader header, DataStructureView structure) {}

        @Override
        public void attributes(AttributeBlock block) {}

        @Override
        public void series(SeriesBlock block) {}

        @Override
        public void endDataset() {}

        @Override
        public void end(List<FooterMessage> footer) {}
    }
}
