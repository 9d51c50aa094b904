package org.sojourn.dsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.ForwardingSink;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.mapping.MappedTable;
import org.sojourn.mapping.SourceLayout;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.testing.Shared;
import org.sojourn.validation.DataValidator;
import org.sojourn.validation.domain.DomainCheck;
import org.sojourn.validation.domain.Finding;
import org.sojourn.validation.domain.Findings;

/** The maps on the files of their providers: what comes out, and what the rules find in it. */
class MigrationMapsTest {

    private static final Catalogue CATALOGUE = MigrationStructures.catalogue();

    /** What a transfer brought. */
    private static final class Result implements DataSink {
        private final Problems problems = new Problems();
        private final Findings findings = new Findings(100_000);
        private final Map<String, Map<String, String>> cells = new HashMap<>();
        private final Map<String, Value> dataset = new LinkedHashMap<>();
        private long observations;
        private long leftOut;
        private boolean keep;

        @Override
        public void start(MessageHeader header) {}

        @Override
        public void dataset(DatasetHeader header, DataStructureView structure) {}

        @Override
        public void attributes(AttributeBlock block) {
            dataset.putAll(block.attributes());
        }

        @Override
        public void series(SeriesBlock block) {
            observations += block.size();
            if (keep) {
                for (int i = 0; i < block.size(); i++) {
                    Map<String, String> cell = new HashMap<>();
                    for (String column : block.structure().observationComponents()) {
                        Value value =
                                block.value(block.structure().column(column).orElseThrow(), i);
                        if (value != null) {
                            cell.put(
                                    column,
                                    value instanceof Value.Array array
                                            ? String.join(
                                                    " ",
                                                    array.values().stream()
                                                            .map(Value::toString)
                                                            .toList())
                                            : value.toString());
                        }
                    }
                    cells.put(block.keyText() + " " + block.period(i), cell);
                }
            }
        }

        @Override
        public void endDataset() {}

        @Override
        public void end(List<FooterMessage> footer) {}

        String rule(String id) {
            return findings.byRule().entrySet().stream()
                    .filter(e -> e.getKey().id().equals(id))
                    .map(e -> e.getValue().broken() + " of " + e.getValue().checked())
                    .findFirst()
                    .orElse("not asked");
        }

        List<Finding> found(String id) {
            return findings.list().stream()
                    .filter(f -> f.rule().id().equals(id))
                    .toList();
        }
    }

    private static Result transfer(String map, MappedTable.Opener table, boolean keep) throws IOException {
        Result result = new Result();
        result.keep = keep;
        SourceLayout layout = MigrationMaps.layout(map).orElseThrow();
        MappedTable data = new MappedTable(layout, CATALOGUE, table, result.problems);
        DataSink checks = new DomainCheck(result, MigrationRules.all(), result.findings);
        data.transferTo(new DataValidator(
                checks,
                result.problems,
                (header, structure) -> CATALOGUE
                        .artefacts()
                        .filter(DataConstraint.class::isInstance)
                        .map(DataConstraint.class::cast)
                        .filter(c -> c.attachment().orElseThrow().artefacts().stream()
                                .anyMatch(a -> a.equals(structure.structure().urn())
                                        || structure
                                                .dataflow()
                                                .filter(f -> f.urn().equals(a))
                                                .isPresent()))
                        .toList()));
        result.leftOut = data.leftOut();
        return result;
    }

    private static Result full(String map, String file) throws IOException {
        Path path = Shared.path("data/" + file);
        return transfer(map, () -> new GZIPInputStream(Files.newInputStream(path), 1 << 16), false);
    }

    private static Result small(String map, String table) throws IOException {
        return transfer(map, () -> new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)), true);
    }

    private static void assertClean(Result result) {
        assertThat(result.problems.list())
                .filteredOn(p -> p.severity() == Problem.Severity.ERROR)
                .isEmpty();
        assertThat(result.problems.errors()).isZero();
    }

    @Test
    void migrantStocksAddUpBothWays() throws IOException {
        Result result = full("SM_UNDESA_IMS", "undesa_ims2024_dest_orig_sex_age.csv.gz");
        assertClean(result);
        assertThat(result.observations).isEqualTo(257_673);
        assertThat(result.rule("MIG018")).isEqualTo("0 of 5590");
        assertThat(result.found("MIG011"))
                .filteredOn(f -> "_T".equals(f.key().get("SEX")))
                .hasSize(4);
        assertThat(result.dataset)
                .containsEntry("LICENCE", Value.of("CC BY 3.0 IGO"))
                .containsEntry("EDITION", Value.of("2024"));
    }

    /** Of 83 rows with refugees whose country of asylum is that of origin 42 have an unknown one, which is no contradiction. */
    private static int diagonal(Result result) {
        return (int) result.found("MIG006").stream()
                .filter(f -> "REF".equals(f.key().get("POP_TYPE")))
                .count();
    }

    @Test
    void refugeesHaveRowsFromTheCountryOfAsylumItself() throws IOException {
        Result result = full("SM_UNHCR_POP", "unhcr_population.csv.gz");
        assertClean(result);
        assertThat(result.leftOut).isZero();
        assertThat(result.observations).isEqualTo(290_028);
        assertThat(diagonal(result)).isEqualTo(83 - 42);
        assertThat(result.rule("MIG001")).startsWith("0 of");
        // Changes by more than five times from one year to the next, of 17,246 that reach 1,000.
        assertThat(result.found("MIG040"))
                .filteredOn(f -> "REF".equals(f.key().get("POP_TYPE")))
                .hasSize(749);
    }

    @Test
    void decisionsDoNotAddUpInFourHundredAndFortyFourRows() throws IOException {
        Result result = full("SM_UNHCR_DEC", "unhcr_asylum_decisions.csv.gz");
        assertClean(result);
        assertThat(result.observations).isEqualTo(113_929L * 5);
        assertThat(result.rule("MIG016")).isEqualTo("444 of 113929");
    }

    @Test
    void applicationsAllMap() throws IOException {
        Result result = full("SM_UNHCR_APP", "unhcr_asylum_applications.csv.gz");
        assertClean(result);
        assertThat(result.observations).isEqualTo(120_597);
    }

    @Test
    void newDisplacementComesWithoutTheCellsThatSayNothing() throws IOException {
        Result result = full("SM_UNHCR_FLW", "unhcr_flows.csv.gz");
        assertClean(result);
        assertThat(result.leftOut).isZero();
        assertThat(result.observations).isEqualTo(5_848 + 593 + 102_175 + 101);
        assertThat(result.rule("MIG001")).isEqualTo("0 of 108717");
        assertThat(result.rule("MIG006")).isEqualTo("34 of 105742");
    }

    /**
     * The one file that no map reads: its places have no codes, so its rows would fall together, and since many of them
     * do not know the sex, sums over places would have women and men of some places and totals of all.
     */
    @Test
    void agesOfEachPlaceAddUpInTheFileWhosePlacesHaveNoCodes() throws IOException {
        Path path = Shared.path("data/unhcr_demographics.csv.gz");
        long rows = 0;
        long wrong = 0;
        long withoutSex = 0;
        long sexOfSome = 0;
        try (CsvReader<NamedCsvRecord> table =
                CsvReader.builder().ofNamedCsvRecord(new GZIPInputStream(Files.newInputStream(path)))) {
            for (NamedCsvRecord row : table) {
                rows++;
                long both = 0;
                for (String sex : List.of("f_", "m_")) {
                    long ages = 0;
                    for (String age : List.of("0_4", "5_11", "12_17", "18_59", "60", "other")) {
                        ages += count(row, sex + age);
                    }
                    long total = count(row, sex + "total");
                    wrong += ages == total ? 0 : 1;
                    both += total;
                }
                long all = count(row, "total");
                withoutSex += both == 0 && all > 0 ? 1 : 0;
                sexOfSome += both > 0 && both < all ? 1 : 0;
                wrong += both > all ? 1 : 0;
            }
        }
        assertThat(rows).isEqualTo(20_771);
        assertThat(wrong).isZero();
        assertThat(withoutSex).isEqualTo(3_308);
        assertThat(sexOfSome).isEqualTo(322);
    }

    /** A number of the file, which has some with an exponent. */
    private static long count(NamedCsvRecord row, String column) {
        return new BigDecimal(row.getField(column)).longValueExact();
    }

    @Test
    void remittancesLeaveGroupsOfCountriesAside() throws IOException {
        Result paid = full("SM_WB_REMIT", "worldbank_remittances_paid_BM.TRF.PWKR.CD.DT.csv.gz");
        assertClean(paid);
        assertThat(paid.observations + paid.leftOut).isEqualTo(8_581);
        Result cost = full("SM_WB_COST", "worldbank_rpw_corridor_cost.csv.gz");
        assertClean(cost);
        assertThat(cost.observations).isEqualTo(10_417);
    }

    @Test
    void mirrorFlowsShowTheAsymmetryOfBothReports() throws IOException {
        Result in = full("SM_MIRROR_IMM", "eurostat_mirror_flows_2010_2019.csv.gz");
        Result out = full("SM_MIRROR_EMI", "eurostat_mirror_flows_2010_2019.csv.gz");
        assertClean(in);
        assertClean(out);
        assertThat(in.observations + out.observations).isEqualTo(7_144);
    }

    @Test
    void bothSidesOfTheMirrorAreComparedAcrossTheirDataSets() throws IOException {
        Path path = Shared.path("data/eurostat_mirror_flows_2010_2019.csv.gz");
        Result result = new Result();
        DomainCheck check = new DomainCheck(result, MigrationRules.all(), result.findings);
        check.start(MessageHeader.of("MIRROR", "2026-01-01T00:00:00Z", "T"));
        for (String map : List.of("SM_MIRROR_IMM", "SM_MIRROR_EMI")) {
            new MappedTable(
                            MigrationMaps.layout(map).orElseThrow(),
                            CATALOGUE,
                            () -> new GZIPInputStream(Files.newInputStream(path), 1 << 16),
                            result.problems)
                    .transferTo(new ForwardingSink(check) {
                        @Override
                        public void start(MessageHeader header) {}

                        @Override
                        public void end(List<FooterMessage> footer) {}
                    });
        }
        check.end(List.of());
        // Of 1,792 pairs and years with both reports two have zeros on both sides.
        assertThat(result.rule("MIG030")).isEqualTo("990 of 1790");
        List<Double> asymmetries = result.found("MIG030").stream()
                .map(f -> Double.parseDouble(f.figures().get("asymmetry")))
                .toList();
        assertThat(asymmetries).allMatch(a -> a > 0.5 && a <= 2);
        assertThat(result.found("MIG030"))
                .anySatisfy(f -> assertThat(f.figures())
                        .containsEntry("arrivals", "21559")
                        .containsEntry("departures", "6787"));
    }

    @ParameterizedTest
    @CsvSource({
        "SM_UNDESA_IMS, 257673, MIG018, 0 of 5590",
        "SM_UNHCR_POP, 97040, MIG006, 4 of 69369",
        "SM_UNHCR_APP, 24309, MIG006, 2 of 23917",
        "SM_UNHCR_DEC, 110105, MIG016, 0 of 22021",
        "SM_WB_REMIT, 6250, none, not asked",
        "SM_WB_COST, 10417, none, not asked",
        "SM_MIRROR_IMM, 3624, MIG006, 0 of 3597",
        "SM_MIRROR_EMI, 3520, MIG006, 0 of 3482"
    })
    void theFiguresThatComeAlongGoThroughTheirMapsWithoutAFault(
            String map, long observations, String rule, String found) throws IOException {
        SourceLayout layout = MigrationMaps.layout(map).orElseThrow();
        Result result = transfer(map, () -> MigrationMaps.figures(layout), false);
        assertClean(result);
        assertThat(result.problems.warnings()).isZero();
        assertThat(result.observations + " " + result.rule(rule)).isEqualTo(observations + " " + found);
        assertThat(result.dataset).containsKeys("COMPILING_ORG", "CITATION", "LICENCE", "LICENCE_URL");
    }

    @Test
    void theCodesOfUnhcrThatLookLikeIsoAreNotTakenForIso() throws IOException {
        String table = """
                year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,refugees,asylum_seekers,returned_refugees,idps,returned_idps,stateless,ooc,oip,hst
                1951,Unknown,UKN,UNK,Australia,AUL,AUS,180000,0,0,0,0,0,0,,0
                1951,Unknown,UKN,UNK,Austria,AUS,AUT,282000,0,0,0,0,0,0,,0
                2000,Angola,ANG,AGO,Namibia,NAM,NAM,27263,1,0,0,0,0,0,,0
                """;
        Result result = small("SM_UNHCR_POP", table);
        assertClean(result);
        assertThat(result.cells.get("A.AT.DSP_STK._U.REF._T._T._T._T._T._T 1951"))
                .containsEntry("OBS_VALUE", "282000");
        assertThat(result.cells.get("A.AU.DSP_STK._U.REF._T._T._T._T._T._T 1951"))
                .containsEntry("OBS_VALUE", "180000");
        assertThat(result.cells.get("A.NA.DSP_STK.AO.REF._T._T._T._T._T._T 2000"))
                .containsEntry("OBS_VALUE", "27263");
        assertThat(result.cells).doesNotContainKey("A.AU.DSP_STK._U.OIP._T._T._T._T._T._T 1951");
    }

    @Test
    void theStocksThatComeAlongAreWholeAndWrittenOut() throws IOException {
        SourceLayout layout = MigrationMaps.layout("SM_UNDESA_IMS").orElseThrow();
        Result result = transfer("SM_UNDESA_IMS", () -> MigrationMaps.figures(layout), true);
        assertThat(result.cells).hasSize(257_673);
        assertThat(result.cells.get("A.CA.STK_MIG._T.CTBZ.IMG.RES._T.Y45T49 1995"))
                .containsEntry("OBS_VALUE", "500000");
        assertThat(result.cells.get("A.830.STK_MIG._T.CTBZ.IMG.RES.F._T 2024"))
                .containsEntry("OBS_STATUS", "E")
                .containsEntry("NATURE", "E");
        assertThat(result.cells.get("A.VA.STK_MIG._O.CTBZ.IMG.RES.F._T 1990")).containsEntry("OBS_VALUE", "374");
        assertThat(result.cells).doesNotContainKey("A.VA.STK_MIG._O.CTBZ.IMG.RES._T._T 1990");
        assertThat(total(result, key -> key[3].equals("_T"))).isEqualTo(304_021_813);
        assertThat(total(result, key -> !key[3].equals("_T"))).isEqualTo(304_021_813);
    }

    private static long total(Result result, Predicate<String[]> keys) {
        return result.cells.entrySet().stream()
                .filter(e -> e.getKey().endsWith("._T._T 2024"))
                .filter(e -> keys.test(e.getKey().split("[. ]")))
                .mapToLong(e -> Long.parseLong(e.getValue().getOrDefault("OBS_VALUE", "0")))
                .sum();
    }

    @Test
    void eachLetterOfAFlagIsAStatus() throws IOException {
        String table = """
                DATAFLOW,LAST UPDATE,freq,citizen,agedef,age,unit,sex,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG
                ESTAT:MIGR_IMM1CTZ(1.0),x,A,TOTAL,COMPLET,TOTAL,NR,T,EL,2020,84221,bep
                ESTAT:MIGR_IMM1CTZ(1.0),x,A,SY,COMPLET,Y5-9,NR,F,UK,2019,12,
                ESTAT:MIGR_IMM1CTZ(1.0),x,A,EU27_2020_FOR,COMPLET,TOTAL,NR,T,EL,2020,1,
                ESTAT:MIGR_IMM1CTZ(1.0),x,A,SY,COMPLET,Y_LT5,NR,M,FR,2019,:,c
                """;
        Result result = small("SM_ESTAT_IMM", table);
        assertClean(result);
        assertThat(result.leftOut).isEqualTo(1);
        assertThat(result.cells.get("A.GR.FLW_IMM._T.CTZ._T.RES._T._T._T 2020")).containsEntry("OBS_STATUS", "B E P");
        assertThat(result.cells.get("A.GB.FLW_IMM.SY.CTZ._T.RES._T.F.Y5T9 2019"))
                .containsEntry("OBS_STATUS", "A");
        assertThat(result.cells.get("A.FR.FLW_IMM.SY.CTZ._T.RES._T.M.Y0T4 2019"))
                .containsEntry("OBS_STATUS", "Q")
                .containsEntry("CONF_STATUS", "C")
                .doesNotContainKey("OBS_VALUE");
    }

    @Test
    void aCodeThatIsInNoMappingIsToldWithItsLine() throws IOException {
        Result result = small("SM_WB_COST", """
                SEND_ISO3,RECV_ISO3,SERIES,TIME_PERIOD,OBS_VALUE
                AGO,NAM,ATCR.CORR,2016-Q2,15.2
                AGO,QQQ,ATCR.CORR,2016-Q2,15.2
                """);
        assertThat(result.observations).isEqualTo(1);
        Problem problem = result.problems.list().getFirst();
        assertThat(problem.rule()).isEqualTo("unmapped-value");
        assertThat(problem.location().line()).isEqualTo(3);
        assertThat(problem.message()).contains("QQQ", "RM_WB_AREA");
    }

    @Test
    void aTableWithoutAColumnIsRefusedAndSaysWhichAreThere() {
        assertThatThrownBy(() -> small("SM_WB_COST", "SEND_ISO3,SERIES,TIME_PERIOD,OBS_VALUE\n"))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("RECV_ISO3");
    }

    @Test
    void recordsOfSinglePersonsWaitForDisclosureControl() {
        assertThatThrownBy(() -> small("SM_NAT_PERMITS", "date_delivrance;nationalite;motif;duree_mois;sexe\n"))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("disclosure control");
    }

    @Test
    void everyLayoutHasAMapAndNamesInThreeLanguages() {
        List<String> ids = new ArrayList<>();
        for (SourceLayout layout : MigrationMaps.layouts()) {
            ids.add(layout.id());
            assertThat(CATALOGUE.resolve(layout.map())).as(layout.id()).isPresent();
            assertThat(CATALOGUE.resolve(layout.reference())).as(layout.id()).isPresent();
            assertThat(layout.names().byLanguage()).containsOnlyKeys("en", "fr", "es");
        }
        assertThat(ids).contains("SM_ESTAT_IMM", "SM_UNHCR_POP", "SM_UNHCR_DEC", "SM_UNDESA_IMS", "SM_NAT_PERMITS");
    }
}
