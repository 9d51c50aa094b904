package org.sojourn.data.fragment;

/** A piece of text that an answer holds many times, as bytes. Belongs to one answer: gzip keeps here where it stood last. */
final class Fragment {

    static final Fragment EMPTY = new Fragment(new byte[0]);

    private static final long NEVER = Long.MIN_VALUE / 2;

    byte[] bytes;
    int length;

    /** What appending the bytes does to a checksum, and the checksum of the bytes alone, once somebody has asked. */
    int[] shift = Checksum.UNKNOWN;

    int checksum;

    /** Where in the plain text it stood last. */
    long last = NEVER;

    Fragment(byte[] bytes) {
        this.bytes = bytes;
        this.length = bytes.length;
    }

    /** Takes other content. */
    void set(byte[] content, int size) {
        bytes = content;
        length = size;
        shift = Checksum.UNKNOWN;
        last = NEVER;
    }

    static Fragment of(Fragment a, Fragment b) {
        byte[] both = new byte[a.length + b.length];
        System.arraycopy(a.bytes, 0, both, 0, a.length);
        System.arraycopy(b.bytes, 0, both, a.length, b.length);
        return new Fragment(both);
    }
}
