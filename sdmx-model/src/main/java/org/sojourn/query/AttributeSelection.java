package org.sojourn.query;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which attributes an answer carries: those of any of {@code scopes} and those of {@code ids}. Nothing at all in both means
 * no attributes.
 */
public record AttributeSelection(Set<Scope> scopes, List<String> ids) {

    /** Groups of attributes that v2 names by a word. */
    public enum Scope {
        /** All attributes of the data structure. */
        DSD("dsd"),
        /** All attributes of the metadata structure that the data structure uses. */
        MSD("msd"),
        /** Attributes of the whole data set. */
        DATASET("dataset"),
        /** Attributes of series and of groups of series. */
        SERIES("series"),
        /** Attributes of single observations. */
        OBS("obs"),
        /** Everything. */
        ALL("all");

        private final String word;

        Scope(String word) {
            this.word = word;
        }

        /** The word in the URL. */
        public String word() {
            return word;
        }

        static Optional<Scope> named(String word) {
            return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
        }

        static Stream<String> words() {
            return Arrays.stream(values()).map(Scope::word);
        }
    }

    /** What an answer carries when the query does not say. */
    public static final AttributeSelection DSD = of(Scope.DSD);

    public static final AttributeSelection NONE = new AttributeSelection(Set.of(), List.of());

    public AttributeSelection {
        Set<Scope> ordered = EnumSet.noneOf(Scope.class);
        ordered.addAll(scopes);
        scopes = Collections.unmodifiableSet(ordered);
        ids = List.copyOf(ids);
    }

    public static AttributeSelection of(Scope... scopes) {
        return new AttributeSelection(Set.of(scopes), List.of());
    }

    public static AttributeSelection ofIds(String... ids) {
        return new AttributeSelection(Set.of(), List.of(ids));
    }

    /** True where no attribute at all is wanted. */
    public boolean none() {
        return scopes.isEmpty() && ids.isEmpty();
    }
}
