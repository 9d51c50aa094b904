package org.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.format.DataFormat;

/** A folder of everything that can be wrong with a file. */
class BrokenFilesTest {

    /** What the line on each file must say. */
    private final Map<String, String> expected = new LinkedHashMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void breakFiles() throws IOException {
        Path whole = Files.createDirectories(folder.resolve("whole"));
        broken("empty.xml", new byte[0], "the file is empty");
        broken("blank.csv", "  \n ", "nothing but blanks");
        broken("binary.dat", new byte[] {1, 2, 3, 0, 0, 7, (byte) 200}, "binary");
        broken("text.txt", "Dear colleagues,\nthe figures follow.", "not an SDMX message: it begins with 'Dear");
        broken("page.html", "<html><body>Not found</body></html>", "its root is 'html'");
        broken("archive.zip", new byte[] {'P', 'K', 3, 4, 20, 0}, "a zip archive is not read");
        broken("schema.xsd", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'/>", "an XML schema (xsd)");
        broken(
                "old.xml",
                "<CrossSectionalData xmlns='http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message'/>",
                "SDMX-ML 2.0 (a 'CrossSectionalData') is not read");
        broken(
                "namespace.xml",
                SmallFiles.STRUCTURES.replace("v2_1/message", "v7_7/message"),
                "not an SDMX message of a known version");
        broken("doctype.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "document type declarations are refused");
        broken("cut-structures.xml", half(SmallFiles.STRUCTURES), "line ");
        broken("cut-data.xml", half(SmallFiles.GENERIC), "line ");
        broken("mismatch.xml", SmallFiles.GENERIC.replace("</gen:SeriesKey>", "</gen:Key>"), "line ");
        broken("cut-head.xml", SmallFiles.STRUCTURES.substring(0, 60), "line ");
        broken("open-quote.csv", SmallFiles.CSV + "NSO:ASYLUM(1.0),\"FR,F,2024,1,\n", "line 5");
        broken("short-row.csv", SmallFiles.CSV + "NSO:ASYLUM(1.0),FR,F\n", "line 5");
        broken("no-artefact.csv", "DATAFLOW,AREA\nnothing,FR\n", "line 2");
        broken("array.json", "[1, 2]", "not an SDMX message");
        broken("other.json", "{\"name\": \"x\", \"data\": 3}", "not an SDMX message");
        broken("half-word.json", "{\"meta\": tru", "line 1");
        broken("latin.csv", "DATAFLOW,AREA\nNSO:ASYLUM(1.0),\u00e9\n".getBytes(StandardCharsets.ISO_8859_1), "UTF-8");
        broken("no-gzip.xml.gz", new byte[] {0x1F, (byte) 0x8B, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9}, "gzip data are broken");
        byte[] packed = SmallFiles.gzip(SmallFiles.STRUCTURES);
        broken("cut.xml.gz", Arrays.copyOf(packed, packed.length / 2), "cut");
        for (DataFormat format : DataFormat.values()) {
            if (format.family() != DataFormat.Family.CSV) {
                String name = format.formatName() + "." + format.family().extension();
                byte[] good = Files.readAllBytes(DemoFiles.write(whole.resolve(name), format, DemoFiles.every(3000)));
                broken("half-" + name, Arrays.copyOf(good, good.length * 2 / 3), "");
            }
        }
    }

    private void broken(String name, String content, String says) throws IOException {
        broken(name, content.getBytes(StandardCharsets.UTF_8), says);
    }

    private void broken(String name, byte[] content, String says) throws IOException {
        Files.createDirectories(folder.resolve("in"));
        Files.write(folder.resolve("in").resolve(name), content);
        expected.put(name, says);
    }

    private static String half(String text) {
        return text.substring(0, text.length() / 2);
    }

    @Test
    void convertRefusesEachWithItsReason() throws IOException {
        Path structures = SmallFiles.write(folder.resolve("structures.xml"), SmallFiles.STRUCTURES);
        Path out = folder.resolve("out");
        CommandLineRun run = CommandLineRun.of(
                "convert", folder.resolve("in"), out, "--to", "sdmx-json-2.1", "--structures", structures);
        assertThat(run.code()).isEqualTo(1);
        List<String> refused = run.lines("refused");
        assertThat(refused).hasSize(expected.size());
        expected.forEach((name, says) -> assertThat(refused)
                .filteredOn(line -> line.startsWith("refused    " + name + ": "))
                .singleElement()
                .asString()
                .contains(says)
                .doesNotContain("Sojourn itself"));
        saysNothingOfExceptions(run);
        assertThat(out)
                .satisfiesAnyOf(
                        o -> assertThat(o).doesNotExist(), o -> assertThat(o).isEmptyDirectory());
    }

    @Test
    void validateRefusesEachOrSaysWhatIsWrong() throws IOException {
        Path structures = SmallFiles.write(folder.resolve("structures.xml"), SmallFiles.STRUCTURES);
        CommandLineRun run = CommandLineRun.of("validate", folder.resolve("in"), "--structures", structures);
        assertThat(run.code()).isEqualTo(1);
        expected.keySet()
                .forEach(name -> assertThat(run.out().lines())
                        .filteredOn(line -> line.startsWith(name + ": ") && !line.contains("Sojourn itself"))
                        .singleElement()
                        .asString()
                        .containsAnyOf("refused: ", "error"));
        saysNothingOfExceptions(run);
    }

    private static void saysNothingOfExceptions(CommandLineRun run) {
        assertThat(run.everything().toLowerCase(Locale.ROOT)).doesNotContain("exception");
        assertThat(run.everything().lines()).noneMatch(line -> line.startsWith("\tat "));
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aGzipBombIsRefusedLongBeforeItHasExpanded() throws IOException {
        Path bomb = folder.resolve("bomb.xml.gz");
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) ' ');
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb), 1 << 16)) {
            out.write(SmallFiles.STRUCTURES
                    .substring(0, SmallFiles.STRUCTURES.indexOf("<str:Codelists>"))
                    .getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 300; i++) {
                out.write("<!--".getBytes(StandardCharsets.UTF_8));
                out.write(blanks);
                out.write("-->".getBytes(StandardCharsets.UTF_8));
            }
        }
        CommandLineRun run = CommandLineRun.of("validate", bomb);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("expand more than");
        saysNothingOfExceptions(run);
    }
}
