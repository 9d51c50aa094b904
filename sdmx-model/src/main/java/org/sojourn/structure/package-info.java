/** Structure messages: reading and writing artefacts in SDMX-ML and SDMX-JSON. */
@NullMarked
package org.sojourn.structure;

import org.jspecify.annotations.NullMarked;
