package org.sojourn.validation.domain;

import java.util.Arrays;

/** The figures of one series, packed: period, value (NaN where it is missing), place in the message. */
final class Column {

    private int[] periods = new int[4];
    private double[] values = new double[4];
    private long[] positions = new long[4];
    private int size;

    /** @param position of the figure in the message; a test may turn its sign to set figures apart */
    void add(int period, double value, long position) {
        if (size == periods.length) {
            int grown = size + (size >> 1) + 4;
            periods = Arrays.copyOf(periods, grown);
            values = Arrays.copyOf(values, grown);
            positions = Arrays.copyOf(positions, grown);
        }
        periods[size] = period;
        values[size] = value;
        positions[size] = position;
        size++;
    }

    int size() {
        return size;
    }

    int period(int i) {
        return periods[i];
    }

    double value(int i) {
        return values[i];
    }

    long position(int i) {
        return positions[i];
    }

    /** Where the period is; -1 where it is not. */
    int find(int period) {
        for (int i = 0; i < size; i++) {
            if (periods[i] == period) {
                return i;
            }
        }
        return -1;
    }
}
