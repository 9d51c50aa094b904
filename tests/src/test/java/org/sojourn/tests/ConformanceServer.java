package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sojourn.format.DataFormat;
import org.sojourn.format.StructureFormat;

/** One server that holds the conformance set: every type of artefact, and data of an agreement. */
final class ConformanceServer {

    private static Exchange server;

    private ConformanceServer() {}

    static synchronized Exchange get() {
        if (server == null) {
            try {
                Path folder = Files.createTempDirectory("sojourn-conformance");
                Exchange started = Exchange.open(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(started::close));
                started.postStructures(StructureFormat.ML_3_0, Files.readAllBytes(file("structures.xml")))
                        .expect(201);
                assertThat(started.postData(DataFormat.CSV_2_0, Files.readAllBytes(file("data.csv")))
                                .expect(200)
                                .json()
                                .path("warnings")
                                .asInt())
                        .isZero();
                server = started;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }

    private static Path file(String name) {
        Path here = Path.of("conformance", name);
        return Files.exists(here) ? here : Path.of("tests").resolve(here);
    }
}
