package org.sojourn.data.fragment;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Decimals;

/** Copies fragments into a buffer, and the buffer into a stream. */
final class PlainFragments extends FragmentOutput {

    /** The buffer at first, and at the most: an answer whose size is not known must cost little if it is short. */
    private static final int SMALL = 1 << 12;

    private static final int LARGE = 1 << 17;

    /** How many times larger the next buffer is. */
    private static final int GROWTH = 8;

    /** Room for a number and for what {@link Fragment#put} writes too much. */
    private static final int MARGIN = Decimals.LONGEST + Fragment.AT_ONCE;

    private final OutputStream out;
    private byte[] buffer = new byte[SMALL];
    private int at;

    PlainFragments(OutputStream out) {
        this.out = out;
    }

    @Override
    void fragment(Fragment fragment) throws IOException {
        copy(fragment.bytes, fragment.length());
    }

    @Override
    void lead(Lead lead) throws IOException {
        copy(lead.bytes(), lead.length());
        lead.written();
    }

    private void copy(byte[] bytes, int length) throws IOException {
        if (length > buffer.length - at) {
            full();
            if (length > buffer.length) {
                out.write(bytes, 0, length);
                return;
            }
        }
        System.arraycopy(bytes, 0, buffer, at, length);
        at += length;
    }

    @Override
    void number(long mantissa, int scale) throws IOException {
        if (Decimals.LONGEST > buffer.length - at) {
            full();
        }
        at = Decimals.put(buffer, at, mantissa, scale);
    }

    @Override
    void elements(long[] mantissas, byte[] scales, Fragment[] after, int from, int to) throws IOException {
        byte[] into = buffer;
        int end = at;
        for (int i = from; i < to; i++) {
            Fragment text = after[i];
            if (text.length() + MARGIN > into.length - end) {
                at = end;
                number(mantissas[i], scales[i]);
                fragment(text);
                into = buffer;
                end = at;
                continue;
            }
            end = text.put(into, Decimals.put(into, end, mantissas[i], scales[i]));
        }
        at = end;
    }

    @Override
    void rows(Lead lead, Fragment[] before, long[] mantissas, byte[] scales, Fragment[] after, int size)
            throws IOException {
        byte[] begin = lead.bytes();
        int beginLength = lead.length();
        byte[] into = buffer;
        int end = at;
        for (int i = 0; i < size; i++) {
            Fragment first = before[i];
            Fragment last = after[i];
            if (beginLength + first.length() + last.length() + MARGIN > into.length - end) {
                at = end;
                row(i > 0 ? lead : null, before[i], mantissas[i], scales[i], after[i]);
                into = buffer;
                end = at;
                continue;
            }
            if (i > 0) {
                System.arraycopy(begin, 0, into, end, beginLength);
                end += beginLength;
            }
            end = first.put(into, end);
            end = Decimals.put(into, end, mantissas[i], scales[i]);
            end = last.put(into, end);
        }
        at = end;
    }

    private void row(@Nullable Lead lead, Fragment before, long mantissa, int scale, Fragment after)
            throws IOException {
        if (lead != null) {
            lead(lead);
        }
        fragment(before);
        number(mantissa, scale);
        fragment(after);
    }

    private void full() throws IOException {
        drain();
        if (buffer.length < LARGE) {
            buffer = new byte[Math.min(LARGE, buffer.length * GROWTH)];
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
