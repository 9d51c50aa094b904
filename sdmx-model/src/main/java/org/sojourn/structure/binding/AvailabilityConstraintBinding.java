package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.AvailabilityConstraint;
import org.sojourn.model.DataConstraint.CubeRegion;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** For which values there are data, since 3.1; older formats have a data constraint in its place. */
public final class AvailabilityConstraintBinding extends AnnotableBinding {

    /** What SDMX-ML calls the container. */
    public static final String CONTAINER = "AvailabilityConstraints";

    /** What SDMX-ML calls the element. */
    public static final String ELEMENT = "AvailabilityConstraint";

    /** What SDMX-JSON calls the container. */
    public static final String ARRAY = "availabilityConstraints";

    @XmlElement(name = "ConstraintAttachment")
    @JsonProperty
    @Nullable
    AttachmentBinding constraintAttachment;

    @XmlElement(name = "CubeRegion")
    @JsonProperty
    @Nullable
    CubeRegionBinding cubeRegion;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsNumber.class)
    @Nullable
    String seriesCount;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsNumber.class)
    @Nullable
    String obsCount;

    /** Exactly one of the three. */
    static final class AttachmentBinding {
        @XmlElement(name = "DataStructure")
        @JsonProperty
        @Nullable
        ReferenceBinding dataStructure;

        @XmlElement(name = "Dataflow")
        @JsonProperty
        @Nullable
        ReferenceBinding dataflow;

        @XmlElement(name = "ProvisionAgreement")
        @JsonProperty
        @Nullable
        ReferenceBinding provisionAgreement;
    }

    /** The wire form. */
    public static AvailabilityConstraintBinding of(AvailabilityConstraint c, Writing out) {
        out.begin(ELEMENT + " of " + c.attachment());
        AvailabilityConstraintBinding b = new AvailabilityConstraintBinding();
        b.set(c.annotations(), out);
        b.constraintAttachment = attachment(c.attachment(), out);
        out.ofData(true);
        b.cubeRegion = CubeRegionBinding.of(c.region(), out);
        b.seriesCount = count(c.seriesCount(), "number of series", out);
        b.obsCount = count(c.observationCount(), "number of observations", out);
        return b;
    }

    private static AttachmentBinding attachment(Urn artefact, Writing out) {
        AttachmentBinding b = new AttachmentBinding();
        ReferenceBinding reference = ReferenceBinding.of(artefact, out);
        switch (artefact.type()) {
            case DATA_STRUCTURE -> b.dataStructure = reference;
            case PROVISION_AGREEMENT -> b.provisionAgreement = reference;
            default -> b.dataflow = reference;
        }
        return b;
    }

    /** SDMX-ML has 32 bits for it. */
    private static @Nullable String count(OptionalLong count, String what, Writing out) {
        if (count.isEmpty()) {
            return null;
        }
        if (out.dialect().xml() && count.getAsLong() > Integer.MAX_VALUE) {
            out.lose(what + ' ' + count.getAsLong() + ": SDMX-ML counts up to " + Integer.MAX_VALUE);
            return null;
        }
        return Long.toString(count.getAsLong());
    }

    /**
     * The constraint.
     *
     * @throws SdmxException of kind SEMANTIC when it does not say what it is attached to
     */
    public AvailabilityConstraint toModel(Reading in) {
        return new AvailabilityConstraint(
                annotations(in),
                attachment(in),
                cubeRegion == null ? new CubeRegion(true, List.of(), List.of(), List.of()) : cubeRegion.toModel(in),
                count(seriesCount, "seriesCount", in),
                count(obsCount, "obsCount", in));
    }

    private Urn attachment(Reading in) {
        AttachmentBinding a = Reading.required(constraintAttachment, "attachment");
        if (a.dataStructure != null) {
            return ReferenceBinding.required(a.dataStructure, ArtefactClass.DATA_STRUCTURE, "attachment", in);
        }
        return a.provisionAgreement != null
                ? ReferenceBinding.required(a.provisionAgreement, ArtefactClass.PROVISION_AGREEMENT, "attachment", in)
                : ReferenceBinding.required(a.dataflow, ArtefactClass.DATAFLOW, "attachment", in);
    }

    private static OptionalLong count(@Nullable String text, String name, Reading in) {
        if (text == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            in.guess("not-a-number", name + " '" + text + "' is no whole number; left out");
            return OptionalLong.empty();
        }
    }
}
