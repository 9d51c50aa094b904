@NullMarked
package org.sojourn.registry;

import org.jspecify.annotations.NullMarked;
