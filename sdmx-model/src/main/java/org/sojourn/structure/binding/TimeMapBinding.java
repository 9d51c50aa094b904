package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElements;
import jakarta.xml.bind.annotation.XmlTransient;
import jakarta.xml.bind.annotation.XmlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Identification;
import org.sojourn.model.StructureMap.DatePatternMap;
import org.sojourn.model.StructureMap.EpochMap;
import org.sojourn.model.StructureMap.EpochUnit;
import org.sojourn.model.StructureMap.Frequency;
import org.sojourn.model.StructureMap.Pair;
import org.sojourn.model.StructureMap.ResolvePeriod;
import org.sojourn.model.StructureMap.TimeMap;
import org.sojourn.model.ref.ArtefactClass;

/** What maps of time have in common on the wire. */
@XmlTransient
abstract class TimeMapBinding extends IdentifiableBinding {
    @XmlElements({
        @XmlElement(name = "Source", type = SourceElement.class),
        @XmlElement(name = "Target", type = TargetElement.class)
    })
    @Nullable
    List<Object> sourcesAndTargets;

    @JsonProperty
    @Nullable
    List<PairBinding> mappedComponents;

    @XmlElement(name = "FrequencyDimension")
    @JsonProperty
    @Nullable
    String frequencyDimension;

    @XmlElement(name = "MappedFrequencies")
    @JsonProperty
    @Nullable
    List<String> mappedFrequencies;

    @XmlElement(name = "TargetFrequencyID")
    @JsonProperty
    @Nullable
    String targetFrequencyID;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String resolvePeriod;

    /** A component of the source. */
    static final class SourceElement {
        @XmlValue
        @Nullable
        String id;
    }

    /** A component of the target. */
    static final class TargetElement {
        @XmlValue
        @Nullable
        String id;
    }

    /** A pair in JSON. */
    static final class PairBinding {
        @JsonProperty
        @Nullable
        String source;

        @JsonProperty
        @Nullable
        String target;
    }

    /** Maps with an epoch. */
    static final class EpochMapBinding extends TimeMapBinding {
        @XmlAttribute
        @JsonProperty
        @Nullable
        String basePeriod;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String epochPeriod;

        static EpochMapBinding of(EpochMap m, Writing out) {
            EpochMapBinding b = new EpochMapBinding();
            b.setTimeMap(m, ArtefactClass.EPOCH_MAP, out);
            b.basePeriod = m.basePeriod();
            b.epochPeriod = m.unit().wireName();
            return b;
        }

        EpochMap toModel(Reading in) {
            EpochUnit unit = null;
            for (EpochUnit u : EpochUnit.values()) {
                unit = u.wireName().equals(epochPeriod) ? u : unit;
            }
            if (unit == null) {
                in.guess("unknown-unit", "epoch period '" + epochPeriod + "' is no unit of time; read as second");
            }
            return new EpochMap(
                    unnamed(id, this, in),
                    pairs(),
                    frequency(in),
                    resolve(in),
                    Wire.or(basePeriod, ""),
                    Wire.or(unit, EpochUnit.SECOND));
        }
    }

    /** Maps by a pattern. */
    static final class DatePatternMapBinding extends TimeMapBinding {
        @XmlAttribute
        @JsonProperty
        @Nullable
        String sourcePattern;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String locale;

        static DatePatternMapBinding of(DatePatternMap m, Writing out) {
            DatePatternMapBinding b = new DatePatternMapBinding();
            b.setTimeMap(m, ArtefactClass.DATE_PATTERN_MAP, out);
            b.sourcePattern = m.pattern();
            b.locale = m.locale();
            return b;
        }

        DatePatternMap toModel(Reading in) {
            return new DatePatternMap(
                    unnamed(id, this, in),
                    pairs(),
                    frequency(in),
                    resolve(in),
                    Wire.or(sourcePattern, ""),
                    Wire.or(locale, "en"));
        }
    }

    /** The identification of a thing that may do without an id. */
    static Identification unnamed(@Nullable String id, IdentifiableBinding of, Reading in) {
        return of.identification(id == null ? "" : id.strip(), in);
    }

    /** As {@link IdentifiableBinding#set}, for a thing that may do without an id and then has no URN. */
    static void set(IdentifiableBinding binding, Identification i, ArtefactClass type, Writing out) {
        binding.set(i, i.id().isEmpty() ? "" : out.urn(type, i.id()), out);
        if (i.id().isEmpty()) {
            if (!out.dialect().xml()) {
                i.uri().ifPresent(u -> out.lose("URI " + u + " of a thing without an id"));
            }
            binding.id = null;
            binding.urn = null;
        }
    }

    final void setTimeMap(TimeMap m, ArtefactClass type, Writing out) {
        set(this, m.identification(), type, out);
        if (out.dialect().xml()) {
            List<Object> both = new ArrayList<>();
            for (Pair p : m.components()) {
                SourceElement source = new SourceElement();
                source.id = p.source();
                TargetElement target = new TargetElement();
                target.id = p.target();
                both.add(source);
                both.add(target);
            }
            sourcesAndTargets = both.isEmpty() ? null : both;
        } else {
            mappedComponents = Wire.list(m.components(), p -> {
                PairBinding b = new PairBinding();
                b.source = p.source();
                b.target = p.target();
                return b;
            });
        }
        if (m.frequency().isPresent()) {
            switch (m.frequency().get()) {
                case Frequency.OfDimension f -> {
                    frequencyDimension = f.dimension();
                    mappedFrequencies = Wire.list(f.formats(), id -> id);
                }
                case Frequency.Fixed f -> targetFrequencyID = f.id();
            }
        } else {
            out.lose("validity: the schema wants the frequency of the target");
        }
        resolvePeriod = m.resolvePeriod().map(ResolvePeriod::wireName).orElse(null);
    }

    final List<Pair> pairs() {
        List<Pair> all = new ArrayList<>();
        String source = "";
        for (Object element : Wire.each(sourcesAndTargets)) {
            switch (element) {
                case SourceElement s -> source = Wire.or(s.id, "").strip();
                case TargetElement t ->
                    all.add(new Pair(source, Wire.or(t.id, "").strip()));
                default -> throw new IllegalStateException("no element of " + element.getClass());
            }
        }
        for (PairBinding p : Wire.each(mappedComponents)) {
            all.add(new Pair(Wire.or(p.source, ""), Wire.or(p.target, "")));
        }
        return all;
    }

    final Optional<Frequency> frequency(Reading in) {
        if (frequencyDimension != null) {
            if (targetFrequencyID != null) {
                in.guess(
                        "frequency-twice",
                        "a map has both a frequency dimension and a fixed frequency; the first counts");
            }
            return Optional.of(new Frequency.OfDimension(frequencyDimension.strip(), Wire.each(mappedFrequencies)));
        }
        if (targetFrequencyID == null) {
            in.guess("no-frequency", "a map of time does not say what frequency the target has");
            return Optional.empty();
        }
        return Optional.of(new Frequency.Fixed(targetFrequencyID.strip()));
    }

    final Optional<ResolvePeriod> resolve(Reading in) {
        if (resolvePeriod == null) {
            return Optional.empty();
        }
        for (ResolvePeriod r : ResolvePeriod.values()) {
            if (r.wireName().equals(resolvePeriod.strip())) {
                return Optional.of(r);
            }
        }
        in.guess("unknown-period", "resolvePeriod '" + resolvePeriod + "' is not one of the standard; left out");
        return Optional.empty();
    }
}
