package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.HierarchyAssociation;
import org.sojourn.model.ref.ArtefactClass;

/** The association of a hierarchy with what it is for (3.x). */
public final class HierarchyAssociationBinding extends MaintainableBinding<HierarchyAssociation> {
    @XmlElement(name = "LinkedHierarchy")
    @JsonProperty
    @Nullable
    ReferenceBinding linkedHierarchy;

    @XmlElement(name = "LinkedObject")
    @JsonProperty
    @Nullable
    ReferenceBinding linkedObject;

    @XmlElement(name = "ContextObject")
    @JsonProperty
    @Nullable
    ReferenceBinding contextObject;

    /** The wire form of an association. */
    public static HierarchyAssociationBinding of(HierarchyAssociation a, Writing out) {
        HierarchyAssociationBinding b = new HierarchyAssociationBinding();
        b.set(a, out);
        b.linkedHierarchy = a.hierarchy().map(u -> ReferenceBinding.of(u, out)).orElse(null);
        b.linkedObject = a.linkedObject().map(u -> ReferenceBinding.of(u, out)).orElse(null);
        b.contextObject =
                a.contextObject().map(u -> ReferenceBinding.of(u, out)).orElse(null);
        if (out.dialect().xml() && (a.hierarchy().isEmpty() || a.linkedObject().isEmpty())) {
            out.lose("validity: the schema wants a hierarchy and an object");
        }
        return b;
    }

    @Override
    public HierarchyAssociation toModel(Reading in) {
        return new HierarchyAssociation(
                maintenance(in),
                ReferenceBinding.optional(linkedHierarchy, ArtefactClass.HIERARCHY, "linked hierarchy", in),
                ReferenceBinding.optional(linkedObject, ArtefactClass.DIMENSION, "linked object", in),
                ReferenceBinding.optional(contextObject, ArtefactClass.DATAFLOW, "context object", in));
    }
}
