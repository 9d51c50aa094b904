package org.sojourn.service;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
import org.sojourn.store.Registrations;
import org.sojourn.store.Registrations.Selection;
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
            case RegistrationQuery.ById q ->
                found(q.ids().isEmpty() ? Selection.ALL : Selection.ids(q.ids()), catalogue);
            case RegistrationQuery.ByProvider q -> {
                boolean all = q.agencies().isEmpty() && q.providers().isEmpty();
                yield found(
                        new Selection(
                                Optional.empty(),
                                all
                                        ? Optional.empty()
                                        : agreements(
                                                catalogue,
                                                a -> provider(a)
                                                        .filter(p -> in(q.agencies(), p.agency())
                                                                && in(q.providers(), p.item()))
                                                        .isPresent()),
                                q.updatedAfter(),
                                q.updatedBefore()),
                        catalogue);
            }
            case RegistrationQuery.ByArtefact q ->
                found(
                        new Selection(
                                Optional.empty(),
                                agreements(
                                        catalogue,
                                        agreement -> above(agreement, catalogue)
                                                .filter(a -> covers(q.context(), a.type()))
                                                .anyMatch(a -> in(q.agencies(), a.agency())
                                                        && in(q.ids(), a.id())
                                                        && version(q.versions(), a, catalogue))),
                                q.updatedAfter(),
                                q.updatedBefore()),
                        catalogue);
        };
    }

    /**
     * The registrations that a query message asks for. Keys, regions and reference periods narrow nothing: what is behind a
     * registration is not indexed here.
     */
    public List<Found> answer(QueryRegistrationRequest query) {
        Catalogue catalogue = records.artefacts().newest().catalogue();
        if (query.type() == QueryType.ALL_SETS && query.under().isEmpty()) {
            return found(Selection.ALL, catalogue);
        }
        Optional<List<Urn>> agreements = agreements(
                catalogue,
                agreement -> (query.type() == QueryType.ALL_SETS
                                || metadata(agreement) == (query.type() == QueryType.METADATA_SETS))
                        && (query.under().isEmpty()
                                || Stream.concat(
                                                above(agreement, catalogue).map(MaintainableArtefact::urn),
                                                provider(agreement).stream())
                                        .anyMatch(urn -> same(query.under().get(), urn, catalogue))));
        return found(new Selection(Optional.empty(), agreements, Optional.empty(), Optional.empty()), catalogue);
    }

    /** What is asked of registrations is decided by their agreements, of which a catalogue has few. */
    private static Optional<List<Urn>> agreements(Catalogue catalogue, Predicate<MaintainableArtefact> wanted) {
        return Optional.of(catalogue
                .artefacts()
                .filter(a -> Registrations.isAgreement(a.urn()))
                .filter(wanted)
                .map(MaintainableArtefact::urn)
                .toList());
    }

    private List<Found> found(Selection wanted, Catalogue catalogue) {
        return records.registrations().find(wanted).values().stream()
                .map(r -> new Found(
                        r.registration(),
                        catalogue
                                .resolve(r.registration().agreement())
                                .filter(RegistrationQueryService::metadata)
                                .isPresent(),
                        r.updated()))
                .toList();
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

    private static boolean metadata(MaintainableArtefact agreement) {
        return agreement instanceof MetadataProvisionAgreement
                || (agreement instanceof ProvisionAgreement a
                        && a.flow()
                                .filter(flow -> flow.type() == ArtefactClass.METADATAFLOW)
                                .isPresent());
    }

    private static boolean in(Collection<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
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

    private static Optional<Urn> provider(MaintainableArtefact agreement) {
        return switch (agreement) {
            case ProvisionAgreement a -> a.dataProvider();
            case MetadataProvisionAgreement a -> a.metadataProvider();
            default -> Optional.empty();
        };
    }

    /** The agreement, its flow, and the structure of that. */
    private static Stream<MaintainableArtefact> above(MaintainableArtefact agreement, Catalogue catalogue) {
        Optional<Urn> reference = switch (agreement) {
            case ProvisionAgreement p -> p.flow();
            case MetadataProvisionAgreement p -> p.flow();
            default -> Optional.empty();
        };
        Optional<MaintainableArtefact> flow = reference.flatMap(catalogue::resolve);
        Optional<MaintainableArtefact> structure = flow.filter(Dataflow.class::isInstance)
                .map(Dataflow.class::cast)
                .flatMap(Dataflow::structure)
                .flatMap(catalogue::resolve);
        return Stream.of(Optional.of(agreement), flow, structure).flatMap(Optional::stream);
    }
}
