/** The SDMX information model, version 3.1 as the superset: one sealed interface and one record per artefact type. */
@NullMarked
package org.sojourn.model;

import org.jspecify.annotations.NullMarked;
