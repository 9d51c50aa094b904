package org.sojourn.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sojourn.format.DataFormat;
import org.sojourn.format.StructureFormat;

/**
 * One server for all tests that only read: the migration structures, UN DESA's stocks of two countries, and the residence
 * permits. It lives as long as the JVM of the tests.
 */
final class SampleServer {

    /** A series of the stocks: migrants from Germany in France. */
    static final String SERIES = "A.FR.STK_MIG.DE.CTBZ.IMG.RES._T._T";

    private static Exchange server;

    private SampleServer() {}

    static synchronized Exchange get() {
        if (server == null) {
            try {
                Path folder = Files.createTempDirectory("sojourn-sample");
                Exchange started = Exchange.open(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    started.close();
                    delete(folder);
                }));
                started.postStructures(StructureFormat.ML_3_1, Demo.structures(StructureFormat.ML_3_1))
                        .expect(201);
                started.postData(
                                DataFormat.ML_3_1,
                                Exchange.written(
                                        DataFormat.ML_3_1,
                                        Demo.only(key -> List.of("FR", "ES").contains(key[1]))))
                        .expect(200);
                Permits.upload(started);
                started.checkAnswers();
                server = started;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
