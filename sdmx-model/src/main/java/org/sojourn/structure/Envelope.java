package org.sojourn.structure;

import java.util.List;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.AvailabilityConstraint;

/** A structure message without its artefacts: the format that was found, header, footer, and answers about availability. */
public record Envelope(
        StructureFormat format,
        MessageHeader header,
        List<FooterMessage> footer,
        List<AvailabilityConstraint> availability) {
    public Envelope {
        footer = List.copyOf(footer);
        availability = List.copyOf(availability);
    }
}
