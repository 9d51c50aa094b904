package org.sojourn.metadata;

import java.util.ArrayList;
import java.util.List;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.model.MetadataSet;
import org.sojourn.rules.Problems;
import org.sojourn.structure.StructureWriterOptions;

/** A message of reference metadata in any format: header, metadata sets in document order, footer. */
public record MetadataMessage(MessageHeader header, List<MetadataSet> sets, List<FooterMessage> footer) {
    public MetadataMessage {
        sets = List.copyOf(sets);
        footer = List.copyOf(footer);
    }

    /** The footer, and after it what was lost while this was written, where that is to be said. */
    List<FooterMessage> footer(StructureWriterOptions options, Problems losses) {
        if (!options.tellsLosses()) {
            return footer;
        }
        List<FooterMessage> all = new ArrayList<>(footer);
        all.addAll(FooterMessage.ofLosses(losses));
        return all;
    }
}
