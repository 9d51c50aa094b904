package org.sojourn.query;

import java.util.Optional;

/** A data or metadata provider by its id, with or without the agency in whose scheme it stands. */
public record ProviderReference(Optional<String> agency, String id) {

    public static ProviderReference of(String id) {
        return new ProviderReference(Optional.empty(), id);
    }

    public static ProviderReference of(String agency, String id) {
        return new ProviderReference(Optional.of(agency), id);
    }
}
