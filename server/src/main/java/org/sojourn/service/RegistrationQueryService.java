package org.sojourn.service;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sojourn.model.Dataflow;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.MetadataProvisionAgreement;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.VersionPattern;
import org.sojourn.query.Context;
import org.sojourn.query.RegistrationQuery;
import org.sojourn.registry.Registration;
import org.sojourn.registry.RegistryContent.QueryRegistrationRequest;
import org.sojourn.registry.RegistryContent.QueryType;
import org.sojourn.store.StoredRegistration;
import org.sojourn.store.SystemOfRecord;
import org.sojourn.structure.Catalogue;

/** Finds registrations by their ids, their providers, or the artefacts that their data are under. */
public final class RegistrationQueryService {

    private final SystemOfRecord records;

    /**
     * A registration that was found.
     *
     * @param metadata true where what is registered is reference metadata
     * @param updated when it was last changed
     */
    public record Found(Registration registration, boolean metadata, Instant updated) {}

    public RegistrationQueryService(SystemOfRecord records) {
        this.records = records;
    }

    /** The registrations that a query of REST 2.x asks for, in the order of their ids; both times are exclusive. */
    public List<Found> answer(RegistrationQuery query) {
        Catalogue catalogue = records.artefacts().newest().catalogue();
        return switch (query) {
            case RegistrationQuery.ById q -> found(all().filter(r -> in(q.ids(), r.id())), catalogue);
            case RegistrationQuery.ByProvider q ->
                found(
                        all().filter(r -> between(r.updated(), q.updatedAfter(), q.updatedBefore()))
                                .filter(r -> provider(r, catalogue)
                                        .filter(p -> in(q.agencies(), p.agency()) && in(q.providers(), p.item()))
                                        .isPresent()),
                        catalogue);
            case RegistrationQuery.ByArtefact q ->
                found(
                        all().filter(r -> between(r.updated(), q.updatedAfter(), q.updatedBefore()))
                                .filter(r -> above(r, catalogue)
                                        .filter(a -> covers(q.context(), a.type()))
                                        .anyMatch(a -> in(q.agencies(), a.agency())
                                                && in(q.ids(), a.id())
                                                && version(q.versions(), a, catalogue))),
                        catalogue);
        };
    }

    /**
     * The registrations that a query message asks for. Keys, regions and reference periods narrow nothing: what is behind a
     * registration is not indexed here.
     */
    public List<Found> answer(QueryRegistrationRequest query) {
        Catalogue catalogue = records.artefacts().newest().catalogue();
        return found(
                all().filter(r -> query.type() == QueryType.ALL_SETS
                                || metadata(r, catalogue) == (query.type() == QueryType.METADATA_SETS))
                        .filter(r -> query.under().isEmpty()
                                || Stream.concat(
                                                above(r, catalogue).map(MaintainableArtefact::urn),
                                                provider(r, catalogue).stream())
                                        .anyMatch(urn -> same(query.under().get(), urn, catalogue))),
                catalogue);
    }

    private static List<Found> found(Stream<StoredRegistration> registrations, Catalogue catalogue) {
        return registrations
                .map(r -> new Found(r.registration(), metadata(r, catalogue), r.updated()))
                .toList();
    }

    private Stream<StoredRegistration> all() {
        return records.registrations().all().values().stream();
    }

    private static boolean same(Urn asked, Urn found, Catalogue catalogue) {
        if (!asked.item().isEmpty()) {
            return asked.agency().equals(found.agency()) && asked.item().equals(found.item());
        }
        return catalogue
                .resolve(asked)
                .map(MaintainableArtefact::urn)
                .filter(found::equals)
                .isPresent();
    }

    private static boolean metadata(StoredRegistration registration, Catalogue catalogue) {
        Urn agreement = registration.registration().agreement();
        return agreement.type() == ArtefactClass.METADATA_PROVISION_AGREEMENT
                || catalogue
                        .resolve(agreement, ProvisionAgreement.class)
                        .flatMap(ProvisionAgreement::flow)
                        .filter(flow -> flow.type() == ArtefactClass.METADATAFLOW)
                        .isPresent();
    }

    private static boolean in(Collection<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private static boolean between(Instant time, Optional<Instant> after, Optional<Instant> before) {
        return after.filter(a -> !time.isAfter(a)).isEmpty()
                && before.filter(b -> !time.isBefore(b)).isEmpty();
    }

    private static boolean covers(Context context, ArtefactClass type) {
        return switch (context) {
            case ANY -> true;
            case DATA_STRUCTURE -> type == ArtefactClass.DATA_STRUCTURE;
            case DATAFLOW -> type == ArtefactClass.DATAFLOW;
            case PROVISION_AGREEMENT ->
                type == ArtefactClass.PROVISION_AGREEMENT || type == ArtefactClass.METADATA_PROVISION_AGREEMENT;
        };
    }

    private static boolean version(List<VersionPattern> wanted, MaintainableArtefact found, Catalogue catalogue) {
        return VersionPattern.select(
                        wanted,
                        catalogue.versionsOf(found.type(), found.agency(), found.id()).stream()
                                .map(MaintainableArtefact::version)
                                .toList())
                .contains(found.version());
    }

    private static Optional<Urn> provider(StoredRegistration registration, Catalogue catalogue) {
        return catalogue.resolve(registration.registration().agreement()).flatMap(agreement -> switch (agreement) {
            case ProvisionAgreement a -> a.dataProvider();
            case MetadataProvisionAgreement a -> a.metadataProvider();
            default -> Optional.empty();
        });
    }

    /** The agreement, its flow, and the structure of that. */
    private static Stream<MaintainableArtefact> above(StoredRegistration registration, Catalogue catalogue) {
        Optional<MaintainableArtefact> agreement =
                catalogue.resolve(registration.registration().agreement());
        Optional<MaintainableArtefact> flow = agreement
                .flatMap(a -> switch (a) {
                    case ProvisionAgreement p -> p.flow();
                    case MetadataProvisionAgreement p -> p.flow();
                    default -> Optional.<Urn>empty();
                })
                .flatMap(catalogue::resolve);
        Optional<MaintainableArtefact> structure = flow.filter(Dataflow.class::isInstance)
                .map(Dataflow.class::cast)
                .flatMap(Dataflow::structure)
                .flatMap(catalogue::resolve);
        return Stream.of(agreement, flow, structure).flatMap(Optional::stream);
    }
}
