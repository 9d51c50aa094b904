package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * Says how data of one structure or flow become data of another. A maintainable artefact since 3.0; in 2.1 a part of a
 * structure set, of which {@code extension}, {@code within} and parts of {@link ComponentMap} keep what 3.x has no place for.
 *
 * @param source a data structure, dataflow, metadata structure or metadataflow; a stub has neither source nor target
 * @param within what a 2.1 message says of the structure set, where that is more than follows from the map
 * @param extension 2.1's {@code isExtension}: the map adds to another map between the same structures
 */
public record StructureMap(
        Maintenance maintenance,
        Optional<Urn> source,
        Optional<Urn> target,
        List<EpochMap> epochMaps,
        List<DatePatternMap> datePatternMaps,
        List<FrequencyFormat> frequencyFormats,
        List<ComponentMap> componentMaps,
        List<FixedValueMap> fixedValueMaps,
        boolean extension,
        Optional<StructureSet> within)
        implements MaintainableArtefact {

    public StructureMap {
        epochMaps = List.copyOf(epochMaps);
        datePatternMaps = List.copyOf(datePatternMaps);
        frequencyFormats = List.copyOf(frequencyFormats);
        componentMaps = List.copyOf(componentMaps);
        fixedValueMaps = List.copyOf(fixedValueMaps);
    }

    /** As since 3.0. */
    public StructureMap(
            Maintenance maintenance,
            Optional<Urn> source,
            Optional<Urn> target,
            List<EpochMap> epochMaps,
            List<DatePatternMap> datePatternMaps,
            List<FrequencyFormat> frequencyFormats,
            List<ComponentMap> componentMaps,
            List<FixedValueMap> fixedValueMaps) {
        this(
                maintenance,
                source,
                target,
                epochMaps,
                datePatternMaps,
                frequencyFormats,
                componentMaps,
                fixedValueMaps,
                false,
                Optional.empty());
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.STRUCTURE_MAP;
    }

    /** The frequency format of this id. */
    public Optional<FrequencyFormat> frequencyFormat(String id) {
        return frequencyFormats.stream()
                .filter(f -> f.identification().id().equals(id))
                .findFirst();
    }

    /** What maps of time have in common: which components, and how the frequency of the target is found. */
    public sealed interface TimeMap permits EpochMap, DatePatternMap {
        /** Id (empty where none was given), annotations and links. */
        Identification identification();

        /** Source and target component, at least one pair. */
        List<Pair> components();

        /** The frequency of the target; empty where the message says none, which no schema allows. */
        Optional<Frequency> frequency();

        /** Which moment of the target period a source moment stands for, or the other way round. */
        Optional<ResolvePeriod> resolvePeriod();
    }

    /** A component of the source and the component of the target into which it goes. */
    public record Pair(String source, String target) {}

    /** How the frequency of a target period is known. */
    public sealed interface Frequency {
        /**
         * By the value that this dimension has in the target.
         *
         * @param formats ids of {@link FrequencyFormat}s that say how periods of a frequency are written; empty for the
         *     usual forms
         */
        record OfDimension(String dimension, List<String> formats) implements Frequency {
            public OfDimension {
                formats = List.copyOf(formats);
            }
        }

        /** Always this one: the id of a frequency format or a frequency code. */
        record Fixed(String id) implements Frequency {}
    }

    /** The moment by which a period is told. */
    public enum ResolvePeriod {
        START_OF_PERIOD("startOfPeriod"),
        END_OF_PERIOD("endOfPeriod"),
        MID_PERIOD("midPeriod");

        private final String wireName;

        ResolvePeriod(String wireName) {
            this.wireName = wireName;
        }

        /** The word in every format. */
        public String wireName() {
            return wireName;
        }
    }

    /**
     * Reads source values as numbers of units since a moment.
     *
     * @param basePeriod the moment from which is counted, a time period as text, such as {@code 1970}
     * @param unit the unit that is counted
     */
    public record EpochMap(
            Identification identification,
            List<Pair> components,
            Optional<Frequency> frequency,
            Optional<ResolvePeriod> resolvePeriod,
            String basePeriod,
            EpochUnit unit)
            implements TimeMap {
        public EpochMap {
            components = List.copyOf(components);
        }
    }

    /** The units in which an epoch counts. */
    public enum EpochUnit {
        NANOSECOND("nanosecond"),
        MILLISECOND("millisecond"),
        MICROSECOND("microsecond"),
        SECOND("second"),
        DAY("day");

        private final String wireName;

        EpochUnit(String wireName) {
            this.wireName = wireName;
        }

        /** The word in every format. */
        public String wireName() {
            return wireName;
        }
    }

    /**
     * Reads source values by a pattern.
     *
     * @param pattern letters as in java.text.SimpleDateFormat (SDMX 3.0 section 2, date pattern map)
     * @param locale the language of names of months and days, a BCP 47 tag
     */
    public record DatePatternMap(
            Identification identification,
            List<Pair> components,
            Optional<Frequency> frequency,
            Optional<ResolvePeriod> resolvePeriod,
            String pattern,
            String locale)
            implements TimeMap {
        public DatePatternMap {
            components = List.copyOf(components);
        }
    }

    /** How target periods of one frequency are written; {@code identification} has an empty id where none was given. */
    public record FrequencyFormat(Identification identification, String frequency, String pattern) {}

    /**
     * Components whose values together give those of other components: unchanged without a representation map.
     *
     * @param text 2.1's mapping of codes to texts, which 3.x lacks
     * @param kinds what components they are, which only 2.1 says
     */
    public record ComponentMap(
            List<Annotation> annotations,
            List<String> sources,
            List<String> targets,
            Optional<Urn> representationMap,
            Optional<ToText> text,
            Optional<Kinds> kinds) {
        public ComponentMap {
            annotations = List.copyOf(annotations);
            sources = List.copyOf(sources);
            targets = List.copyOf(targets);
        }

        public ComponentMap(
                List<Annotation> annotations,
                List<String> sources,
                List<String> targets,
                Optional<Urn> representationMap) {
            this(annotations, sources, targets, representationMap, Optional.empty(), Optional.empty());
        }

        /** A component that becomes another, values unchanged. */
        public static ComponentMap of(String source, String target) {
            return new ComponentMap(List.of(), List.of(source), List.of(target), Optional.empty());
        }
    }

    /** 2.1: the classes of a source and a target component. */
    public record Kinds(ArtefactClass source, ArtefactClass target) {}

    /** 2.1: the target is a text made of what is known of the source code. */
    public record ToText(TextFormat format, What what) {
        /** What of a code is taken. */
        public enum What {
            VALUE,
            NAME,
            DESCRIPTION
        }
    }

    /** Values that one component always has, on one side of the map. */
    public record FixedValueMap(List<Annotation> annotations, Side side, String component, List<String> values) {
        public FixedValueMap {
            annotations = List.copyOf(annotations);
            values = List.copyOf(values);
        }

        /** Whether the component is one of the source or of the target. */
        public enum Side {
            SOURCE,
            TARGET
        }
    }
}
