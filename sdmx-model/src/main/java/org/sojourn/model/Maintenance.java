package org.sojourn.model;

import java.util.Optional;
import org.sojourn.model.ref.Version;

/**
 * What every maintainable artefact carries besides its content.
 *
 * <p>{@code validFrom} and {@code validTo} are kept in the form they were given (xs:dateTime with or without offset, or a
 * bare date). {@code finalFlag} is 2.1's {@code isFinal}, empty where none was said; 3.x has semantic versions instead.
 * {@code partialLanguage} is 3.1's {@code isPartialLanguage}.
 */
public record Maintenance(
        Naming naming,
        String agency,
        Version version,
        Optional<Boolean> finalFlag,
        Optional<String> validFrom,
        Optional<String> validTo,
        boolean externalReference,
        Optional<String> serviceUrl,
        Optional<String> structureUrl,
        boolean partialLanguage) {

    /** The usual case: identity and names, nothing else said. */
    public static Maintenance of(String agency, Version version, Naming naming) {
        return new Maintenance(
                naming,
                agency,
                version,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** The same under another naming. */
    public Maintenance with(Naming other) {
        return new Maintenance(
                other,
                agency,
                version,
                finalFlag,
                validFrom,
                validTo,
                externalReference,
                serviceUrl,
                structureUrl,
                partialLanguage);
    }

    public String id() {
        return naming.id();
    }
}
