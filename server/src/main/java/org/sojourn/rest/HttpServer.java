package org.sojourn.rest;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.gzip.GzipEncoderConfig;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.compression.zstandard.ZstandardCompression;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sojourn.config.ServerConfig;
import org.sojourn.service.Health;

/**
 * Jetty with Jersey inside: HTTP/1.1 and HTTP/2 without TLS on one port, a virtual thread for each request that reads, a thread of
 * the system for each that writes.
 *
 * <p>From the outside in: graceful stop, timing, readiness, plain answers of data, decompression, compression, size limit, the
 * explorer's files, resources.
 */
public final class HttpServer implements AutoCloseable {
    /** How long requests that have begun may take when the server stops, in milliseconds. */
    private static final long STOP_TIMEOUT = 15_000;

    /** Keys with hundreds of codes travel in the request line. */
    private static final int HEADER_BYTES = 64 * 1024;

    /**
     * How long a connection may be idle, in milliseconds. Longer than clients keep theirs (Java's for 30 s): a connection that
     * both ends give up in the same moment costs the client its next request.
     */
    private static final long IDLE_TIMEOUT = 75_000;

    private static final int CONCURRENT_REQUESTS = 1000;

    private static final int WAITING_CONNECTIONS = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final ServerConfig config;
    private final Health health;
    private final ReadinessGate gate;
    private final Server server;
    private final ServerConnector connector;
    private final GracefulHandler graceful;
    private int port;

    private HttpServer(ServerConfig config, Health health, MeterRegistry metrics) {
        this.config = config;
        this.health = health;
        this.gate = new ReadinessGate(health);
        // A QueuedThreadPool with a virtual executor still runs some requests on platform threads; this never does.
        VirtualThreadPool threads = new VirtualThreadPool(CONCURRENT_REQUESTS);
        threads.setName("http");
        this.server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.addCustomizer(new ForwardedRequestCustomizer());
        this.connector = new ServerConnector(
                server, 1, 1, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setIdleTimeout(IDLE_TIMEOUT);
        // Java's own 50 are too few when hundreds of readers come at once: the system resets those it has no place for.
        connector.setAcceptQueueSize(WAITING_CONNECTIONS);
        server.addConnector(connector);
        server.setErrorHandler(new ContainerErrors());
        this.graceful = new GracefulHandler(new RequestTimer(metrics, crossOrigin(gate)));
        server.setHandler(graceful);
    }

    /**
     * Opens the port; until {@link #mount} and {@link Health.Phase#READY} every request is answered by 503.
     *
     * @throws CannotListenException when the address or the port cannot be had
     */
    public static HttpServer listen(ServerConfig config, Health health, MeterRegistry metrics) {
        HttpServer http = new HttpServer(config, health, metrics);
        try {
            http.server.start();
            http.port = http.connector.getLocalPort();
            return http;
        } catch (Exception e) {
            http.stop();
            throw refusal(config, e);
        }
    }

    /**
     * Puts resources and providers (ready-made objects) behind the port.
     *
     * @throws IllegalStateException when the application does not start
     */
    public void mount(List<Object> components) {
        mount(components, others -> others);
    }

    /**
     * As {@link #mount(List)}, with answers that need none of the resources in front of them.
     *
     * @throws IllegalStateException when the application does not start
     */
    public void mount(List<Object> components, DirectAnswers direct) {
        mount(components, direct::before);
    }

    private void mount(List<Object> components, UnaryOperator<Handler> front) {
        ResourceConfig application = new ResourceConfig()
                .registerInstances(components.toArray())
                .register(UnexpectedProblems.class)
                .register(new UnreadBodies())
                .register(JacksonFeature.withoutExceptionMappers())
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
        ServletHolder jersey = new ServletHolder(new ServletContainer(application));
        jersey.setAsyncSupported(true);
        jersey.setInitOrder(1); // at start, so that a broken resource is found then
        ServletContextHandler context = new ServletContextHandler("/");
        context.setErrorHandler(new ContainerErrors());
        context.addServlet(jersey, "/*");
        // Inside the decompression: the limit counts inflated bytes, or a small bomb would pass.
        SizeLimitHandler limited = new SizeLimitHandler(config.maxBody(), -1);
        limited.setHandler(files(context));
        Handler outermost = front.apply(new WritesApart(new Decompression(compression(limited))));
        try {
            gate.setHandler(outermost);
            if (!outermost.isStarted()) {
                outermost.start();
            }
        } catch (Exception e) {
            throw new IllegalStateException("the REST application does not start", e);
        }
    }

    /** The address callers use; a wildcard host becomes localhost. */
    public URI uri() {
        boolean wildcard = new InetSocketAddress(config.host(), 0).getAddress().isAnyLocalAddress();
        String host = wildcard ? "localhost" : config.host();
        return URI.create("http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port() + "/");
    }

    /** The port listened on, also when any free one was asked for. */
    public int port() {
        return port;
    }

    /** Takes no new request and lets those that have begun finish within 15 seconds. */
    public void finish() {
        try {
            health.enter(Health.Phase.STOPPING);
            if (graceful.isStarted()) {
                finishRequests();
            }
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not stop", e);
        }
    }

    /** {@link #finish Finishes} and closes the port. */
    @Override
    public void close() {
        stop();
    }

    private void stop() {
        finish();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not stop", e);
        }
    }

    /**
     * Waits for requests, and not as {@code Server.setStopTimeout} also for connections: one that was upgraded to HTTP/2 and
     * left by its client is sometimes waited for until the time is over.
     */
    private void finishRequests() throws Exception {
        try {
            graceful.shutdown().get(STOP_TIMEOUT, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("some requests did not end within {} s and are cut off", STOP_TIMEOUT / 1000);
        }
    }

    /**
     * Pages from anywhere may read, errors too, and may ask for what they like; credentials never go along by themselves.
     */
    private static Handler crossOrigin(Handler next) {
        CrossOriginHandler cors = new CrossOriginHandler();
        cors.setAllowedOriginPatterns(Set.of(".*"));
        cors.setAllowCredentials(false);
        cors.setAllowedMethods(Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"));
        cors.setAllowedHeaders(Set.of("*"));
        cors.setExposedHeaders(Set.of(
                "ETag",
                "Last-Modified",
                "Content-Language",
                "Warning",
                "Location",
                "Sojourn-Observations",
                "Sojourn-Series",
                "Sojourn-Bytes",
                "Sojourn-Bytes-Estimate"));
        cors.setDeliverPreflightRequests(false);
        cors.setHandler(new Handler.Wrapper(next) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                HttpFields.Mutable headers = response.getHeaders();
                if (headers.contains(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN)) {
                    // The same for everybody, so that a shared cache may give one's answer to another.
                    headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
                    headers.remove(HttpHeader.VARY);
                }
                return super.handle(request, response, callback);
            }
        });
        return cors;
    }

    /** The explorer's files from the jar, in front of the resources. */
    private static Handler files(Handler next) {
        ResourceHandler files = new ResourceHandler(next);
        Resource web = ResourceFactory.of(files).newClassLoaderResource("web/");
        files.setBaseResource(web);
        files.setDirAllowed(false);
        files.setEtags(true);
        return files;
    }

    /** Gzip and zstd for answers; one that already has a Content-Encoding passes untouched. */
    private static CompressionHandler compression(Handler next) {
        GzipEncoderConfig streaming = new GzipEncoderConfig();
        streaming.setSyncFlush(true); // or a slow stream reaches its reader only when it ends
        GzipCompression gzip = new GzipCompression();
        gzip.setDefaultEncoderConfig(streaming);
        CompressionHandler compression = new CompressionHandler(next);
        compression.putCompression(gzip);
        compression.putCompression(new ZstandardCompression());
        compression.putConfiguration(
                "/*",
                CompressionConfig.builder()
                        .defaults()
                        .compressPreferredEncodings(List.of("zstd", "gzip"))
                        .build());
        return compression;
    }

    private static CannotListenException refusal(ServerConfig config, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException || cause instanceof UnresolvedAddressException) {
                String address = config.host() + ":" + config.port();
                String text = String.valueOf(cause.getMessage());
                if (text.contains("in use")) {
                    return new CannotListenException("port " + config.port() + " on " + config.host()
                            + " is in use by another program; give another one with --port, or --port 0 for any");
                }
                return new CannotListenException(
                        "cannot listen on " + address + ": " + text.replaceFirst("^.*Exception: ", ""));
            }
        }
        if (failure instanceof IOException) {
            return new CannotListenException(
                    "cannot listen on " + config.host() + ":" + config.port() + ": " + failure.getMessage());
        }
        throw new IllegalStateException("the HTTP server does not start", failure);
    }
}
