package org.sojourn.structure;

import java.util.List;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.model.MaintainableArtefact;

/** A structure message of any format: header, artefacts in document order, footer. */
public record StructureMessage(MessageHeader header, List<MaintainableArtefact> artefacts, List<FooterMessage> footer) {

    public StructureMessage {
        artefacts = List.copyOf(artefacts);
        footer = List.copyOf(footer);
    }
}
