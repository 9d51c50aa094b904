/** Formats of offices and charts beside those of the standard: workbooks both ways, JSON-stat out. */
@NullMarked
package org.sojourn.data.office;

import org.jspecify.annotations.NullMarked;
