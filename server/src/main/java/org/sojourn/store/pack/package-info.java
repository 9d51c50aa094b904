/** The packed form of series and attributes: what the database keeps in its blobs and the read copy carries along. */
@NullMarked
package org.sojourn.store.pack;

import org.jspecify.annotations.NullMarked;
