package org.sojourn.validation.domain;

import java.util.List;
import java.util.Map;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problem.Severity;

/**
 * A rule of the subject matter, as it was declared.
 *
 * @param id short and stable, such as {@code MIG010}
 * @param names what the rule demands, in a few words
 * @param finding the sentence told where data break it; figures stand in braces: {@code {total}}
 * @param advice what to do about it
 * @param when codes that a cell must have, by component; a trailing {@code *} stands for any end
 * @param unless codes that exempt a cell, by component
 */
public record DomainRule(
        String id,
        Severity severity,
        LocalisedText names,
        LocalisedText finding,
        LocalisedText advice,
        Map<String, List<String>> when,
        Map<String, List<String>> unless,
        Check check) {

    public DomainRule {
        when = Map.copyOf(when);
        unless = Map.copyOf(unless);
    }
}
