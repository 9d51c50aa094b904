package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.VtlMapping;
import org.sojourn.model.VtlMappingScheme;

/** A scheme of names for VTL statements in every format that has VTL. */
public final class VtlMappingSchemeBinding extends ItemSchemeBinding<VtlMapping, VtlMappingScheme> {
    @XmlElement(name = "VtlMapping")
    @JsonProperty
    @Nullable
    List<VtlMappingBinding> vtlMappings;

    /** The wire form of a scheme of names. */
    public static VtlMappingSchemeBinding of(VtlMappingScheme scheme, Writing out) {
        VtlMappingSchemeBinding b = new VtlMappingSchemeBinding();
        b.setScheme(scheme, out);
        List<VtlMappingBinding> all = Wire.list(scheme.items(), m -> VtlMappingBinding.of(m, out));
        if (all != null) {
            all.removeIf(Objects::isNull);
        }
        b.vtlMappings = all == null || all.isEmpty() ? null : all;
        return b;
    }

    @Override
    public VtlMappingScheme toModel(Reading in) {
        List<VtlMapping> all = new ArrayList<>();
        for (VtlMappingBinding m : Wire.each(vtlMappings)) {
            m.toModel(in).ifPresent(all::add);
        }
        in.at("");
        return new VtlMappingScheme(maintenance(in), partial(in), all);
    }
}
