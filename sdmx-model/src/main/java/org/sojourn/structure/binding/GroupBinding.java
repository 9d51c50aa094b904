package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Group;
import org.sojourn.model.ref.ArtefactClass;

/** A group of dimensions. */
final class GroupBinding extends IdentifiableBinding {
    @XmlElement(name = "GroupDimension")
    @Nullable
    List<GroupDimensionBinding> groupDimension;

    @XmlElement(name = "AttachmentConstraint")
    @JsonProperty
    @Nullable
    ReferenceBinding attachmentConstraint;

    @JsonProperty
    @Nullable
    List<String> groupDimensions;

    /** A dimension of a group. */
    static final class GroupDimensionBinding {
        @XmlElement(name = "DimensionReference")
        @Nullable
        ReferenceBinding dimensionReference;
    }

    /** Null where nothing is left that the target allows. */
    static @Nullable GroupBinding of(Group g, Writing out) {
        GroupBinding b = new GroupBinding();
        out.at(g.id());
        b.set(g.identification(), out.urn(ArtefactClass.GROUP_DIMENSION_DESCRIPTOR, g.id()), out);
        if (out.dialect().xml() && b.links != null) {
            out.lose("links of a group");
            b.links = null;
        }
        if (g.attachmentConstraint().isPresent()) {
            if (out.dialect().before30()) {
                b.attachmentConstraint =
                        ReferenceBinding.of(g.attachmentConstraint().get(), out);
                return b;
            }
            out.lose("attachment constraint " + g.attachmentConstraint().get() + " of a group");
        }
        if (g.dimensions().isEmpty()) {
            out.lose("a group without dimensions");
            return null;
        }
        if (out.dialect().xml()) {
            b.groupDimension = Wire.list(g.dimensions(), id -> {
                GroupDimensionBinding d = new GroupDimensionBinding();
                d.dimensionReference = ReferenceBinding.local(id, out);
                return d;
            });
        } else {
            b.groupDimensions = g.dimensions();
        }
        return b;
    }

    Group toModel(Reading in) {
        String known = Reading.required(id, "id of a group");
        in.at(known);
        List<String> ids = new ArrayList<>(Wire.each(groupDimensions));
        for (GroupDimensionBinding d : Wire.each(groupDimension)) {
            if (d.dimensionReference != null) {
                d.dimensionReference.toLocalId().ifPresent(ids::add);
            }
        }
        return new Group(
                identification(known, in),
                ids,
                ReferenceBinding.optional(
                        attachmentConstraint, ArtefactClass.ATTACHMENT_CONSTRAINT, "attachment constraint", in));
    }
}
