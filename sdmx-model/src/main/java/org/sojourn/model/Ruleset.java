package org.sojourn.model;

/**
 * A set of rules.
 *
 * @param definition the statement that defines it
 * @param type {@code datapoint} or {@code hierarchical} in VTL 2.0
 * @param scope {@code valuedomain} or {@code variable} in VTL 2.0
 */
public record Ruleset(Naming naming, String definition, String type, String scope) implements Item {}
