package org.sojourn.cli.load;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sojourn.cli.file.InputFile;
import org.sojourn.cli.file.Progress;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.model.SdmxException.Kind;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.service.SubmissionReport;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;

/** Sends messages to a running server over HTTP. */
public final class ServerUpload implements Upload {

    private final URI server;
    private final Optional<String> token;
    private final Optional<String> dataflow;
    private final boolean dryRun;
    private final HttpClient client;

    /**
     * @param server the address that people know, for example {@code http://127.0.0.1:8080}
     * @param token who sends
     * @param dataflow where data belong that name only a data structure: {@code AGENCY:ID(VERSION)}
     */
    public ServerUpload(URI server, Optional<String> token, Optional<String> dataflow, boolean dryRun) {
        this.server = server;
        this.token = token;
        this.dataflow = dataflow;
        this.dryRun = dryRun;
        this.client = ServerAddress.client();
    }

    @Override
    public SubmissionReport structures(StructureMessage message, StructureFormat format) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Problems losses = new Problems();
        StructureMessages.write(message, format, StructureWriterOptions.COMPACT, body, losses);
        SubmissionReport report =
                post("structure", BodyPublishers.ofByteArray(body.toByteArray()), format.mediaType(), Optional.empty());
        if (losses.list().isEmpty()) {
            return report;
        }
        List<Problem> all = new ArrayList<>(losses.list());
        all.addAll(report.problems());
        return new SubmissionReport(
                report.outcome(),
                report.dryRun(),
                report.committed(),
                report.artefacts(),
                report.datasets(),
                all,
                report.errors(),
                report.warnings() + losses.warnings());
    }

    @Override
    public SubmissionReport data(InputFile file, Progress progress) throws IOException {
        progress.begin(file.name(), file.size());
        try {
            BodyPublisher body = BodyPublishers.ofInputStream(() -> progress.counting(stored(file)));
            // The content tells the format better than a name could.
            return post(
                    "data",
                    BodyPublishers.fromPublisher(body, Math.max(1, file.size())),
                    "application/octet-stream",
                    file.gzip() ? Optional.of("gzip") : Optional.empty());
        } finally {
            progress.end();
        }
    }

    private static InputStream stored(InputFile file) {
        try {
            return new FileInputStream(file.path().toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SubmissionReport post(String resource, BodyPublisher body, String contentType, Optional<String> coding)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(resource))
                .header("Accept", "application/json")
                .header("Content-Type", contentType)
                // Whoever is not allowed hears so before a gigabyte is on its way.
                .expectContinue(true)
                .POST(body);
        token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
        coding.ifPresent(c -> request.header("Content-Encoding", c));
        try {
            return report(client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SdmxException(Kind.UNAVAILABLE, "interrupted while the server was working");
        } catch (java.net.ConnectException | java.net.http.HttpTimeoutException e) {
            throw ServerAddress.silent(server, e);
        }
    }

    private URI address(String resource) {
        List<String> query = new ArrayList<>();
        if (dryRun) {
            query.add("dryRun=true");
        }
        dataflow.filter(d -> resource.equals("data"))
                .ifPresent(d -> query.add("dataflow=" + URLEncoder.encode(d, StandardCharsets.UTF_8)));
        return ServerAddress.resolve(
                server, "/sdmx/v2/" + resource + (query.isEmpty() ? "" : "?" + String.join("&", query)));
    }

    private SubmissionReport report(HttpResponse<String> answer) {
        return AnsweredReport.read(answer.body())
                .orElseThrow(() -> ServerAddress.refusal(server, answer.statusCode(), answer.body()));
    }

    @Override
    public void close() {
        client.close();
    }
}
