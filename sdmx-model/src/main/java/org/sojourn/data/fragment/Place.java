package org.sojourn.data.fragment;

/** A place in a text where one of several fragments stands each time, as the code of one dimension does. */
final class Place {

    /** What stood there last, as far as somebody keeps it: what comes next will look much like it. */
    Fragment last = new Fragment(this, new byte[0]);
}
