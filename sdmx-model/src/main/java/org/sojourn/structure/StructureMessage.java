package org.sojourn.structure;

import java.util.ArrayList;
import java.util.List;
import org.sojourn.data.FooterMessage;
import org.sojourn.data.MessageHeader;
import org.sojourn.model.AvailabilityConstraint;
import org.sojourn.model.MaintainableArtefact;

/**
 * A structure message of any format: header, artefacts in document order, footer.
 *
 * @param availability what a server answered to availability queries; formats before 3.1 have data constraints in its place
 */
public record StructureMessage(
        MessageHeader header,
        List<MaintainableArtefact> artefacts,
        List<FooterMessage> footer,
        List<AvailabilityConstraint> availability) {

    public StructureMessage {
        artefacts = List.copyOf(artefacts);
        footer = List.copyOf(footer);
        availability = List.copyOf(availability);
    }

    /** A message that holds artefacts only. */
    public StructureMessage(MessageHeader header, List<MaintainableArtefact> artefacts, List<FooterMessage> footer) {
        this(header, artefacts, footer, List.of());
    }

    /**
     * The same as formats before 3.1 say it: availability as data constraints.
     *
     * @param before30 whether values have no validity, so that the time dimension must tell when there are data
     */
    StructureMessage beforeAvailabilityConstraints(boolean before30) {
        if (availability.isEmpty()) {
            return this;
        }
        List<MaintainableArtefact> all = new ArrayList<>();
        availability.forEach(constraint -> all.add(constraint.asDataConstraint(before30)));
        all.addAll(artefacts);
        return new StructureMessage(header, all, footer);
    }
}
