package org.sojourn.data.fragment;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A piece of text that an answer holds many times, as bytes. Belongs to one answer: gzip keeps here where it stood last. */
final class Fragment {

    static final long NEVER = Long.MIN_VALUE / 2;

    /** Bytes that are copied at once, whether a fragment has so many or not. */
    static final int AT_ONCE = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    final byte[] bytes;
    final Place place;

    /** The first {@link #AT_ONCE} bytes, zeros where there are fewer. */
    private final long head;

    private final long headEnd;

    /** Where this is two fragments that follow each other, these; they may occur more often than both together. */
    final @Nullable Fragment first;

    final @Nullable Fragment second;

    /** What appending the bytes does to a checksum, and the checksum of the bytes alone, once somebody has asked. */
    int[] shift = Checksum.UNKNOWN;

    int checksum;

    /** Where in the plain text it stood last. */
    long last = NEVER;

    /** With which other fragment of its place it was compared, and how many bytes both begin with. */
    private @Nullable Fragment compared;

    private int shared;

    Fragment(Place place, byte[] bytes) {
        this(place, bytes, null, null);
    }

    private Fragment(Place place, byte[] bytes, @Nullable Fragment first, @Nullable Fragment second) {
        this.place = place;
        this.bytes = bytes;
        this.first = first;
        this.second = second;
        byte[] begin = Arrays.copyOf(bytes, AT_ONCE);
        this.head = (long) LONG.get(begin, 0);
        this.headEnd = (long) LONG.get(begin, Long.BYTES);
    }

    static Fragment of(Place place, Fragment first, Fragment second) {
        byte[] both = Arrays.copyOf(first.bytes, first.bytes.length + second.bytes.length);
        System.arraycopy(second.bytes, 0, both, first.bytes.length, second.bytes.length);
        return new Fragment(place, both, first, second);
    }

    /** Copies the bytes and returns where they end; {@link #AT_ONCE} bytes more than their number must be free. */
    int put(byte[] into, int from) {
        int length = bytes.length;
        if (length <= AT_ONCE) { // in fewer steps than the JDK needs to find out how to copy
            LONG.set(into, from, head);
            LONG.set(into, from + Long.BYTES, headEnd);
        } else {
            System.arraycopy(bytes, 0, into, from, length);
        }
        return from + length;
    }

    int length() {
        return bytes.length;
    }

    /** Makes sure that the checksum is known; false for a fragment that is too long to be summed as a piece. */
    boolean summed() {
        if (shift.length > 0) {
            return true;
        }
        if (bytes.length >= Checksum.LONGEST) {
            return false;
        }
        checksum = Checksum.update(0, bytes, 0, bytes.length);
        shift = Checksum.shift(bytes.length);
        return true;
    }

    /** How many bytes this and the other begin with; the other is the same most times. */
    int shared(Fragment other) {
        if (compared != other) {
            int mismatch = Arrays.mismatch(bytes, other.bytes);
            shared = mismatch < 0 ? bytes.length : mismatch;
            compared = other;
        }
        return shared;
    }
}
