package org.sojourn.service;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.Dimension;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.store.AttributeRow;
import org.sojourn.store.DataStore;
import org.sojourn.store.DatasetId;
import org.sojourn.store.Registrations;
import org.sojourn.store.RowConsumer;
import org.sojourn.store.SeriesRow;
import org.sojourn.structure.Catalogue;

/** Stored data and registrations as users of structures: their flow, their agreement and their dimensions must stay. */
final class StoredDataUse {

    private static final Set<ArtefactClass> CONCERNED =
            Set.of(ArtefactClass.DATAFLOW, ArtefactClass.PROVISION_AGREEMENT, ArtefactClass.DATA_STRUCTURE);

    private static final int REGISTRATIONS_NAMED = 10;

    private final DataStore store;
    private final Registrations registrations;

    StoredDataUse(DataStore store, Registrations registrations) {
        this.store = store;
        this.registrations = registrations;
    }

    /**
     * What would leave data without their structure: the artefact that is to blame, and what it would do.
     *
     * @param touched what is replaced or deleted
     */
    Map<Urn, String> broken(Catalogue before, Catalogue after, Set<Urn> touched) {
        Map<Urn, String> found = new LinkedHashMap<>();
        touched.stream()
                .filter(urn ->
                        Registrations.isAgreement(urn) && after.exactly(urn).isEmpty())
                .forEach(urn -> registered(urn).ifPresent(message -> found.put(urn, message)));
        if (touched.stream().noneMatch(urn -> CONCERNED.contains(urn.type()))) {
            return found;
        }
        for (DatasetId dataset : store.datasets()) {
            Optional<MaintainableArtefact> flow = newest(before, dataset);
            if (flow.isEmpty() || !holdsData(dataset)) {
                continue;
            }
            Optional<MaintainableArtefact> left = newest(after, dataset);
            if (left.isEmpty()) {
                found.put(flow.get().urn(), "data are stored under it: " + dataset);
            } else {
                lostDimensions(before, flow.get(), after, left.get())
                        .ifPresent(lost -> touched.stream()
                                .filter(urn -> urn.type() != ArtefactClass.PROVISION_AGREEMENT)
                                .filter(urn -> CONCERNED.contains(urn.type()))
                                .findFirst()
                                .ifPresent(urn ->
                                        found.put(urn, "data are stored by the dimensions " + lost + ": " + dataset)));
            }
            dataset.agreement()
                    .ifPresent(agreement -> agreementLeft(before, after, agreement)
                            .ifPresent(urn -> found.put(urn, "data are stored under it: " + dataset)));
        }
        return found;
    }

    private Optional<String> registered(Urn agreement) {
        List<String> ids = registrations.under(agreement);
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of("registrations are under it: "
                        + String.join(", ", ids.subList(0, Math.min(ids.size(), REGISTRATIONS_NAMED)))
                        + (ids.size() > REGISTRATIONS_NAMED
                                ? " and " + (ids.size() - REGISTRATIONS_NAMED) + " more"
                                : ""));
    }

    /** The agreement that went, where none of its major version is left. */
    private static Optional<Urn> agreementLeft(Catalogue before, Catalogue after, DatasetId.Agreement agreement) {
        return agreements(after, agreement).isEmpty()
                ? agreements(before, agreement).stream()
                        .map(MaintainableArtefact::urn)
                        .findFirst()
                : Optional.empty();
    }

    private static List<MaintainableArtefact> agreements(Catalogue catalogue, DatasetId.Agreement agreement) {
        return catalogue.versionsOf(ArtefactClass.PROVISION_AGREEMENT, agreement.agency(), agreement.id()).stream()
                .filter(a -> a.version().part(0) == agreement.major())
                .toList();
    }

    private static Optional<MaintainableArtefact> newest(Catalogue catalogue, DatasetId dataset) {
        return catalogue.versionsOf(ArtefactClass.DATAFLOW, dataset.agency(), dataset.flow()).stream()
                .filter(flow -> dataset.covers(flow.urn()))
                .reduce((older, newer) -> newer);
    }

    private static Optional<List<String>> lostDimensions(
            Catalogue before, MaintainableArtefact flow, Catalogue after, MaintainableArtefact flowNow) {
        try {
            List<String> now = dimensions(after.find(flowNow.urn()));
            List<String> lost = dimensions(before.find(flow.urn())).stream()
                    .filter(id -> !now.contains(id))
                    .toList();
            return lost.isEmpty() ? Optional.empty() : Optional.of(lost);
        } catch (SdmxException e) {
            return Optional.empty(); // a flow without its structure is told as a broken reference
        }
    }

    private static List<String> dimensions(DataStructureView view) {
        return view.structure().dimensions().stream().map(Dimension::id).toList();
    }

    /** Ends a walk over rows at the first that lives. */
    private static final class FoundException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    private boolean holdsData(DatasetId dataset) {
        try {
            store.rowsAfter(dataset, 0, store.lastCommit().seq(), new RowConsumer() {
                @Override
                public void attributes(AttributeRow row) throws IOException {
                    found(row.deleted());
                }

                @Override
                public void series(SeriesRow row) throws IOException {
                    found(row.deleted());
                }

                private void found(boolean deleted) throws IOException {
                    if (!deleted) {
                        throw new FoundException();
                    }
                }
            });
            return false;
        } catch (FoundException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
