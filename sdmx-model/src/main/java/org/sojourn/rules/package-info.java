/** Problems in users' data, with a location, and the checks that find them. */
@NullMarked
package org.sojourn.rules;

import org.jspecify.annotations.NullMarked;
