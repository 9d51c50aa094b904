package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.MetadataConstraint.MetadataKey;
import org.sojourn.model.MetadataConstraint.MetadataKeySet;
import org.sojourn.structure.binding.ValueSetBinding.Place;

/** Keys of metadata in 2.1. */
public final class MetadataKeySetBinding {
    @XmlElement(name = "Key")
    @JsonProperty
    @Nullable
    List<MetadataKeyBinding> keys;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsBoolean.class)
    @Nullable
    String isIncluded;

    /** Null where no key is left that the target allows. */
    public static @Nullable MetadataKeySetBinding of(MetadataKeySet set, Writing out) {
        MetadataKeySetBinding b = new MetadataKeySetBinding();
        b.isIncluded = String.valueOf(set.included());
        List<MetadataKeyBinding> all = new ArrayList<>();
        for (MetadataKey key : set.keys()) {
            MetadataKeyBinding each = new MetadataKeyBinding();
            each.report = key.report();
            each.metadataTarget = key.target();
            each.keyValues = CubeRegionBinding.sets(key.values(), Place.METADATA_KEY_VALUE, out);
            if (each.keyValues == null) {
                out.lose("a key of metadata without values");
            } else {
                all.add(each);
            }
        }
        if (set.keys().isEmpty()) {
            out.lose("a set of keys of metadata without keys");
        }
        b.keys = all;
        return all.isEmpty() ? null : b;
    }

    /** The sets of a constraint; null for none. */
    static @Nullable List<MetadataKeySetBinding> all(List<MetadataKeySet> sets, Writing out) {
        List<MetadataKeySetBinding> all = new ArrayList<>();
        for (MetadataKeySet set : sets) {
            MetadataKeySetBinding b = of(set, out);
            if (b != null) {
                all.add(b);
            }
        }
        return all.isEmpty() ? null : all;
    }

    public MetadataKeySet toModel(Reading in) {
        return new MetadataKeySet(
                in.flag(isIncluded, "isIncluded", true),
                Wire.each(keys).stream().map(k -> k.toModel(in)).toList());
    }

    /** One key. */
    static final class MetadataKeyBinding {
        @XmlElement(name = "KeyValue")
        @JsonProperty
        @Nullable
        List<ValueSetBinding> keyValues;

        @XmlAttribute
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

        MetadataKey toModel(Reading in) {
            if (!in.flag(include, "include", true)) {
                in.guess("not-fixed", "include of a key is fixed to true; read so");
            }
            return new MetadataKey(
                    Wire.or(report, ""),
                    Wire.or(metadataTarget, ""),
                    Wire.each(keyValues).stream().map(v -> v.toModel(in)).toList());
        }
    }
}
