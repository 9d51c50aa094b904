package org.sojourn.data.fragment;

import java.io.IOException;
import java.io.OutputStream;
import org.sojourn.data.Decimals;

/** Copies fragments into a buffer, and the buffer into a stream. */
final class PlainFragments extends FragmentOutput {

    private static final int SIZE = 1 << 16;

    private final OutputStream out;
    private final byte[] buffer = new byte[SIZE];
    private int at;

    PlainFragments(OutputStream out) {
        this.out = out;
    }

    @Override
    void fragment(Fragment fragment, Fragment like) throws IOException {
        int length = fragment.length;
        if (length > SIZE - at) {
            drain();
            if (length > SIZE) {
                out.write(fragment.bytes, 0, length);
                return;
            }
        }
        System.arraycopy(fragment.bytes, 0, buffer, at, length);
        at += length;
    }

    @Override
    void number(long mantissa, int scale) throws IOException {
        if (Decimals.LONGEST > SIZE - at) {
            drain();
        }
        at = Decimals.put(buffer, at, mantissa, scale);
    }

    @Override
    void drain() throws IOException {
        if (at > 0) {
            out.write(buffer, 0, at);
            at = 0;
        }
    }
}
