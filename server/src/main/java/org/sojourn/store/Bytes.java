package org.sojourn.store;

import java.util.Arrays;

/** An array of bytes that is compared by content; nobody changes it. */
record Bytes(byte[] array) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes b && Arrays.equals(array, b.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }
}
