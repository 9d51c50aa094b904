package org.sojourn.query;

/** One comparison with the value of a component. */
public record Condition(Operator operator, String value) {

    public static Condition equal(String value) {
        return new Condition(Operator.EQUAL, value);
    }
}
