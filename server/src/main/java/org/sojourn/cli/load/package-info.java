/** Sending messages to where they are kept: a running server, or a data directory that no server uses. */
@NullMarked
package org.sojourn.cli.load;

import org.jspecify.annotations.NullMarked;
