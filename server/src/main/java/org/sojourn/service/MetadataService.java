package org.sojourn.service;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.MetadataFormat;
import org.sojourn.metadata.MetadataMessage;
import org.sojourn.metadata.MetadataMessages;
import org.sojourn.model.Identification;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.MetadataProvisionAgreement;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.Metadataflow;
import org.sojourn.model.Naming;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.UrnPattern;
import org.sojourn.model.ref.Version;
import org.sojourn.model.ref.VersionPattern;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.query.MetadataQuery;
import org.sojourn.query.ProviderReference;
import org.sojourn.query.StructureResource;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.service.StructureMaintenance.Manner;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.StructureWriterOptions;
import org.sojourn.validation.MetadataValidator;

/** Keeps reference metadata: takes them in, checked against their structures, and finds them in the ways of both APIs. */
public final class MetadataService {
    private final Function<Optional<Instant>, StructureState> states;
    private final StructureMaintenance maintenance;

    /**
     * @param states the artefacts as they were at a moment, or as they are now
     * @param maintenance what stores artefacts
     */
    public MetadataService(Function<Optional<Instant>, StructureState> states, StructureMaintenance maintenance) {
        this.states = states;
        this.maintenance = maintenance;
    }

    /**
     * Stores the metadata sets of one message, all or none; each is put as a whole.
     *
     * @param body a message of reference metadata in any format; closed by the caller
     * @param only the one that may be in it; empty for any
     */
    public SubmissionReport store(InputStream body, Optional<Urn> only, boolean dryRun) throws IOException {
        Problems problems = new Problems();
        try {
            byte[] bytes = body.readAllBytes();
            MetadataMessage message = MetadataMessages.read(new ByteArrayInputStream(bytes), problems);
            Catalogue now = maintenance.catalogue();
            List<MetadataSet> sets = new ArrayList<>();
            for (MetadataSet set : message.sets()) {
                sets.add(knownAgain(received(set, now, problems), now));
            }
            if (only.isPresent() && (sets.size() != 1 || !sets.getFirst().urn().equals(only.get()))) {
                problems.add(Problem.error(
                        "other-address",
                        Location.UNKNOWN,
                        "the message holds other metadata sets than "
                                + only.get().shortForm() + ", which the address names"));
            }
            if (sets.isEmpty() && !problems.hasErrors()) {
                problems.add(
                        Problem.warning("nothing-to-store", Location.UNKNOWN, "the message holds no metadata sets"));
            }
            new MetadataValidator(now, problems).check(sets);
            return maintenance.store(
                    sets.stream().<MaintainableArtefact>map(s -> s).toList(), new Manner(dryRun, true), problems);
        } catch (SdmxException e) {
            return SubmissionService.refused(e, problems, dryRun);
        }
    }

    /** A set as it is stored: under its metadataflow, and in the order of its structure. */
    private static MetadataSet received(MetadataSet set, Catalogue now, Problems problems) {
        MetadataSet following = withFlow(set, now, problems);
        return MetadataValidator.structure(following, now)
                .map(structure -> structure.inOrder(following))
                .orElse(following);
    }

    /** 2.1 may name only the metadata structure: then it is the one metadataflow of it. */
    private static MetadataSet withFlow(MetadataSet set, Catalogue now, Problems problems) {
        Optional<Urn> structure = set.flow().filter(f -> f.type() == ArtefactClass.METADATA_STRUCTURE);
        if (structure.isEmpty()) {
            return set.flow()
                    .filter(f -> f.type() == ArtefactClass.PROVISION_AGREEMENT)
                    .map(f -> following(
                            set, Urn.of(ArtefactClass.METADATA_PROVISION_AGREEMENT, f.agency(), f.id(), f.version())))
                    .orElse(set);
        }
        List<Urn> flows = now.artefacts()
                .filter(Metadataflow.class::isInstance)
                .map(Metadataflow.class::cast)
                .filter(f -> f.structure()
                        .flatMap(now::resolve)
                        .filter(m ->
                                now.resolve(structure.get()).filter(m::equals).isPresent())
                        .isPresent())
                .map(MaintainableArtefact::urn)
                .toList();
        if (flows.size() == 1) {
            return following(set, flows.getFirst());
        }
        problems.add(Problem.error(
                        "unknown-metadataflow",
                        Location.path("MetadataSet " + set.urn().shortForm()),
                        flows.isEmpty()
                                ? "no metadataflow has the metadata structure "
                                        + structure.get().shortForm()
                                : "several metadataflows have the metadata structure "
                                        + structure.get().shortForm())
                .withExpected(
                        flows.isEmpty()
                                ? "a metadataflow to be there first"
                                : "one of them named in the header: "
                                        + flows.stream().map(Urn::shortForm).collect(Collectors.joining(", "))));
        return set;
    }

    private static MetadataSet following(MetadataSet s, Urn flow) {
        return new MetadataSet(
                s.maintenance(), Optional.of(flow), s.coverage(), s.targets(), s.attributes(), s.report());
    }

    /**
     * What a format cannot carry must not look like a change: a set that equals the stored one, written to some format and
     * read again, stands for the stored one.
     */
    private static MetadataSet knownAgain(MetadataSet sent, Catalogue now) throws IOException {
        Optional<MetadataSet> stored = now.exactly(sent.urn()).map(MetadataSet.class::cast);
        if (stored.isEmpty() || stored.get().equals(sent)) {
            return sent;
        }
        for (MetadataFormat format : MetadataFormat.values()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            MetadataMessages.write(
                    new MetadataMessage(
                            MessageHeader.of("COMPARE", "2000-01-01T00:00:00Z", sent.agency()),
                            List.of(stored.get()),
                            List.of()),
                    format,
                    StructureWriterOptions.COMPACT,
                    bytes,
                    new Problems());
            List<MetadataSet> back = MetadataMessages.read(
                            new ByteArrayInputStream(bytes.toByteArray()), new Problems())
                    .sets();
            if (back.size() == 1
                    && received(back.getFirst(), now, new Problems()).equals(sent)) {
                return stored.get();
            }
        }
        return sent;
    }

    /**
     * Deletes one metadata set.
     *
     * @throws SdmxException of kind NOT_FOUND where there is none
     */
    public SubmissionReport delete(Urn set, boolean dryRun) {
        return maintenance.delete(set, "", new Manner(dryRun, true));
    }

    /**
     * The stored metadata set that an address names; {@link VersionPattern#NEWEST} for one without version.
     *
     * @throws SdmxException of kind NOT_FOUND where there is none, SYNTAX where the address names no single one
     */
    public Urn stored(MetadataQuery.BySet address) {
        if (address.providers().size() != 1
                || address.ids().size() != 1
                || address.versions().size() != 1) {
            throw new SdmxException(
                    SdmxException.Kind.SYNTAX,
                    "the address must name one metadata set: metadata/metadataset/providerID/metadatasetID/version");
        }
        List<MetadataSet> found = bySet(sets(maintenance.catalogue()), address);
        if (found.size() != 1) {
            throw new SdmxException(SdmxException.Kind.NOT_FOUND, "there is no such metadata set");
        }
        return found.getFirst().urn();
    }

    /** The metadata sets that a query asks for, at the moment that it names. */
    public MetadataAnswer answer(MetadataQuery query) {
        Optional<Instant> asOf = switch (query) {
            case MetadataQuery.BySet q -> q.asOf();
            case MetadataQuery.ByFlow q -> q.asOf();
            case MetadataQuery.ByStructure q -> q.asOf();
        };
        StructureState state = states.apply(asOf);
        List<MetadataSet> all = sets(state.catalogue());
        List<MetadataSet> found = switch (query) {
            case MetadataQuery.BySet q -> bySet(all, q);
            case MetadataQuery.ByFlow q -> byFlow(all, q, state.catalogue());
            case MetadataQuery.ByStructure q -> byStructure(all, q, state.catalogue());
        };
        return new MetadataAnswer(
                query.stubs() ? found.stream().map(MetadataService::stub).toList() : found, state.seq(), state.time());
    }

    private static List<MetadataSet> sets(Catalogue catalogue) {
        return catalogue
                .artefacts()
                .filter(MetadataSet.class::isInstance)
                .map(MetadataSet.class::cast)
                .toList();
    }

    private static MetadataSet stub(MetadataSet s) {
        Maintenance m = s.maintenance();
        Naming naming = new Naming(
                new Identification(m.id(), m.naming().identification().uri(), List.of(), List.of()),
                m.naming().names(),
                LocalisedText.EMPTY);
        return new MetadataSet(m.with(naming), s.flow(), s.coverage(), s.targets(), List.of(), Optional.empty());
    }

    private static List<MetadataSet> bySet(List<MetadataSet> all, MetadataQuery.BySet q) {
        return newest(
                all.stream()
                        .filter(s -> q.providers().isEmpty()
                                || q.providers().stream()
                                        .anyMatch(p -> p.equals(s.agency()) || p.endsWith("." + s.agency())))
                        .filter(s -> q.ids().isEmpty() || q.ids().contains(s.id()))
                        .toList(),
                q.versions());
    }

    /** Of each artefact the versions that are asked for. */
    private static <A extends MaintainableArtefact> List<A> newest(List<A> all, List<VersionPattern> versions) {
        Map<Urn, List<A>> byIdentity = new LinkedHashMap<>();
        all.forEach(a -> byIdentity
                .computeIfAbsent(Urn.of(a.type(), a.agency(), a.id(), ""), k -> new ArrayList<>())
                .add(a));
        List<A> found = new ArrayList<>();
        byIdentity.values().forEach(same -> {
            Set<Version> selected = new HashSet<>(VersionPattern.select(
                    versions, same.stream().map(MaintainableArtefact::version).toList()));
            same.stream().filter(a -> selected.contains(a.version())).forEach(found::add);
        });
        return found;
    }

    private List<MetadataSet> byFlow(List<MetadataSet> all, MetadataQuery.ByFlow q, Catalogue catalogue) {
        Set<Urn> flows = newest(
                        catalogue
                                .artefacts()
                                .filter(Metadataflow.class::isInstance)
                                .filter(f ->
                                        q.agencies().isEmpty() || q.agencies().contains(f.agency()))
                                .filter(f -> q.ids().isEmpty() || q.ids().contains(f.id()))
                                .toList(),
                        q.versions())
                .stream()
                .map(MaintainableArtefact::urn)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(s -> MetadataValidator.flow(s, catalogue)
                        .filter(f -> flows.contains(f.urn()))
                        .isPresent())
                .filter(s -> q.providers().isEmpty() || q.providers().stream().anyMatch(p -> provides(p, s, catalogue)))
                .filter(s -> ReportedKeys.fits(s, q.keys(), catalogue))
                .filter(changedSince(q.updatedAfter()))
                .toList();
    }

    /** What was not there at that moment, or was another; what went since is not told: the standard says so of data only. */
    private Predicate<MetadataSet> changedSince(Optional<Instant> moment) {
        if (moment.isEmpty()) {
            return s -> true;
        }
        Set<MetadataSet> then = new HashSet<>(sets(states.apply(moment).catalogue()));
        return s -> !then.contains(s);
    }

    private static boolean provides(ProviderReference asked, MetadataSet set, Catalogue catalogue) {
        Optional<Urn> provider = set.flow()
                .flatMap(f -> catalogue.resolve(f, MetadataProvisionAgreement.class))
                .flatMap(MetadataProvisionAgreement::metadataProvider);
        return provider.filter(p -> p.item().equals(asked.id())
                                && asked.agency().map(p.agency()::equals).orElse(true))
                        .isPresent()
                || (asked.agency().isEmpty() && asked.id().equals(set.agency()));
    }

    private static List<MetadataSet> byStructure(
            List<MetadataSet> all, MetadataQuery.ByStructure q, Catalogue catalogue) {
        List<Urn> asked = newest(
                        catalogue
                                .artefacts()
                                .filter(a -> a.type() != ArtefactClass.METADATA_SET)
                                .filter(a -> q.resource().covers(a.type()))
                                .filter(a ->
                                        q.agencies().isEmpty() || q.agencies().contains(a.agency()))
                                .filter(a -> q.ids().isEmpty() || q.ids().contains(a.id()))
                                .toList(),
                        q.versions())
                .stream()
                .map(MaintainableArtefact::urn)
                .toList();
        return all.stream()
                .filter(s ->
                        s.targets().stream().anyMatch(t -> asked.stream().anyMatch(u -> about(t, u)) || named(t, q)))
                .toList();
    }

    /** True where the target is the artefact or something in it. */
    private static boolean about(UrnPattern target, Urn artefact) {
        if (target.item().isEmpty()) {
            return target.matches(artefact);
        }
        Optional<ArtefactClass> part = ArtefactClass.named(target.className());
        return part.isPresent()
                && part.get().resource().equals(artefact.type().resource())
                && new UrnPattern(
                                artefact.type().packageName(),
                                artefact.type().className(),
                                target.agency(),
                                target.id(),
                                target.version(),
                                "")
                        .matches(artefact);
    }

    /** True where the target is asked for by its own address, whether the artefact is stored here or not. */
    private static boolean named(UrnPattern target, MetadataQuery.ByStructure q) {
        Optional<ArtefactClass> type = ArtefactClass.named(target.className());
        return type.isPresent()
                && target.exact()
                && q.resource() != StructureResource.ANY
                && q.resource().classes().stream()
                        .anyMatch(c -> c.resource().equals(type.get().resource()))
                && q.agencies().contains(target.agency())
                && q.ids().contains(target.id())
                && q.versions().stream().anyMatch(v -> v.matches(Version.parse(target.version())));
    }
}
