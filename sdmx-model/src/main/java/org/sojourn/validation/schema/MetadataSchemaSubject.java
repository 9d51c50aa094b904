package org.sojourn.validation.schema;

import java.util.List;
import java.util.Map;
import org.sojourn.model.MetadataStructure;
import org.sojourn.model.Representation;
import org.sojourn.model.ref.Urn;

/**
 * What a schema of reference metadata is made for.
 *
 * @param context the metadata structure, metadataflow or provision agreement that names the schema
 * @param concepts what values the concepts in use have, where an attribute does not say, by their URNs
 * @param codes the codes of the lists in use, by the URNs by which attributes refer to them
 */
public record MetadataSchemaSubject(
        Urn context, MetadataStructure structure, Map<Urn, Representation> concepts, Map<Urn, List<String>> codes) {
    public MetadataSchemaSubject {
        concepts = Map.copyOf(concepts);
        codes = Map.copyOf(codes);
    }

    /** The namespace of the schema, which messages name in their header. */
    public String namespace() {
        return context.toString();
    }
}
