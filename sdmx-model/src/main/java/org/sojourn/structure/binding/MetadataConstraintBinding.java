package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataConstraint.Role;
import org.sojourn.model.MetadataConstraint;
import org.sojourn.model.MetadataConstraint.TargetRegion;
import org.sojourn.structure.binding.ValueSetBinding.Place;

/** A metadata constraint since 3.0. 3.1 dropped role and calendar. */
public final class MetadataConstraintBinding extends MaintainableBinding<MetadataConstraint> {
    private static final String ALLOWED = "Allowed";

    @XmlElement(name = "ConstraintAttachment")
    @JsonProperty
    @Nullable
    ConstraintAttachmentBinding constraintAttachment;

    @XmlElement(name = "ReleaseCalendar")
    @JsonProperty
    @Nullable
    ReleaseCalendarBinding releaseCalendar;

    @XmlElement(name = "MetadataTargetRegion")
    @JsonProperty
    @Nullable
    List<RegionBinding> metadataTargetRegions;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String role;

    /** Values that attributes may have. */
    public static final class RegionBinding extends AnnotableBinding {
        @XmlElement(name = "Component")
        @JsonProperty
        @Nullable
        List<ValueSetBinding> components;

        @XmlAttribute
        @JsonProperty
        @JsonSerialize(using = Wire.AsBoolean.class)
        @Nullable
        String include;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String validFrom;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String validTo;

        public static RegionBinding of(TargetRegion r, Writing out) {
            RegionBinding b = new RegionBinding();
            if (!out.dialect().xml()) {
                b.set(r.annotations(), out);
            } else if (!r.annotations().isEmpty()) {
                out.lose("annotations of a target region");
            }
            b.include = r.included() ? null : "false";
            b.components = CubeRegionBinding.sets(r.components(), Place.METADATA_COMPONENT, out);
            b.validFrom = r.validFrom().orElse(null);
            b.validTo = r.validTo().orElse(null);
            r.report()
                    .ifPresent(p -> out.lose("that a region is of report " + p.report() + " and target " + p.target()));
            return b;
        }

        public TargetRegion toModel(Reading in) {
            return new TargetRegion(
                    in.flag(include, "include", true),
                    annotations(in),
                    Wire.each(components).stream().map(c -> c.toModel(in)).toList(),
                    Optional.ofNullable(validFrom),
                    Optional.ofNullable(validTo),
                    Optional.empty());
        }
    }

    /** The wire form of a metadata constraint since 3.0. */
    public static MetadataConstraintBinding of(MetadataConstraint c, Writing out) {
        MetadataConstraintBinding b = new MetadataConstraintBinding();
        b.set(c, out);
        b.constraintAttachment = c.attachment()
                .map(a -> ConstraintAttachmentBinding.ofMetadata(a, out))
                .orElse(null);
        if (c.role() == Role.ACTUAL) {
            out.lose("role Actual: since 3.0 a metadata constraint says what may be reported");
        }
        if (out.dialect().from31()) {
            c.releaseCalendar().ifPresent(r -> out.lose("release calendar"));
        } else {
            b.role = ALLOWED;
            b.releaseCalendar =
                    c.releaseCalendar().map(ReleaseCalendarBinding::of).orElse(null);
        }
        c.referencePeriod().ifPresent(p -> out.lose("reference period " + p.start() + " to " + p.end()));
        if (!c.keySets().isEmpty()) {
            out.lose("keys of metadata: since 3.0 there are none");
        }
        List<TargetRegion> kept = new ArrayList<>();
        for (TargetRegion r : c.regions()) {
            if (kept.stream().noneMatch(k -> k.included() == r.included())) {
                kept.add(r);
            } else {
                out.lose("a target region: since 3.0 there is one that is in and one that is out");
            }
        }
        b.metadataTargetRegions = Wire.list(kept, r -> RegionBinding.of(r, out));
        return b;
    }

    @Override
    public MetadataConstraint toModel(Reading in) {
        return new MetadataConstraint(
                maintenance(in),
                Role.ALLOWED,
                Optional.ofNullable(constraintAttachment).map(a -> a.toModel(in)),
                Wire.each(metadataTargetRegions).stream()
                        .map(r -> r.toModel(in))
                        .toList(),
                Optional.ofNullable(releaseCalendar).map(ReleaseCalendarBinding::toModel));
    }
}
