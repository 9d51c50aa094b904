package org.sojourn.model;

/**
 * One statement that computes something.
 *
 * @param expression the right side of the statement
 * @param result what it is assigned to, the left side
 * @param persistent whether the result stays and other schemes may use it
 */
public record Transformation(Naming naming, String expression, String result, boolean persistent) implements Item {}
