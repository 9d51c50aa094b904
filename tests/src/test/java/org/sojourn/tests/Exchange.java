package org.sojourn.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.sojourn.cli.Sojourn;
import org.sojourn.config.ServerConfig;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.format.DataFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.rules.Problems;

/**
 * A real server in this process and what a client says to it over HTTP. Every answer that is read whole is searched for what
 * no caller may see: the word exception and stack traces.
 */
final class Exchange implements AutoCloseable {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sojourn sojourn;
    private boolean checked;

    private Exchange(Sojourn sojourn) {
        this.sojourn = sojourn;
    }

    /** A server on a free port, with further settings as name, value, name, value. */
    static Exchange start(Path data, String... settings) {
        Map<String, String> flags = new LinkedHashMap<>(Map.of("port", "0", "data", data.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            flags.put(settings[i], settings[i + 1]);
        }
        return new Exchange(Sojourn.start(ServerConfig.read(flags, Map.of())));
    }

    /** One that everybody on this machine may write to. */
    static Exchange open(Path data) {
        return start(data, "open", "true");
    }

    /** From now on every answer is held against the official schemas where these are there. */
    void checkAnswers() {
        checked = true;
    }

    int port() {
        return sojourn.port();
    }

    /** The admin token that a first start without --open makes. */
    String firstToken() {
        return sojourn.firstToken().orElseThrow();
    }

    @Override
    public void close() {
        sojourn.close();
    }

    /** What came back. */
    record Answer(int status, Map<String, String> headers, byte[] bytes) {

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** A header's values joined by commas, empty for none. */
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        JsonNode json() {
            try {
                return JSON.readTree(bytes);
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + text(), e);
            }
        }

        Answer expect(int wanted) {
            assertThat(status).as(() -> start(text())).isEqualTo(wanted);
            return this;
        }

        private static String start(String text) {
            return text.substring(0, Math.min(2000, text.length()));
        }

        @Override
        public String toString() {
            return status + " " + headers + " " + start(text());
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = CLIENT.send(request, BodyHandlers.ofByteArray());
            Map<String, String> headers = new LinkedHashMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            Answer answer = new Answer(response.statusCode(), headers, response.body());
            if (!headers.containsKey("content-encoding")) {
                assertThat(answer.text().toLowerCase(Locale.ROOT))
                        .as(request.toString())
                        .doesNotContain("exception", "\tat ");
                if (checked) {
                    OfficialAnswers.check(this, request.uri().toString(), answer);
                }
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A request with headers as name, value, name, value. */
    HttpRequest.Builder to(String path, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri(path));
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return builder;
    }

    Answer get(String path, String... headers) {
        return send(to(path, headers).GET().build());
    }

    Answer head(String path, String... headers) {
        return send(to(path, headers).method("HEAD", BodyPublishers.noBody()).build());
    }

    /** The body of a 200 as a stream, for answers of many megabytes. */
    InputStream stream(String path, String accept) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                CLIENT.send(to(path, "Accept", accept).build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).as(path + " " + accept).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains(accept);
        return response.body();
    }

    Answer post(String path, String contentType, byte[] body, String... headers) {
        HttpRequest.Builder builder = to(path, headers).POST(BodyPublishers.ofByteArray(body));
        if (!contentType.isEmpty()) {
            builder.header("Content-Type", contentType);
        }
        return send(builder.build());
    }

    Answer post(String path, String contentType, Path body) throws IOException {
        return send(to(path, "Content-Type", contentType)
                .POST(BodyPublishers.ofFile(body))
                .build());
    }

    Answer put(String path, String contentType, byte[] body) {
        return send(to(path, "Content-Type", contentType)
                .PUT(BodyPublishers.ofByteArray(body))
                .build());
    }

    Answer delete(String path) {
        return send(to(path).DELETE().build());
    }

    Answer postData(DataFormat format, byte[] body) {
        return post("/sdmx/v2/data", format.mediaType(), body);
    }

    Answer postStructures(StructureFormat format, byte[] body) {
        return post("/sdmx/v2/structure", format.mediaType(), body, "Accept", "application/json");
    }

    static byte[] written(DataFormat format, DataSource source) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        source.transferTo(DataMessages.writer(format, out, DataWriterOptions.DEFAULT, new Problems()));
        return out.toByteArray();
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
