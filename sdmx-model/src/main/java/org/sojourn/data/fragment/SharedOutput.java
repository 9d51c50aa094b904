package org.sojourn.data.fragment;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The stream to which both a format's own writer and fragments go: keeps their order. The writer hands over what it has
 * buffered before fragments are written; what fragments have buffered goes out by itself before the writer goes on.
 */
public final class SharedOutput extends OutputStream {

    private final OutputStream out;
    private final FragmentOutput fragments;

    /** @param out any stream; where it is a {@link GzipFragments}, fragments go to it as what they are */
    public SharedOutput(OutputStream out) {
        this.out = out;
        this.fragments = FragmentOutput.to(out);
    }

    FragmentOutput fragments() {
        return fragments;
    }

    @Override
    public void write(int b) throws IOException {
        fragments.drain();
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        fragments.drain();
        out.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
        fragments.drain();
        out.flush();
    }
}
