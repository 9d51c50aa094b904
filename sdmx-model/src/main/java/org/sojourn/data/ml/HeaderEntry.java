package org.sojourn.data.ml;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.model.Dataflow;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * A Structure of the header of a message that is written.
 *
 * @param id to which data sets refer, unique in the message
 * @param asked the reference of the data sets that belong here
 * @param reference what the header names: with an exact version, a dataflow rather than its data structure
 * @param described what the schema of the data is of
 * @param prefix of the namespace of the schema of this structure
 */
record HeaderEntry(
        String id, Urn asked, Urn reference, Urn described, String pivot, String prefix, DataStructureView structure) {

    static HeaderEntry of(
            DatasetHeader dataset,
            DataStructureView view,
            String pivot,
            MlVersion version,
            Collection<HeaderEntry> others) {
        Urn reference = exact(dataset.reference(), view);
        String base = name(view.structure().id());
        Set<String> taken = others.stream().map(HeaderEntry::id).collect(Collectors.toSet());
        String id = base;
        for (int i = 2; taken.contains(id); i++) {
            id = base + "_" + i;
        }
        // Queries of 2.1's interface name a dataflow also where they ask for what one provider reported.
        Urn described =
                version == MlVersion.V2_1 ? view.dataflow().map(Dataflow::urn).orElse(reference) : reference;
        return new HeaderEntry(id, dataset.reference(), reference, described, pivot, "ns" + (others.size() + 1), view);
    }

    boolean serves(DatasetHeader dataset, DataStructureView view, String itsPivot) {
        return asked.equals(dataset.reference())
                && pivot.equals(itsPivot)
                && structure.structure().urn().equals(view.structure().urn());
    }

    /** The namespace of the schema that describes the data set. */
    String namespace() {
        return described + ":ObsLevelDim:" + pivot;
    }

    private static Urn exact(Urn asked, DataStructureView view) {
        if (asked.type() == ArtefactClass.PROVISION_AGREEMENT) {
            return asked;
        }
        Optional<Urn> flow = view.dataflow().map(Dataflow::urn);
        return flow.orElse(view.structure().urn());
    }

    /** An xs:ID: data structures may have ids that begin with a digit or hold characters that names may not. */
    private static String name(String id) {
        String safe = id.replaceAll("[^A-Za-z0-9_.-]", "_");
        return safe.isEmpty() || !(Character.isLetter(safe.charAt(0)) || safe.charAt(0) == '_') ? "_" + safe : safe;
    }
}
