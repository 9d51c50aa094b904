package org.sojourn.model;

import java.util.Optional;

/**
 * How a scalar type of the language becomes a data type.
 *
 * @param dataType a data type of SDMX, or any other by name
 * @param literalFormat how literals are written, where not as {@code outputFormat} says
 * @param nullValue what is written for a value that is not there
 */
public record CustomType(
        Naming naming,
        String vtlScalarType,
        String dataType,
        Optional<String> literalFormat,
        Optional<String> outputFormat,
        Optional<String> nullValue)
        implements Item {}
