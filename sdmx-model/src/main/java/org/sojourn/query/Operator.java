package org.sojourn.query;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** How v2's {@code c[...]} compares. */
public enum Operator {
    EQUAL("eq"),
    NOT_EQUAL("ne"),
    LESS("lt"),
    LESS_OR_EQUAL("le"),
    GREATER("gt"),
    GREATER_OR_EQUAL("ge"),
    CONTAINS("co"),
    NOT_CONTAINS("nc"),
    STARTS_WITH("sw"),
    ENDS_WITH("ew");

    private final String word;

    Operator(String word) {
        this.word = word;
    }

    /** The two letters of the URL. */
    public String word() {
        return word;
    }

    /** The operator of these two letters. */
    public static Optional<Operator> named(String word) {
        return Arrays.stream(values()).filter(o -> o.word.equals(word)).findFirst();
    }

    static Stream<String> words() {
        return Arrays.stream(values()).map(Operator::word);
    }
}
