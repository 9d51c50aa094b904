package org.sojourn.model;

import java.util.List;

/** Uses an attribute of the referenced metadata structure as if it were an attribute of the data (3.x). */
public record MetadataAttributeUsage(
        List<Annotation> annotations, List<Link> links, String metadataAttribute, AttributeRelationship relationship) {

    public MetadataAttributeUsage {
        annotations = List.copyOf(annotations);
        links = List.copyOf(links);
    }
}
