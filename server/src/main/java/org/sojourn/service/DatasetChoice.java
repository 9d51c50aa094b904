package org.sojourn.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SequencedCollection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dataflow;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.ref.VersionPattern;
import org.sojourn.query.ComponentFilter;
import org.sojourn.query.Context;
import org.sojourn.query.DataSelection;
import org.sojourn.query.ProviderReference;
import org.sojourn.store.DatasetId;
import org.sojourn.structure.Catalogue;

/**
 * Which stored data sets a selection speaks of, and under which name and structure each is shown.
 *
 * <p>Asked by dataflow or data structure, all data sets of a flow answer, those reported under an agreement and the one under
 * none, side by side; asked by agreement or provider, those of the agreements, named by them. A data set that several versions
 * of one artefact cover is shown under the newest of these.
 */
final class DatasetChoice {

    /** What makes a choice: the same artefacts are asked for again and again, with other keys. */
    private record Named(
            Context context,
            List<String> agencies,
            List<String> ids,
            List<VersionPattern> versions,
            List<ProviderReference> providers) {

        static Named of(DataSelection selection) {
            return new Named(
                    selection.context(),
                    selection.agencies(),
                    selection.ids(),
                    selection.versions(),
                    selection.providers());
        }
    }

    /** Choices among the same structures and data sets, which only a publish can change. For many threads. */
    static final class Known {

        private static final int MOST = 500;

        /** More names than these are not asked for again and again. */
        private static final int SHORT = 8;

        private volatile Among among = new Among(Catalogue.of(List.of()), List.of());

        private static final class Among {
            private final Catalogue catalogue;
            private final SequencedCollection<DatasetId> stored;
            private final Map<Named, DatasetChoice> choices = new ConcurrentHashMap<>();

            Among(Catalogue catalogue, SequencedCollection<DatasetId> stored) {
                this.catalogue = catalogue;
                this.stored = stored;
            }

            boolean is(Catalogue other, SequencedCollection<DatasetId> others) {
                return catalogue == other && stored.equals(others);
            }
        }

        DatasetChoice of(Catalogue catalogue, DataSelection selection, SequencedCollection<DatasetId> stored) {
            Among present = among;
            if (!present.is(catalogue, stored)) {
                present = new Among(catalogue, stored);
                if (selection.asOf().isEmpty()) {
                    among = present;
                }
            }
            if (selection.agencies().size() + selection.ids().size() > SHORT) {
                return new DatasetChoice(catalogue, selection, stored);
            }
            if (present.choices.size() >= MOST) {
                present.choices.clear();
            }
            return present.choices.computeIfAbsent(
                    Named.of(selection), named -> new DatasetChoice(catalogue, selection, stored));
        }
    }

    /**
     * A data set of the answer.
     *
     * @param reference what the answer names as its structure
     * @param agreement under which it is reported, unless what is uploaded for the flow belongs there anyway
     * @param provider the provider of that agreement: widespread clients cannot read a message that names one
     * @param providerTells whether the flow and the provider tell the agreement, as they do unless a provider reports the flow
     *     under several
     * @param reporter who reports it, wherever that is known
     */
    record Chosen(
            DatasetId id,
            Urn reference,
            DataStructureView structure,
            Optional<Urn> agreement,
            Optional<Urn> provider,
            boolean providerTells,
            Optional<Urn> reporter) {}

    private final Catalogue catalogue;
    private final DataSelection selection;
    private final SequencedCollection<DatasetId> stored;
    private final boolean known;
    private final List<Chosen> chosen;

    DatasetChoice(Catalogue catalogue, DataSelection selection, SequencedCollection<DatasetId> stored) {
        this.catalogue = catalogue;
        this.selection = selection;
        this.stored = stored;
        Map<DatasetId, Chosen> found = new LinkedHashMap<>();
        boolean any = false;
        if (selection.context() == Context.PROVISION_AGREEMENT) {
            for (ProvisionAgreement agreement : matching(ProvisionAgreement.class)) {
                any = true;
                for (DatasetId id : stored) {
                    if (covers(agreement, id) && provided(id)) {
                        put(found, id, agreement.urn(), agreement.urn());
                    }
                }
            }
        } else {
            for (Reported flow : flows()) {
                any = true;
                for (DatasetId id : stored) {
                    if (id.covers(flow.flow.urn()) && provided(id)) {
                        Urn name = selection.providers().isEmpty()
                                ? flow.name
                                : agreement(id).map(ProvisionAgreement::urn).orElse(flow.name);
                        put(found, id, name, flow.flow.urn());
                    }
                }
            }
        }
        this.known = any;
        this.chosen = List.copyOf(found.values());
    }

    /** A dataflow, and what it is called in the answer. */
    private record Reported(Dataflow flow, Urn name) {}

    /** True where some artefact is what the selection asks for, with or without data. */
    boolean known() {
        return known;
    }

    /**
     * The data sets whose structure has what a selection's key and filters speak of.
     *
     * @param selection names the same artefacts as the one that this was made for
     * @throws SdmxException of kind SEMANTIC when there are data sets and none has
     */
    List<Chosen> fitting(DataSelection selection) {
        List<Chosen> fitting = chosen.stream()
                .filter(c -> objection(c.structure, selection).isEmpty())
                .toList();
        if (fitting.isEmpty() && !chosen.isEmpty()) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    objection(chosen.getFirst().structure, selection).orElse(""));
        }
        return fitting;
    }

    private static Optional<String> objection(DataStructureView structure, DataSelection selection) {
        int positions = structure.structure().dimensions().size() - (structure.hasTime() ? 1 : 0);
        boolean tooLong = selection.keys().stream()
                .anyMatch(key -> key.positions().size() > positions && !restIsFree(key.positions(), positions));
        if (tooLong) {
            return Optional.of(
                    "the key has more parts than " + structure.structure().urn().shortForm()
                            + " has dimensions beside time; expected at most " + positions + ": "
                            + structure.structure().dimensions().stream()
                                    .limit(positions)
                                    .map(d -> d.id())
                                    .collect(Collectors.joining(".")));
        }
        return selection.filters().stream()
                .map(ComponentFilter::component)
                .filter(id -> structure.component(id).isEmpty())
                .findFirst()
                .map(id -> "'" + id + "' is no component of "
                        + structure.structure().urn().shortForm() + "; it has "
                        + structure.structure().components().stream()
                                .map(c -> c.id())
                                .collect(Collectors.joining(", ")));
    }

    private static boolean restIsFree(List<Set<String>> positions, int from) {
        return positions.subList(from, positions.size()).stream().allMatch(Set::isEmpty);
    }

    private void put(Map<DatasetId, Chosen> found, DatasetId id, Urn name, Urn structure) {
        // Versions come oldest first, so the newest stays.
        DataStructureView view = catalogue.find(structure);
        Optional<ProvisionAgreement> reported = agreement(id);
        Optional<ProvisionAgreement> agreement = reported.filter(a -> !isSupposed(id, view));
        found.put(
                id,
                new Chosen(
                        id,
                        name,
                        view,
                        agreement.map(ProvisionAgreement::urn),
                        agreement.flatMap(ProvisionAgreement::dataProvider),
                        agreement.isEmpty() || isTold(agreement.get(), view),
                        reported.flatMap(ProvisionAgreement::dataProvider)));
    }

    private boolean isTold(ProvisionAgreement agreement, DataStructureView structure) {
        return agreement.dataProvider().isPresent()
                && structure
                        .dataflow()
                        .map(flow -> DatasetNames.agreements(catalogue, flow, agreement.dataProvider()))
                        .filter(all -> all.size() < 2)
                        .isPresent();
    }

    /** Whether a message that names the flow alone is taken for this data set, and no other of the flow can be meant. */
    private boolean isSupposed(DatasetId id, DataStructureView structure) {
        return structure
                .dataflow()
                .filter(flow -> stored.stream()
                                .filter(other -> other.covers(flow.urn()))
                                .count()
                        == 1)
                .map(flow -> DatasetNames.agreements(catalogue, flow, Optional.empty()).stream()
                        .map(agreement -> DatasetId.of(flow, agreement))
                        .toList())
                .filter(List.of(id)::equals)
                .isPresent();
    }

    private List<Reported> flows() {
        if (selection.context() != Context.DATA_STRUCTURE) {
            return matching(Dataflow.class).stream()
                    .map(flow -> new Reported(flow, flow.urn()))
                    .toList();
        }
        List<Reported> flows = new ArrayList<>();
        for (DataStructure structure : matching(DataStructure.class)) {
            catalogue.dataflowsOf(structure).forEach(flow -> flows.add(new Reported(flow, structure.urn())));
        }
        return flows;
    }

    /** The artefacts of a type that the selection names, by agency and id, oldest version first. */
    private <A extends MaintainableArtefact> List<A> matching(Class<A> type) {
        Map<String, List<A>> byName = candidates(type)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(a ->
                        selection.agencies().isEmpty() || selection.agencies().contains(a.agency()))
                .filter(a -> selection.ids().isEmpty() || selection.ids().contains(a.id()))
                .collect(
                        Collectors.groupingBy(a -> a.agency() + ":" + a.id(), LinkedHashMap::new, Collectors.toList()));
        List<A> matching = new ArrayList<>();
        for (List<A> versions : byName.values()) {
            Set<Version> wanted = new HashSet<>(VersionPattern.select(
                    selection.versions(),
                    versions.stream().map(a -> a.version()).toList()));
            versions.stream()
                    .filter(a -> wanted.contains(a.version()))
                    .sorted(Comparator.comparing(MaintainableArtefact::version))
                    .forEach(matching::add);
        }
        return matching;
    }

    /** Where the selection names agencies and ids, as nearly all do, only what is called so: catalogues are long. */
    private Stream<MaintainableArtefact> candidates(Class<?> type) {
        if (selection.agencies().isEmpty() || selection.ids().isEmpty()) {
            return catalogue.artefacts();
        }
        ArtefactClass named = type == Dataflow.class
                ? ArtefactClass.DATAFLOW
                : type == DataStructure.class ? ArtefactClass.DATA_STRUCTURE : ArtefactClass.PROVISION_AGREEMENT;
        return selection.agencies().stream()
                .sorted()
                .flatMap(agency -> selection.ids().stream()
                        .sorted()
                        .flatMap(id -> catalogue.versionsOf(named, agency, id).stream()));
    }

    private static boolean covers(ProvisionAgreement agreement, DatasetId id) {
        return id.agreement()
                .filter(a -> a.agency().equals(agreement.agency())
                        && a.id().equals(agreement.id())
                        && a.major() == agreement.version().part(0))
                .isPresent();
    }

    /** The newest version of the agreement under which a data set is reported. */
    private Optional<ProvisionAgreement> agreement(DatasetId id) {
        return catalogue
                .artefacts()
                .filter(ProvisionAgreement.class::isInstance)
                .map(ProvisionAgreement.class::cast)
                .filter(agreement -> covers(agreement, id))
                .reduce((a, b) -> b);
    }

    private boolean provided(DatasetId id) {
        if (selection.providers().isEmpty()) {
            return true;
        }
        Optional<Urn> provider = agreement(id).flatMap(ProvisionAgreement::dataProvider);
        return provider.isPresent()
                && selection.providers().stream().anyMatch(wanted -> isProvider(wanted, provider.get()));
    }

    private static boolean isProvider(ProviderReference wanted, Urn provider) {
        return wanted.id().equals(provider.item())
                && wanted.agency().map(provider.agency()::equals).orElse(true);
    }
}
