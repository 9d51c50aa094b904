/** What the server does, without HTTP. */
@NullMarked
package org.sojourn.service;

import org.jspecify.annotations.NullMarked;
