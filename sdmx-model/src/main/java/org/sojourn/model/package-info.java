/** The SDMX information model: one sealed interface, one record for each artefact type. */
@NullMarked
package org.sojourn.model;

import org.jspecify.annotations.NullMarked;
