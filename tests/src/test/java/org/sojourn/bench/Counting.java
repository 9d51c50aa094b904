package org.sojourn.bench;

import java.io.OutputStream;

/** Takes bytes and keeps how many they were. */
final class Counting extends OutputStream {

    private long count;

    long count() {
        return count;
    }

    @Override
    public void write(int b) {
        count++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        count += length;
    }
}
