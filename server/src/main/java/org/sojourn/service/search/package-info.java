/** Full-text search over all artefacts and their items in every language, kept in memory. */
@NullMarked
package org.sojourn.service.search;

import org.jspecify.annotations.NullMarked;
