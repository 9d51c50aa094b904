/** SDMX-JSON data messages 1.0, 2.0 and 2.1, read and written as streams. */
@NullMarked
package org.sojourn.data.json;

import org.jspecify.annotations.NullMarked;
