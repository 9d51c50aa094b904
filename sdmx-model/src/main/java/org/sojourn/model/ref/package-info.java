/** Identification: classes of the information model, URNs, versions and version patterns. */
@NullMarked
package org.sojourn.model.ref;

import org.jspecify.annotations.NullMarked;
