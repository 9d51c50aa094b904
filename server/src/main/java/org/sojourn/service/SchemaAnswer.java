package org.sojourn.service;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.validation.schema.MetadataSchemaSubject;
import org.sojourn.validation.schema.SchemaSubject;

/**
 * The rules that messages must obey, in both forms.
 *
 * @param subject what a schema of data is made of; empty for reference metadata
 * @param metadata what a schema of reference metadata is made of, where the metadata structure is known
 * @param artefacts the structures cut to what is allowed
 * @param seq number of the commit answered
 * @param time when that was
 */
public record SchemaAnswer(
        Optional<SchemaSubject> subject,
        Optional<MetadataSchemaSubject> metadata,
        List<MaintainableArtefact> artefacts,
        long seq,
        Instant time) {

    public SchemaAnswer {
        artefacts = List.copyOf(artefacts);
    }
}
