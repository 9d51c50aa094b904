/** What changed between two versions of an artefact, and which version such a change needs. */
@NullMarked
package org.sojourn.validation.change;

import org.jspecify.annotations.NullMarked;
