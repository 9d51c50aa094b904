/** What the commands do with files: telling kinds apart, reading, converting, checking, and reporting on it. */
@NullMarked
package org.sojourn.cli.file;

import org.jspecify.annotations.NullMarked;
