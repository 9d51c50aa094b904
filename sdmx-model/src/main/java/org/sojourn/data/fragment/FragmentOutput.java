package org.sojourn.data.fragment;

import java.io.IOException;
import java.io.OutputStream;

/** Where fragments and numbers go, one after the other. */
abstract class FragmentOutput {

    /**
     * Writes a fragment.
     *
     * @param like what stood in the same place last time: where the fragment itself is new, it will look much like that
     */
    abstract void fragment(Fragment fragment, Fragment like) throws IOException;

    /** False for a fragment that is better written in the parts it is made of, which occur more often. */
    boolean prefersWhole(Fragment fragment) {
        return true;
    }

    /** Writes a number as plain decimals. */
    abstract void number(long mantissa, int scale) throws IOException;

    /** Puts everything into the stream, so that others may write to it. */
    abstract void drain() throws IOException;

    /** Plain bytes to any stream; to a {@link GzipFragments} what it needs to compress without looking. */
    static FragmentOutput to(OutputStream out) {
        return out instanceof GzipFragments gzip ? gzip.fragments() : new PlainFragments(out);
    }
}
