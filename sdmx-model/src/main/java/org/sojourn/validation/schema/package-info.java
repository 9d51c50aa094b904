/** Schemas of structure-specific data messages, made for one data structure, dataflow or provision agreement. */
@NullMarked
package org.sojourn.validation.schema;

import org.jspecify.annotations.NullMarked;
