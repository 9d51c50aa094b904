package org.sojourn.service;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.StructureLookup;
import org.sojourn.model.Dataflow;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.store.DatasetId;
import org.sojourn.structure.Catalogue;

/**
 * Which dataflow and agreement uploaded data belong to. A message that names only a data structure belongs to the flow the
 * sender names beside it, else to the one flow that uses the structure. A message that names a flow and a provider belongs to
 * their agreement, and where there are several, to the one that has data; one that names no provider, as SDMX-JSON cannot, to
 * the flow's agreement where there is only one, and the report says so; but where data of the flow are stored under no
 * agreement, or there are several agreements, under none.
 */
final class DatasetNames implements StructureLookup {

    private final Supplier<Catalogue> catalogue;
    private final Predicate<DatasetId> stored;
    private final Optional<Urn> dataflow;
    private final Problems problems;
    private final Set<String> told = new HashSet<>();

    /** @param stored whether there is such a data set */
    DatasetNames(
            Supplier<Catalogue> catalogue, Predicate<DatasetId> stored, Optional<Urn> dataflow, Problems problems) {
        this.catalogue = catalogue;
        this.stored = stored;
        this.dataflow = dataflow;
        this.problems = problems;
    }

    @Override
    public DataStructureView find(Urn reference) {
        Catalogue now = catalogue.get();
        if (reference.type() != ArtefactClass.DATA_STRUCTURE) {
            return now.find(reference);
        }
        if (dataflow.isPresent()) {
            return now.find(dataflow.get());
        }
        DataStructureView view = now.find(reference);
        List<Dataflow> flows = now.dataflowsOf(view.structure());
        if (flows.size() != 1) {
            String structure = view.structure().urn().shortForm();
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    "Which dataflow?",
                    flows.isEmpty()
                            ? "the message names only the data structure " + structure
                                    + ", which no dataflow uses; upload a dataflow first"
                            : "the message names only the data structure " + structure
                                    + ", which several dataflows use; say which with ?dataflow=AGENCY:ID(VERSION), one of "
                                    + flows.stream()
                                            .map(flow -> flow.urn().shortForm())
                                            .collect(Collectors.joining(", ")));
        }
        return now.find(flows.getFirst().urn());
    }

    /** The data set that takes the data. */
    DatasetId of(DatasetHeader header, DataStructureView structure) {
        Dataflow flow = structure
                .dataflow()
                .orElseThrow(() -> new SdmxException(
                        SdmxException.Kind.SEMANTIC,
                        header.reference().shortForm() + " belongs to no dataflow; data are stored under a dataflow"));
        Catalogue now = catalogue.get();
        if (header.reference().type() == ArtefactClass.PROVISION_AGREEMENT) {
            return now.resolve(header.reference(), ProvisionAgreement.class)
                    .map(agreement -> DatasetId.of(flow, agreement))
                    .orElseGet(() -> DatasetId.of(flow));
        }
        List<ProvisionAgreement> agreements = agreements(now, flow, header.dataProvider());
        if (header.dataProvider().isPresent()) {
            return ofProvider(flow, header.dataProvider().get(), agreements);
        }
        DatasetId underNone = DatasetId.of(flow);
        if (agreements.size() > 1) {
            told(
                    "agreement-unnamed",
                    "the message names neither provider nor agreement; its data were taken under none, beside "
                            + names(agreements));
        }
        if (agreements.size() != 1 || stored.test(underNone)) {
            return underNone;
        }
        told(
                "agreement-supposed",
                "the message names no provider; its data were taken under " + names(agreements)
                        + ", the only provision agreement of " + flow.urn().shortForm());
        return DatasetId.of(flow, agreements.getFirst());
    }

    private DatasetId ofProvider(Dataflow flow, Urn provider, List<ProvisionAgreement> agreements) {
        if (agreements.isEmpty()) {
            told(
                    "agreement-unknown",
                    provider.item() + " has no provision agreement for "
                            + flow.urn().shortForm() + "; its data were taken under none");
            return DatasetId.of(flow);
        }
        if (agreements.size() == 1) {
            return DatasetId.of(flow, agreements.getFirst());
        }
        List<ProvisionAgreement> used = agreements.stream()
                .filter(agreement -> stored.test(DatasetId.of(flow, agreement)))
                .toList();
        if (used.size() != 1) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    "Which provision agreement?",
                    "the message names the provider " + provider.item() + ", who reports "
                            + flow.urn().shortForm() + " under several agreements; name one of them as the structure of"
                            + " the data instead of the dataflow: " + names(agreements));
        }
        told(
                "agreement-supposed",
                provider.item() + " reports " + flow.urn().shortForm()
                        + " under several agreements; the data were taken under " + names(used)
                        + ", the only one that has data");
        return DatasetId.of(flow, used.getFirst());
    }

    private void told(String rule, String message) {
        if (told.add(message)) { // a message may come back to a data set many times
            problems.add(Problem.info(rule, Location.UNKNOWN, message));
        }
    }

    private static String names(List<ProvisionAgreement> agreements) {
        return agreements.stream().map(a -> a.urn().shortForm()).collect(Collectors.joining(", "));
    }

    /** The agreements under which data of a flow may be reported, by one provider or all. */
    static List<ProvisionAgreement> agreements(Catalogue catalogue, Dataflow flow, Optional<Urn> provider) {
        return catalogue
                .artefacts()
                .filter(ProvisionAgreement.class::isInstance)
                .map(ProvisionAgreement.class::cast)
                .filter(a -> a.flow()
                        .flatMap(catalogue::resolve)
                        .filter(flow::equals)
                        .isPresent())
                .filter(a -> provider.isEmpty()
                        || a.dataProvider()
                                .filter(p -> p.agency().equals(provider.get().agency())
                                        && p.item().equals(provider.get().item()))
                                .isPresent())
                .toList();
    }

    /** Reads {@code AGENCY:ID(VERSION)}, {@code AGENCY,ID,VERSION}, {@code AGENCY:ID} or a URN. */
    static Urn dataflow(String text) {
        try {
            if (text.startsWith("urn:")) {
                return Urn.parse(text);
            }
            String[] parts = text.split("[,:()]", -1);
            if (parts.length >= 2) {
                return Urn.of(ArtefactClass.DATAFLOW, parts[0], parts[1], parts.length > 2 ? parts[2] : "");
            }
        } catch (IllegalArgumentException e) {
            throw wrongFlow(text, e);
        }
        throw wrongFlow(text, null);
    }

    private static SdmxException wrongFlow(String text, @org.jspecify.annotations.Nullable Throwable cause) {
        return new SdmxException(
                SdmxException.Kind.SYNTAX,
                SdmxException.Kind.SYNTAX.title(),
                "dataflow '" + text + "' is no reference; expected AGENCY:ID(VERSION) or AGENCY,ID,VERSION",
                cause);
    }
}
