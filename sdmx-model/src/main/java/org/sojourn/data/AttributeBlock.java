package org.sojourn.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Annotation;

/**
 * Attribute values that stand above the series: for the whole data set (no key value at all), or for a partial key.
 *
 * <p>The key holds exactly the dimensions on which the attributes of the block depend
 * ({@link DataStructureView#attributeDimensions}), so attributes of different levels come in blocks of their own. There are
 * two exceptions: in Delete it may hold fewer, and where {@code group} is given it is the key of that group, which may hold
 * more (2.1 lets attributes be sent by a group of more dimensions than they depend on); {@link #keyOf} leaves those out. What
 * depends on all dimensions of the series comes as a {@link SeriesBlock} instead.
 *
 * @param group id of the group by which the message gave them, where it did
 * @param key values by position of {@link DataStructureView#seriesDimensions}; null where the dimension is not part of the key
 * @param attributes values by attribute id, in order
 * @param position where it stands in the message, as {@link org.sojourn.rules.Location#position(int, int)} has it; 0 if unknown
 */
public record AttributeBlock(
        Optional<String> group,
        @Nullable String[] key,
        Map<String, Value> attributes,
        List<Annotation> annotations,
        long position) {

    public AttributeBlock {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        annotations = List.copyOf(annotations);
    }

    /** The part of the key on which an attribute depends: values by position, null for what is not part of it. */
    public @Nullable String[] keyOf(String attribute, DataStructureView structure) {
        List<String> on = structure.attributeDimensions(attribute);
        @Nullable String[] part = key.clone();
        for (int i = 0; i < part.length; i++) {
            if (!on.contains(structure.seriesDimensions().get(i).id())) {
                part[i] = null;
            }
        }
        return part;
    }
}
