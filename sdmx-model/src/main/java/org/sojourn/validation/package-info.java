/** Checks of data and structures against what they claim to be; findings are problems, never exceptions. */
@NullMarked
package org.sojourn.validation;

import org.jspecify.annotations.NullMarked;
