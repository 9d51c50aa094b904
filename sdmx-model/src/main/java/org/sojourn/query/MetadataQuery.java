package org.sojourn.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.VersionPattern;

/** A query for reference metadata, in one of the three ways of v2 or by a metadataflow in the way of v1. */
public sealed interface MetadataQuery extends Query {

    /** Metadata sets by their own identity; lists are empty for any, {@code versions} never is. */
    record BySet(
            List<String> providers,
            List<String> ids,
            List<VersionPattern> versions,
            boolean stubs,
            Optional<Instant> asOf,
            Visibility visibility)
            implements MetadataQuery {
        public BySet {
            providers = List.copyOf(providers);
            ids = List.copyOf(ids);
            versions = List.copyOf(versions);
        }

        @Override
        public BySet withVisibility(Visibility other) {
            return new BySet(providers, ids, versions, stubs, asOf, other);
        }
    }

    /**
     * Metadata sets of metadataflows; lists are empty for any, {@code versions} never is.
     *
     * @param keys v1: keys of what the metadata speak of
     * @param updatedAfter v1: only what changed after this moment
     */
    record ByFlow(
            List<String> agencies,
            List<String> ids,
            List<VersionPattern> versions,
            List<ProviderReference> providers,
            List<KeyFilter> keys,
            Optional<Instant> updatedAfter,
            boolean stubs,
            Optional<Instant> asOf,
            Visibility visibility)
            implements MetadataQuery {
        public ByFlow {
            agencies = List.copyOf(agencies);
            ids = List.copyOf(ids);
            versions = List.copyOf(versions);
            providers = List.copyOf(providers);
            keys = List.copyOf(keys);
        }

        @Override
        public ByFlow withVisibility(Visibility other) {
            return new ByFlow(agencies, ids, versions, providers, keys, updatedAfter, stubs, asOf, other);
        }
    }

    /** Metadata sets reported against structures; lists are empty for any, {@code versions} never is. */
    record ByStructure(
            StructureResource resource,
            List<String> agencies,
            List<String> ids,
            List<VersionPattern> versions,
            boolean stubs,
            Optional<Instant> asOf,
            Visibility visibility)
            implements MetadataQuery {
        public ByStructure {
            agencies = List.copyOf(agencies);
            ids = List.copyOf(ids);
            versions = List.copyOf(versions);
        }

        @Override
        public ByStructure withVisibility(Visibility other) {
            return new ByStructure(resource, agencies, ids, versions, stubs, asOf, other);
        }
    }

    /** True where identification and names of the metadata sets are enough ({@code detail=allstubs}). */
    boolean stubs();

    @Override
    MetadataQuery withVisibility(Visibility other);
}
