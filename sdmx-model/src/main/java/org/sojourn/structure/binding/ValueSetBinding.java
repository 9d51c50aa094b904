package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.CascadeValues;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataConstraint.MemberValue;
import org.sojourn.model.DataConstraint.ObjectValue;
import org.sojourn.model.ref.ArtefactClass;

/** Values of one component, in a key or a region; what may be said of them depends on which. */
final class ValueSetBinding {
    /** The places where values stand. */
    enum Place {
        KEY_VALUE,
        KEY_COMPONENT,
        REGION_KEY,
        REGION_COMPONENT,
        METADATA_COMPONENT,
        /** Objects of a metadata target of 2.1. */
        METADATA_KEY,
        /** One object of a metadata target in a key of metadata of 2.1. */
        METADATA_KEY_VALUE;

        /** One value rather than a set. */
        private boolean single() {
            return this == KEY_VALUE || this == METADATA_KEY_VALUE;
        }

        private boolean ofMetadataTarget() {
            return this == METADATA_KEY || this == METADATA_KEY_VALUE;
        }
    }

    @XmlElement(name = "Value")
    @JsonProperty
    @Nullable
    List<MemberBinding> values;

    @XmlElement(name = "TimeRange")
    @JsonProperty
    @Nullable
    TimeRangeBinding timeRange;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String id;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsBoolean.class)
    @Nullable
    String include;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsBoolean.class)
    @Nullable
    String removePrefix;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String validFrom;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String validTo;

    // In JSON the one value of a component in a key.
    @JsonProperty
    @Nullable
    String value;

    @XmlElement(name = "DataSet", namespace = Namespaces.COMMON)
    @JsonProperty
    @JsonSerialize(contentUsing = SetReferenceBinding.AsJson.class)
    @Nullable
    List<SetReferenceBinding> dataSets;

    @XmlElement(name = "DataKey", namespace = Namespaces.COMMON)
    @JsonProperty
    @Nullable
    List<DataKeySetBinding.KeyBinding> dataKeys;

    @XmlElement(name = "Object", namespace = Namespaces.COMMON)
    @JsonProperty
    @Nullable
    List<ReferenceBinding> objects;

    // In JSON the one object of a target in a key of metadata.
    @JsonProperty
    @JsonSerialize(using = SetReferenceBinding.AsJson.class)
    @Nullable
    SetReferenceBinding dataSet;

    @JsonProperty
    DataKeySetBinding.@Nullable KeyBinding dataKey;

    @JsonProperty
    @Nullable
    ReferenceBinding object;

    /** In SDMX-JSON 1.0 those of the values with which go the codes under them. */
    @JsonProperty
    @Nullable
    List<String> cascadeValues;

    /** Null where the target cannot say it at all. */
    static @Nullable ValueSetBinding of(ComponentValues c, Place place, Writing out) {
        Dialect dialect = out.dialect();
        ValueSetBinding b = new ValueSetBinding();
        b.id = c.component();
        if (!c.included() && place.single()) {
            out.lose("that values of " + c.component() + " are left out of a key");
        } else if (dialect.json10()) {
            if (!c.included()) {
                out.lose("that values of " + c.component() + " are left out");
            }
        } else {
            b.include = c.included() ? null : "false";
        }
        if (c.removePrefix() && dialect.before30()) {
            out.lose("removePrefix of " + c.component());
        } else {
            b.removePrefix = Wire.flag(c.removePrefix());
        }
        if (c.validFrom().isPresent() || c.validTo().isPresent()) {
            if (place == Place.REGION_KEY && !dialect.before30()) {
                b.validFrom = c.validFrom().orElse(null);
                b.validTo = c.validTo().orElse(null);
            } else {
                out.lose("validity of the values of " + c.component());
            }
        }
        List<MemberBinding> members = Wire.list(c.values(), v -> MemberBinding.of(v, c.component(), place, out));
        if (c.timeRange().isPresent() && (members != null || place.single())) {
            out.lose("time range of " + c.component());
        } else {
            b.timeRange = c.timeRange().map(r -> TimeRangeBinding.of(r, out)).orElse(null);
        }
        if (place == Place.METADATA_KEY_VALUE && members != null && members.size() > 1) {
            out.lose("more than one value of " + c.component() + " in a key");
            members.subList(1, members.size()).clear();
        }
        if (place.single() && !dialect.xml() && members != null && members.size() == 1) {
            b.value = members.getFirst().value;
        } else {
            b.values = members;
        }
        b.refer(c, place, out);
        if (dialect.json10()) {
            b.cascadeValues = Wire.list(
                    c.values().stream()
                            .filter(v -> v.cascade() == CascadeValues.TRUE)
                            .toList(),
                    MemberValue::value);
            Wire.each(b.values).forEach(m -> m.cascadeValues = null);
        }
        boolean empty = b.values == null && b.value == null && b.timeRange == null && !b.refers();
        boolean wanted = place.single() || place == Place.METADATA_KEY || (place == Place.REGION_KEY && dialect.xml());
        if (empty && wanted) {
            out.lose("mention of " + c.component() + " without values");
            return null;
        }
        return b;
    }

    private boolean refers() {
        return dataSets != null
                || dataKeys != null
                || objects != null
                || dataSet != null
                || dataKey != null
                || object != null;
    }

    /** Objects of metadata targets, which exist before 3.0, stand in place of values, and are all of one kind. */
    private void refer(ComponentValues c, Place place, Writing out) {
        boolean room = place.ofMetadataTarget() && values == null && value == null && timeRange == null;
        Class<?> kind = null;
        for (ObjectValue o : c.objects()) {
            boolean fits = room && (kind == null || (kind == o.getClass() && place == Place.METADATA_KEY));
            if (fits
                    && refer(
                            o,
                            place == Place.METADATA_KEY_VALUE && !out.dialect().xml(),
                            out)) {
                kind = o.getClass();
            } else {
                out.lose("an object of " + c.component());
            }
        }
    }

    /** False where the target cannot say it. */
    private boolean refer(ObjectValue o, boolean alone, Writing out) {
        switch (o) {
            case ObjectValue.DataSet d -> {
                SetReferenceBinding set = SetReferenceBinding.of(d.set(), out);
                dataSet = alone ? set : null;
                dataSets = alone ? null : with(dataSets, set);
            }
            case ObjectValue.Key k -> {
                DataKeySetBinding.KeyBinding key = DataKeySetBinding.KeyBinding.of(k, out);
                if (key == null) {
                    return false;
                }
                dataKey = alone ? key : null;
                dataKeys = alone ? null : with(dataKeys, key);
            }
            case ObjectValue.Artefact a -> {
                ReferenceBinding reference = ReferenceBinding.of(a.urn(), out);
                object = alone ? reference : null;
                objects = alone ? null : with(objects, reference);
            }
        }
        return true;
    }

    private static <B> List<B> with(@Nullable List<B> all, B one) {
        List<B> longer = new ArrayList<>(Wire.each(all));
        longer.add(one);
        return longer;
    }

    private List<ObjectValue> objects(Reading in) {
        List<ObjectValue> all = new ArrayList<>();
        List<SetReferenceBinding> sets = dataSet == null ? Wire.each(dataSets) : List.of(dataSet);
        sets.forEach(s -> s.toSet(in).ifPresent(set -> all.add(new ObjectValue.DataSet(set))));
        List<DataKeySetBinding.KeyBinding> keys = dataKey == null ? Wire.each(dataKeys) : List.of(dataKey);
        keys.forEach(k -> all.add(new ObjectValue.Key(k.toModel(in).keyValues())));
        List<ReferenceBinding> references = object == null ? Wire.each(objects) : List.of(object);
        references.forEach(r -> r.toModel(ArtefactClass.DATAFLOW, "object of a metadata target", in)
                .ifPresent(u -> all.add(new ObjectValue.Artefact(u))));
        return all;
    }

    ComponentValues toModel(Reading in) {
        List<MemberValue> all = new ArrayList<>();
        if (value != null) {
            all.add(MemberValue.of(value));
        }
        Set<String> cascading = new LinkedHashSet<>(Wire.each(cascadeValues));
        for (MemberBinding m : Wire.each(values)) {
            if (cascading.remove(m.value)) {
                m.cascadeValues = "true";
            }
            all.add(m.toModel(in));
        }
        cascading.forEach(v ->
                all.add(new MemberValue(v, CascadeValues.TRUE, Optional.empty(), Optional.empty(), Optional.empty())));
        return new ComponentValues(
                Reading.required(id, "id of a component in a region or key"),
                in.flag(include, "include", true),
                in.flag(removePrefix, "removePrefix", false),
                all,
                timeRange == null ? Optional.empty() : timeRange.toModel(in),
                Optional.ofNullable(validFrom),
                Optional.ofNullable(validTo),
                objects(in));
    }

    /** One value; in JSON a string where nothing else is said of it. */
    static final class MemberBinding {
        @XmlAttribute
        @JsonProperty
        @Nullable
        String cascadeValues;

        @XmlAttribute(namespace = Namespaces.XML)
        @JsonProperty
        @Nullable
        String lang;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String validFrom;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String validTo;

        @XmlValue
        @JsonProperty
        @Nullable
        String value;

        @JsonCreator
        static MemberBinding of(String text) {
            MemberBinding b = new MemberBinding();
            b.value = text;
            return b;
        }

        /** Keys of regions in JSON 2.x: a plain text would do, but pysdmx and the registry that it was made for have objects. */
        private boolean inObject;

        @JsonValue
        @Nullable
        Object json() {
            if (!inObject && cascadeValues == null && lang == null && validFrom == null && validTo == null) {
                return value;
            }
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("value", Wire.or(value, ""));
            if (cascadeValues != null) {
                all.put("cascadeValues", Cascade.json(cascadeValues));
            }
            putIfThere(all, "lang", lang);
            putIfThere(all, "validFrom", validFrom);
            putIfThere(all, "validTo", validTo);
            return all;
        }

        private static void putIfThere(Map<String, Object> all, String name, @Nullable String text) {
            if (text != null) {
                all.put(name, text);
            }
        }

        static MemberBinding of(MemberValue v, String component, Place place, Writing out) {
            boolean before30 = out.dialect().before30();
            MemberBinding b = of(v.value());
            boolean cascades = !place.single()
                    && place != Place.METADATA_KEY
                    && !(before30 && v.cascade() == CascadeValues.EXCLUDE_ROOT);
            b.cascadeValues = cascades ? Cascade.wire(v.cascade()) : null;
            if (!cascades && v.cascade() != CascadeValues.FALSE) {
                out.lose("cascading of value '" + v.value() + "' of " + component);
            }
            boolean speaks = !before30 && place != Place.KEY_VALUE && place != Place.REGION_KEY;
            b.lang = speaks ? v.language().orElse(null) : null;
            if (!speaks && v.language().isPresent()) {
                out.lose("language of value '" + v.value() + "' of " + component);
            }
            boolean expires = !before30 && place != Place.KEY_VALUE && place != Place.KEY_COMPONENT;
            b.validFrom = expires ? v.validFrom().orElse(null) : null;
            b.validTo = expires ? v.validTo().orElse(null) : null;
            b.inObject = !before30 && place == Place.REGION_KEY;
            if (!expires && (v.validFrom().isPresent() || v.validTo().isPresent())) {
                out.lose("validity of value '" + v.value() + "' of " + component);
            }
            return b;
        }

        MemberValue toModel(Reading in) {
            return new MemberValue(
                    Wire.or(value, ""),
                    Cascade.model(cascadeValues, in),
                    Optional.ofNullable(lang),
                    Optional.ofNullable(validFrom),
                    Optional.ofNullable(validTo));
        }
    }
}
