/** Text in several languages. */
@NullMarked
package org.sojourn.model.text;

import org.jspecify.annotations.NullMarked;
