package org.sojourn.cli.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.sojourn.model.SdmxException;
import org.sojourn.model.SdmxException.Kind;

/** Fetches a backup from a running server. */
public final class ServerBackup {

    private static final int OK = 200;

    private ServerBackup() {}

    /**
     * Writes the backup of a server to a file, as a whole or not at all.
     *
     * @param token that of an admin
     * @throws SdmxException when nobody answers, or with anything but a backup
     */
    public static void fetch(URI server, Optional<String> token, Path zip) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(ServerAddress.resolve(server, "/admin/backup"));
        token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
        Path part = zip.resolveSibling(zip.getFileName() + ".part");
        try (HttpClient client = ServerAddress.client()) {
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != OK) {
                    throw ServerAddress.refusal(
                            server, answer.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
                }
                Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(part, zip, StandardCopyOption.ATOMIC_MOVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SdmxException(Kind.UNAVAILABLE, "interrupted while the server was working");
        } catch (ConnectException | HttpTimeoutException e) {
            throw ServerAddress.silent(server, e);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
