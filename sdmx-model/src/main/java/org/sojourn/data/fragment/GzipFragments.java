package org.sojourn.data.fragment;

import java.io.OutputStream;

/** placeholder */
public abstract class GzipFragments extends OutputStream {
    abstract FragmentOutput fragments();
}
