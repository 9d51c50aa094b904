package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.cli.Main;
import org.sojourn.format.StructureFormat;

/** A directory with structures of SDMX 2.1 and of 3.0 is loaded by one command, and what only 2.1 can say stays said. */
class LoadOfSeveralVersionsTest {

    @TempDir
    private Path folder;

    @Test
    void theConformanceSetIsLoadedByOneCommand() {
        Path set = Path.of("conformance");
        try (Exchange server = Exchange.open(folder)) {
            StringWriter out = new StringWriter();
            int code = Main.run(
                    new PrintWriter(out),
                    new PrintWriter(out),
                    "load",
                    "--server",
                    "http://127.0.0.1:" + server.port(),
                    (Files.exists(set) ? set : Path.of("tests").resolve(set)).toString());
            assertThat(code).as(out.toString()).isZero();
            assertThat(out.toString())
                    .contains("of SDMX 2.1: stored", "Loaded 4 files.")
                    .doesNotContain("[lost]");
            // which 3.1 could not say
            assertThat(server.get("/sdmx/v1/actualconstraint/CONF").expect(200).text())
                    .contains("id=\"DC_THERE\"", "type=\"Actual\"");
            assertThat(server.get(
                                    "/sdmx/v1/datastructure/CONF/DSD_BY_MEASURE",
                                    "Accept",
                                    StructureFormat.ML_2_1.mediaType())
                            .expect(200)
                            .text())
                    .contains("MeasureDimension id=\"INDICATOR\"");
            assertThat(server.get("/sdmx/v2/data/dataflow/CONF/*/*?limit=1").status())
                    .isEqualTo(200);
        }
    }
}
