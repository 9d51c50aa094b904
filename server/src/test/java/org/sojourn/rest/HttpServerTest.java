package org.sojourn.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.config.ServerConfig;
import org.sojourn.service.Health;

class HttpServerTest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Echo ECHO = new Echo();
    private static HttpServer server;

    /** What a real resource does with bodies, in a few lines. */
    @Path("echo")
    public static final class Echo {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch finish = new CountDownLatch(1);

        @POST
        @Path("length")
        public String length(InputStream body) throws IOException {
            return String.valueOf(body.transferTo(OutputStream.nullOutputStream()));
        }

        @GET
        @Path("long")
        @Produces("text/plain")
        public StreamingOutput text() {
            return out -> out.write("0123456789".repeat(10_000).getBytes(StandardCharsets.UTF_8));
        }

        @GET
        @Path("packed")
        @Produces("text/plain")
        public Response packed() {
            return Response.ok(gzip("packed already".getBytes(StandardCharsets.UTF_8)))
                    .header("Content-Encoding", "gzip")
                    .build();
        }

        @GET
        @Path("slow")
        public String slow() throws InterruptedException {
            begun.countDown();
            finish.await();
            return "finished";
        }

        @GET
        @Path("fault")
        public String fault() {
            throw new IllegalStateException("an inner detail");
        }

        @GET
        @Path("thread")
        public String thread() {
            return String.valueOf(Thread.currentThread().isVirtual());
        }

        @POST
        @Path("thread")
        public String writingThread() {
            return thread();
        }
    }

    private static HttpServer start(Echo echo) {
        ServerConfig config = ServerConfig.read(Map.of("port", "0", "max-body", "1m"), Map.of());
        Health health = new Health();
        HttpServer started = HttpServer.listen(config, health, new SimpleMeterRegistry());
        started.mount(List.of(echo));
        health.enter(Health.Phase.READY);
        return started;
    }

    @BeforeAll
    static void start() {
        server = start(ECHO);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.uri().resolve(path));
    }

    private static HttpResponse<byte[]> send(HttpRequest request) throws Exception {
        // After a refusal the container closes at once, and a client that still sends may see a reset.
        for (int tries = 0; ; tries++) {
            try {
                return CLIENT.send(request, BodyHandlers.ofByteArray());
            } catch (IOException e) {
                if (tries == 9) {
                    throw e;
                }
            }
        }
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] plain) {
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(plain);
            }
            return packed.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void writesOnThreadsThatTheSystemGivesTheirTurn() throws Exception {
        assertThat(text(send(to("/echo/thread").build()))).isEqualTo("true");
        HttpResponse<byte[]> written =
                send(to("/echo/thread").POST(BodyPublishers.ofString("body")).build());
        assertThat(text(written)).isEqualTo("false");
    }

    @Test
    void packsAnAnswerInTheCodingThatIsAskedFor() throws Exception {
        HttpResponse<byte[]> gzip =
                send(to("/echo/long").header("Accept-Encoding", "gzip").build());
        assertThat(gzip.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
                .hasSize(100_000);
        HttpResponse<byte[]> zstd =
                send(to("/echo/long").header("Accept-Encoding", "gzip, zstd").build());
        assertThat(zstd.headers().firstValue("Content-Encoding")).contains("zstd");
        assertThat(zstd.body()).startsWith(0x28, 0xB5, 0x2F, 0xFD).hasSizeLessThan(10_000);
        HttpResponse<byte[]> plain = send(to("/echo/long").build());
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.body()).hasSize(100_000);
    }

    @Test
    void leavesAnAnswerAloneThatIsPackedAlready() throws Exception {
        HttpResponse<byte[]> answer =
                send(to("/echo/packed").header("Accept-Encoding", "zstd, gzip").build());
        assertThat(answer.headers().allValues("Content-Encoding")).containsExactly("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("packed already");
    }

    @Test
    void unpacksABody() throws Exception {
        HttpResponse<byte[]> answer = send(to("/echo/length")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(new byte[500_000])))
                .build());
        assertThat(text(answer)).isEqualTo("500000");
    }

    @Test
    void unpacksABodyInZstd() throws Exception {
        HttpResponse<byte[]> answer = send(to("/echo/length")
                .header("Content-Encoding", "zstd")
                .POST(BodyPublishers.ofByteArray(Zstd.compress(new byte[500_000])))
                .build());
        assertThat(text(answer)).isEqualTo("500000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void refusesABodyThatIsCutOrNotCompressedAsItSays(String coding) throws Exception {
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        byte[] whole = coding.equals("gzip") ? gzip(noise) : Zstd.compress(noise);
        for (byte[] broken : List.of(
                "plain".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(whole, 3),
                Arrays.copyOf(whole, whole.length / 2),
                Arrays.copyOf(whole, whole.length - 1))) {
            HttpResponse<byte[]> answer = send(to("/echo/length")
                    .header("Content-Encoding", coding)
                    .timeout(Duration.ofSeconds(60)) // where it once turned for ever
                    .POST(BodyPublishers.ofByteArray(broken))
                    .build());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(text(answer)).contains("compressed");
        }
    }

    @Test
    void saysWhichCodingsOfABodyItUnderstands() throws Exception {
        HttpResponse<byte[]> answer = send(to("/echo/length")
                .header("Content-Encoding", "br")
                .POST(BodyPublishers.ofByteArray(new byte[10]))
                .build());
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("Accept-Encoding")).contains("gzip, zstd");
        assertThat(text(answer)).contains("'br' is not understood");
    }

    @Test
    void refusesABodyOverTheLimitWhetherItsLengthIsKnownOrNot() throws Exception {
        byte[] body = new byte[2_000_000];
        assertThat(send(to("/echo/length")
                                .expectContinue(true)
                                .POST(BodyPublishers.ofByteArray(body))
                                .build())
                        .statusCode())
                .isEqualTo(413);
        assertThat(send(to("/echo/length")
                                .expectContinue(true)
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                                .build())
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void countsTheInflatedBytesOfABomb() throws Exception {
        byte[] bomb = gzip(new byte[50_000_000]);
        assertThat(bomb).hasSizeLessThan(100_000);
        HttpResponse<byte[]> answer = send(to("/echo/length")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bomb))
                .build());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void hidesTheInsideOfAFault() throws Exception {
        HttpResponse<byte[]> answer = send(to("/echo/fault").build());
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(text(answer)).contains("incident").doesNotContain("inner detail", "Exception");
    }

    @Test
    void answersAWrongMethodWithTheAllowedOnes() throws Exception {
        HttpResponse<byte[]> answer = send(to("/echo/long").DELETE().build());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("GET");
    }

    @Test
    void answersAMalformedRequestWithAProblemAndNoPage() throws Exception {
        HttpResponse<byte[]> answer =
                send(to("/echo/%2e%2e/%00").header("Accept", "text/html").build());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void speaksHttp2WithoutTls() throws Exception {
        HttpResponse<byte[]> answer =
                send(to("/echo/thread").version(HttpClient.Version.HTTP_2).build());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(text(answer)).isEqualTo("true");
    }

    @Test
    void answers503UntilItIsReady() throws Exception {
        Health health = new Health();
        ServerConfig config = ServerConfig.read(Map.of("port", "0"), Map.of());
        try (HttpServer early = HttpServer.listen(config, health, new SimpleMeterRegistry())) {
            HttpResponse<byte[]> state =
                    send(HttpRequest.newBuilder(early.uri().resolve("/health")).build());
            assertThat(state.statusCode()).isEqualTo(503);
            assertThat(text(state)).isEqualTo("{\"status\":\"starting\"}");
            HttpResponse<byte[]> query = send(
                    HttpRequest.newBuilder(early.uri().resolve("/echo/thread")).build());
            assertThat(query.statusCode()).isEqualTo(503);
            assertThat(query.headers().firstValue("Retry-After")).isPresent();
            early.mount(List.of(new Echo()));
            health.enter(Health.Phase.READY);
            assertThat(send(HttpRequest.newBuilder(early.uri().resolve("/echo/thread"))
                                    .build())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void letsABegunRequestFinishWhenItStops() throws Exception {
        Echo echo = new Echo();
        HttpServer stopping = start(echo);
        URI slow = stopping.uri().resolve("/echo/slow");
        CompletableFuture<HttpResponse<String>> answer =
                CLIENT.sendAsync(HttpRequest.newBuilder(slow).build(), BodyHandlers.ofString());
        echo.begun.await();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(stopping::close);
        echo.finish.countDown();
        assertThat(answer.get().body()).isEqualTo("finished");
        stopped.get();
    }

    @Test
    void labelsPathsByAFewNames() {
        assertThat(RequestTimer.label("/sdmx/v1/data/X")).isEqualTo("sdmx-v1");
        assertThat(RequestTimer.label("/sdmx/v2/structure/codelist")).isEqualTo("sdmx-v2");
        assertThat(RequestTimer.label("/health")).isEqualTo("operation");
        assertThat(RequestTimer.label("/anything/else")).isEqualTo("other");
    }
}
