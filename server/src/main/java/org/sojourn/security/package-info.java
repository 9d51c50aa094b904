/** Who may do what. */
@NullMarked
package org.sojourn.security;

import org.jspecify.annotations.NullMarked;
