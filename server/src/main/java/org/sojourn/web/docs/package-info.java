/** Pages that explain the structures of the server to people, generated from the structures themselves. */
@NullMarked
package org.sojourn.web.docs;

import org.jspecify.annotations.NullMarked;
