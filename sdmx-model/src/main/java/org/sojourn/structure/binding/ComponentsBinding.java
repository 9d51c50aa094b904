package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataType;
import org.sojourn.model.Dimension;
import org.sojourn.model.Identification;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Measure;
import org.sojourn.model.Naming;
import org.sojourn.model.RepresentationMap;
import org.sojourn.model.RepresentationMap.Domain;
import org.sojourn.model.RepresentationMap.Mapping;
import org.sojourn.model.StructureMap;
import org.sojourn.model.StructureMap.ComponentMap;
import org.sojourn.model.StructureMap.Kinds;
import org.sojourn.model.StructureMap.ToText;
import org.sojourn.model.StructureSet;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.structure.binding.SetMapBinding.StructuresBinding;

/** A component of a structure map of 2.1 and the component that it becomes. */
final class ComponentsBinding extends AnnotableBinding {
    private static final List<Domain> TEXT = List.of(new Domain.Typed(DataType.STRING));

    @XmlElement(name = "Source")
    @JsonProperty
    @Nullable
    ReferenceBinding source;

    @XmlElement(name = "Target")
    @JsonProperty
    @Nullable
    ReferenceBinding target;

    @XmlElement(name = "RepresentationMapping")
    @JsonProperty
    @Nullable
    RepresentationBindingOfMap representationMapping;

    /** How values become others: by a code list map of the set, as texts, or value by value. */
    static final class RepresentationBindingOfMap {
        @XmlElement(name = "CodelistMap")
        @JsonProperty
        @Nullable
        ReferenceBinding codelistMap;

        @XmlElement(name = "ToTextFormat")
        @JsonProperty
        @Nullable
        FormatBinding toTextFormat;

        @XmlElement(name = "ToValueType")
        @JsonProperty
        @Nullable
        String toValueType;

        @XmlElement(name = "ValueMap")
        @JsonProperty
        @Nullable
        ValuesBinding valueMap;
    }

    /** Values one by one. */
    static final class ValuesBinding {
        @XmlElement(name = "ValueMapping")
        @JsonProperty
        @Nullable
        List<ValueBinding> valueMappings;
    }

    /** One value. */
    static final class ValueBinding {
        @XmlAttribute
        @JsonProperty
        @Nullable
        String source;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String target;
    }

    static List<MaintainableArtefact> toModel(
            StructuresBinding b, Function<Naming, Maintenance> around, StructureSetBinding.Around set, Reading in) {
        Naming own = b.naming(in);
        in.at(own.id());
        List<MaintainableArtefact> all = new ArrayList<>();
        List<ComponentMap> maps = new ArrayList<>();
        for (ComponentsBinding c : Wire.each(b.componentMaps)) {
            maps.add(c.toModel(own, around, set, all, in));
        }
        all.addFirst(new StructureMap(
                around.apply(own),
                ReferenceBinding.optional(b.source, ArtefactClass.DATA_STRUCTURE, "source", in),
                ReferenceBinding.optional(b.target, ArtefactClass.DATA_STRUCTURE, "target", in),
                List.of(),
                List.of(),
                List.of(),
                maps,
                List.of(),
                in.flag(b.isExtension, "isExtension", false),
                set.within(own)));
        return all;
    }

    private ComponentMap toModel(
            Naming map,
            Function<Naming, Maintenance> around,
            StructureSetBinding.Around set,
            List<MaintainableArtefact> values,
            Reading in) {
        String from = source == null ? "" : source.toItem(in).orElse("");
        String to = target == null ? "" : target.toItem(in).orElse("");
        Optional<Urn> representation = Optional.empty();
        Optional<ToText> text = Optional.empty();
        RepresentationBindingOfMap r = representationMapping;
        if (r != null && r.codelistMap != null) {
            representation = r.codelistMap.toLocalId().map(id -> set.map(ArtefactClass.REPRESENTATION_MAP, id));
        } else if (r != null && r.valueMap != null) {
            RepresentationMap one = values(r.valueMap, map, from, to, around, set);
            values.add(one);
            representation = Optional.of(one.urn());
        } else if (r != null && r.toTextFormat != null) {
            text = Optional.of(new ToText(r.toTextFormat.toModel(in), what(r.toValueType, in)));
        }
        Kinds kinds = new Kinds(kind(source, from), kind(target, to));
        return new ComponentMap(
                annotations(in),
                List.of(from),
                List.of(to),
                representation,
                text,
                kinds.equals(guess(from, to)) && fixed(from) && fixed(to) ? Optional.empty() : Optional.of(kinds));
    }

    private static ToText.What what(@Nullable String word, Reading in) {
        for (ToText.What w : ToText.What.values()) {
            if (w.name().equalsIgnoreCase(Wire.or(word, "").strip())) {
                return w;
            }
        }
        in.guess("unknown-value-type", "ToValueType '" + word + "' is not one of the standard; read as Value");
        return ToText.What.VALUE;
    }

    /** Values that stand in the structure map itself are a representation map of their own in the model. */
    private static RepresentationMap values(
            ValuesBinding b,
            Naming map,
            String from,
            String to,
            Function<Naming, Maintenance> around,
            StructureSetBinding.Around set) {
        Naming naming = implied(map, map.id() + "-" + from + "-" + to);
        return new RepresentationMap(
                around.apply(naming),
                TEXT,
                TEXT,
                Wire.each(b.valueMappings).stream()
                        .map(v -> Mapping.of(Wire.or(v.source, ""), Wire.or(v.target, "")))
                        .toList(),
                set.within(naming));
    }

    private static Naming implied(Naming map, String id) {
        return new Naming(Identification.of(id), map.names(), map.descriptions());
    }

    private static ArtefactClass kind(@Nullable ReferenceBinding reference, String id) {
        return (reference == null ? Optional.<ArtefactClass>empty() : reference.localClass()).orElse(guess(id));
    }

    private static Kinds guess(String from, String to) {
        return new Kinds(guess(from), guess(to));
    }

    private static boolean fixed(String id) {
        return id.equals(Dimension.TIME_PERIOD) || id.equals(Measure.OBS_VALUE);
    }

    private static ArtefactClass guess(String id) {
        return switch (id) {
            case Dimension.TIME_PERIOD -> ArtefactClass.TIME_DIMENSION;
            case Measure.OBS_VALUE -> ArtefactClass.PRIMARY_MEASURE;
            default -> ArtefactClass.DIMENSION;
        };
    }

    /** The wire form of a structure map, null where 2.1 has no such map; {@code used} gains the maps of values in it. */
    static @Nullable StructuresBinding of(
            StructureMap m, Map<Urn, RepresentationMap> inSet, Set<Urn> used, Writing out) {
        out.at(StructureSet.mapId(m.id()));
        m.epochMaps().forEach(e -> out.lose("the map of time of " + e.components()));
        m.datePatternMaps().forEach(e -> out.lose("the map of time of " + e.components()));
        m.frequencyFormats().forEach(f -> out.lose("the format of frequency " + f.frequency()));
        m.fixedValueMaps().forEach(f -> out.lose("the fixed values of " + f.component()));
        List<ComponentsBinding> maps = new ArrayList<>();
        if (m.source().isEmpty() || m.target().isEmpty()) {
            out.lose("the structure map: 2.1 has none without source, target and mapped components");
            return null;
        }
        for (ComponentMap c : m.componentMaps()) {
            if (c.sources().size() == 1 && c.targets().size() == 1) {
                maps.add(of(c, m, m.source().get(), m.target().get(), inSet, used, out));
            } else {
                out.lose("the map of " + c.sources() + " to " + c.targets() + ": 2.1 maps one component to one");
            }
        }
        if (maps.isEmpty()) {
            out.lose("the structure map: 2.1 has none without source, target and mapped components");
            return null;
        }
        StructuresBinding b = new StructuresBinding();
        b.setMap(m.maintenance().naming(), ArtefactClass.STRUCTURE_MAP, out);
        b.source = ReferenceBinding.of(m.source().get(), out);
        b.target = ReferenceBinding.of(m.target().get(), out);
        b.componentMaps = maps;
        b.isExtension = Wire.flag(m.extension());
        return b;
    }

    private static ComponentsBinding of(
            ComponentMap c,
            StructureMap map,
            Urn source,
            Urn target,
            Map<Urn, RepresentationMap> inSet,
            Set<Urn> used,
            Writing out) {
        ComponentsBinding b = new ComponentsBinding();
        b.set(c.annotations(), out);
        String from = c.sources().getFirst();
        String to = c.targets().getFirst();
        if (c.kinds().isEmpty() && !(fixed(from) && fixed(to))) {
            out.lose("not saying what components " + from + " and " + to
                    + " are: 2.1 wants to know, dimensions are written");
        }
        Kinds kinds = c.kinds().orElse(guess(from, to));
        b.source = ReferenceBinding.component(from, kinds.source(), source, out);
        b.target = ReferenceBinding.component(to, kinds.target(), target, out);
        RepresentationBindingOfMap r = new RepresentationBindingOfMap();
        if (c.representationMap().isPresent()) {
            Urn urn = c.representationMap().get();
            RepresentationMap known = inSet.get(urn);
            if (known == null) {
                out.lose("representation map " + urn.shortForm() + " of " + from
                        + ": in 2.1 it has to be in the same structure set and message");
                return b;
            }
            if (known.sources().equals(TEXT) && known.targets().equals(TEXT)) {
                used.add(urn);
                b.representationMapping =
                        values(known, implied(map.maintenance().naming(), known.id()), r, out);
            } else {
                String id = StructureSet.mapId(urn.id());
                r.codelistMap = ReferenceBinding.local(id, ArtefactClass.CODELIST_MAP, id, out);
                b.representationMapping = r;
            }
        } else if (c.text().isPresent()) {
            r.toTextFormat = FormatBinding.of(c.text().get().format(), FormatBinding.Place.BASIC, out);
            String word = c.text().get().what().name();
            r.toValueType = word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
            b.representationMapping = r;
        }
        return b;
    }

    private static @Nullable RepresentationBindingOfMap values(
            RepresentationMap m, Naming implied, RepresentationBindingOfMap r, Writing out) {
        Naming naming = m.maintenance().naming();
        if (!naming.equals(implied)) {
            out.lose("the names and annotations of representation map " + m.id() + ": in 2.1 it is part of a map");
        }
        List<ValueBinding> all = new ArrayList<>();
        for (Mapping each : m.mappings()) {
            if (!each.annotations().isEmpty()) {
                out.lose("annotations of the mapping of " + each.sources());
            }
            SetMapBinding.sayable(each, out).ifPresent(s -> {
                ValueBinding v = new ValueBinding();
                v.source = s.sources().getFirst().value();
                v.target = s.targets().getFirst();
                all.add(v);
            });
        }
        if (all.isEmpty()) {
            out.lose("representation map " + m.id() + ": 2.1 has none without mappings");
            return null;
        }
        r.valueMap = new ValuesBinding();
        r.valueMap.valueMappings = all;
        return r;
    }
}
