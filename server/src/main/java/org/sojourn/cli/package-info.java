/** The commands, and the composition root that wires the server. */
@NullMarked
package org.sojourn.cli;

import org.jspecify.annotations.NullMarked;
