/** Data in motion: keys, blocks of observations, and the push interfaces between readers, stores and writers. */
@NullMarked
package org.sojourn.data;

import org.jspecify.annotations.NullMarked;
