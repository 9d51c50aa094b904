package org.sojourn.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short hash of everything an answer depends on: two equal fingerprints mean equal bytes. */
public final class Fingerprint {

    /** Raised whenever a writer writes the same data in other bytes. */
    private static final String WRITERS = "1";

    private Fingerprint() {}

    /** 32 hexadecimal digits over these parts in this order; safe in an ETag and, with a letter in front, as a message id. */
    public static String of(Object... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(WRITERS.getBytes(StandardCharsets.UTF_8));
            for (Object part : parts) {
                digest.update((byte) 0);
                digest.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
