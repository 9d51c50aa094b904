package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.AttributeRelationship;
import org.sojourn.model.AttributeRelationship.Dataset;
import org.sojourn.model.AttributeRelationship.Dimensions;
import org.sojourn.model.AttributeRelationship.Group;
import org.sojourn.model.AttributeRelationship.Observation;
import org.sojourn.model.Measure;

/** What an attribute depends on: one of several shapes, named differently in 2.1 and 3.x. */
final class AttributeRelationshipBinding {
    @XmlElement(name = "None")
    @JsonProperty
    @Nullable
    Nothing none;

    @XmlElement(name = "Dataflow")
    @JsonProperty
    @Nullable
    Nothing dataflow;

    @XmlElement(name = "Dimension")
    @Nullable
    List<DimensionReferenceBinding> dimension;

    @XmlElement(name = "AttachmentGroup")
    @JsonProperty("attachmentGroups")
    @Nullable
    List<ReferenceBinding> attachmentGroup;

    @XmlElement(name = "Group")
    @JsonProperty
    @Nullable
    ReferenceBinding group;

    @XmlElement(name = "PrimaryMeasure")
    @JsonProperty
    @Nullable
    ReferenceBinding primaryMeasure;

    @XmlElement(name = "Observation")
    @JsonProperty
    @Nullable
    Nothing observation;

    @JsonProperty
    @Nullable
    List<String> dimensions;

    @JsonProperty
    @Nullable
    List<Boolean> areDimensionsOptional;

    private boolean oldName;

    /** An empty element or object. */
    static final class Nothing {}

    /** A dimension by its id, which may be left out (3.x). */
    static final class DimensionReferenceBinding extends ReferenceBinding {
        @XmlAttribute
        @Nullable
        String optional;
    }

    @JsonSetter("none")
    void none(Object anything) {
        none = new Nothing();
        oldName = true;
    }

    @JsonSetter("primaryMeasure")
    void primaryMeasure(Object anything) {
        observation = new Nothing();
        oldName = true;
    }

    static AttributeRelationshipBinding of(AttributeRelationship r, Writing out) {
        AttributeRelationshipBinding b = new AttributeRelationshipBinding();
        boolean before30 = out.dialect().before30();
        switch (r) {
            case Dataset d -> {
                b.none = before30 ? new Nothing() : null;
                b.dataflow = before30 ? null : new Nothing();
            }
            case Dimensions d -> b.set(d, out);
            case Group g -> b.group = ReferenceBinding.local(g.id(), out);
            case Observation o -> {
                b.primaryMeasure = before30 ? ReferenceBinding.local(Measure.OBS_VALUE, out) : null;
                b.observation = before30 ? null : new Nothing();
            }
        }
        return b;
    }

    private void set(Dimensions d, Writing out) {
        if (out.dialect().before30()) {
            if (!d.optional().isEmpty()) {
                out.lose("that dimensions " + d.optional() + " may be left out");
            }
            attachmentGroup = Wire.list(d.attachmentGroups(), id -> ReferenceBinding.local(id, out));
        } else if (!d.attachmentGroups().isEmpty()) {
            out.lose("attachment groups " + String.join(", ", d.attachmentGroups()));
        }
        if (!out.dialect().xml()) {
            dimensions = d.dimensions();
            areDimensionsOptional = d.optional().isEmpty() || out.dialect().before30()
                    ? null
                    : Wire.list(d.dimensions(), id -> d.optional().contains(id));
            return;
        }
        dimension = Wire.list(d.dimensions(), id -> {
            DimensionReferenceBinding b = new DimensionReferenceBinding().localTo(id, out);
            b.optional = out.dialect().before30() || !d.optional().contains(id) ? null : "true";
            return b;
        });
    }

    /** Empty when it says nothing. */
    Optional<AttributeRelationship> toModel(Reading in) {
        if (oldName && !in.dialect().json10()) {
            in.guessOnce("off-schema", "an attribute relationship in the words of SDMX-JSON 1.0; read as that of 2.x");
        }
        if (none != null || dataflow != null) {
            return Optional.of(new Dataset());
        }
        if (observation != null || primaryMeasure != null) {
            return Optional.of(new Observation());
        }
        List<String> ids = new ArrayList<>(Wire.each(dimensions));
        Set<String> optional = new LinkedHashSet<>();
        for (DimensionReferenceBinding d : Wire.each(dimension)) {
            d.toLocalId().ifPresent(id -> {
                ids.add(id);
                if (in.flag(d.optional, "optional", false)) {
                    optional.add(id);
                }
            });
        }
        List<Boolean> flags = Wire.each(areDimensionsOptional);
        for (int i = 0; i < Math.min(flags.size(), ids.size()); i++) {
            if (flags.get(i)) {
                optional.add(ids.get(i));
            }
        }
        if (!ids.isEmpty()) {
            List<String> groups = Wire.each(attachmentGroup).stream()
                    .flatMap(g -> g.toLocalId().stream())
                    .toList();
            return Optional.of(new Dimensions(ids, groups, optional));
        }
        return group == null ? Optional.empty() : group.toLocalId().map(Group::new);
    }
}
