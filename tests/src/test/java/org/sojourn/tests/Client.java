package org.sojourn.tests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/** A caller of one running server. */
final class Client implements AutoCloseable {

    /** What came back. */
    record Answer(int status, String contentType, Optional<String> etag, String body) {}

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    Client(URI server) {
        this.server = server;
    }

    /** @throws IOException when the connection broke, as when the server died */
    Answer get(String path, String accept) throws IOException, InterruptedException {
        return send(request(path).header("Accept", accept).build());
    }

    /** @throws IOException when the connection broke, as when the server died */
    Answer post(String path, String contentType, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path));
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.headers().firstValue("ETag"),
                response.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
