package org.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.cli.file.Target;

class ConvertTest {

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return SmallFiles.write(folder.resolve("in").resolve(name), content);
    }

    private static List<String> below(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(f -> directory.relativize(f).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aDirectoryKeepsItsPathsAndTellsOfEachFileInOneLine() throws IOException {
        file("structures.xml", SmallFiles.STRUCTURES);
        file("2024/data.csv", SmallFiles.CSV);
        file("2024/data.xml", SmallFiles.GENERIC);
        file("readme.txt", "Hello");
        file(".git/config", "nothing for us");
        CommandLineRun run =
                CommandLineRun.of("convert", folder.resolve("in"), folder.resolve("out"), "--to", "sdmx-json-2.0");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out().lines().toList())
                .startsWith(
                        "converted  2024/data.csv -> 2024/data.csv.json: sdmx-csv-1.0 to sdmx-json-2.0,"
                                + " 1 data set, 2 series, 3 observations",
                        "converted  2024/data.xml -> 2024/data.xml.json: sdmx-ml-2.1-generic to sdmx-json-2.0,"
                                + " 1 data set, 2 series, 3 observations",
                        "refused    readme.txt: not an SDMX message: it begins with 'Hello'",
                        "converted  structures.xml -> structures.json: sdmx-ml-2.1 to sdmx-json-2.0,"
                                + " 1 Codelist, 1 ConceptScheme, 1 DataStructure, 1 Dataflow",
                        "Converted 3 files, refused 1.");
        assertThat(below(folder.resolve("out")))
                .containsExactly("2024/data.csv.json", "2024/data.xml.json", "structures.json");
    }

    @Test
    void valuesKeepTheirText() throws IOException {
        file("structures.xml", SmallFiles.STRUCTURES);
        Path csv = file("data.csv", SmallFiles.CSV);
        Path xml = folder.resolve("data.xml");
        Path back = folder.resolve("back.csv");
        Path structures = folder.resolve("in/structures.xml");
        assertThat(CommandLineRun.of("convert", csv, xml, "--to", "sdmx-ml-3.0", "--structures", structures)
                        .code())
                .isZero();
        assertThat(CommandLineRun.of("convert", xml, back, "--to", "sdmx-csv-1.0", "--structures", structures)
                        .code())
                .isZero();
        assertThat(Files.readString(back).lines())
                .containsExactlyInAnyOrderElementsOf(SmallFiles.CSV.lines().toList());
    }

    @Test
    void aWorkbookIsWrittenAndReadBack() throws IOException {
        Path structures = file("structures.xml", SmallFiles.STRUCTURES);
        Path csv = file("data.csv", SmallFiles.CSV);
        Path workbook = folder.resolve("data.xlsx");
        Path back = folder.resolve("back.csv");
        assertThat(CommandLineRun.of("convert", csv, workbook, "--to", "xlsx", "--structures", structures)
                        .code())
                .isZero();
        assertThat(CommandLineRun.of("validate", workbook, "--structures", structures)
                        .code())
                .isZero();
        assertThat(CommandLineRun.of("convert", workbook, back, "--to", "sdmx-csv-1.0", "--structures", structures)
                        .code())
                .isZero();
        assertThat(Files.readString(back).lines())
                .containsExactlyInAnyOrderElementsOf(SmallFiles.CSV.lines().toList());
        assertThat(CommandLineRun.of("convert", csv, "-", "--to", "xlsx", "--structures", structures)
                        .err())
                .contains("standard output");
    }

    @Test
    void theReportMayBeAPageOrAnObject() throws IOException {
        file("structures.xml", SmallFiles.STRUCTURES);
        file("data.csv", SmallFiles.CSV);
        file("<b>.txt", "Hello");
        Path in = folder.resolve("in");
        CommandLineRun page =
                CommandLineRun.of("convert", in, folder.resolve("a"), "--to", "sdmx-json-2.0", "--report", "html");
        assertThat(page.out())
                .startsWith("<!DOCTYPE html>")
                .contains("2 files converted to sdmx-json-2.0, 1 refused", "data.csv &rarr; data.json", "&lt;b&gt;.txt")
                .doesNotContain("<b>.txt");
        CommandLineRun object =
                CommandLineRun.of("convert", in, folder.resolve("b"), "--to", "sdmx-json-2.0", "--report", "json");
        JsonNode report = new ObjectMapper().readTree(object.out());
        assertThat(report.path("total").path("converted").asInt()).isEqualTo(2);
        assertThat(report.path("files").findValuesAsText("output")).containsExactly("data.json", "structures.json");
    }

    @Test
    void helpNamesEveryFormatAndBreaksNoName() {
        String help = CommandLineRun.of("convert", "--help").out();
        assertThat(List.of(help.substring(help.indexOf("Formats of")).split("\\s+")))
                .containsAll(Target.names());
        assertThat(help.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void aCubeOfJsonStatIsWritten() throws IOException {
        Path structures = file("structures.xml", SmallFiles.STRUCTURES);
        Path csv = file("data.csv", SmallFiles.CSV);
        CommandLineRun run =
                CommandLineRun.of("convert", csv, "-", "--to", "json-stat-2.0", "--structures", structures);
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("{\"version\":\"2.0\",\"class\":\"dataset\"");
    }

    @Test
    void theStructureOfAGenericMessageIsInferredAndSaid() throws IOException {
        Path generic = file("data.xml", SmallFiles.GENERIC);
        CommandLineRun run = CommandLineRun.of("convert", generic, folder.resolve("out.csv"), "--to", "sdmx-csv-1.0");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("NSO:ASYLUM(1.0)", "inferred", "AREA, SEX, TIME_PERIOD");
        assertThat(Files.readString(folder.resolve("out.csv")).lines())
                .containsExactlyInAnyOrderElementsOf(SmallFiles.CSV.lines().toList());
    }

    @Test
    void dataThatDoNotTellDimensionsFromAttributesNeedTheirStructure() throws IOException {
        Path csv = file("data.csv", SmallFiles.CSV);
        CommandLineRun run = CommandLineRun.of("convert", csv, folder.resolve("out.xml"), "--to", "sdmx-ml-2.1");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.lines("refused"))
                .singleElement()
                .asString()
                .contains("NSO:ASYLUM(1.0) is not known", "--structures");
        assertThat(folder.resolve("out.xml")).doesNotExist();
    }

    @Test
    void theMigrationStructuresAreAlwaysKnown() throws IOException {
        Path csv = DemoFiles.write(
                folder.resolve("stock.csv"), org.sojourn.format.DataFormat.CSV_2_1, DemoFiles.every(3000));
        CommandLineRun run = CommandLineRun.of("convert", csv, folder.resolve("stock.json"), "--to", "sdmx-json-2.1");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("12 series");
    }

    @Test
    void structuresInTheNearestDirectoryCountFirst() throws IOException {
        file("structures.xml", SmallFiles.STRUCTURES.replace("\"SEX\"", "\"GENDER\""));
        file("a/structures.xml", SmallFiles.STRUCTURES);
        file("a/data.csv", SmallFiles.CSV);
        file("b/data.csv", SmallFiles.CSV.replace("SEX", "GENDER"));
        CommandLineRun run =
                CommandLineRun.of("convert", folder.resolve("in"), folder.resolve("out"), "--to", "sdmx-ml-3.1");
        assertThat(run.everything()).contains("Converted 4 files.");
        assertThat(run.code()).isZero();
    }

    @Test
    void gzipIsReadAndWritten() throws IOException {
        file("structures.xml", SmallFiles.STRUCTURES);
        Files.write(folder.resolve("in/data.csv.gz"), SmallFiles.gzip(SmallFiles.CSV));
        CommandLineRun run =
                CommandLineRun.of("convert", folder.resolve("in"), folder.resolve("out"), "--to", "sdmx-csv-2.0");
        assertThat(run.lines("converted")).singleElement().asString().contains("data.csv.gz -> data.csv.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve("out/data.csv.gz")))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("STRUCTURE,STRUCTURE_ID,ACTION,AREA,SEX,TIME_PERIOD,OBS_VALUE,NOTE")
                    .contains(",1.50,");
        }
    }

    @Test
    void whatCannotBeCarriedIsListedOnceWithItsFiles() throws IOException {
        file("structures.xml", SmallFiles.STRUCTURES);
        file("a.xml", SmallFiles.GENERIC);
        file("b.xml", SmallFiles.GENERIC);
        CommandLineRun run =
                CommandLineRun.of("convert", folder.resolve("in"), folder.resolve("out"), "--to", "sdmx-csv-1.0");
        assertThat(run.lines("converted")).hasSize(2).allMatch(line -> line.endsWith("; 1 lost"));
        assertThat(run.lines("  lost: "))
                .singleElement()
                .asString()
                .contains("SDMX-CSV has no message header", "[a.xml, b.xml]");
        assertThat(run.lines("refused"))
                .containsExactly(
                        "refused    structures.xml: a structure message; Sojourn writes no structures in sdmx-csv-1.0");
    }

    @Test
    void severalStructuresOfOneCsvAreNamedInTheHeaderOfAnXmlMessage() throws IOException {
        file("structures.xml", SmallFiles.STRUCTURES);
        file(
                "more.xml",
                SmallFiles.STRUCTURES.replace("\"ASYLUM\"", "\"APPEALS\"").replace("DSD_ASY", "DSD_APP"));
        file("data.csv", SmallFiles.CSV + "NSO:APPEALS(1.0),FR,M,2024,7,\n");
        CommandLineRun run = CommandLineRun.of(
                "convert", folder.resolve("in"), folder.resolve("out"), "--to", "sdmx-ml-2.1-generic");
        assertThat(run.everything()).contains("2 data sets, 3 series, 4 observations", "Converted 3 files.");
        assertThat(Files.readString(folder.resolve("out/data.xml"))).contains("ASYLUM", "APPEALS");
    }

    @Test
    void thePivotCanBeChosenAndMustBeADimension() throws IOException {
        Path structures = file("structures.xml", SmallFiles.STRUCTURES);
        Path csv = file("data.csv", SmallFiles.CSV);
        Path out = folder.resolve("out.xml");
        CommandLineRun flat = CommandLineRun.of(
                "convert",
                csv,
                out,
                "--to",
                "sdmx-ml-2.1",
                "--structures",
                structures,
                "--dimension-at-observation",
                "AllDimensions");
        assertThat(flat.code()).isZero();
        assertThat(Files.readString(out)).contains("AllDimensions").doesNotContain("<Series");
        CommandLineRun wrong = CommandLineRun.of(
                "convert",
                csv,
                out,
                "--to",
                "sdmx-ml-2.1",
                "--structures",
                structures,
                "--dimension-at-observation",
                "AGE");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.out()).contains("AGE is no dimension of NSO:DSD_ASY(1.0); expected AREA, SEX, TIME_PERIOD");
        // The file of the run before is untouched.
        assertThat(Files.readString(out)).contains("AllDimensions");
    }

    @Test
    void namesAndIndentationAreOptions() throws IOException {
        Path structures = file("structures.xml", SmallFiles.STRUCTURES);
        Path csv = file("data.csv", SmallFiles.CSV);
        CommandLineRun.of(
                "convert",
                csv,
                folder.resolve("l.csv"),
                "--to",
                "sdmx-csv-1.0",
                "--structures",
                structures,
                "--labels",
                "both",
                "--lang",
                "en");
        assertThat(Files.readString(folder.resolve("l.csv"))).contains("AREA: Area", "FR: France");
        CommandLineRun.of("convert", structures, folder.resolve("s.json"), "--to", "sdmx-json-2.1", "--pretty");
        assertThat(Files.readString(folder.resolve("s.json")).lines().count()).isGreaterThan(50);
    }

    @Test
    void streamsFromStandardInputToStandardOutput() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(SmallFiles.GENERIC.getBytes(StandardCharsets.UTF_8)));
        try {
            CommandLineRun run = CommandLineRun.of("convert", "-", "-", "--to", "sdmx-csv-1.0");
            assertThat(run.code()).isZero();
            assertThat(run.out().lines())
                    .containsExactlyInAnyOrderElementsOf(SmallFiles.CSV.lines().toList());
            assertThat(run.err()).contains("converted  standard input -> standard output");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aRefusedFileLeavesNothingBehind() throws IOException {
        Path structures = file("structures.xml", SmallFiles.STRUCTURES);
        Path csv = file("data.csv", SmallFiles.CSV + "NSO:ASYLUM(1.0),\"FR");
        Path out = folder.resolve("out");
        CommandLineRun run = CommandLineRun.of(
                "convert", csv, out.resolve("data.xml"), "--to", "sdmx-ml-3.1", "--structures", structures);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.lines("refused")).singleElement().asString().contains("line 5");
        assertThat(out).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdmx-ml-9.9", "csv", ""})
    void anUnknownFormatIsMisuseAndAnsweredWithThoseThereAre(String format) throws IOException {
        Path csv = file("data.csv", SmallFiles.CSV);
        CommandLineRun run = CommandLineRun.of("convert", csv, folder.resolve("x"), "--to", format);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("sdmx-ml-2.1-generic-ts", "sdmx-json-1.0", "sdmx-csv-2.1");
    }

    @Test
    void impossiblePairsOfInAndOutAreMisuse() throws IOException {
        Path csv = file("data.csv", SmallFiles.CSV);
        Path in = folder.resolve("in");
        assertThat(CommandLineRun.of("convert", in, "-", "--to", "sdmx-csv-2.0").code())
                .isEqualTo(2);
        assertThat(CommandLineRun.of("convert", in, in.resolve("out"), "--to", "sdmx-csv-2.0")
                        .code())
                .isEqualTo(2);
        assertThat(CommandLineRun.of("convert", in, csv, "--to", "sdmx-csv-2.0").code())
                .isEqualTo(2);
        assertThat(CommandLineRun.of("convert", csv, csv, "--to", "sdmx-csv-2.0")
                        .code())
                .isEqualTo(2);
        CommandLineRun absent = CommandLineRun.of("convert", folder.resolve("no"), "-", "--to", "sdmx-csv-2.0");
        assertThat(absent.code()).isEqualTo(2);
        assertThat(absent.err()).contains("there is no such file");
    }
}
