package org.sojourn.query;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which neighbours of the found artefacts a structure query wants: those of any of {@code directions}, and those of the types
 * {@code resources} whichever way they are connected. Nothing in both means none.
 */
public record References(Set<Direction> directions, Set<StructureResource> resources) {

    /** The ways to walk from an artefact. */
    public enum Direction {
        /** What uses the artefact. */
        PARENTS("parents"),
        /** What uses the artefact, and what those use. */
        PARENTS_AND_SIBLINGS("parentsandsiblings"),
        /** What uses the artefact, at any depth (v2). */
        ANCESTORS("ancestors"),
        /** What the artefact uses. */
        CHILDREN("children"),
        /** What the artefact uses, at any depth. */
        DESCENDANTS("descendants"),
        /** Parents and siblings, and descendants. */
        ALL("all");

        private final String word;

        Direction(String word) {
            this.word = word;
        }

        /** The word in the URL. */
        public String word() {
            return word;
        }

        static Optional<Direction> named(String word) {
            return Arrays.stream(values()).filter(d -> d.word.equals(word)).findFirst();
        }

        static Stream<String> words() {
            return Arrays.stream(values()).map(Direction::word);
        }
    }

    public static final References NONE = new References(Set.of(), Set.of());

    public References {
        Set<Direction> orderedDirections = EnumSet.noneOf(Direction.class);
        orderedDirections.addAll(directions);
        directions = Collections.unmodifiableSet(orderedDirections);
        Set<StructureResource> orderedResources = EnumSet.noneOf(StructureResource.class);
        orderedResources.addAll(resources);
        resources = Collections.unmodifiableSet(orderedResources);
    }

    public static References of(Direction... directions) {
        return new References(Set.of(directions), Set.of());
    }

    public static References of(StructureResource... resources) {
        return new References(Set.of(), Set.of(resources));
    }

    public boolean none() {
        return directions.isEmpty() && resources.isEmpty();
    }
}
