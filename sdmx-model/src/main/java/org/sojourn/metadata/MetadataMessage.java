package org.sojourn.metadata;

import java.util.List;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.model.MetadataSet;

/** A message of reference metadata in any format: header, metadata sets in document order, footer. */
public record MetadataMessage(MessageHeader header, List<MetadataSet> sets, List<FooterMessage> footer) {
    public MetadataMessage {
        sets = List.copyOf(sets);
        footer = List.copyOf(footer);
    }
}
