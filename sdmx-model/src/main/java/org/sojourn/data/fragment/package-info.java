/** Writing series fast: what a format says again and again is spelt once, as bytes, and then copied or, in gzip, referred to. */
@NullMarked
package org.sojourn.data.fragment;

import org.jspecify.annotations.NullMarked;
