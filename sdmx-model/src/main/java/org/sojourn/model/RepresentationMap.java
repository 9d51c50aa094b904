package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * Says which values of some components stand for which values of others: n values together for m values. A maintainable
 * artefact since 3.0; 2.1's code list maps, hybrid code list maps and value maps are read as one.
 *
 * @param sources what each source value is one of, in the order of the values in each mapping
 * @param targets the same for the target values
 * @param within what a 2.1 message says of the structure set, where that is more than follows from the map
 */
public record RepresentationMap(
        Maintenance maintenance,
        List<Domain> sources,
        List<Domain> targets,
        List<Mapping> mappings,
        Optional<StructureSet> within)
        implements MaintainableArtefact {

    public RepresentationMap {
        sources = List.copyOf(sources);
        targets = List.copyOf(targets);
        mappings = List.copyOf(mappings);
    }

    /** As since 3.0. */
    public RepresentationMap(
            Maintenance maintenance, List<Domain> sources, List<Domain> targets, List<Mapping> mappings) {
        this(maintenance, sources, targets, mappings, Optional.empty());
    }

    @Override
    public ArtefactClass type() {
        return ArtefactClass.REPRESENTATION_MAP;
    }

    /** What a value is one of. */
    public sealed interface Domain {
        /** A code list or value list; read up from 2.1 also a hierarchical code list. */
        record Listed(Urn list) implements Domain {}

        /** Free values of a type. */
        record Typed(DataType type) implements Domain {}
    }

    /**
     * A combination of source values and the target values that it becomes.
     *
     * @param targets one for each target, none where the combination has no counterpart; {@code \1} and so on stand for the
     *     groups that a regular expression caught
     * @param validFrom the first day on which it holds, a date as text
     * @param validTo the last day on which it holds
     */
    public record Mapping(
            List<Annotation> annotations,
            List<SourceValue> sources,
            List<String> targets,
            Optional<String> validFrom,
            Optional<String> validTo) {
        public Mapping {
            annotations = List.copyOf(annotations);
            sources = List.copyOf(sources);
            targets = List.copyOf(targets);
        }

        /** One value for one value, always. */
        public static Mapping of(String source, String target) {
            return new Mapping(
                    List.of(), List.of(SourceValue.of(source)), List.of(target), Optional.empty(), Optional.empty());
        }
    }

    /**
     * A value to compare with, of which the compared value may be a part.
     *
     * @param regex whether {@code value} is a regular expression
     * @param startIndex where the part of the compared value begins; in the example of the technical notes the first
     *     character is number 1
     * @param endIndex the last character of that part
     */
    public record SourceValue(String value, boolean regex, Optional<Integer> startIndex, Optional<Integer> endIndex) {
        public static SourceValue of(String value) {
            return new SourceValue(value, false, Optional.empty(), Optional.empty());
        }
    }
}
