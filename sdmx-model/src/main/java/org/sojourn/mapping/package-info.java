/** Makes data of one structure from tables of another by structure maps, and reads those tables as they come. */
@NullMarked
package org.sojourn.mapping;

import org.jspecify.annotations.NullMarked;
