package org.sojourn.cli.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.sojourn.model.SdmxException;
import org.sojourn.model.SdmxException.Kind;

/** What requests to a server have in common. */
final class ServerAddress {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private ServerAddress() {}

    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /** A path of a server, whose address may end with a slash or with the interface that people know. */
    static URI resolve(URI server, String path) {
        return URI.create(server.toString().replaceFirst("/+$", "").replaceFirst("/sdmx/v[12]$", "") + path);
    }

    /** What an answer means that is not the one hoped for. */
    static SdmxException refusal(URI server, int status, String body) {
        Kind kind = switch (status) {
            case 401 -> Kind.UNAUTHORISED;
            case 403 -> Kind.FORBIDDEN;
            case 404, 405 -> Kind.NOT_FOUND;
            case 413 -> Kind.TOO_LARGE;
            default -> status < 500 ? Kind.SEMANTIC : Kind.UNAVAILABLE;
        };
        return new SdmxException(
                kind,
                "the server at " + server + " answered " + status
                        + AnsweredReport.detail(body).map(d -> ": " + d).orElse(""));
    }

    static SdmxException silent(URI server, IOException cause) {
        return new SdmxException(Kind.UNAVAILABLE, Kind.UNAVAILABLE.title(), "no server answers at " + server, cause);
    }
}
