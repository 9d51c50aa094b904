package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataConstraint.CubeRegion;
import org.sojourn.structure.binding.ValueSetBinding.Place;

/** A part of the cube. 2.1 calls the components that are not dimensions attributes. */
public final class CubeRegionBinding extends AnnotableBinding {
    @XmlElement(name = "KeyValue")
    @JsonProperty
    @Nullable
    List<ValueSetBinding> keyValues;

    @XmlElement(name = "Attribute", namespace = Namespaces.COMMON)
    @JsonProperty
    @Nullable
    List<ValueSetBinding> attributes;

    @XmlElement(name = "Component")
    @JsonProperty
    @Nullable
    List<ValueSetBinding> components;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsBoolean.class)
    @Nullable
    String include;

    /** The name of SDMX-JSON 1.0. */
    @JsonProperty("isIncluded")
    @JsonSerialize(using = Wire.AsBoolean.class)
    @Nullable
    String oldInclude;

    private boolean oldName;

    @JsonSetter("isIncluded")
    void isIncluded(String flag) {
        include = flag;
        oldName = true;
    }

    public static CubeRegionBinding of(CubeRegion r, Writing out) {
        CubeRegionBinding b = new CubeRegionBinding();
        b.include = String.valueOf(r.included());
        b.keyValues = sets(r.keyValues(), Place.REGION_KEY, out);
        List<ValueSetBinding> others = sets(r.components(), Place.REGION_COMPONENT, out);
        if (out.dialect().json10()) {
            b.oldInclude = b.include;
            b.include = null;
        }
        if (out.dialect().before30()) {
            b.attributes = others;
            if (!r.annotations().isEmpty()) {
                out.lose("annotations of a cube region");
            }
        } else {
            b.components = others;
            b.set(r.annotations(), out);
        }
        return b;
    }

    static @Nullable List<ValueSetBinding> sets(List<ComponentValues> all, Place place, Writing out) {
        List<ValueSetBinding> sets = Wire.list(all, c -> ValueSetBinding.of(c, place, out));
        if (sets != null) {
            sets.removeIf(Objects::isNull);
        }
        return sets == null || sets.isEmpty() ? null : sets;
    }

    public CubeRegion toModel(Reading in) {
        if (oldName && !in.dialect().json10()) {
            in.guessOnce("off-schema", "isIncluded of a region is the name of SDMX-JSON 1.0; read as include");
        }
        List<ComponentValues> others = new ArrayList<>();
        Wire.each(attributes).forEach(c -> others.add(c.toModel(in)));
        Wire.each(components).forEach(c -> others.add(c.toModel(in)));
        return new CubeRegion(
                in.flag(include, "include", true),
                annotations(in),
                Wire.each(keyValues).stream().map(c -> c.toModel(in)).toList(),
                others);
    }
}
