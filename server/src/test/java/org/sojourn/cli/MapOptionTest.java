package org.sojourn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapOptionTest {

    private static final String DECISIONS = """
            year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,procedure_type,dec_level,dec_pc,dec_recognized,dec_other,dec_rejected,dec_closed,dec_total
            2000,Armenia,ARM,ARM,Czechia,CZE,CZE,G,FI,P,15,0,21,5,43
            2000,Angola,ANG,AGO,Austria,AUS,AUT,G,NA,C,1,0,2,0,3
            """;

    @TempDir
    private Path folder;

    @Test
    void aTableOfAProviderIsConvertedByItsMap() throws IOException {
        Path table = SmallFiles.write(folder.resolve("decisions.csv"), DECISIONS);
        Path out = folder.resolve("decisions.sdmx.csv");
        CommandLineRun run = CommandLineRun.of("convert", "--map", "SM_UNHCR_DEC", table, out, "--to", "sdmx-csv-2.1");
        assertThat(run.code()).as(run.everything()).isZero();
        assertThat(Files.readString(out))
                .contains("PA_ASY_DEC_UNHCR", "A,AT,ASY_DEC,AO,G,_Z,NA,GEN,C", "CC BY 4.0")
                .contains("A,CZ,ASY_DEC,AM,G,_Z,FI,_T,P");
    }

    @Test
    void rulesLookAtATableThroughItsMap() throws IOException {
        Path table = SmallFiles.write(folder.resolve("decisions.csv"), DECISIONS);
        CommandLineRun run = CommandLineRun.of("validate", "--rules", "--map", "SM_UNHCR_DEC", table);
        assertThat(run.out())
                .contains("table by SM_UNHCR_DEC data: 1 data set, 10 series, 10 observations: valid, 1 warning")
                .contains("decisions.csv:2: warning [MIG016]")
                .contains("broken MIG016 Asylum decisions add up by outcome: 1 of 2");
    }

    @Test
    void aTableIsLoadedAndLoadedAgainWithoutAChange() throws IOException {
        Path data = folder.resolve("data");
        Path structures = folder.resolve("structures");
        for (String file : org.sojourn.dsd.MigrationStructures.files()) {
            try (var in = org.sojourn.dsd.MigrationStructures.open(file)) {
                Path to = structures.resolve(file);
                Files.createDirectories(to.getParent());
                Files.copy(in, to);
            }
        }
        assertThat(CommandLineRun.of("load", "--data", data, structures).code()).isZero();
        Path table = SmallFiles.write(folder.resolve("decisions.csv"), DECISIONS);
        CommandLineRun first = CommandLineRun.of("load", "--data", data, "--map", "SM_UNHCR_DEC", table);
        assertThat(first.code()).as(first.everything()).isZero();
        assertThat(first.out()).contains("10 new observations");
        CommandLineRun second = CommandLineRun.of("load", "--data", data, "--map", "SM_UNHCR_DEC", table);
        assertThat(second.out()).contains("unchanged");
    }

    @Test
    void aTableWithAnUnknownCodeIsNotSent() throws IOException {
        Path table = SmallFiles.write(folder.resolve("decisions.csv"), DECISIONS.replace("CZE,CZE", "CZE,QQQ"));
        Path out = folder.resolve("out.xml");
        CommandLineRun run = CommandLineRun.of("convert", "--map", "SM_UNHCR_DEC", table, out, "--to", "sdmx-ml-3.1");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.everything()).contains("'QQQ' is in no mapping of MIG:RM_ISO3_AREA(1.0.0)");
        assertThat(out).doesNotExist();
    }

    @Test
    void aMapThatDoesNotExistIsMisuseAndTheKnownOnesAreNamed() throws IOException {
        Path table = SmallFiles.write(folder.resolve("decisions.csv"), DECISIONS);
        CommandLineRun run = CommandLineRun.of("validate", "--map", "SM_NONE", table);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.everything()).contains("SM_UNHCR_DEC");
    }
}
