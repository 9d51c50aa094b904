package org.sojourn.registry;

import org.sojourn.data.MessageHeader;
import org.sojourn.query.Query;

/**
 * A query message of SDMX-ML 2.1, which asks by XML what since then is asked by URL.
 *
 * @param root the name of its root element, for example {@code CodelistQuery}
 * @param query what it asks for
 */
public record QueryMessage(String root, MessageHeader header, Query query) {}
