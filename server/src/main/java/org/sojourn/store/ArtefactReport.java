package org.sojourn.store;

import org.sojourn.model.ref.Urn;

/** What a submission did to one artefact. */
public record ArtefactReport(Urn artefact, Change change) {

    /** How an artefact differs from before. */
    public enum Change {
        INSERTED,
        UPDATED,
        DELETED,
        UNCHANGED
    }
}
