package org.sojourn.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/** Times every request to its last byte, by interface, method and class of status. */
final class RequestTimer extends Handler.Wrapper {
    private final MeterRegistry registry;
    private final Map<Labels, Timer> timers = new ConcurrentHashMap<>();

    /** Few, so that a timer is looked up in the registry once and not for each request. */
    private record Labels(String label, String method, int status) {}

    RequestTimer(MeterRegistry registry, Handler handler) {
        super(handler);
        this.registry = registry;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        long began = NanoTime.now();
        Request.addCompletionListener(request, failure -> {
            int status = failure == null ? response.getStatus() : 500;
            Labels labels =
                    new Labels(label(Request.getPathInContext(request)), known(request.getMethod()), status / 100);
            timers.computeIfAbsent(labels, this::timer).record(NanoTime.since(began), TimeUnit.NANOSECONDS);
        });
        return super.handle(request, response, callback);
    }

    private Timer timer(Labels labels) {
        return Timer.builder("http.server.requests")
                .description("Requests, from the first byte in to the last byte out")
                .tag("interface", labels.label)
                .tag("method", labels.method)
                .tag("status", labels.status + "xx")
                .publishPercentileHistogram()
                .register(registry);
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
