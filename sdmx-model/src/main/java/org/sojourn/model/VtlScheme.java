package org.sojourn.model;

import java.util.Optional;

/** A scheme of statements in the Validation and Transformation Language. */
public sealed interface VtlScheme<I extends Item> extends ItemScheme<I>
        permits TransformationScheme,
                RulesetScheme,
                UserDefinedOperatorScheme,
                CustomTypeScheme,
                NamePersonalisationScheme {

    /** The version of the language; every format of SDMX-ML wants it said. */
    Optional<String> vtlVersion();
}
