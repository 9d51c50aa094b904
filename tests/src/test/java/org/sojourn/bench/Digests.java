package org.sojourn.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes of bytes, for sides that must give the very same. */
final class Digests {

    private Digests() {}

    /** What is inside a stream. */
    interface Unpacking {
        InputStream of(InputStream packed) throws IOException;
    }

    static String of(Decoding.Writing writing) throws Exception {
        MessageDigest digest = sha();
        writing.to(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return text(digest);
    }

    static String of(InputStream in) throws IOException {
        MessageDigest digest = sha();
        in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return text(digest);
    }

    static String through(Decoding.Writing writing, Unpacking unpacking) throws Exception {
        String[] found = new String[1];
        Decoding.piped(writing, in -> found[0] = of(unpacking.of(in)));
        return found[0];
    }

    /** Both, for a line; throws where they differ. */
    static String same(String ours, String theirs) {
        if (!ours.equals(theirs)) {
            throw new IllegalStateException("the sides have given different bytes: SHA-256 " + ours + " and " + theirs);
        }
        return "SHA-256 " + ours + " / " + theirs;
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first eight bytes do to tell two apart. */
    private static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }
}
