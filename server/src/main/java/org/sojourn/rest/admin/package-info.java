/** Resources for whoever runs the server: health and metrics. */
@NullMarked
package org.sojourn.rest.admin;

import org.jspecify.annotations.NullMarked;
