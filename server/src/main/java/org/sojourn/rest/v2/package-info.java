/** The SDMX REST interface of generation 2: thin resources that parse, call a service and answer. */
@NullMarked
package org.sojourn.rest.v2;

import org.jspecify.annotations.NullMarked;
