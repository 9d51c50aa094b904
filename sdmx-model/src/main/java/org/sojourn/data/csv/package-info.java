/** SDMX-CSV data messages 1.0, 2.0 and 2.1, read and written row by row. */
@NullMarked
package org.sojourn.data.csv;

import org.jspecify.annotations.NullMarked;
