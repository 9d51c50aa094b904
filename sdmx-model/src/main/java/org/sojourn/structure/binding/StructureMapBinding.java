package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.StructureMap;
import org.sojourn.model.StructureMap.ComponentMap;
import org.sojourn.model.StructureMap.FixedValueMap;
import org.sojourn.model.StructureMap.FrequencyFormat;
import org.sojourn.model.StructureSet;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.structure.binding.TimeMapBinding.DatePatternMapBinding;
import org.sojourn.structure.binding.TimeMapBinding.EpochMapBinding;

/** A structure map since 3.0. */
public final class StructureMapBinding extends MaintainableBinding<StructureMap> {
    private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9_@$\\-]+");

    @XmlElement(name = "Source")
    @JsonProperty
    @Nullable
    ReferenceBinding source;

    @XmlElement(name = "Target")
    @JsonProperty
    @Nullable
    ReferenceBinding target;

    @XmlElement(name = "EpochMap")
    @JsonProperty
    @Nullable
    List<EpochMapBinding> epochMaps;

    @XmlElement(name = "DatePatternMap")
    @JsonProperty
    @Nullable
    List<DatePatternMapBinding> datePatternMaps;

    @XmlElement(name = "FrequencyFormatMapping")
    @JsonProperty
    @Nullable
    List<FrequencyFormatBinding> frequencyFormatMappings;

    @XmlElement(name = "ComponentMap")
    @JsonProperty
    @Nullable
    List<ComponentMapBinding> componentMaps;

    @XmlElement(name = "FixedValueMap")
    @JsonProperty
    @Nullable
    List<FixedValueMapBinding> fixedValueMaps;

    /** How periods of a frequency are written. */
    static final class FrequencyFormatBinding extends IdentifiableBinding {
        @XmlElement(name = "FrequencyId")
        @JsonProperty
        @Nullable
        String frequencyId;

        @XmlElement(name = "DatePattern")
        @JsonProperty
        @Nullable
        String datePattern;

        static FrequencyFormatBinding of(FrequencyFormat f, Writing out) {
            FrequencyFormatBinding b = new FrequencyFormatBinding();
            TimeMapBinding.set(b, f.identification(), ArtefactClass.FREQUENCY_FORMAT_MAPPING, out);
            b.frequencyId = f.frequency();
            b.datePattern = f.pattern();
            return b;
        }

        FrequencyFormat toModel(Reading in) {
            return new FrequencyFormat(
                    TimeMapBinding.unnamed(id, this, in),
                    Wire.or(frequencyId, "").strip(),
                    Wire.or(datePattern, ""));
        }
    }

    /** Components that become others. */
    static final class ComponentMapBinding extends AnnotableBinding {
        @XmlElement(name = "Source")
        @JsonProperty("source")
        @Nullable
        List<String> sources;

        @XmlElement(name = "Target")
        @JsonProperty("target")
        @Nullable
        List<String> targets;

        @XmlElement(name = "RepresentationMap")
        @JsonProperty
        @Nullable
        ReferenceBinding representationMap;

        /** Null where the target cannot say it at all. */
        static @Nullable ComponentMapBinding of(ComponentMap m, Writing out) {
            if (m.sources().isEmpty() || m.targets().isEmpty()) {
                out.lose("a component map without " + (m.sources().isEmpty() ? "source" : "target"));
                return null;
            }
            if (Stream.concat(m.sources().stream(), m.targets().stream()).anyMatch(id -> !writable(id, out))) {
                out.lose("the map of " + m.sources() + " to " + m.targets()
                        + ": ids in SDMX-ML have no parts, and no other characters than letters, digits and _ @ $ -");
                return null;
            }
            ComponentMapBinding b = new ComponentMapBinding();
            b.set(m.annotations(), out);
            b.sources = Wire.list(m.sources(), id -> id);
            b.targets = Wire.list(m.targets(), id -> id);
            b.representationMap =
                    m.representationMap().map(r -> ReferenceBinding.of(r, out)).orElse(null);
            m.kinds()
                    .ifPresent(k -> out.lose(
                            "that " + m.sources() + " is a " + k.source().className() + " and " + m.targets() + " a "
                                    + k.target().className()));
            if (m.text().isPresent()) {
                out.lose("that " + m.targets() + " is the text of the codes of " + m.sources() + ": 3.x cannot say it");
            }
            return b;
        }

        ComponentMap toModel(Reading in) {
            return new ComponentMap(
                    annotations(in),
                    stripped(sources),
                    stripped(targets),
                    ReferenceBinding.optional(
                            representationMap, ArtefactClass.REPRESENTATION_MAP, "representation map", in));
        }

        private static List<String> stripped(@Nullable List<String> ids) {
            return Wire.each(ids).stream().map(String::strip).toList();
        }
    }

    /** Values that a component always has. */
    static final class FixedValueMapBinding extends AnnotableBinding {
        @XmlElement(name = "Source")
        @JsonProperty
        @Nullable
        String source;

        @XmlElement(name = "Target")
        @JsonProperty
        @Nullable
        String target;

        @XmlElement(name = "Value")
        @JsonProperty
        @Nullable
        List<String> values;

        /** Null where the target cannot say it at all. */
        static @Nullable FixedValueMapBinding of(FixedValueMap m, Writing out) {
            if (!writable(m.component(), out)) {
                out.lose("the fixed values of " + m.component() + ": ids in SDMX-ML have no parts");
                return null;
            }
            FixedValueMapBinding b = new FixedValueMapBinding();
            b.set(m.annotations(), out);
            switch (m.side()) {
                case SOURCE -> b.source = m.component();
                case TARGET -> b.target = m.component();
            }
            b.values = Wire.list(m.values(), v -> v);
            return b;
        }

        Optional<FixedValueMap> toModel(Reading in) {
            String component = target != null ? target : source;
            if (component == null) {
                in.error("no-component", "a fixed value map names no component; left out");
                return Optional.empty();
            }
            return Optional.of(new FixedValueMap(
                    annotations(in),
                    target != null ? FixedValueMap.Side.TARGET : FixedValueMap.Side.SOURCE,
                    component.strip(),
                    Wire.each(values)));
        }
    }

    /** Since 3.0 no structure set is around a map. */
    static void loseSet(Optional<StructureSet> within, Writing out) {
        within.ifPresent(s -> out.lose("structure set " + s.naming().id() + ", its names and related structures"));
    }

    private static boolean writable(String id, Writing out) {
        return !out.dialect().xml() || PLAIN_ID.matcher(id).matches();
    }

    /** The wire form of a structure map. */
    public static StructureMapBinding of(StructureMap map, Writing out) {
        StructureMapBinding b = new StructureMapBinding();
        b.set(map, out);
        b.source = map.source().map(s -> ReferenceBinding.of(s, out)).orElse(null);
        b.target = map.target().map(t -> ReferenceBinding.of(t, out)).orElse(null);
        if (out.dialect().xml() && (map.source().isEmpty() || map.target().isEmpty())) {
            out.lose("validity: the schema wants a source and a target");
        }
        b.epochMaps = Wire.list(map.epochMaps(), m -> EpochMapBinding.of(m, out));
        b.datePatternMaps = Wire.list(map.datePatternMaps(), m -> DatePatternMapBinding.of(m, out));
        b.frequencyFormatMappings = Wire.list(map.frequencyFormats(), f -> FrequencyFormatBinding.of(f, out));
        b.componentMaps = present(Wire.list(map.componentMaps(), m -> ComponentMapBinding.of(m, out)));
        b.fixedValueMaps = present(Wire.list(map.fixedValueMaps(), m -> FixedValueMapBinding.of(m, out)));
        loseSet(map.within(), out);
        if (map.extension()) {
            out.lose("that it is an extension: 3.x cannot say it");
        }
        return b;
    }

    private static <B> @Nullable List<B> present(@Nullable List<@Nullable B> all) {
        if (all != null) {
            all.removeIf(Objects::isNull);
        }
        return all == null || all.isEmpty() ? null : Wire.each(all);
    }

    @Override
    public StructureMap toModel(Reading in) {
        return new StructureMap(
                maintenance(in),
                ReferenceBinding.optional(source, ArtefactClass.DATA_STRUCTURE, "source", in),
                ReferenceBinding.optional(target, ArtefactClass.DATA_STRUCTURE, "target", in),
                Wire.each(epochMaps).stream().map(m -> m.toModel(in)).toList(),
                Wire.each(datePatternMaps).stream().map(m -> m.toModel(in)).toList(),
                Wire.each(frequencyFormatMappings).stream()
                        .map(f -> f.toModel(in))
                        .toList(),
                Wire.each(componentMaps).stream().map(m -> m.toModel(in)).toList(),
                Wire.each(fixedValueMaps).stream()
                        .flatMap(m -> m.toModel(in).stream())
                        .toList());
    }
}
