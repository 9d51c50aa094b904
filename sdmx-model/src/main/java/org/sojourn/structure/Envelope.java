package org.sojourn.structure;

import java.util.List;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;

/** A structure message without its artefacts: the format that was found, header and footer. */
public record Envelope(StructureFormat format, MessageHeader header, List<FooterMessage> footer) {
    public Envelope {
        footer = List.copyOf(footer);
    }
}
