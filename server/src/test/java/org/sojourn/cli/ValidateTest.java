package org.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateTest {

    private static final String WRONG = SmallFiles.CSV + """
            NSO:ASYLUM(1.0),FRA,F,2024,2,
            NSO:ASYLUM(1.0),ES,M,2024,3,
            NSO:ASYLUM(1.0),ES,F,last year,many,
            """;

    @TempDir
    private Path folder;

    @Test
    void goodFilesAreSummedUpInOneLineEach() throws IOException {
        SmallFiles.write(folder.resolve("structures.xml"), SmallFiles.STRUCTURES);
        SmallFiles.write(folder.resolve("data.csv"), SmallFiles.CSV);
        CommandLineRun run = CommandLineRun.of("validate", folder);
        assertThat(run.everything().lines())
                .containsExactly(
                        "data.csv: sdmx-csv-1.0 data: 1 data set, 2 series, 3 observations: valid",
                        "structures.xml: sdmx-ml-2.1 structures:"
                                + " 1 Codelist, 1 ConceptScheme, 1 DataStructure, 1 Dataflow: valid",
                        "Checked 2 files: 2 valid, 0 with errors, 0 refused.");
        assertThat(run.code()).isZero();
    }

    @Test
    void eachProblemNamesItsLineSeriesRuleAndWhatWasExpected() throws IOException {
        Path structures = SmallFiles.write(folder.resolve("s/structures.xml"), SmallFiles.STRUCTURES);
        Path data = SmallFiles.write(folder.resolve("data.csv"), WRONG);
        CommandLineRun run = CommandLineRun.of("validate", data, "--structures", structures);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out().lines().toList().getFirst()).endsWith("5 series, 6 observations: 4 errors");
        assertThat(run.out())
                .contains(
                        data
                                + ":5: error [unknown-code] series FRA.F: AREA 'FRA' is not in the code list NSO:CL_AREA(1.0); expected FR",
                        data + ":6: error [duplicate-observation] series ES.M: ",
                        data + ":7: error [invalid-period] series ES.F: ",
                        data + ":7: error [invalid-value] series ES.F: OBS_VALUE 'many'");
    }

    @Test
    void theJsonReportSaysTheSame() throws IOException {
        SmallFiles.write(folder.resolve("structures.xml"), SmallFiles.STRUCTURES);
        SmallFiles.write(folder.resolve("data.csv"), WRONG);
        SmallFiles.write(folder.resolve("readme.txt"), "Hello");
        CommandLineRun run = CommandLineRun.of("validate", folder, "--report", "json");
        assertThat(run.code()).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.at("/total/errors").asInt()).isEqualTo(4);
        assertThat(report.at("/total/refused").asInt()).isEqualTo(1);
        JsonNode data = report.at("/files/0");
        assertThat(data.path("file").asText()).isEqualTo("data.csv");
        assertThat(data.path("format").asText()).isEqualTo("sdmx-csv-1.0");
        assertThat(data.path("observations").asInt()).isEqualTo(6);
        assertThat(data.at("/problems/0/line").asInt()).isEqualTo(5);
        assertThat(data.at("/problems/0/rule").asText()).isEqualTo("unknown-code");
        assertThat(data.at("/problems/0/seriesKey").asText()).isEqualTo("FRA.F");
        assertThat(data.at("/problems/0/expected").asText()).startsWith("FR");
        assertThat(report.at("/files/1/refused").asText()).startsWith("not an SDMX message");
        assertThat(report.at("/files/2/artefacts/Codelist").asInt()).isEqualTo(1);
    }

    @Test
    void danglingReferencesOfAFileAreWarnings() throws IOException {
        Path structures = SmallFiles.write(
                folder.resolve("structures.xml"),
                SmallFiles.STRUCTURES.replace("Ref id=\"CL_AREA\"", "Ref id=\"CL_GEO\""));
        CommandLineRun run = CommandLineRun.of("validate", structures);
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("valid, 1 warning", "[unresolved-reference]", "NSO:CL_GEO(1.0)");
    }

    @Test
    void theNumberOfProblemsShownIsBounded() throws IOException {
        SmallFiles.write(folder.resolve("structures.xml"), SmallFiles.STRUCTURES);
        StringBuilder many = new StringBuilder("DATAFLOW,AREA,SEX,TIME_PERIOD,OBS_VALUE,NOTE\n");
        for (int year = 1000; year < 3000; year++) {
            many.append("NSO:ASYLUM(1.0),FR,F,").append(year).append(",x,\n");
        }
        SmallFiles.write(folder.resolve("data.csv"), many.toString());
        CommandLineRun run = CommandLineRun.of("validate", folder, "--limit", "10");
        assertThat(run.out().lines().filter(line -> line.contains("[invalid-value]")))
                .hasSize(10);
        assertThat(run.out()).contains("2,000 errors", "and 1,990 more problems");
    }

    private static final String DECISIONS =
            "DATAFLOW,FREQ,REF_AREA,MEASURE,COUNTERPART_AREA,PROCEDURE_TYPE,APP_TYPE,DEC_LEVEL,DEC_OUTCOME,COUNT_UNIT,"
                    + "SEX,AGE,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,UNIT_MULT,TIME_PER_COLLECT\n"
                    + decision("_T", 43) + decision("GEN", 15) + decision("CMP", 0) + decision("REJ", 21)
                    + decision("CLS", 5);

    private static String decision(String outcome, int value) {
        return "MIG:DF_ASY_DEC(1.0.0),A,CZ,ASY_DEC,AM,G,_Z,FI," + outcome + ",P,_T,_T,2000," + value + ",A,PS,0,S\n";
    }

    @Test
    void rulesOfMigrationStatisticsNameTheCellTheFiguresAndWhatToDo() throws IOException {
        Path data = SmallFiles.write(folder.resolve("decisions.csv"), DECISIONS);
        CommandLineRun run = CommandLineRun.of("validate", "--rules", data);
        assertThat(run.out())
                .contains("broken MIG016 Asylum decisions add up by outcome: 1 of 1")
                .contains("kept   MIG001 Counts are not negative: 0 of 5")
                .contains(
                        ":2: warning [MIG016] series A.CZ.ASY_DEC.AM.G._Z.FI._T.P._T._T, 2000: the outcomes add up to 41"
                                + " (GEN 15 + CMP 0 + REJ 21 + CLS 5), the total is 43, a difference of -2")
                .contains("=> If the parts were rounded");
        assertThat(run.code()).isZero();
        assertThat(CommandLineRun.of("validate", data).out()).doesNotContain("MIG016");
        assertThat(CommandLineRun.of("validate", "--rules", "--lang", "fr", data)
                        .out())
                .contains("la somme des issues est 41");
    }

    @Test
    void theJsonReportHasTheFindingsOfRulesWithTheirFigures() throws IOException {
        Path data = SmallFiles.write(folder.resolve("decisions.csv"), DECISIONS);
        CommandLineRun run = CommandLineRun.of("validate", "--rules", "--report", "json", data);
        JsonNode finding = new ObjectMapper().readTree(run.out()).at("/files/0/findings/0");
        assertThat(finding.path("rule").asText()).isEqualTo("MIG016");
        assertThat(finding.at("/key/REF_AREA").asText()).isEqualTo("CZ");
        assertThat(finding.at("/figures/total").asText()).isEqualTo("43");
        assertThat(finding.path("advice").asText()).isNotEmpty();
    }

    @Test
    void rulesOfOnesOwnAreReadFromAFile() throws IOException {
        Path data = SmallFiles.write(folder.resolve("decisions.csv"), DECISIONS);
        String rule = """
                [{"id": "NSO1", "severity": "error", "name": {"en": "small"}, "finding": {"en": "{value} is large"},
                  "advice": {"en": "halve it"}, "check": {"type": "numbers", "max": 20}}]
                """;
        Path own = SmallFiles.write(folder.resolve("own.json"), rule);
        CommandLineRun run = CommandLineRun.of("validate", "--rules-file", own, data);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("broken NSO1 small: 2 of 5", "43 is large");
        Path wrong = SmallFiles.write(folder.resolve("wrong.json"), rule.replace("max", "most"));
        assertThat(CommandLineRun.of("validate", "--rules-file", wrong, data).everything())
                .contains("rule NSO1: it says 'most'");
    }

    @Test
    void anUnusableFormOfReportIsMisuse() {
        assertThat(CommandLineRun.of("validate", folder, "--report", "pdf").code())
                .isEqualTo(2);
        assertThat(CommandLineRun.of("validate").code()).isEqualTo(2);
    }

    @Test
    void thePageShowsAFewProblemsOfAKindAndFoldsTheRest() throws IOException {
        Path structures = SmallFiles.write(folder.resolve("structures.xml"), SmallFiles.STRUCTURES);
        StringBuilder rows =
                new StringBuilder(SmallFiles.CSV.lines().findFirst().orElseThrow()).append('\n');
        String row = SmallFiles.CSV.lines().skip(1).findFirst().orElseThrow();
        for (int i = 0; i < 40; i++) {
            rows.append(row.replace(",FR,", ",X" + i + ",")).append('\n');
        }
        Path data = SmallFiles.write(folder.resolve("data.csv"), rows.toString());
        CommandLineRun run = CommandLineRun.of("validate", data, "--structures", structures, "--report", "html");
        assertThat(run.code()).isEqualTo(1);
        String page = run.out();
        String open = page.substring(0, page.indexOf("<details class=\"more\">"));
        assertThat(open).contains("X4").doesNotContain("X30");
        assertThat(page).contains("more of the same kinds</summary>", "X30");
    }
}
