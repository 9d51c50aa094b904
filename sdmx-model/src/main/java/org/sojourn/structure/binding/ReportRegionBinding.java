package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.MetadataConstraint.ReportRegion;
import org.sojourn.model.MetadataConstraint.TargetRegion;
import org.sojourn.structure.binding.ValueSetBinding.Place;

/** A metadata target region of 2.1: values of the objects and attributes of one report. */
public final class ReportRegionBinding {
    @XmlElement(name = "KeyValue")
    @JsonProperty
    @Nullable
    List<ValueSetBinding> keyValues;

    @XmlElement(name = "Attribute", namespace = Namespaces.COMMON)
    @JsonProperty
    @Nullable
    List<ValueSetBinding> attributes;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsBoolean.class)
    @Nullable
    String include;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String report;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String metadataTarget;

    /** Null where the region names no report. */
    public static @Nullable ReportRegionBinding of(TargetRegion r, Writing out) {
        if (r.report().isEmpty()) {
            out.lose("a target region: in 2.1 it names a report and a target");
            return null;
        }
        ReportRegion region = r.report().get();
        ReportRegionBinding b = new ReportRegionBinding();
        b.include = r.included() ? null : "false";
        b.report = region.report();
        b.metadataTarget = region.target();
        b.keyValues = CubeRegionBinding.sets(region.keyValues(), Place.METADATA_KEY, out);
        b.attributes = CubeRegionBinding.sets(r.components(), Place.METADATA_COMPONENT, out);
        if (!r.annotations().isEmpty()) {
            out.lose("annotations of a target region");
        }
        if (r.validFrom().isPresent() || r.validTo().isPresent()) {
            out.lose("validity of a target region");
        }
        return b;
    }

    public TargetRegion toModel(Reading in) {
        return new TargetRegion(
                in.flag(include, "include", true),
                List.of(),
                Wire.each(attributes).stream().map(c -> c.toModel(in)).toList(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ReportRegion(
                        Wire.or(report, ""),
                        Wire.or(metadataTarget, ""),
                        Wire.each(keyValues).stream().map(c -> c.toModel(in)).toList())));
    }
}
