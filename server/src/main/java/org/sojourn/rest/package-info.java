/** The HTTP container, and what all REST resources share. */
@NullMarked
package org.sojourn.rest;

import org.jspecify.annotations.NullMarked;
