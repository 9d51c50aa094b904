package org.sojourn.tests.fuzz;

/** The door of the fuzzer: {@code tests/fuzz/run} names the parser by a system property. */
public final class Fuzz {

    private static final FuzzTarget TARGET = FuzzTarget.named(System.getProperty("sojourn.fuzz"));

    private Fuzz() {}

    /** Takes one input from the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.run(input);
    }
}
