package org.sojourn.cli;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneOffset;
import org.sojourn.index.ReadCopy;
import org.sojourn.query.V1Grammar;
import org.sojourn.query.V2Grammar;
import org.sojourn.rest.AnswerCache;
import org.sojourn.rest.AnswerMemory;
import org.sojourn.rest.AvailabilityAnswers;
import org.sojourn.rest.DataAnswers;
import org.sojourn.rest.DirectAnswers;
import org.sojourn.rest.MetadataAnswers;
import org.sojourn.rest.RegistrationAnswers;
import org.sojourn.rest.SchemaAnswers;
import org.sojourn.rest.SdmxErrors;
import org.sojourn.rest.SdmxInterface;
import org.sojourn.rest.StructureAnswers;
import org.sojourn.rest.StructureReports;
import org.sojourn.rest.UnreadableAccept;
import org.sojourn.rest.admin.HoldingsResource;
import org.sojourn.rest.v2.MaintenanceResource;
import org.sojourn.rest.v2.MetadataResource;
import org.sojourn.rest.v2.RegistrationResource;
import org.sojourn.rest.v2.SubmissionResource;
import org.sojourn.security.WriteGuard;
import org.sojourn.service.DataQueryService;
import org.sojourn.service.Demonstration;
import org.sojourn.service.HoldingsService;
import org.sojourn.service.OtherNodes;
import org.sojourn.service.MetadataService;
import org.sojourn.service.RegistrationQueryService;
import org.sojourn.service.RegistrationService;
import org.sojourn.service.SchemaService;
import org.sojourn.service.search.SearchService;
import org.sojourn.service.StructureQueryService;
import org.sojourn.service.StructureStates;
import org.sojourn.service.SubmissionService;
import org.sojourn.store.DatabaseAddress;
import org.sojourn.store.FullDisk;
import org.sojourn.store.SystemOfRecord;
import org.sojourn.store.Tokens;
import org.sojourn.config.OpenWrites;
import java.util.Optional;
import java.util.function.Supplier;
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
import org.sojourn.rest.admin.BackupResource;
import org.sojourn.rest.admin.DocsResource;
import org.sojourn.rest.admin.HealthResource;
import org.sojourn.rest.admin.MetricsResource;
import org.sojourn.rest.admin.OpenApiResource;
import org.sojourn.rest.admin.SearchResource;
import org.sojourn.service.Health;

/**
 * One running server: the composition root, the only place where parts are created and handed to each other.
 *
 * <p>Everything is wired by constructors, in the order in which it is needed, and closed in the reverse order.
 */
public final class Sojourn implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sojourn.class);

    /** Who messages say they come from. */
    private static final String SENDER = "SOJOURN";

    /** How long a commit of one server may stay unseen by another on the same database. */
    private static final Duration LOOK_FOR_OTHERS = Duration.ofSeconds(1);

    /** Small answers take no more of the heap than this part. */
    private static final int LARGEST_PART_OF_HEAP = 16;

    private final ServerConfig config;
    private final Health health = new Health();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final HttpServer http;
    private Optional<String> firstToken = Optional.empty();

    private Sojourn(ServerConfig config) {
        this.config = config;
        try {
            PrometheusMeterRegistry metrics = metrics();
            parts.push(metrics::close);
            DataDirectory directory = opened(DataDirectory.open(config.data()));
            // First, so that a taken port is known before anything slow, and /health answers meanwhile.
            this.http = HttpServer.listen(config, health, metrics);
            opened(http);
            mount(metrics, services());
            parts.push(http::finish); // before what the requests need is closed
            directory.announce(http.uri());
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

    /** The admin token that this start has made, to be shown once; empty on every later start and on an open server. */
    public Optional<String> firstToken() {
        return firstToken;
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

    /** What answers, without HTTP. */
    private record Services(
            SystemOfRecord records,
            StructureStates states,
            StructureQueryService structures,
            DataQueryService data,
            SchemaService schemas,
            SubmissionService submissions,
            MetadataService metadata,
            HoldingsService holdings,
            SearchService search,
            Supplier<AnswerMemory.Generation> generation) {}

    /** Opens the system of record and the read copy, brings the one up to the other, and loads what was asked for. */
    private Services services() {
        SystemOfRecord records = opened(SystemOfRecord.open(address(config)));
        health.register("database", records::isWell);
        if (config.openWrites() == OpenWrites.NOBODY) {
            firstToken = records.tokens().createFirstAdmin().map(Tokens.Created::secret);
        }
        try {
            ReadCopy readCopy = opened(ReadCopy.open(DataDirectory.index(config.data()), records.data()));
            StructureStates states = new StructureStates(records);
            SubmissionService submissions = new SubmissionService(records, () -> follow(readCopy));
            // Also where there are none: a read copy that could not follow, as on a full disk, does when it can.
            opened(new OtherNodes(records, () -> follow(readCopy), LOOK_FOR_OTHERS));
            MetadataService metadata = new MetadataService(states::at, submissions.maintenance());
            if (config.demo()) {
                new Demonstration(states, submissions, metadata).fill();
            }
            HoldingsService holdings = new HoldingsService(states, readCopy);
            return new Services(
                    records,
                    states,
                    new StructureQueryService(states::at),
                    new DataQueryService(readCopy, states::at, SENDER),
                    new SchemaService(states::at),
                    submissions,
                    metadata,
                    holdings,
                    opened(new SearchService(states, readCopy, holdings)),
                    () -> new AnswerMemory.Generation(
                            records.artefacts().newest().seq(),
                            readCopy.commit().seq()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void follow(ReadCopy readCopy) {
        try {
            readCopy.follow();
        } catch (IOException e) {
            throw FullDisk.of(e).<RuntimeException>map(full -> full).orElseGet(() -> new UncheckedIOException(e));
        }
    }

    /**
     * Where the system of record of a configuration is.
     */
    static DatabaseAddress address(ServerConfig config) {
        ServerConfig.Database database = config.database();
        return database.url()
                .map(url -> DatabaseAddress.mariaDb(
                        url, database.user(), database.password(), database.pool(), config.data()))
                .orElseGet(() -> DatabaseAddress.embedded(config.data()));
    }

    private void mount(PrometheusMeterRegistry metrics, Services services) {
        RegistrationAnswers registrations = new RegistrationAnswers(
                new RegistrationService(services.records()), new RegistrationQueryService(services.records()), SENDER);
        SdmxInterface sdmx = new SdmxInterface(
                new V1Grammar(ZoneOffset.UTC),
                new V2Grammar(ZoneOffset.UTC),
                new StructureAnswers(services.structures(), SENDER),
                new DataAnswers(services.data(), answerCache(metrics)),
                new AvailabilityAnswers(services.data(), SENDER),
                new SchemaAnswers(services.schemas(), config.schemaBase(), SENDER),
                new MetadataAnswers(services.metadata(), SENDER),
                registrations);
        DirectAnswers direct = new DirectAnswers(sdmx, answerMemory(metrics), services.generation());
        http.mount(resources(metrics, services, sdmx, registrations), direct);
    }

    /** Resources and providers, each with what it needs. */
    private List<Object> resources(
            PrometheusMeterRegistry metrics, Services services, SdmxInterface sdmx, RegistrationAnswers registrations) {
        List<Object> resources = new ArrayList<>();
        resources.add(new HealthResource(health));
        resources.add(new MetricsResource(metrics));
        resources.add(new OpenApiResource());
        resources.add(new SearchResource(services.search()));
        resources.add(new HoldingsResource(services.holdings()));
        resources.add(new DocsResource(services.states()));
        resources.add(new org.sojourn.rest.v1.QueryResource(sdmx));
        resources.add(new org.sojourn.rest.v2.QueryResource(sdmx));
        resources.add(new SubmissionResource(services.submissions()));
        resources.add(new MaintenanceResource(
                services.submissions().maintenance(), new V2Grammar(ZoneOffset.UTC), new StructureReports(SENDER)));
        resources.add(new MetadataResource(services.metadata(), new V2Grammar(ZoneOffset.UTC)));
        WriteGuard guard = new WriteGuard(
                config.openWrites(), secret -> services.records().tokens().verify(secret));
        resources.add(guard);
        resources.add(new RegistrationResource(registrations, new V2Grammar(ZoneOffset.UTC), guard));
        resources.add(new BackupResource(services.records()::backup, config.data()));
        resources.add(new UnreadableAccept());
        resources.add(new SdmxErrors(SENDER));
        return resources;
    }

    private AnswerCache answerCache(PrometheusMeterRegistry metrics) {
        try {
            AnswerCache cache = AnswerCache.open(DataDirectory.answers(config.data()), config.answerCache());
            metrics.more().counter("sojourn.answers.cache.hits", Tags.empty(), cache, AnswerCache::hits);
            metrics.more().counter("sojourn.answers.cache.stores", Tags.empty(), cache, AnswerCache::stores);
            metrics.more().counter("sojourn.answers.cache.followed", Tags.empty(), cache, AnswerCache::followed);
            metrics.gauge("sojourn.answers.cache.bytes", cache, AnswerCache::bytes);
            return cache;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AnswerMemory answerMemory(PrometheusMeterRegistry metrics) {
        AnswerMemory memory = new AnswerMemory(
                Math.min(config.answerMemory(), Runtime.getRuntime().maxMemory() / LARGEST_PART_OF_HEAP));
        metrics.more().counter("sojourn.answers.memory.hits", Tags.empty(), memory, AnswerMemory::hits);
        metrics.more().counter("sojourn.answers.memory.stores", Tags.empty(), memory, AnswerMemory::stores);
        metrics.gauge("sojourn.answers.memory.bytes", memory, AnswerMemory::bytes);
        return memory;
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
