/** The SDMX REST interface of generation 1: thin resources that parse, call a service and answer. */
@NullMarked
package org.sojourn.rest.v1;

import org.jspecify.annotations.NullMarked;
