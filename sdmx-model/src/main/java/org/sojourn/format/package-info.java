/** Every format and version: names, media types, file extensions, and the choice among them. */
@NullMarked
package org.sojourn.format;

import org.jspecify.annotations.NullMarked;
