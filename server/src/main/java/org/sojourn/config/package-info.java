/** Typed configuration: flags, then the environment, then a file, then tested defaults. */
@NullMarked
package org.sojourn.config;

import org.jspecify.annotations.NullMarked;
