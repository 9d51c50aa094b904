package org.sojourn.cli;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sojourn.config.DataDirectory;
import org.sojourn.config.ServerConfig;
import org.sojourn.rest.HttpServer;
import org.sojourn.rest.admin.HealthResource;
import org.sojourn.rest.admin.MetricsResource;
import org.sojourn.service.Health;

/**
 * One running server: the composition root, the only place where parts are created and handed to each other.
 *
 * <p>Everything is wired by constructors, in the order in which it is needed, and closed in the reverse order.
 */
public final class Sojourn implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sojourn.class);

    private final ServerConfig config;
    private final Health health = new Health();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final HttpServer http;

    private Sojourn(ServerConfig config) {
        this.config = config;
        try {
            PrometheusMeterRegistry metrics = metrics();
            parts.push(metrics::close);
            opened(DataDirectory.open(config.data()));
            // First, so that a taken port is known before anything slow, and /health answers meanwhile.
            this.http = HttpServer.listen(config, health, metrics);
            opened(http);
            http.mount(resources(metrics));
            health.enter(Health.Phase.READY);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Starts a server and returns when it is ready.
     *
     * @throws org.sojourn.config.InvalidSettingException when the configuration cannot be used
     * @throws org.sojourn.rest.CannotListenException when the address or the port cannot be had
     */
    public static Sojourn start(ServerConfig config) {
        return new Sojourn(config);
    }

    /** The address callers use. */
    public URI uri() {
        return http.uri();
    }

    /** The port listened on, also when any free one was asked for. */
    public int port() {
        return http.port();
    }

    /** What this server was started with. */
    public ServerConfig config() {
        return config;
    }

    /** Finishes the requests that have begun and closes every part, the last opened first; safe to call twice. */
    @Override
    public synchronized void close() {
        health.enter(Health.Phase.STOPPING);
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                // The others must still be closed.
                LOG.error("{} did not close", part.getClass().getSimpleName(), e);
            }
        }
    }

    /** Resources and providers, each with what it needs. */
    private List<Object> resources(PrometheusMeterRegistry metrics) {
        List<Object> resources = new ArrayList<>();
        resources.add(new HealthResource(health));
        resources.add(new MetricsResource(metrics));
        return resources;
    }

    private PrometheusMeterRegistry metrics() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        JvmGcMetrics collections = opened(new JvmGcMetrics());
        List.of(
                        collections,
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
        return registry;
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }
}
