package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * Transformations that are run together, in order.
 *
 * @param vtlMappingScheme names for SDMX artefacts in the statements
 * @param namePersonalisationScheme other names for what the language names
 * @param customTypeScheme how types of the language become data types
 * @param rulesetSchemes rulesets that the statements use
 * @param userDefinedOperatorSchemes operators that the statements use
 */
public record TransformationScheme(
        Maintenance maintenance,
        boolean partial,
        Optional<String> vtlVersion,
        List<Transformation> items,
        Optional<Urn> vtlMappingScheme,
        Optional<Urn> namePersonalisationScheme,
        Optional<Urn> customTypeScheme,
        List<Urn> rulesetSchemes,
        List<Urn> userDefinedOperatorSchemes)
        implements VtlScheme<Transformation> {
    public TransformationScheme {
        items = List.copyOf(items);
        rulesetSchemes = List.copyOf(rulesetSchemes);
        userDefinedOperatorSchemes = List.copyOf(userDefinedOperatorSchemes);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.TRANSFORMATION_SCHEME;
    }

    @Override
    public ArtefactClass itemType() {
        return ArtefactClass.TRANSFORMATION;
    }

    @Override
    public TransformationScheme with(Maintenance other, boolean cut, List<Transformation> those) {
        return new TransformationScheme(
                other,
                cut,
                vtlVersion,
                those,
                vtlMappingScheme,
                namePersonalisationScheme,
                customTypeScheme,
                rulesetSchemes,
                userDefinedOperatorSchemes);
    }
}
