package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.AttachmentConstraint;
import org.sojourn.model.DataConstraint.Attachment;
import org.sojourn.model.ref.ArtefactClass;

/** An attachment constraint of 2.1. */
public final class AttachmentConstraintBinding extends MaintainableBinding<AttachmentConstraint> {
    @XmlElement(name = "ConstraintAttachment")
    @JsonProperty
    @Nullable
    ConstraintAttachmentBinding constraintAttachment;

    @XmlElement(name = "DataKeySet")
    @JsonProperty
    @Nullable
    List<DataKeySetBinding> dataKeySets;

    @XmlElement(name = "MetadataKeySet")
    @JsonProperty
    @Nullable
    List<MetadataKeySetBinding> metadataKeySets;

    /** The wire form of an attachment constraint. */
    public static AttachmentConstraintBinding of(AttachmentConstraint c, Writing out) {
        AttachmentConstraintBinding b = new AttachmentConstraintBinding();
        b.set(c, out);
        b.constraintAttachment = c.attachment()
                .map(a -> ConstraintAttachmentBinding.ofAttachment(withoutProvider(a, out), out))
                .orElse(null);
        List<DataKeySetBinding> sets = Wire.list(c.dataKeySets(), s -> DataKeySetBinding.of(s, out));
        if (sets != null) {
            sets.removeIf(Objects::isNull);
        }
        b.dataKeySets = sets == null || sets.isEmpty() ? null : sets;
        b.metadataKeySets = MetadataKeySetBinding.all(c.metadataKeySets(), out);
        return b;
    }

    private static Attachment withoutProvider(Attachment a, Writing out) {
        a.queryable().forEach(q -> out.lose("data source " + q.dataUrl()));
        a.artefacts().stream()
                .filter(u -> u.type() == ArtefactClass.DATA_PROVIDER)
                .forEach(u -> out.lose("attachment to " + u + ": not for an attachment constraint"));
        return new Attachment(
                a.artefacts().stream()
                        .filter(u -> u.type() != ArtefactClass.DATA_PROVIDER)
                        .toList(),
                a.simpleDataSources(),
                List.of(),
                a.dataSets(),
                a.metadataSets());
    }

    @Override
    public AttachmentConstraint toModel(Reading in) {
        return new AttachmentConstraint(
                maintenance(in),
                Optional.ofNullable(constraintAttachment).map(a -> a.toModel(in)),
                Wire.each(dataKeySets).stream().map(s -> s.toModel(in)).toList(),
                Wire.each(metadataKeySets).stream().map(s -> s.toModel(in)).toList());
    }
}
