package org.sojourn.structure;

import java.io.IOException;
import org.sojourn.model.MaintainableArtefact;

/** Takes the artefacts of a structure message one at a time, as they are read. */
@FunctionalInterface
public interface StructureSink {
    /** The next artefact, in document order. */
    void artefact(MaintainableArtefact artefact) throws IOException;
}
