/** The read copy: what the database holds, in the form in which queries are answered. */
@NullMarked
package org.sojourn.index;

import org.jspecify.annotations.NullMarked;
