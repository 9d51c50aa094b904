package org.sojourn.data.fragment;

import java.io.IOException;
import java.io.OutputStream;

/** Where fragments and numbers go, one after the other. */
abstract class FragmentOutput {

    /** Writes a fragment. */
    abstract void fragment(Fragment fragment) throws IOException;

    /** Writes the whole of a lead. */
    abstract void lead(Lead lead) throws IOException;

    /** Writes a number as plain decimals. */
    abstract void number(long mantissa, int scale) throws IOException;

    /** Writes numbers, each with the fragment that comes after it. */
    abstract void elements(long[] mantissas, byte[] scales, Fragment[] after, int from, int to) throws IOException;

    /** Writes rows: the lead, a fragment, the number and the fragment after it; the lead of the first row is there already. */
    abstract void rows(Lead lead, Fragment[] before, long[] mantissas, byte[] scales, Fragment[] after, int size)
            throws IOException;

    /** Puts everything into the stream, so that others may write to it. */
    abstract void drain() throws IOException;

    /** Plain bytes to any stream; to a {@link GzipFragments} what it needs to compress without looking. */
    static FragmentOutput to(OutputStream out) {
        return out instanceof GzipFragments gzip ? gzip.fragments() : new PlainFragments(out);
    }
}
