package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElements;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Attribute;
import org.sojourn.model.DataStructure;
import org.sojourn.model.DataStructure.Descriptor;
import org.sojourn.model.MetadataAttributeUsage;
import org.sojourn.structure.binding.AttributeBinding.ReportingYearStartDayBinding;

/** The attributes, and since 3.0 the uses of metadata attributes among them; JSON keeps the two apart. */
final class AttributeListBinding extends IdentifiableBinding {
    @XmlElements({
        @XmlElement(name = "Attribute", type = AttributeBinding.class),
        @XmlElement(name = "ReportingYearStartDay", type = ReportingYearStartDayBinding.class),
        @XmlElement(name = "MetadataAttributeUsage", type = MetadataAttributeUsageBinding.class)
    })
    @Nullable
    List<IdentifiableBinding> inOrder;

    @JsonProperty
    @Nullable
    List<AttributeBinding> attributes;

    @JsonProperty
    @Nullable
    List<MetadataAttributeUsageBinding> metadataAttributeUsages;

    /** Those of SDMX-JSON 1.0 that others have among the attributes. */
    @JsonProperty
    @Nullable
    List<ReportingYearStartDayBinding> reportingYearStartDays;

    /** Null where there is nothing to list. */
    static @Nullable AttributeListBinding of(DataStructure d, Writing out) {
        List<MetadataAttributeUsage> uses = out.dialect().before30() ? List.of() : d.metadataAttributes();
        if (d.attributes().isEmpty() && uses.isEmpty()) {
            if (d.descriptors().containsKey(Descriptor.ATTRIBUTES)) {
                out.lose("what is said of the empty list of attributes");
            }
            return null;
        }
        AttributeListBinding b = new AttributeListBinding();
        DataStructureBinding.describe(b, d, Descriptor.ATTRIBUTES, out);
        b.attributes = Wire.list(d.attributes(), a -> AttributeBinding.of(a, out));
        b.metadataAttributeUsages =
                Wire.list(uses, u -> MetadataAttributeUsageBinding.of(u, d.metadataStructure(), out));
        if (out.dialect().json10()) {
            b.reportingYearStartDays = new ArrayList<>();
            for (AttributeBinding a : Wire.each(b.attributes)) {
                if (a instanceof ReportingYearStartDayBinding day) {
                    b.reportingYearStartDays.add(day);
                }
            }
            if (b.attributes != null) {
                b.attributes.removeAll(b.reportingYearStartDays);
                b.attributes = b.attributes.isEmpty() ? null : b.attributes;
            }
            b.reportingYearStartDays = b.reportingYearStartDays.isEmpty() ? null : b.reportingYearStartDays;
        }
        if (out.dialect().xml()) {
            b.inOrder = new ArrayList<>(Wire.each(b.attributes));
            b.inOrder.addAll(Wire.each(b.metadataAttributeUsages));
        }
        return b;
    }

    void toModel(List<Attribute> intoAttributes, List<MetadataAttributeUsage> intoUsages, Reading in) {
        List<IdentifiableBinding> all = new ArrayList<>(Wire.each(inOrder));
        all.addAll(Wire.each(attributes));
        all.addAll(Wire.each(reportingYearStartDays));
        all.addAll(Wire.each(metadataAttributeUsages));
        for (IdentifiableBinding each : all) {
            if (each instanceof AttributeBinding a) {
                intoAttributes.add(a.toModel(in));
            } else if (each instanceof MetadataAttributeUsageBinding u) {
                intoUsages.add(u.toModel(in));
            }
        }
    }
}
