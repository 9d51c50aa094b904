package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataConstraint.Attachment;
import org.sojourn.model.DataConstraint.ReferencePeriod;
import org.sojourn.model.DataConstraint.Role;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.MetadataConstraint;
import org.sojourn.model.MetadataConstraint.TargetRegion;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** A content constraint of 2.1: a constraint of data, of metadata, or of both. */
public final class ContentConstraintBinding extends ConstraintBinding {
    @XmlElement(name = "DataKeySet")
    @JsonProperty
    @Nullable
    List<DataKeySetBinding> dataKeySets;

    @XmlElement(name = "MetadataKeySet")
    @JsonProperty
    @Nullable
    List<MetadataKeySetBinding> metadataKeySets;

    @XmlElement(name = "CubeRegion")
    @JsonProperty
    @Nullable
    List<CubeRegionBinding> cubeRegions;

    @XmlElement(name = "MetadataTargetRegion")
    @JsonProperty
    @Nullable
    List<ReportRegionBinding> metadataTargetRegions;

    @XmlElement(name = "ReleaseCalendar")
    @JsonProperty
    @Nullable
    ReleaseCalendarBinding releaseCalendar;

    @XmlElement(name = "ReferencePeriod")
    @JsonProperty
    @Nullable
    PeriodBinding referencePeriod;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String type;

    /** The period that the data speak of. */
    static final class PeriodBinding {
        @XmlAttribute
        @JsonProperty
        @Nullable
        String startTime;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String endTime;
    }

    /** The wire form of a data constraint in 2.1. */
    public static ContentConstraintBinding of(DataConstraint c, Writing out) {
        ContentConstraintBinding b = new ContentConstraintBinding();
        b.setConstraint(c, out);
        b.type = role(c, out);
        b.dataKeySets = keySets(c, out);
        out.ofData(c.role().equals(Optional.of(DataConstraint.Role.ACTUAL)));
        b.cubeRegions = Wire.list(c.cubeRegions(), r -> CubeRegionBinding.of(r, out));
        b.releaseCalendar = c.releaseCalendar().map(ReleaseCalendarBinding::of).orElse(null);
        b.referencePeriod = c.referencePeriod()
                .map(p -> {
                    PeriodBinding period = new PeriodBinding();
                    period.startTime = p.start();
                    period.endTime = p.end();
                    return period;
                })
                .orElse(null);
        return b;
    }

    /** The wire form of a metadata constraint in 2.1. */
    static ContentConstraintBinding of(MetadataConstraint c, Writing out) {
        ContentConstraintBinding b = of(asOfData(c, c.referencePeriod()), out);
        b.add(c, out);
        boolean attached = c.attachment().stream().anyMatch(ContentConstraintBinding::forMetadata);
        if (b.metadataTargetRegions == null && b.metadataKeySets == null && !attached) {
            out.lose("being a constraint of metadata: nothing of it says so in 2.1");
        }
        return b;
    }

    /** What 2.1 says of data and metadata in one constraint, of which the model makes two. */
    static ContentConstraintBinding of(DataConstraint data, MetadataConstraint metadata, Writing out) {
        ContentConstraintBinding b = of(data, out);
        out.begin(metadata);
        b.add(metadata, out);
        return b;
    }

    /** True for two constraints of the model that are one in 2.1. */
    public static boolean one(DataConstraint data, MetadataConstraint metadata) {
        boolean both = (!data.cubeRegions().isEmpty() || !data.dataKeySets().isEmpty())
                && (!metadata.regions().isEmpty() || !metadata.keySets().isEmpty());
        return both
                && asOfData(metadata, Optional.empty())
                        .equals(new DataConstraint(
                                data.maintenance(),
                                data.role(),
                                data.attachment(),
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                data.releaseCalendar()))
                && metadata.referencePeriod().isEmpty();
    }

    private static DataConstraint asOfData(MetadataConstraint c, Optional<ReferencePeriod> period) {
        return new DataConstraint(
                c.maintenance(),
                Optional.of(c.role()),
                c.attachment(),
                List.of(),
                List.of(),
                period,
                c.releaseCalendar());
    }

    private void add(MetadataConstraint c, Writing out) {
        List<ReportRegionBinding> regions = new ArrayList<>();
        for (TargetRegion region : c.regions()) {
            ReportRegionBinding r = ReportRegionBinding.of(region, out);
            if (r != null) {
                regions.add(r);
            }
        }
        metadataTargetRegions = regions.isEmpty() ? null : regions;
        metadataKeySets = MetadataKeySetBinding.all(c.keySets(), out);
    }

    /** A constraint that speaks of metadata, or is attached to what is for metadata, is one of metadata since 3.0. */
    @Override
    public List<? extends MaintainableArtefact> toModels(Reading in) {
        DataConstraint c = toModel(in);
        boolean data = !c.cubeRegions().isEmpty() || !c.dataKeySets().isEmpty();
        boolean attached = c.attachment().stream().anyMatch(ContentConstraintBinding::forMetadata);
        List<ReportRegionBinding> regions = Wire.each(metadataTargetRegions);
        List<MetadataKeySetBinding> keys = Wire.each(metadataKeySets);
        if (regions.isEmpty() && keys.isEmpty() && (data || !attached)) {
            return List.of(c);
        }
        MetadataConstraint metadata = new MetadataConstraint(
                c.maintenance(),
                c.role().orElse(Role.ACTUAL),
                c.attachment(),
                regions.stream().map(r -> r.toModel(in)).toList(),
                c.releaseCalendar(),
                keys.stream().map(k -> k.toModel(in)).toList(),
                data ? Optional.empty() : c.referencePeriod());
        return data ? List.of(c, metadata) : List.of(metadata);
    }

    private static boolean forMetadata(Attachment attachment) {
        return !attachment.metadataSets().isEmpty()
                || attachment.artefacts().stream().anyMatch(ContentConstraintBinding::forMetadata);
    }

    private static boolean forMetadata(Urn attachment) {
        return attachment.type() == ArtefactClass.METADATA_STRUCTURE || attachment.type() == ArtefactClass.METADATAFLOW;
    }

    @Override
    public DataConstraint toModel(Reading in) {
        return constraint(
                type == null ? Optional.of(Role.ACTUAL) : role(type, in), // the default of the schema
                dataKeySets,
                cubeRegions,
                Optional.ofNullable(referencePeriod)
                        .map(p -> new ReferencePeriod(Wire.or(p.startTime, ""), Wire.or(p.endTime, ""))),
                releaseCalendar,
                in);
    }
}
