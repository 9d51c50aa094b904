package org.sojourn.model;

/** An operator, defined by a statement of the language. */
public record UserDefinedOperator(Naming naming, String definition) implements Item {}
