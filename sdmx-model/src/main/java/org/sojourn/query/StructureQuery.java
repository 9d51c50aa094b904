package org.sojourn.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.VersionPattern;

/**
 * A query for structures.
 *
 * @param agencies agencies of the artefacts, dotted where nested; empty for any
 * @param ids ids of the artefacts; empty for any
 * @param versions any of these; never empty
 * @param items ids of items, nested ones as dotted paths; empty for whole artefacts
 * @param asOf the state at this moment; empty for now
 */
public record StructureQuery(
        StructureResource resource,
        List<String> agencies,
        List<String> ids,
        List<VersionPattern> versions,
        List<String> items,
        StructureDetail detail,
        References references,
        Optional<Instant> asOf,
        Visibility visibility)
        implements Query {

    public StructureQuery {
        agencies = List.copyOf(agencies);
        ids = List.copyOf(ids);
        versions = List.copyOf(versions);
        items = List.copyOf(items);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a structure query needs a version, if only '*'");
        }
    }

    /** Artefacts in full and without neighbours, the newest version whatever its status. */
    public static StructureQuery of(StructureResource resource) {
        return new StructureQuery(
                resource,
                List.of(),
                List.of(),
                List.of(VersionPattern.NEWEST),
                List.of(),
                StructureDetail.FULL,
                References.NONE,
                Optional.empty(),
                Visibility.PUBLIC);
    }

    /** One artefact in full and without neighbours. */
    public static StructureQuery of(StructureResource resource, String agency, String id, VersionPattern version) {
        return of(resource).artefacts(List.of(agency), List.of(id), List.of(version));
    }

    public StructureQuery artefacts(List<String> agencies, List<String> ids, List<VersionPattern> versions) {
        return new StructureQuery(resource, agencies, ids, versions, items, detail, references, asOf, visibility);
    }

    public StructureQuery withItems(List<String> other) {
        return new StructureQuery(resource, agencies, ids, versions, other, detail, references, asOf, visibility);
    }

    /** The same, told in another detail and with other neighbours. */
    public StructureQuery showing(StructureDetail shown, References neighbours) {
        return new StructureQuery(resource, agencies, ids, versions, items, shown, neighbours, asOf, visibility);
    }

    public StructureQuery withAsOf(Optional<Instant> other) {
        return new StructureQuery(resource, agencies, ids, versions, items, detail, references, other, visibility);
    }

    @Override
    public StructureQuery withVisibility(Visibility other) {
        return new StructureQuery(resource, agencies, ids, versions, items, detail, references, asOf, other);
    }
}
