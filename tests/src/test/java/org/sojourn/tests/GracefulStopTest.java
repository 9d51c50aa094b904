package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.cli.Sojourn;
import org.sojourn.config.ServerConfig;

/** A server that is told to stop finishes what it has begun. */
class GracefulStopTest {

    private static final String ROWS = "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,AREA,TIME_PERIOD,OBS_VALUE,STATUS,NOTE\n"
            + "dataflow,CRASH:DF_A(1.0.0),M,A,FR,2020,42,,\n";

    /** Says when it is read for the first time, and waits then. */
    private static final class Slow extends ByteArrayInputStream {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        Slow() {
            super(ROWS.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) {
            begun.countDown();
            try {
                if (!goOn.await(60, TimeUnit.SECONDS)) {
                    throw new AssertionError("nobody says go on");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return super.read(bytes, offset, length);
        }
    }

    private static Sojourn start(Path data) {
        return Sojourn.start(ServerConfig.read(Map.of("port", "0", "data", data.toString(), "open", "true"), Map.of()));
    }

    @Test
    void anUploadThatHasBegunIsStored(@TempDir Path data) throws Exception {
        Slow body = new Slow();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            Sojourn server = start(data);
            try (Client client = new Client(server.uri())) {
                Loads.sendStructures(client);
            }
            HttpRequest upload = HttpRequest.newBuilder(server.uri().resolve("/sdmx/v2/data"))
                    .header("Content-Type", Loads.UPLOAD_TYPE)
                    .expectContinue(true) // the body is asked for by whoever reads it
                    .POST(BodyPublishers.ofInputStream(() -> (InputStream) body))
                    .build();
            CompletableFuture<HttpResponse<String>> answer = http.sendAsync(upload, BodyHandlers.ofString());
            assertThat(body.begun.await(60, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
            while (isWell(http, server)) {
                Thread.onSpinWait();
            }
            body.goOn.countDown();
            assertThat(answer.get(60, TimeUnit.SECONDS).statusCode())
                    .as(answer.join().body())
                    .isEqualTo(200);
            stopped.get(60, TimeUnit.SECONDS);
        }
        try (Sojourn again = start(data);
                Client client = new Client(again.uri())) {
            assertThat(client.get("/sdmx/v1/data/DF_A", Loads.CSV).body()).contains(",42");
        }
    }

    private static boolean isWell(HttpClient http, Sojourn server) throws InterruptedException {
        try {
            HttpRequest health =
                    HttpRequest.newBuilder(server.uri().resolve("/health")).build();
            return http.send(health, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
