package org.sojourn.model;

import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/**
 * The two ids that 2.1 has where a hierarchy of the model has one: that of the hierarchical code list, and that of the
 * hierarchy in it. The model writes {@code LIST$HIERARCHY}, or one id when both are the same.
 */
public record HierarchyName(String list, String hierarchy) {
    private static final char BETWEEN = '$';

    /** The two ids of a hierarchy of the model. */
    public static HierarchyName of(String id) {
        int at = id.indexOf(BETWEEN, 1);
        return at < 0 || at == id.length() - 1
                ? new HierarchyName(id, id)
                : new HierarchyName(id.substring(0, at), id.substring(at + 1));
    }

    /** The id of the hierarchy in the model. */
    public String id() {
        return list.equals(hierarchy) ? list : list + BETWEEN + hierarchy;
    }

    /** The hierarchical code list around a hierarchy of the model. */
    public static Urn listOf(Urn hierarchy) {
        return Urn.of(
                ArtefactClass.HIERARCHICAL_CODELIST, hierarchy.agency(), of(hierarchy.id()).list, hierarchy.version());
    }

    /** A reference to a hierarchy of the model, or to something in it, as 2.1 writes it. */
    public static Urn before30(Urn u) {
        HierarchyName name = of(u.id());
        String inside = u.item().isEmpty() ? name.hierarchy : name.hierarchy + "." + u.item();
        return new Urn(u.type(), u.agency(), name.list, u.version(), inside);
    }

    /** A reference of 2.1 to a hierarchy in a hierarchical code list, or to something in it, as the model names it. */
    public static Urn since30(Urn u) {
        if (u.item().isEmpty()) {
            return u; // already named as since 3.0
        }
        int at = u.item().indexOf('.');
        String hierarchy = at < 0 ? u.item() : u.item().substring(0, at);
        String inside = at < 0 ? "" : u.item().substring(at + 1);
        return new Urn(u.type(), u.agency(), new HierarchyName(u.id(), hierarchy).id(), u.version(), inside);
    }

    /** True for hierarchies and what stands in them. */
    public static boolean names(ArtefactClass type) {
        return type == ArtefactClass.HIERARCHY
                || type == ArtefactClass.HIERARCHICAL_CODE
                || type == ArtefactClass.LEVEL;
    }
}
