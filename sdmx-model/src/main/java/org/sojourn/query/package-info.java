/** What clients ask for: one record for each kind of query, shared by both generations of the REST API, and their URL grammars. */
@NullMarked
package org.sojourn.query;

import org.jspecify.annotations.NullMarked;
