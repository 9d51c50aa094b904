package org.sojourn.index;

import java.util.OptionalLong;

/**
 * How many observations (or series, where only keys are wanted) of an answer are yet to be passed over and yet to be sent. One
 * page runs through all data sets of an answer.
 */
public final class Page {

    private long skip;
    private long left;

    /**
     * @param offset how many to pass over, from 0
     * @param limit how many to send; empty for all
     */
    public Page(long offset, OptionalLong limit) {
        this(offset, limit.orElse(Long.MAX_VALUE));
    }

    private Page(long skip, long left) {
        this.skip = skip;
        this.left = left;
    }

    /** The same state, to run ahead with. */
    Page copy() {
        return new Page(skip, left);
    }

    /** How many of what follows concern this page: those passed over and those sent. */
    long reach() {
        return left > Long.MAX_VALUE - skip ? Long.MAX_VALUE : skip + left;
    }

    /** True where nothing more is to be sent. */
    boolean done() {
        return left == 0;
    }

    /** True where nothing is passed over any more. */
    boolean open() {
        return skip == 0 && left > 0;
    }

    /** True where some of what follows, but not all, may be sent. */
    boolean cuts() {
        return skip > 0 || left != Long.MAX_VALUE;
    }

    /** Of {@code count} that come next, how many are passed over; they are counted as passed over. */
    int skip(int count) {
        int passed = (int) Math.min(skip, count);
        skip -= passed;
        return passed;
    }

    /** Of {@code count} that come next, how many are sent; they are counted as sent. */
    int take(int count) {
        int sent = (int) Math.min(left, count);
        if (left != Long.MAX_VALUE) {
            left -= sent;
        }
        return sent;
    }
}
