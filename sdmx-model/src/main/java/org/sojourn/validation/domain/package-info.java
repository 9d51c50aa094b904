/** Rules of a subject matter over data: declared in files, executed by one engine on the way of the data. */
@NullMarked
package org.sojourn.validation.domain;

import org.jspecify.annotations.NullMarked;
