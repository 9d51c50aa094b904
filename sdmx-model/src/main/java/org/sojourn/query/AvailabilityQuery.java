package org.sojourn.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sojourn.model.ref.ArtefactClass;

/**
 * A query for the values for which data exist.
 *
 * @param components ids of the dimensions to tell about; empty for all
 * @param references classes of the artefacts to send along, item schemes cut to what is used; empty for none
 */
public record AvailabilityQuery(
        DataSelection selection, List<String> components, Mode mode, Set<ArtefactClass> references) implements Query {

    public AvailabilityQuery {
        components = List.copyOf(components);
        references = Set.copyOf(references);
    }

    /** What {@code references=all} means: every class that may be asked for. */
    public static final Set<ArtefactClass> ALL_REFERENCES = Set.of(
            ArtefactClass.CODELIST,
            ArtefactClass.VALUE_LIST,
            ArtefactClass.DATA_STRUCTURE,
            ArtefactClass.CONCEPT_SCHEME,
            ArtefactClass.DATAFLOW,
            ArtefactClass.DATA_PROVIDER_SCHEME);

    /** What is counted. */
    public enum Mode {
        /** Values in the data that the query selects. */
        EXACT("exact"),
        /** Values of a dimension that would still give data if the query's own filter on it were dropped. */
        AVAILABLE("available");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        /** The word in the URL. */
        public String word() {
            return word;
        }

        static Optional<Mode> named(String word) {
            return Arrays.stream(values()).filter(m -> m.word.equals(word)).findFirst();
        }
    }

    /** The classes behind one word of {@code references}. */
    static Optional<Set<ArtefactClass>> references(String word) {
        return switch (word) {
            case "none" -> Optional.of(Set.of());
            case "all" -> Optional.of(ALL_REFERENCES);
            default ->
                ALL_REFERENCES.stream()
                        .filter(c -> c.resource().equals(word))
                        .findFirst()
                        .map(Set::of);
        };
    }

    @Override
    public Visibility visibility() {
        return selection.visibility();
    }

    @Override
    public AvailabilityQuery withVisibility(Visibility other) {
        return new AvailabilityQuery(selection.withVisibility(other), components, mode, references);
    }
}
