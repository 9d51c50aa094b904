package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataConstraint.DataKey;
import org.sojourn.model.DataConstraint.DataKeySet;
import org.sojourn.model.DataConstraint.ObjectValue;
import org.sojourn.structure.binding.ValueSetBinding.Place;

/** A list of keys. Before 3.1 a key has one value for each dimension. */
public final class DataKeySetBinding {
    private static final int MOST_KEYS = 10_000;

    @XmlElement(name = "Key")
    @JsonProperty
    @Nullable
    List<KeyBinding> keys;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsBoolean.class)
    @Nullable
    String isIncluded;

    /** Null where no key is left that the target allows. */
    public static @Nullable DataKeySetBinding of(DataKeySet set, Writing out) {
        DataKeySetBinding b = new DataKeySetBinding();
        b.isIncluded = String.valueOf(set.included());
        List<KeyBinding> all = new ArrayList<>();
        for (DataKey key : set.keys()) {
            for (DataKey single : out.dialect().from31() ? List.of(key) : singles(key, out)) {
                KeyBinding each = KeyBinding.of(single, out);
                if (each != null) {
                    all.add(each);
                }
            }
        }
        b.keys = all;
        return all.isEmpty() ? null : b;
    }

    /** A key with several values for a dimension says the same as one key for each combination. */
    private static List<DataKey> singles(DataKey key, Writing out) {
        long n = 1;
        for (ComponentValues c : key.keyValues()) {
            n *= Math.max(1, c.values().size());
            if (n > MOST_KEYS) {
                out.lose("a key of more than " + MOST_KEYS + " combinations of values");
                return List.of();
            }
        }
        if (n == 1) {
            return List.of(key);
        }
        out.lose("the short form of a key: written as " + n + " keys of one value for each dimension");
        List<List<ComponentValues>> combinations = List.of(List.of());
        for (ComponentValues c : key.keyValues()) {
            List<List<ComponentValues>> longer = new ArrayList<>();
            for (List<ComponentValues> start : combinations) {
                if (c.values().isEmpty()) {
                    longer.add(with(start, c));
                }
                c.values()
                        .forEach(v -> longer.add(with(
                                start,
                                new ComponentValues(
                                        c.component(),
                                        c.included(),
                                        c.removePrefix(),
                                        List.of(v),
                                        Optional.empty(),
                                        c.validFrom(),
                                        c.validTo()))));
            }
            combinations = longer;
        }
        return combinations.stream()
                .map(values -> new DataKey(
                        key.included(), key.annotations(), values, key.components(), key.validFrom(), key.validTo()))
                .toList();
    }

    private static List<ComponentValues> with(List<ComponentValues> start, ComponentValues next) {
        List<ComponentValues> all = new ArrayList<>(start);
        all.add(next);
        return all;
    }

    public DataKeySet toModel(Reading in) {
        return new DataKeySet(
                in.flag(isIncluded, "isIncluded", true),
                Wire.each(keys).stream().map(k -> k.toModel(in)).toList());
    }

    /** One key. */
    static final class KeyBinding extends AnnotableBinding {
        @XmlElement(name = "KeyValue")
        @JsonProperty
        @Nullable
        List<ValueSetBinding> keyValues;

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

        /** A key as what metadata are about in 2.1; null without values. */
        static @Nullable KeyBinding of(ObjectValue.Key key, Writing out) {
            return of(new DataKey(true, key.values(), List.of(), Optional.empty(), Optional.empty()), out);
        }

        static @Nullable KeyBinding of(DataKey key, Writing out) {
            KeyBinding b = new KeyBinding();
            if (!key.included()) {
                out.lose("a key that is left out: every format has only keys that are there");
                return null;
            }
            b.keyValues = CubeRegionBinding.sets(key.keyValues(), Place.KEY_VALUE, out);
            if (out.dialect().before30()) {
                key.components().forEach(c -> out.lose("component " + c.component() + " of a key"));
                if (!key.annotations().isEmpty()) {
                    out.lose("annotations of a key");
                }
                if (key.validFrom().isPresent() || key.validTo().isPresent()) {
                    out.lose("validity of a key");
                }
                if (b.keyValues == null) {
                    out.lose("a key without values");
                    return null;
                }
                return b;
            }
            b.components = CubeRegionBinding.sets(key.components(), Place.KEY_COMPONENT, out);
            b.set(key.annotations(), out);
            b.validFrom = key.validFrom().orElse(null);
            b.validTo = key.validTo().orElse(null);
            return b;
        }

        DataKey toModel(Reading in) {
            return new DataKey(
                    in.flag(include, "include", true),
                    annotations(in),
                    Wire.each(keyValues).stream().map(c -> c.toModel(in)).toList(),
                    Wire.each(components).stream().map(c -> c.toModel(in)).toList(),
                    Optional.ofNullable(validFrom),
                    Optional.ofNullable(validTo));
        }
    }
}
