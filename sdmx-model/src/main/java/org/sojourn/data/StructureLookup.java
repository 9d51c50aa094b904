package org.sojourn.data;

import org.sojourn.model.ref.Urn;

/** Finds the resolved structure of data for readers. */
@FunctionalInterface
public interface StructureLookup {

    /**
     * The structure behind a data structure, dataflow or provision agreement, whose version may be missing or a pattern.
     *
     * @throws org.sojourn.model.SdmxException of kind SEMANTIC when it is unknown or ambiguous, naming what is known
     */
    DataStructureView find(Urn reference);
}
