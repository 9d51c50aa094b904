package org.sojourn.query;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** How much of each artefact a structure query wants. */
public enum StructureDetail {
    FULL("full"),
    /** Identification and names only, of everything. */
    ALL_STUBS("allstubs"),
    /** Identification and names only, of what is referenced. */
    REFERENCE_STUBS("referencestubs"),
    /** With descriptions and annotations, of everything. */
    ALL_COMPLETE_STUBS("allcompletestubs"),
    /** With descriptions and annotations, of what is referenced. */
    REFERENCE_COMPLETE_STUBS("referencecompletestubs"),
    /** Referenced item schemes are cut to the items that are used. */
    REFERENCE_PARTIAL("referencepartial"),
    /** As full, but code list extensions are not resolved (v2). */
    RAW("raw");

    private final String word;

    StructureDetail(String word) {
        this.word = word;
    }

    /** The word in the URL. */
    public String word() {
        return word;
    }

    static Optional<StructureDetail> named(String word) {
        return Arrays.stream(values()).filter(d -> d.word.equals(word)).findFirst();
    }

    static Stream<String> words() {
        return Arrays.stream(values()).map(StructureDetail::word);
    }
}
