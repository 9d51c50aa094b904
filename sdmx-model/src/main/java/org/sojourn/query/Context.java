package org.sojourn.query;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The kind of artefact by which a data query names its data; v1 always speaks of dataflows. */
public enum Context {
    ANY("*"),
    DATA_STRUCTURE("datastructure"),
    DATAFLOW("dataflow"),
    PROVISION_AGREEMENT("provisionagreement");

    private final String word;

    Context(String word) {
        this.word = word;
    }

    /** The word in v2 paths. */
    public String word() {
        return word;
    }

    /** The context of this word. */
    public static Optional<Context> named(String word) {
        return Arrays.stream(values()).filter(c -> c.word.equals(word)).findFirst();
    }

    static Stream<String> words() {
        return Arrays.stream(values()).map(Context::word);
    }
}
