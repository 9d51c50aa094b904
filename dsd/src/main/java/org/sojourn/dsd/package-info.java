/** The migration structures that ship with the server, and the data that demonstrate them. */
@NullMarked
package org.sojourn.dsd;

import org.jspecify.annotations.NullMarked;
