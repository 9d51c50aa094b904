package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sojourn.cli.Sojourn;
import org.sojourn.config.ServerConfig;

class RunningServerTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final String COUNT =
            "http_server_requests_seconds_count{interface=\"operation\",method=\"GET\",status=\"2xx\"}";

    @TempDir
    private static Path data;

    private static Sojourn sojourn;

    private static Sojourn start() {
        return Sojourn.start(ServerConfig.read(Map.of("port", "0", "data", data.toString()), Map.of()));
    }

    @BeforeAll
    static void startIt() {
        sojourn = start();
    }

    @AfterAll
    static void stopIt() {
        sojourn.close();
    }

    private static HttpResponse<String> get(Sojourn server, String path) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(server.uri().resolve(path)).build(), BodyHandlers.ofString());
    }

    @Test
    void isHealthyOnceItHasStarted() throws Exception {
        HttpResponse<String> answer = get(sojourn, "/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode body = new ObjectMapper().readTree(answer.body());
        assertThat(body.path("status").asText()).isEqualTo("ok");
        assertThat(body.path("version").asText()).startsWith("0.");
    }

    @Test
    void countsItsRequestsForPrometheus() throws Exception {
        get(sojourn, "/health");
        // A request counts when its last byte is out, which its caller may see a little earlier.
        HttpResponse<String> answer = get(sojourn, "/metrics");
        for (int tries = 0; tries < 1000 && !answer.body().contains(COUNT); tries++) {
            answer = get(sojourn, "/metrics");
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(answer.body()).contains(COUNT, "jvm_memory_used_bytes");
    }

    @Test
    void answersAnUnknownPathWithAProblemInJson() throws Exception {
        HttpResponse<String> answer = get(sojourn, "/no/such/thing");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode body = new ObjectMapper().readTree(answer.body());
        assertThat(body.path("status").asInt()).isEqualTo(404);
        assertThat(body.path("detail").asText()).contains("/no/such/thing");
    }

    @Test
    void closesItsPortAndFreesItsDirectoryWhenItStops(@TempDir Path other) throws Exception {
        ServerConfig config = ServerConfig.read(Map.of("port", "0", "data", other.toString()), Map.of());
        Sojourn first = Sojourn.start(config);
        assertThat(get(first, "/health").statusCode()).isEqualTo(200);
        first.close();
        assertThatThrownBy(() -> get(first, "/health")).isInstanceOf(ConnectException.class);
        try (Sojourn second = Sojourn.start(config)) {
            assertThat(get(second, "/health").statusCode()).isEqualTo(200);
        }
    }
}
