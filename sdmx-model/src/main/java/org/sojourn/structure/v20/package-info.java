/** What SDMX-ML 2.0 sent, read into the model: its messages are still about, though nothing is written in it. */
@NullMarked
package org.sojourn.structure.v20;

import org.jspecify.annotations.NullMarked;
