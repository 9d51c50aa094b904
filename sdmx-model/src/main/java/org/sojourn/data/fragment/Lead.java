package org.sojourn.data.fragment;

import java.util.Arrays;

/**
 * What stands in front of a series, or of each of its rows: fragments one after the other, kept as one text. From one series to
 * the next most of them stay, and only what comes after the first that does not is put together again.
 */
final class Lead {

    private final Fragment[] parts;

    /** Where each part begins, and where the last one ends. */
    private final int[] starts;

    /** Checksums of the text up to the beginning of each part, as far as they are {@link #summed}. */
    private final int[] sums;

    private byte[] bytes = new byte[256];
    private int changed;
    private int summed;

    /** Where the next part that is replaced stood before. */
    private int oldStart;

    /** Where in the plain text it stood last. */
    long last = Fragment.NEVER;

    Lead(int size) {
        parts = new Fragment[size];
        Place nowhere = new Place();
        Arrays.fill(parts, nowhere.last);
        starts = new int[size + 1];
        sums = new int[size + 1];
    }

    /** Puts a part in its place; parts are put in order. */
    @SuppressWarnings("ReferenceEquality") // a fragment of a place is one object
    void put(int part, Fragment fragment) {
        Fragment old = parts[part];
        if (part < changed) {
            if (old == fragment) {
                return;
            }
            changed = part;
            summed = Math.min(summed, part);
            oldStart = starts[part];
        }
        if (last >= 0) { // it stood there as part of the whole
            old.last = Math.max(old.last, last + oldStart);
        }
        oldStart += old.length();
        parts[part] = fragment;
        int start = starts[part];
        int end = start + fragment.length();
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, end * 2);
        }
        System.arraycopy(fragment.bytes, 0, bytes, start, fragment.length());
        starts[part + 1] = end;
    }

    /** Says that it stands in the text as it is: all of it is then unchanged. */
    void written() {
        changed = parts.length;
    }

    /** How many parts, from the first on, are those that stand in the text already. */
    int unchanged() {
        return changed;
    }

    int size() {
        return parts.length;
    }

    Fragment part(int part) {
        return parts[part];
    }

    int start(int part) {
        return starts[part];
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return starts[parts.length];
    }

    /** The checksum of the whole; only for one shorter than {@link Checksum#LONGEST}. */
    int checksum() {
        for (int i = summed; i < parts.length; i++) {
            if (!parts[i].summed()) {
                throw new IllegalStateException("a part is longer than the whole");
            }
            sums[i + 1] = Checksum.append(sums[i], parts[i].shift, parts[i].checksum);
        }
        summed = parts.length;
        return sums[parts.length];
    }
}
