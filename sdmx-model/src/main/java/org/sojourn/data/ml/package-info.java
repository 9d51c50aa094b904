/** Data messages in SDMX-ML: all layouts of 2.1, and structure-specific data of 3.0 and 3.1, both ways and streaming. */
@NullMarked
package org.sojourn.data.ml;

import org.jspecify.annotations.NullMarked;
