package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataConstraint.ReferencePeriod;
import org.sojourn.model.DataConstraint.Role;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.MetadataConstraint;
import org.sojourn.model.MetadataConstraint.TargetRegion;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** A data constraint as 2.1 has it. */
public final class ContentConstraintBinding extends ConstraintBinding {
    @XmlElement(name = "DataKeySet")
    @JsonProperty
    @Nullable
    List<DataKeySetBinding> dataKeySets;

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
        ContentConstraintBinding b = of(
                new DataConstraint(
                        c.maintenance(),
                        Optional.of(c.role()),
                        c.attachment(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        c.releaseCalendar()),
                out);
        List<ReportRegionBinding> regions = new ArrayList<>();
        for (TargetRegion region : c.regions()) {
            ReportRegionBinding r = ReportRegionBinding.of(region, out);
            if (r != null) {
                regions.add(r);
            }
        }
        b.metadataTargetRegions = regions.isEmpty() ? null : regions;
        boolean attached = c.attachment().stream()
                .flatMap(a -> a.artefacts().stream())
                .anyMatch(ContentConstraintBinding::forMetadata);
        if (regions.isEmpty() && !attached) {
            out.lose("being a constraint of metadata: nothing of it says so in 2.1");
        }
        return b;
    }

    /** A constraint that speaks of metadata, or is attached to what is for metadata, is one of metadata since 3.0. */
    @Override
    public List<? extends MaintainableArtefact> toModels(Reading in) {
        DataConstraint c = toModel(in);
        boolean data = !c.cubeRegions().isEmpty() || !c.dataKeySets().isEmpty();
        boolean attached = c.attachment().stream()
                .flatMap(a -> a.artefacts().stream())
                .anyMatch(ContentConstraintBinding::forMetadata);
        List<ReportRegionBinding> regions = Wire.each(metadataTargetRegions);
        if (regions.isEmpty() && (data || !attached)) {
            return List.of(c);
        }
        if (data) {
            in.error("mixed-constraint", "it constrains data and metadata; what it says of data is left out");
        }
        if (c.referencePeriod().isPresent()) {
            in.guess("no-reference-period", "a constraint of metadata has no reference period; left out");
        }
        return List.of(new MetadataConstraint(
                c.maintenance(),
                c.role().orElse(Role.ACTUAL),
                c.attachment(),
                regions.stream().map(r -> r.toModel(in)).toList(),
                c.releaseCalendar()));
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
