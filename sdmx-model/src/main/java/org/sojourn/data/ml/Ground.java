package org.sojourn.data.ml;

import org.sojourn.data.fragment.SharedOutput;

/**
 * Where a message goes.
 *
 * @param xml writes to {@code shared}
 * @param fragments false where a message is laid out for people, which fragments are not
 */
record Ground(XmlEmitter xml, SharedOutput shared, boolean fragments) {}
