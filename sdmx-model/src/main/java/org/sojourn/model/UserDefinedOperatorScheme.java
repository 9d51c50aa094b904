package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * Operators defined in the language itself.
 *
 * @param vtlMappingScheme names for SDMX artefacts in the definitions
 * @param rulesetSchemes rulesets that the definitions use
 */
public record UserDefinedOperatorScheme(
        Maintenance maintenance,
        boolean partial,
        Optional<String> vtlVersion,
        List<UserDefinedOperator> items,
        Optional<Urn> vtlMappingScheme,
        List<Urn> rulesetSchemes)
        implements VtlScheme<UserDefinedOperator> {
    public UserDefinedOperatorScheme {
        items = List.copyOf(items);
        rulesetSchemes = List.copyOf(rulesetSchemes);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.USER_DEFINED_OPERATOR_SCHEME;
    }

    @Override
    public ArtefactClass itemType() {
        return ArtefactClass.USER_DEFINED_OPERATOR;
    }

    @Override
    public UserDefinedOperatorScheme with(Maintenance other, boolean cut, List<UserDefinedOperator> those) {
        return new UserDefinedOperatorScheme(other, cut, vtlVersion, those, vtlMappingScheme, rulesetSchemes);
    }
}
