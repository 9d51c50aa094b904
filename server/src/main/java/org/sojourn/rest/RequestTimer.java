package org.sojourn.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/** Times every request to its last byte, by interface, method and class of status. */
final class RequestTimer extends Handler.Wrapper {
    private final MeterRegistry registry;

    RequestTimer(MeterRegistry registry, Handler handler) {
        super(handler);
        this.registry = registry;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        long began = NanoTime.now();
        Request.addCompletionListener(request, failure -> {
            int status = failure == null ? response.getStatus() : 500;
            Timer.builder("http.server.requests")
                    .description("Requests, from the first byte in to the last byte out")
                    .tag("interface", label(Request.getPathInContext(request)))
                    .tag("method", known(request.getMethod()))
                    .tag("status", status / 100 + "xx")
                    .publishPercentileHistogram()
                    .register(registry)
                    .record(NanoTime.since(began), TimeUnit.NANOSECONDS);
        });
        return super.handle(request, response, callback);
    }

    /** A few fixed labels: a caller must not be able to make new time series by inventing paths. */
    static String label(String path) {
        if (path.startsWith("/sdmx/v1/")) {
            return "sdmx-v1";
        }
        if (path.startsWith("/sdmx/v2/")) {
            return "sdmx-v2";
        }
        return switch (path) {
            case "/health", "/metrics" -> "operation";
            default -> "other";
        };
    }

    private static String known(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS" -> method;
            default -> "other";
        };
    }
}
