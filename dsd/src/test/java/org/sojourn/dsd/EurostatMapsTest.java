package org.sojourn.dsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sojourn.data.AttributeBlock;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.mapping.MappedTable;
import org.sojourn.mapping.SourceLayout;
import org.sojourn.mapping.SourceLayouts;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.validation.AllowedCodes;
import org.sojourn.validation.DataValidator;

/** The maps of Eurostat's tables, on rows in the layouts of its dissemination interface. */
class EurostatMapsTest {

    private static final Catalogue CATALOGUE = MigrationStructures.catalogue();

    /** Observations by key and period: value, statuses, confidentiality. */
    private final Map<String, String> cells = new LinkedHashMap<>();

    private final Problems problems = new Problems();
    private long leftOut;

    @Test
    void realRowsOfImmigrationComeThroughOnceAlthoughTheyStandThereByTwoDefinitionsOfAge() throws IOException {
        String table = resource("eurostat/tps00176-excerpt.csv");
        long completed = table.lines().filter(l -> l.contains(",COMPLET,")).count();
        long reached = table.lines().filter(l -> l.contains(",REACH,")).count();
        assertThat(reached).isPositive();
        load("SM_ESTAT_IMM", table);
        assertThat(problems.list()).isEmpty();
        assertThat(cells).hasSize((int) completed);
        assertThat(leftOut).isEqualTo(reached);
        String key = "A.GR.FLW_IMM._T.CTZ._T.RES._T._T._T 2020";
        assertThat(cells.get(key)).isEqualTo(value(table, "COMPLET", "EL", "2020") + " [A]");
        assertThat(cells.values()).anyMatch(cell -> cell.endsWith("[B, E, P]")).anyMatch(cell -> cell.endsWith("[B]"));
    }

    @Test
    void firstPermitsByReasonAndDuration() throws IOException {
        // The first two rows are of the interface of 19 June 2026; the others are made, in the same layout.
        load("SM_ESTAT_PRM", """
                DATAFLOW,LAST UPDATE,freq,reason,citizen,duration,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS
                ESTAT:MIGR_RESFIRST(1.0),22/05/26 11:00:00,A,TOTAL,TOTAL,TOTAL,PER,FR,2021,287179,,
                ESTAT:MIGR_RESFIRST(1.0),22/05/26 11:00:00,A,TOTAL,TOTAL,TOTAL,PER,FR,2022,326948,,
                ESTAT:MIGR_RESFIRST(1.0),x,A,EDUC,MA,M6-11,PER,EL,2022,3,p,
                ESTAT:MIGR_RESFIRST(1.0),x,A,OTH,EXT_EU27_2020,M_GE12,PER,FR,2022,1,,
                ESTAT:MIGR_RESFIRST(1.0),x,A,EMP,TOTAL,TOTAL,PER,EU27_2020,2022,4,d,
                """);
        assertThat(problems.list()).isEmpty();
        assertThat(cells)
                .containsEntry("A.FR.PRM_FIRST._T._T._T.P._T._T 2021", "287179 [A]")
                .containsEntry("A.FR.PRM_FIRST._T._T._T.P._T._T 2022", "326948 [A]")
                .containsEntry("A.GR.PRM_FIRST.MA.EDU.M6T11.P._T._T 2022", "3 [P]")
                .containsEntry("A.EU.PRM_FIRST._T.WRK._T.P._T._T 2022", "4 [D]")
                .hasSize(4);
        assertThat(leftOut).isEqualTo(1);
    }

    @Test
    void asylumApplicantsByMonth() throws IOException {
        // Made rows; columns and codes are those of the interface in September 2026.
        load("SM_ESTAT_ASYAPP", """
                DATAFLOW,LAST UPDATE,freq,unit,citizen,sex,applicant,age,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS
                ESTAT:MIGR_ASYAPPCTZM(1.0),x,M,PER,SY,M,FRST,Y18-34,EL,2026-05,105,dp,
                ESTAT:MIGR_ASYAPPCTZM(1.0),x,M,PER,SY,T,SSEQ,TOTAL,DE,2026-05,15,,
                ESTAT:MIGR_ASYAPPCTZM(1.0),x,M,PER,UNK,F,TOTAL,Y_LT14,AT,2026-05,5,,
                ESTAT:MIGR_ASYAPPCTZM(1.0),x,M,PER,EXT_EU27_2020,T,TOTAL,TOTAL,AT,2026-05,5,,
                ESTAT:MIGR_ASYAPPCTZM(1.0),x,M,PER,RNC,T,TOTAL,TOTAL,AT,2026-05,5,,
                """);
        assertThat(problems.list()).isEmpty();
        assertThat(cells)
                .containsEntry("M.GR.ASY_APP.SY.G.N._T._Z.P.M.Y18T34 2026-05", "105 [D, P]")
                .containsEntry("M.DE.ASY_APP.SY.G.R._T._Z.P._T._T 2026-05", "15 [A]")
                .containsEntry("M.AT.ASY_APP._U.G._T._T._Z.P.F.Y0T13 2026-05", "5 [A]")
                .containsEntry("M.AT.ASY_APP.RNC.G._T._T._Z.P._T._T 2026-05", "5 [A]")
                .hasSize(4);
        assertThat(leftOut).isEqualTo(1);
    }

    @Test
    void firstInstanceDecisionsByOutcomeInCodesOfTodayAndOfBefore() throws IOException {
        // Made rows; columns and codes are those of the interface in September 2026, and one code of older files.
        load("SM_ESTAT_ASYDEC", """
                DATAFLOW,LAST UPDATE,freq,unit,citizen,sex,decision,age,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS
                ESTAT:MIGR_ASYDCFSTQ(1.0),x,Q,PER,AF,T,TOTAL,TOTAL,EL,2025-Q4,40,b,
                ESTAT:MIGR_ASYDCFSTQ(1.0),x,Q,PER,AF,T,POS_RFG,TOTAL,DE,2026-Q2,25,,
                ESTAT:MIGR_ASYDCFSTQ(1.0),x,Q,PER,AF,T,SUB_PROT,TOTAL,DE,2020-Q2,10,,
                ESTAT:MIGR_ASYDCFSTQ(1.0),x,Q,PER,AF,T,NEG,TOTAL,DE,2026-Q2,5,,
                """);
        assertThat(problems.list()).isEmpty();
        assertThat(cells)
                .containsEntry("Q.GR.ASY_DEC.AF.G._T.FI._T.P._T._T 2025-Q4", "40 [B]")
                .containsEntry("Q.DE.ASY_DEC.AF.G._T.FI.GEN.P._T._T 2026-Q2", "25 [A]")
                .containsEntry("Q.DE.ASY_DEC.AF.G._T.FI.CMP.P._T._T 2020-Q2", "10 [A]")
                .containsEntry("Q.DE.ASY_DEC.AF.G._T.FI.REJ.P._T._T 2026-Q2", "5 [A]");
    }

    @Test
    void theSameRowsSayTheSameWithYearsSideBySide() throws IOException {
        String table = resource("eurostat/tps00176-excerpt.csv");
        load("SM_ESTAT_IMM", table);
        Map<String, String> one = Map.copyOf(cells);
        cells.clear();
        load("SM_ESTAT_IMM", tabbed(table));
        assertThat(problems.list()).isEmpty();
        assertThat(cells).isEqualTo(one);
    }

    /** What the interface gives as TSV for what it gives as SDMX-CSV: a row a series, flags behind values. */
    private static String tabbed(String table) {
        List<String[]> rows = table.lines().skip(1).map(l -> l.split(",", -1)).toList();
        List<String> years = rows.stream().map(r -> r[9]).distinct().sorted().toList();
        Map<String, Map<String, String>> series = new TreeMap<>();
        rows.forEach(r -> series.computeIfAbsent(String.join(",", List.of(r).subList(2, 9)), k -> new HashMap<>())
                .put(r[9], r[10] + " " + r[11]));
        StringBuilder out = new StringBuilder("freq,citizen,agedef,age,unit,sex,geo\\TIME_PERIOD");
        years.forEach(year -> out.append('\t').append(year).append(' '));
        series.forEach((key, values) -> {
            out.append('\n').append(key);
            years.forEach(year -> out.append('\t').append(values.getOrDefault(year, ": ")));
        });
        return out.append('\n').toString();
    }

    @Test
    void flagsBehindValuesAndInsteadOfThemAreRead() throws IOException {
        load(
                "SM_ESTAT_ASYAPP",
                "freq,unit,citizen,sex,applicant,age,geo\\TIME_PERIOD\t2026-03 \t2026-04 \t2026-05 \t2026-06 \n"
                        + "M,PER,SY,T,FRST,TOTAL,EL\t105 dp\t: \t: c\t0 r\n"
                        + "M,PER,EXT_EU27_2020,T,FRST,TOTAL,EL\t1 \t2 \t: \t3 \n");
        assertThat(problems.list()).isEmpty();
        assertThat(cells)
                .containsEntry("M.GR.ASY_APP.SY.G.N._T._Z.P._T._T 2026-03", "105 [D, P]")
                .containsEntry("M.GR.ASY_APP.SY.G.N._T._Z.P._T._T 2026-05", "null [Q]")
                .containsEntry("M.GR.ASY_APP.SY.G.N._T._Z.P._T._T 2026-06", "0 [A]")
                .hasSize(3);
        assertThat(leftOut).isEqualTo(3);
    }

    @Test
    void aTableWithAColumnForEachYearIsReadWithoutAMapOfItsOwn() throws IOException {
        SourceLayout layout = SourceLayouts.read(new ByteArrayInputStream("""
                {"map": "urn:sdmx:org.sdmx.infomodel.structuremapping.StructureMap=MIG:SM_ESTAT_IMM(1.0.0)",
                 "reference": "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=MIG:DF_FLW_IMM(1.0.0)",
                 "delimiter": ";",
                 "columns": {"Land": "COUNTRY", "Staat": "CITIZENSHIP"},
                 "constants": {"FREQUENCY": "A", "SEX": "T", "AGE": "TOTAL", "AGE_DEF": "COMPLET"},
                 "missing": ["", "-"],
                 "wide": {"over": "TIME_PERIOD", "value": "OBS_VALUE", "headings": "\\\\d{4}"}}
                """.getBytes(StandardCharsets.UTF_8)));
        load(layout, """
                Land;Staat;2019;2020;Summe
                DE;SY;10;-;10
                DE;EL;5;7;12
                """);
        assertThat(problems.list()).isEmpty();
        assertThat(cells)
                .containsOnly(
                        Map.entry("A.DE.FLW_IMM.SY.CTZ._T.RES._T._T._T 2019", "10 [A]"),
                        Map.entry("A.DE.FLW_IMM.GR.CTZ._T.RES._T._T._T 2019", "5 [A]"),
                        Map.entry("A.DE.FLW_IMM.GR.CTZ._T.RES._T._T._T 2020", "7 [A]"));
    }

    @Test
    void aWideTableWithoutAColumnThatTheMapNeedsIsRefused() {
        assertThatThrownBy(() -> load("SM_ESTAT_IMM", "freq,citizen,geo\\TIME_PERIOD\t2020\nA,SY,DE\t1\n"))
                .isInstanceOf(SdmxException.class)
                .hasMessageContaining("no column agedef, age, unit, sex");
        assertThatThrownBy(() -> load("SM_ESTAT_IMM", "freq,citizen,agedef,age,unit,sex,geo\\TIME_PERIOD\t\n"))
                .isInstanceOf(SdmxException.class);
    }

    @Test
    void aRowOfAWideTableThatIsTooShortIsToldWithItsLine() throws IOException {
        load(
                "SM_ESTAT_PRM",
                "freq,reason,citizen,duration,unit,geo\\TIME_PERIOD\t2020 \t2021 \n"
                        + "A,EMP,IN,M_GE12,PER,DE\t1 \t2 \n"
                        + "A,EMP,IN,PER,DE\t1 \t2 \n"
                        + "A,EMP,IN,M3-5,PER,DE\t1 \n");
        assertThat(cells).hasSize(2);
        assertThat(problems.list()).extracting(Problem::rule).containsExactly("wrong-row", "wrong-row");
        assertThat(problems.list()).extracting(p -> p.location().line()).containsExactly(3, 4);
    }

    @Test
    void aCodeThatIsNewAtEurostatIsToldAndNotGuessed() throws IOException {
        load("SM_ESTAT_PRM", """
                DATAFLOW,LAST UPDATE,freq,reason,citizen,duration,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS
                ESTAT:MIGR_RESFIRST(1.0),x,A,NEWCODE,TOTAL,TOTAL,PER,FR,2021,1,,
                """);
        assertThat(problems.list()).extracting(Problem::rule).containsExactly("unmapped-value");
        assertThat(problems.list().getFirst().message()).contains("NEWCODE");
    }

    private static String value(String table, String definition, String country, String year) {
        return table.lines()
                .map(line -> line.split(",", -1))
                .filter(c -> c[4].equals(definition) && c[8].equals(country) && c[9].equals(year))
                .map(c -> c[10])
                .findFirst()
                .orElseThrow();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = EurostatMapsTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void load(String map, String table) throws IOException {
        load(MigrationMaps.layout(map).orElseThrow(), table);
    }

    private void load(SourceLayout layout, String table) throws IOException {
        MappedTable source = new MappedTable(
                layout, CATALOGUE, () -> new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)), problems);
        source.transferTo(new DataValidator(
                new Cells(),
                problems,
                (header, structure) -> AllowedCodes.binding(
                        CATALOGUE,
                        List.of(
                                structure.structure().urn(),
                                structure.dataflow().orElseThrow().urn()))));
        leftOut = source.leftOut();
    }

    private final class Cells implements DataSink {
        @Override
        public void start(MessageHeader header) {}

        @Override
        public void dataset(DatasetHeader header, DataStructureView structure) {}

        @Override
        public void attributes(AttributeBlock block) {}

        @Override
        public void series(SeriesBlock block) {
            DataStructureView structure = block.structure();
            for (int i = 0; i < block.size(); i++) {
                Value value = block.value(structure.column("OBS_VALUE").orElseThrow(), i);
                Value status = block.value(structure.column("OBS_STATUS").orElseThrow(), i);
                cells.put(
                        block.keyText() + " " + block.period(i),
                        value + " ["
                                + (status instanceof Value.Array array
                                        ? array.values().stream()
                                                .map(Value::toString)
                                                .collect(Collectors.joining(", "))
                                        : status)
                                + "]");
            }
        }

        @Override
        public void endDataset() {}

        @Override
        public void end(List<FooterMessage> footer) {}
    }
}
