package org.sojourn.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.sojourn.data.Action;
import org.sojourn.data.MessageHeader;
import org.sojourn.data.MessageHeader.Party;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataConstraint.QueryableDataSource;
import org.sojourn.model.DataConstraint.ReferencePeriod;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.MetadataConstraint;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.registry.Registration.Indexing;
import org.sojourn.registry.Registration.QueryableSource;
import org.sojourn.registry.Registration.SimpleSource;
import org.sojourn.registry.Registration.Source;
import org.sojourn.registry.StatusMessage.Status;
import org.sojourn.registry.StatusMessage.StatusText;
import org.sojourn.registry.Subscription.Events;
import org.sojourn.registry.Subscription.RegistrationEvents;
import org.sojourn.registry.Subscription.StructuralEvents;
import org.sojourn.structure.RandomStructures;

/** Seeded random registry messages of one version, each kind in turn. */
public final class RandomRegistry {
    public static final int KINDS = 11;

    private final SplittableRandom random;
    private final StructureFormat format;
    private final long seed;

    public RandomRegistry(long seed, StructureFormat format) {
        this.random = new SplittableRandom(seed);
        this.format = format;
        this.seed = seed;
    }

    public RegistryMessage message() {
        Party receiver = new Party("REGISTRY", LocalisedText.of("en", "The <registry>"), List.of());
        MessageHeader plain = MessageHeader.of("M" + random.nextInt(1000), "2026-01-31T12:00:00Z", "NSO");
        MessageHeader header = new MessageHeader(
                plain.id(),
                chance(),
                plain.prepared(),
                plain.sender(),
                List.of(receiver),
                LocalisedText.EMPTY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                LocalisedText.EMPTY);
        return new RegistryMessage(format, header, content((int) (seed % KINDS)));
    }

    private RegistryContent content(int kind) {
        return switch (kind) {
            case 0 ->
                chance()
                        ? new RegistryContent.SubmitStructureRequest(
                                action(),
                                chance(),
                                Optional.of("https://example.org/structures.xml"),
                                List.of(),
                                list(this::submitted))
                        : new RegistryContent.SubmitStructureRequest(
                                action(), chance(), Optional.empty(), artefacts(seed), list(this::submitted));
            case 1 ->
                new RegistryContent.SubmitStructureResponse(
                        some(() -> new RegistryContent.SubmissionResult(submitted(), status())));
            case 2 ->
                new RegistryContent.SubmitRegistrationsRequest(
                        some(() -> new RegistryContent.RegistrationRequest(action(), registration())));
            case 3 ->
                new RegistryContent.SubmitRegistrationsResponse(
                        some(() -> new RegistryContent.RegistrationStatus(registration(), status())));
            case 4 ->
                new RegistryContent.QueryRegistrationRequest(
                        pick(RegistryContent.QueryType.values()),
                        maybe(() -> pick(
                                agreement(),
                                provider(),
                                urn(ArtefactClass.DATAFLOW, "DF"),
                                urn(ArtefactClass.METADATAFLOW, "MDF"))),
                        maybe(() -> new ReferencePeriod("2000-01-01T00:00:00", "2020-12-31T00:00:00")),
                        regions(),
                        chance());
            case 5 ->
                new RegistryContent.QueryRegistrationResponse(
                        status(),
                        list(() -> new RegistryContent.QueryResult(
                                chance(),
                                chance(),
                                registration(),
                                list(() -> urn(ArtefactClass.DATA_CONSTRAINT, "DC")))));
            case 6 ->
                new RegistryContent.SubmitSubscriptionsRequest(
                        some(() -> new RegistryContent.SubscriptionRequest(action(), subscription())));
            case 7 ->
                new RegistryContent.SubmitSubscriptionsResponse(some(() -> new RegistryContent.SubscriptionStatus(
                        maybe(() -> "urn:example:subscription:1"), maybe(() -> "MINE"), status())));
            case 8 -> new RegistryContent.QuerySubscriptionRequest(organisation());
            case 9 -> new RegistryContent.QuerySubscriptionResponse(status(), list(this::subscription));
            default ->
                new RegistryContent.NotifyRegistryEvent(
                        "2026-01-31T12:00:00Z",
                        chance()
                                ? new RegistryContent.ObjectUrn(
                                        urn(ArtefactClass.CODELIST, "CL").toString())
                                : new RegistryContent.RegistrationId("R1"),
                        "urn:example:subscription:1",
                        action(),
                        maybe(() -> chance()
                                ? new RegistryContent.StructuralEvent(artefacts(seed))
                                : new RegistryContent.RegistrationEvent(registration())));
        };
    }

    private List<MaintainableArtefact> artefacts(long from) {
        return new RandomStructures(from, Optional.of(format)).message().artefacts();
    }

    /** Regions as the constraints of random structures have them. */
    private List<RegistryContent.Region> regions() {
        List<RegistryContent.Region> regions = new ArrayList<>();
        for (long s = seed; s < seed + 20; s++) {
            for (MaintainableArtefact artefact : artefacts(s)) {
                if (artefact instanceof DataConstraint c) {
                    c.dataKeySets().forEach(k -> regions.add(new RegistryContent.Keys(k)));
                    c.cubeRegions().forEach(k -> regions.add(new RegistryContent.Cube(k)));
                } else if (artefact instanceof MetadataConstraint c) {
                    c.regions().forEach(k -> regions.add(new RegistryContent.Target(k)));
                    c.keySets().forEach(k -> regions.add(new RegistryContent.MetadataKeys(k)));
                }
            }
        }
        return regions;
    }

    private RegistryContent.SubmittedStructure submitted() {
        return new RegistryContent.SubmittedStructure(
                pick(urn(ArtefactClass.CODELIST, "CL"), urn(ArtefactClass.DATA_STRUCTURE, "DSD"), agreement()),
                maybe(this::action),
                maybe(this::chance));
    }

    private StatusMessage status() {
        return new StatusMessage(
                pick(Status.values()),
                list(() -> new StatusText(
                        maybe(() -> "150"),
                        chance()
                                ? LocalisedText.of("en", "said & done")
                                : new LocalisedText(Map.of("fr", "c'est dit", "en", "said")))));
    }

    private Registration registration() {
        List<Source> sources = new ArrayList<>();
        if (chance()) {
            sources.add(new SimpleSource("https://example.org/data.xml?a=1&b=2"));
        }
        if (sources.isEmpty() || chance()) {
            sources.add(new QueryableSource(new QueryableDataSource(
                    "https://example.org/sdmx",
                    maybe(() -> "https://example.org/wsdl"),
                    maybe(() -> "https://example.org/wadl"),
                    chance(),
                    chance())));
        }
        return new Registration(
                maybe(() -> "REG_" + random.nextInt(100)),
                agreement(),
                sources,
                maybe(() -> "2020-01-01T00:00:00"),
                maybe(() -> "2030-01-01T00:00:00Z"),
                maybe(() -> "2026-01-31T12:00:00.5Z"),
                new Indexing(chance(), chance(), chance(), chance()));
    }

    private Subscription subscription() {
        Events events = new Events(
                maybe(this::structural),
                maybe(() -> registrations("KeyFamily")),
                maybe(() -> registrations("Metadata")));
        boolean none = events.structural().isEmpty()
                && events.data().isEmpty()
                && events.metadata().isEmpty();
        return new Subscription(
                organisation(),
                maybe(() -> "urn:example:subscription:1"),
                list(() -> new Subscription.Address("mailto:a@example.org", chance())),
                list(() -> new Subscription.Address("https://example.org/hook", chance())),
                maybe(() -> "MINE"),
                "2020-01-01",
                "2030-12-31",
                none ? new Events(Optional.of(structural()), Optional.empty(), Optional.empty()) : events);
    }

    private StructuralEvents structural() {
        List<Subscription.ObjectEvents> objects = new ArrayList<>();
        for (EventObject type : EventObject.values()) {
            if (random.nextInt(6) == 0) {
                objects.add(new Subscription.ObjectEvents(
                        type,
                        switch (random.nextInt(3)) {
                            case 0 -> new Subscription.Any();
                            case 1 ->
                                new Subscription.ByUrn(
                                        urn(ArtefactClass.CODELIST, "CL").toString());
                            default ->
                                new Subscription.ByName(
                                        pick("%", "CL_AREA"),
                                        type == EventObject.CATEGORISATION
                                                ? Optional.empty()
                                                : Optional.of(pick("%", "1.0", "*")));
                        }));
            }
        }
        return new StructuralEvents(some(() -> pick("%", "MIG", "MIG.SUB")), objects);
    }

    private RegistrationEvents registrations(String kind) {
        boolean data = kind.equals("KeyFamily");
        ArtefactClass flow = data ? ArtefactClass.DATAFLOW : ArtefactClass.METADATAFLOW;
        ArtefactClass structure = data ? ArtefactClass.DATA_STRUCTURE : ArtefactClass.METADATA_STRUCTURE;
        return new RegistrationEvents(list(() -> switch (random.nextInt(6)) {
            case 0 -> new Subscription.OfRegistration("R1");
            case 1 -> new Subscription.Under(agreement());
            case 2 -> new Subscription.Under(provider());
            case 3 ->
                new Subscription.Under(
                        urn(ArtefactClass.CATEGORY_SCHEME, "CAT").item(ArtefactClass.CATEGORY, "POPULATION.FLOWS"));
            case 4 -> new Subscription.UnderUrn(flow, urn(flow, "F").toString());
            default ->
                new Subscription.UnderName(pick(flow, structure), pick("%", "MIG"), pick("%", "F"), pick("*", "1.0"));
        }));
    }

    private Urn organisation() {
        return pick(
                provider(),
                Urn.of(ArtefactClass.AGENCY_SCHEME, "SDMX", "AGENCIES", "1.0").item(ArtefactClass.AGENCY, "MIG"));
    }

    private Urn provider() {
        return Urn.of(ArtefactClass.DATA_PROVIDER_SCHEME, "MIG", "DATA_PROVIDERS", "1.0")
                .item(ArtefactClass.DATA_PROVIDER, "NSO");
    }

    private Urn agreement() {
        return urn(ArtefactClass.PROVISION_AGREEMENT, "PA");
    }

    private Urn urn(ArtefactClass type, String id) {
        return Urn.of(type, "MIG", id, pick("1.0", "2.0.0"));
    }

    private Action action() {
        return format == StructureFormat.ML_3_1
                ? pick(Action.values())
                : pick(Action.APPEND, Action.REPLACE, Action.DELETE, Action.INFORMATION);
    }

    private boolean chance() {
        return random.nextBoolean();
    }

    @SafeVarargs
    private <T> T pick(T... all) {
        return all[random.nextInt(all.length)];
    }

    private <T> Optional<T> maybe(Supplier<? extends T> one) {
        return chance() ? Optional.of(one.get()) : Optional.empty();
    }

    private <T> List<T> list(Supplier<? extends T> one) {
        List<T> all = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            all.add(one.get());
        }
        return all;
    }

    private <T> List<T> some(Supplier<? extends T> one) {
        List<T> all = new ArrayList<>(list(one));
        all.add(one.get());
        return all;
    }
}
