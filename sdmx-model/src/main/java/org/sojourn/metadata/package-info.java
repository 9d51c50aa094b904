/** Reference-metadata messages: metadata sets in every format. */
@NullMarked
package org.sojourn.metadata;

import org.jspecify.annotations.NullMarked;
