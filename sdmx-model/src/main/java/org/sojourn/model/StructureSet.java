package org.sojourn.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * The structure set of 2.1 around maps that are artefacts of their own since 3.0: who it is, and which structures it says it
 * relates. There the id of a map in the model is that of the set, a {@code $}, and that of the map; or one id when both have
 * the same, as hierarchies are named ({@link HierarchyName}).
 */
public record StructureSet(Naming naming, List<Urn> related) {
    private static final Set<ArtefactClass> MAPS = EnumSet.of(
            ArtefactClass.STRUCTURE_MAP,
            ArtefactClass.REPRESENTATION_MAP,
            ArtefactClass.ORGANISATION_SCHEME_MAP,
            ArtefactClass.CATEGORY_SCHEME_MAP,
            ArtefactClass.CONCEPT_SCHEME_MAP,
            ArtefactClass.REPORTING_TAXONOMY_MAP);

    public StructureSet {
        related = List.copyOf(related);
    }

    /** True for the types that stand in structure sets of 2.1. */
    public static boolean holds(ArtefactClass type) {
        return MAPS.contains(type);
    }

    /** The structure set around a map of the model. */
    public static Urn of(Urn map) {
        return Urn.of(ArtefactClass.STRUCTURE_SET, map.agency(), setId(map.id()), map.version());
    }

    /** The id of the structure set around a map of the model. */
    public static String setId(String id) {
        return HierarchyName.of(id).list();
    }

    /** The id that a map of the model has in its structure set. */
    public static String mapId(String id) {
        return HierarchyName.of(id).hierarchy();
    }

    /** The id in the model of a map in a structure set. */
    public static String id(String set, String map) {
        return new HierarchyName(set, map).id();
    }
}
