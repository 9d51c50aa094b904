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
                                + " 1 Codelist, 1 ConceptScheme, 1 DataStructure, 1 Dataflow: valid");
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

    @Test
    void anUnusableFormOfReportIsMisuse() {
        assertThat(CommandLineRun.of("validate", folder, "--report", "pdf").code())
                .isEqualTo(2);
        assertThat(CommandLineRun.of("validate").code()).isEqualTo(2);
    }
}
