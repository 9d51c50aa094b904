package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.Urn;

/**
 * An attribute of reference metadata, with the attributes under it.
 *
 * @param minOccurs the smallest number of times it is reported under its parent; 1 where none was said
 * @param maxOccurs the largest number; 1 where none was said, {@link Representation#UNBOUNDED} for any
 * @param presentational whether it only holds others and has no value of its own
 */
public record MetadataAttribute(
        Identification identification,
        Urn concept,
        Optional<Representation> representation,
        Optional<Integer> minOccurs,
        Optional<Integer> maxOccurs,
        boolean presentational,
        List<MetadataAttribute> children) {

    public MetadataAttribute {
        children = List.copyOf(children);
    }

    public String id() {
        return identification.id();
    }
}
