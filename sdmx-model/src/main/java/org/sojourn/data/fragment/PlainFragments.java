package org.sojourn.data.fragment;

import java.io.IOException;
import java.io.OutputStream;
import org.sojourn.data.Decimals;

/** Copies fragments into a buffer, and the buffer into a stream. */
final class PlainFragments extends FragmentOutput {

    /** The buffer at first, and once it was full. */
    private static final int SMALL = 1 << 12;

    private static final int LARGE = 1 << 16;

    private final OutputStream out;
    private byte[] buffer = new byte[SMALL];
    private int at;

    PlainFragments(OutputStream out) {
        this.out = out;
    }

    @Override
    void fragment(Fragment fragment, Fragment like) throws IOException {
        int length = fragment.length;
        if (length > buffer.length - at) {
            full();
            if (length > buffer.length) {
                out.write(fragment.bytes, 0, length);
                return;
            }
        }
        System.arraycopy(fragment.bytes, 0, buffer, at, length);
        at += length;
    }

    @Override
    void number(long mantissa, int scale) throws IOException {
        if (Decimals.LONGEST > buffer.length - at) {
            full();
        }
        at = Decimals.put(buffer, at, mantissa, scale);
    }

    private void full() throws IOException {
        drain();
        if (buffer.length < LARGE) {
            buffer = new byte[LARGE];
        }
    }

    @Override
    void drain() throws IOException {
        if (at > 0) {
            out.write(buffer, 0, at);
            at = 0;
        }
    }
}
