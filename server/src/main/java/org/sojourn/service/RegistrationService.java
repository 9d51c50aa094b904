package org.sojourn.service;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sojourn.data.Action;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.registry.Registration;
import org.sojourn.registry.Registration.QueryableSource;
import org.sojourn.registry.Registration.SimpleSource;
import org.sojourn.registry.RegistryContent.RegistrationRequest;
import org.sojourn.registry.RegistryContent.RegistrationStatus;
import org.sojourn.registry.StatusMessage;
import org.sojourn.registry.StatusMessage.Status;
import org.sojourn.store.Registrations;
import org.sojourn.store.Registrations.Selection;
import org.sojourn.store.StoredRegistration;
import org.sojourn.store.SystemOfRecord;
import org.sojourn.structure.Catalogue;

/** Makes, changes and deletes registrations: all that one message asks for, or nothing. */
public final class RegistrationService {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationService.class);
    private static final int MOST_ID = 255;
    private static final int ID_DIGITS = 12;
    private static final Set<String> SCHEMES = Set.of("http", "https", "ftp", "ftps", "sftp");

    private final SystemOfRecord records;

    public RegistrationService(SystemOfRecord records) {
        this.records = records;
    }

    /**
     * What became of a message.
     *
     * @param status the HTTP status of the whole
     */
    public record Outcome(List<RegistrationStatus> statuses, int status) {
        public Outcome {
            statuses = List.copyOf(statuses);
        }
    }

    /** What is to become of one request: a change, or why there is none. */
    private record Verdict(Registration shown, int code, String said) {
        boolean refused() {
            return code >= 400;
        }
    }

    /** Judges every request of a message before anything is changed. */
    private static final class Plan {
        private final Map<String, StoredRegistration> before;
        private final Catalogue catalogue;
        private final Map<String, Optional<Registration>> changes = new LinkedHashMap<>();
        private final List<Verdict> verdicts = new ArrayList<>();
        private final Set<String> named = new HashSet<>();

        Plan(Map<String, StoredRegistration> before, Catalogue catalogue) {
            this.before = before;
            this.catalogue = catalogue;
        }

        void add(RegistrationRequest request) {
            Registration sent = request.registration();
            Optional<String> id = sent.id().filter(i -> !i.isEmpty());
            if (id.isPresent() && !named.add(id.get())) {
                verdicts.add(new Verdict(sent, 422, "registration " + id.get() + " is there twice in one message"));
                return;
            }
            verdicts.add(
                    switch (request.action()) {
                        case APPEND ->
                            id.filter(before::containsKey)
                                    .map(known -> new Verdict(
                                            sent, 409, "registration " + known + " exists; send Replace to change it"))
                                    .orElseGet(() -> put(sent, id));
                        case MERGE -> put(sent, id);
                        case REPLACE -> known(sent, id, "replaced").orElseGet(() -> put(sent, id));
                        case DELETE -> known(sent, id, "deleted").orElseGet(() -> delete(id.orElseThrow()));
                        case INFORMATION ->
                            new Verdict(sent, 422, "the action Information asks for nothing to be done");
                    });
        }

        private Optional<Verdict> known(Registration sent, Optional<String> id, String done) {
            if (id.isEmpty()) {
                return Optional.of(new Verdict(sent, 422, "what is to be " + done + " must be named by its id"));
            }
            return before.containsKey(id.get())
                    ? Optional.empty()
                    : Optional.of(new Verdict(sent, 404, "there is no registration " + id.get()));
        }

        private Verdict delete(String id) {
            changes.put(id, Optional.empty());
            StoredRegistration gone = before.get(id);
            return new Verdict(gone == null ? none(id) : gone.registration(), 200, "deleted");
        }

        private static Registration none(String id) {
            throw new IllegalStateException("registration " + id + " was looked up before");
        }

        private Verdict put(Registration sent, Optional<String> id) {
            Optional<String> wrong = wrong(sent);
            if (wrong.isPresent()) {
                return new Verdict(sent, 422, wrong.get());
            }
            Optional<MaintainableArtefact> agreement = agreement(sent.agreement());
            if (agreement.isEmpty()) {
                return new Verdict(
                        sent,
                        409,
                        "there is no provision agreement " + sent.agreement().shortForm());
            }
            Registration whole = new Registration(
                    id,
                    agreement.get().urn(),
                    sent.sources(),
                    sent.validFrom(),
                    sent.validTo(),
                    Optional.empty(),
                    sent.indexing());
            boolean replaces = id.filter(before::containsKey).isPresent();
            String key = id.orElseGet(Plan::newId);
            changes.put(key, Optional.of(whole));
            return new Verdict(whole.withId(key), replaces ? 200 : 201, replaces ? "replaced" : "registered");
        }

        /** The schemas of 3.x call also an agreement about metadata a provision agreement. */
        private Optional<MaintainableArtefact> agreement(Urn reference) {
            if (!Registrations.isAgreement(reference)) {
                return Optional.empty();
            }
            return catalogue
                    .resolve(reference)
                    .or(() -> catalogue.resolve(reference.artefact(ArtefactClass.METADATA_PROVISION_AGREEMENT)));
        }

        private static String newId() {
            return "REG_"
                    + UUID.randomUUID()
                            .toString()
                            .replace("-", "")
                            .substring(0, ID_DIGITS)
                            .toUpperCase(Locale.ROOT);
        }

        private static Optional<String> wrong(Registration sent) {
            if (sent.id()
                    .filter(i -> i.length() > MOST_ID || !i.matches("[A-Za-z0-9_@$-]*"))
                    .isPresent()) {
                return Optional.of("the id '" + sent.id().get() + "' is not one of SDMX");
            }
            long files = sent.sources().stream()
                    .filter(SimpleSource.class::isInstance)
                    .count();
            if (sent.sources().isEmpty() || files > 1 || sent.sources().size() - files > 1) {
                return Optional.of("a registration has one file, one service, or one of each as its data source");
            }
            for (Registration.Source source : sent.sources()) {
                String url = switch (source) {
                    case SimpleSource s -> s.url();
                    case QueryableSource q -> q.service().dataUrl();
                };
                if (!address(url)) {
                    return Optional.of("'" + url + "' is no address from which data could be fetched");
                }
            }
            try {
                Optional<Instant> from = sent.validFrom().map(Plan::instant);
                Optional<Instant> to = sent.validTo().map(Plan::instant);
                return from.isPresent() && to.isPresent() && to.get().isBefore(from.get())
                        ? Optional.of("it ends to be valid before it begins")
                        : Optional.empty();
            } catch (DateTimeException e) {
                return Optional.of("validFrom and validTo are points in time such as 2026-01-31T12:00:00Z");
            }
        }

        private static boolean address(String url) {
            try {
                URI uri = new URI(url);
                return uri.getScheme() != null
                        && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                        && uri.getHost() != null;
            } catch (URISyntaxException e) {
                return false;
            }
        }

        /** A time without a zone is one of UTC. */
        private static Instant instant(String text) {
            return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text.contains("T") ? text : text + "T00:00:00")
                            .toInstant(ZoneOffset.UTC);
        }

        boolean refused() {
            return verdicts.stream().anyMatch(Verdict::refused);
        }
    }

    /**
     * Does what the requests ask for. A registration needs an agreement that is stored and at most one file and one service;
     * what is replaced or deleted is named by its id.
     *
     * @param dryRun whether to tell only what would happen
     */
    public Outcome submit(List<RegistrationRequest> requests, boolean dryRun) {
        Plan[] last = {null};
        Set<String> ids =
                requests.stream().flatMap(r -> r.registration().id().stream()).collect(Collectors.toSet());
        Map<String, StoredRegistration> put = records.registrations().change(ids, (before, catalogue) -> {
            Plan plan = new Plan(before, catalogue);
            requests.forEach(plan::add);
            last[0] = plan;
            return plan.refused() || dryRun ? Registrations.Change.NONE : new Registrations.Change(plan.changes);
        });
        Plan plan = last[0];
        if (!plan.refused() && !dryRun) {
            LOG.info("{} registrations changed", plan.changes.size());
        }
        List<RegistrationStatus> statuses =
                plan.verdicts.stream().map(v -> status(v, plan, put)).toList();
        List<Integer> codes = plan.verdicts.stream()
                .filter(v -> v.refused() == plan.refused())
                .map(Verdict::code)
                .distinct()
                .toList();
        int code = plan.refused() ? codes.getFirst() : dryRun ? 200 : codes.size() > 1 ? 207 : codes.getFirst();
        return new Outcome(statuses, code);
    }

    /**
     * Deletes one registration.
     *
     * @throws SdmxException of kind NOT_FOUND where there is none of this id
     */
    public Outcome delete(String id, boolean dryRun) {
        StoredRegistration known = Optional.ofNullable(
                        records.registrations().find(Selection.ids(List.of(id))).get(id))
                .orElseThrow(() -> new SdmxException(SdmxException.Kind.NOT_FOUND, "there is no registration " + id));
        return submit(List.of(new RegistrationRequest(Action.DELETE, known.registration())), dryRun);
    }

    private static RegistrationStatus status(Verdict verdict, Plan plan, Map<String, StoredRegistration> put) {
        if (plan.refused() && !verdict.refused()) {
            return new RegistrationStatus(
                    verdict.shown(),
                    StatusMessage.of(Status.FAILURE, 424, "not done, because the submission was refused as a whole"));
        }
        Registration shown = verdict.shown()
                .id()
                .map(put::get)
                .map(StoredRegistration::registration)
                .orElse(verdict.shown());
        return new RegistrationStatus(
                shown,
                StatusMessage.of(verdict.refused() ? Status.FAILURE : Status.SUCCESS, verdict.code(), verdict.said()));
    }
}
