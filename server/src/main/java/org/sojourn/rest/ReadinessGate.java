package org.sojourn.rest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.sojourn.service.Health;

/** Answers 503 while the server starts, so that the port is open, and a taken port known, before the slow parts. */
final class ReadinessGate extends Handler.Wrapper {
    private final Health health;

    ReadinessGate(Health health) {
        super(true, null); // the application is mounted while the container runs
        this.health = health;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (health.ready() && getHandler() != null) {
            return super.handle(request, response, callback);
        }
        String phase = health.report().phase().name().toLowerCase(Locale.ROOT);
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE_503);
        response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        byte[] body;
        if (Request.getPathInContext(request).equals("/health")) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            body = ("{\"status\":\"" + phase + "\"}").getBytes(StandardCharsets.UTF_8);
        } else {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemJson.MEDIA_TYPE);
            body = ProblemJson.bytes(HttpStatus.SERVICE_UNAVAILABLE_503, "the server is " + phase);
        }
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
