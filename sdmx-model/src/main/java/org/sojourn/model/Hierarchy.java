package org.sojourn.model;

import java.util.List;
import java.util.Optional;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * Codes of one or several code lists arranged as a tree.
 *
 * <p>In 2.1 hierarchies stand inside a hierarchical code list. There the id of this artefact is that of the code list, a
 * {@code $}, and that of the hierarchy; or one id when both have the same.
 *
 * @param formalLevels whether the tree is made of the levels, or the levels merely name the depths of the tree
 * @param level the topmost level, those below it nested
 * @param codes the roots of the tree; empty in a stub
 * @param within what a 2.1 message says of the hierarchical code list, where that is more than follows from the hierarchy
 */
public record Hierarchy(
        Maintenance maintenance,
        boolean formalLevels,
        Optional<Level> level,
        List<HierarchicalCode> codes,
        Optional<HierarchicalCodelist> within)
        implements MaintainableArtefact {

    public Hierarchy {
        codes = List.copyOf(codes);
    }

    /** A level, and under it the next one. */
    public record Level(Naming naming, Optional<TextFormat> codingFormat, Optional<Level> next) {
        public String id() {
            return naming.id();
        }
    }

    /**
     * One place in the tree.
     *
     * @param identification its id is unique in the hierarchy, and need not be that of the code
     * @param code the code that stands there
     * @param level the id of its level, where the depth does not tell
     * @param version a version of this use of the code (2.1)
     */
    public record HierarchicalCode(
            Identification identification,
            Urn code,
            Optional<String> validFrom,
            Optional<String> validTo,
            Optional<String> level,
            Optional<String> version,
            List<HierarchicalCode> children) {
        public HierarchicalCode {
            children = List.copyOf(children);
        }

        public String id() {
            return identification.id();
        }
    }

    /** The hierarchical code list around hierarchies of 2.1: who it is, and which code lists it says it includes. */
    public record HierarchicalCodelist(Naming naming, List<IncludedCodelist> included) {
        public HierarchicalCodelist {
            included = List.copyOf(included);
        }
    }

    /** A code list that a hierarchical code list includes, with a short name for use inside. */
    public record IncludedCodelist(Urn codelist, Optional<String> alias) {}

    @Override
    public ArtefactClass type() {
        return ArtefactClass.HIERARCHY;
    }
}
