package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sojourn.format.DataFormat;
import org.sojourn.format.MetadataFormat;
import org.sojourn.format.StructureFormat;

/**
 * One server that holds the conformance set: every type of artefact, of 2.1 also, data of agreements, and a report. Its answers are held
 * against the official schemas.
 */
final class ConformanceServer {

    private static Exchange server;

    private ConformanceServer() {}

    static synchronized Exchange get() {
        if (server == null) {
            try {
                Path folder = Files.createTempDirectory("sojourn-conformance");
                Exchange started = Exchange.open(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(started::close));
                started.postStructures(StructureFormat.ML_3_0, bytes("structures.xml"))
                        .expect(201);
                started.postStructures(StructureFormat.ML_2_1, bytes("structures21.xml"))
                        .expect(201);
                for (String data : List.of("data.csv", "data21.csv")) {
                    assertThat(started.postData(DataFormat.CSV_2_0, bytes(data))
                                    .expect(200)
                                    .json()
                                    .path("warnings")
                                    .asInt())
                            .isZero();
                }
                started.post(
                                "/sdmx/v2/metadata",
                                MetadataFormat.ML_2_1_GENERIC.mediaType(),
                                ConformanceMetadataTest.report("NORTHLAND", "A", "N1"))
                        .expect(201);
                started.checkAnswers();
                server = started;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }

    /** A file of the set. */
    static byte[] bytes(String name) throws IOException {
        Path here = Path.of("conformance", name);
        return Files.readAllBytes(Files.exists(here) ? here : Path.of("tests").resolve(here));
    }
}
