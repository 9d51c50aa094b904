package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * Rules for checking and adding up, which transformations name.
 *
 * @param vtlMappingScheme names for SDMX artefacts in the rules
 */
public record RulesetScheme(
        Maintenance maintenance,
        boolean partial,
        Optional<String> vtlVersion,
        List<Ruleset> items,
        Optional<Urn> vtlMappingScheme)
        implements VtlScheme<Ruleset> {
    public RulesetScheme {
        items = List.copyOf(items);
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.RULESET_SCHEME;
    }

    @Override
    public ArtefactClass itemType() {
        return ArtefactClass.RULESET;
    }

    @Override
    public RulesetScheme with(Maintenance other, boolean cut, List<Ruleset> those) {
        return new RulesetScheme(other, cut, vtlVersion, those, vtlMappingScheme);
    }
}
