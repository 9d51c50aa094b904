package org.sojourn.data.fragment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A piece of text that an answer holds many times, as bytes. Belongs to one answer: gzip keeps here where it stood last. */
final class Fragment {

    static final long NEVER = Long.MIN_VALUE / 2;

    final byte[] bytes;
    final Place place;

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
        this.place = place;
        this.bytes = bytes;
        this.first = null;
        this.second = null;
    }

    private Fragment(Place place, Fragment first, Fragment second) {
        this.place = place;
        this.bytes = new byte[first.bytes.length + second.bytes.length];
        System.arraycopy(first.bytes, 0, bytes, 0, first.bytes.length);
        System.arraycopy(second.bytes, 0, bytes, first.bytes.length, second.bytes.length);
        this.first = first;
        this.second = second;
    }

    static Fragment of(Place place, Fragment first, Fragment second) {
        return new Fragment(place, first, second);
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
