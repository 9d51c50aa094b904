/** Time periods: the forms of the standard, what they cover, and how they compare. */
@NullMarked
package org.sojourn.model.time;

import org.jspecify.annotations.NullMarked;
