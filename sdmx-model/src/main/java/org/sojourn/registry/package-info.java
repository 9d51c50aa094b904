/** Messages to and from registries: what is submitted, registered, subscribed to, asked for and told. */
@NullMarked
package org.sojourn.registry;

import org.jspecify.annotations.NullMarked;
