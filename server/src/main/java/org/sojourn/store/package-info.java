/** The system of record: databases, loads and their publication, artefacts, tokens, jobs. */
@NullMarked
package org.sojourn.store;

import org.jspecify.annotations.NullMarked;
