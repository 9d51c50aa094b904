package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Identification;
import org.sojourn.model.MetadataAttribute;
import org.sojourn.model.MetadataStructure;
import org.sojourn.model.MetadataStructure.Report;
import org.sojourn.model.MetadataStructure.Target;
import org.sojourn.model.MetadataStructure.Use;
import org.sojourn.model.ref.ArtefactClass;

/** A metadata structure: in 2.1 targets and reports, since 3.0 one list of attributes. */
public final class MetadataStructureBinding extends MaintainableBinding<MetadataStructure> {
    @XmlElement(name = "MetadataStructureComponents")
    @JsonProperty
    @Nullable
    Components metadataStructureComponents;

    /** What the structure is made of. */
    static final class Components {
        @XmlElement(name = "MetadataTarget")
        @JsonProperty
        @Nullable
        List<MetadataTargetBinding> metadataTargets;

        @XmlElement(name = "ReportStructure")
        @JsonProperty
        @Nullable
        List<ReportBinding> reportStructures;

        @XmlElement(name = "MetadataAttributeList")
        @JsonProperty
        @Nullable
        AttributesBinding metadataAttributeList;
    }

    /** The attributes since 3.0. */
    static final class AttributesBinding extends IdentifiableBinding {
        @XmlElement(name = "MetadataAttribute")
        @JsonProperty
        @Nullable
        List<MetadataAttributeBinding> metadataAttributes;
    }

    /** A kind of report of 2.1. */
    static final class ReportBinding extends IdentifiableBinding {
        @XmlElement(name = "MetadataAttribute")
        @JsonProperty
        @Nullable
        List<MetadataAttributeBinding> metadataAttributes;

        @XmlElement(name = "MetadataTarget")
        @JsonProperty
        @Nullable
        List<ReferenceBinding> metadataTargets;
    }

    /** The wire form of a metadata structure. */
    public static MetadataStructureBinding of(MetadataStructure m, Writing out) {
        MetadataStructureBinding b = new MetadataStructureBinding();
        b.set(m, out);
        if (m.attributes().isEmpty()) {
            boolean said = m.descriptor().isPresent()
                    || !m.targets().isEmpty()
                    || !m.reports().isEmpty();
            if (said) {
                out.lose("what is said of a metadata structure without attributes");
            }
            return b;
        }
        b.metadataStructureComponents = out.dialect().before30() ? reports(m, out) : list(m, out);
        out.at("");
        return b;
    }

    private static Components list(MetadataStructure m, Writing out) {
        m.targets().forEach(t -> out.lose("metadata target " + t.id()));
        m.reports().forEach(r -> out.lose("report structure " + r.id()));
        Components c = new Components();
        c.metadataAttributeList = new AttributesBinding();
        Identification i = m.descriptor().orElse(Identification.of(MetadataStructure.DESCRIPTOR));
        c.metadataAttributeList.set(
                new Identification(MetadataStructure.DESCRIPTOR, i.uri(), i.annotations(), i.links()),
                out.urn(ArtefactClass.METADATA_ATTRIBUTE_DESCRIPTOR, MetadataStructure.DESCRIPTOR),
                out);
        c.metadataAttributeList.urn = null; // the schemas of SDMX-ML have no URN of this class
        c.metadataAttributeList.metadataAttributes =
                Wire.list(m.attributes(), a -> MetadataAttributeBinding.of(a, a.id(), out));
        return c;
    }

    private static Components reports(MetadataStructure m, Writing out) {
        if (m.descriptor().isPresent()) {
            out.lose("what is said of the list of attributes");
        }
        if (m.targets().isEmpty()) {
            out.lose("having no targets: 2.1 wants one, so any object is written");
        }
        if (m.reports().isEmpty()) {
            out.lose("having no report structures: 2.1 wants one, so all attributes are written in one");
        }
        List<Target> targets = m.targetsIn21();
        List<String> ids = targets.stream().map(Target::id).toList();
        List<Report> reports = m.reportsIn21();
        Set<String> used = new HashSet<>();
        reports.forEach(r -> r.attributes().forEach(u -> used.add(u.attribute())));
        m.attributes().stream()
                .filter(a -> !used.contains(a.id()))
                .forEach(a -> out.lose("attribute " + a.id() + ": it is in no report structure"));
        Map<String, MetadataAttribute> byId = new LinkedHashMap<>();
        m.attributes().forEach(a -> byId.put(a.id(), a));
        Components c = new Components();
        c.metadataTargets = Wire.list(targets, t -> MetadataTargetBinding.of(t, out));
        c.reportStructures = Wire.list(reports, r -> report(r, ids, byId, out));
        return c;
    }

    private static ReportBinding report(
            Report r, List<String> targets, Map<String, MetadataAttribute> attributes, Writing out) {
        ReportBinding b = new ReportBinding();
        out.at(r.id());
        b.set(r.identification(), out.urn(ArtefactClass.REPORT_STRUCTURE, r.id()), out);
        b.metadataAttributes = new ArrayList<>();
        for (Use use : r.attributes()) {
            MetadataAttribute a = attributes.get(use.attribute());
            if (a == null) {
                out.lose("attribute " + use.id() + ": the structure has no attribute " + use.attribute());
            } else {
                b.metadataAttributes.add(
                        MetadataAttributeBinding.of(renamed(a, use.id()), r.id() + "." + use.id(), out));
            }
        }
        if (r.targets().isEmpty()) {
            out.lose("a report about nothing: 2.1 wants a target, so all are written");
        }
        b.metadataTargets = Wire.list(
                r.targets().isEmpty() ? targets : r.targets(),
                id -> ReferenceBinding.local(id, ArtefactClass.METADATA_TARGET, id, out));
        return b;
    }

    private static MetadataAttribute renamed(MetadataAttribute a, String id) {
        Identification i = a.identification();
        return new MetadataAttribute(
                new Identification(id, i.uri(), i.annotations(), i.links()),
                a.concept(),
                a.representation(),
                a.minOccurs(),
                a.maxOccurs(),
                a.presentational(),
                a.children());
    }

    @Override
    public MetadataStructure toModel(Reading in) {
        List<MetadataAttribute> attributes = new ArrayList<>();
        Optional<Identification> descriptor = Optional.empty();
        List<Target> targets = new ArrayList<>();
        List<Report> reports = new ArrayList<>();
        Components c = metadataStructureComponents;
        if (c != null) {
            Wire.each(c.metadataTargets).forEach(t -> targets.add(t.toModel(in)));
            Wire.each(c.reportStructures).forEach(r -> reports.add(report(r, attributes, in)));
            if (c.metadataAttributeList != null) {
                in.at(MetadataStructure.DESCRIPTOR);
                Identification i = c.metadataAttributeList.identification(MetadataStructure.DESCRIPTOR, in);
                descriptor =
                        i.equals(Identification.of(MetadataStructure.DESCRIPTOR)) ? Optional.empty() : Optional.of(i);
                Wire.each(c.metadataAttributeList.metadataAttributes).forEach(a -> attributes.add(a.toModel(in)));
            }
            in.at("");
        }
        return new MetadataStructure(maintenance(in), attributes, descriptor, targets, reports);
    }

    private static Report report(ReportBinding r, List<MetadataAttribute> attributes, Reading in) {
        String known = Reading.required(r.id, "id of a report structure").strip();
        List<Use> uses = new ArrayList<>();
        for (MetadataAttributeBinding b : Wire.each(r.metadataAttributes)) {
            MetadataAttribute a = b.toModel(in);
            uses.add(new Use(a.id(), place(a, known, attributes)));
        }
        List<String> targets = new ArrayList<>();
        for (ReferenceBinding t : Wire.each(r.metadataTargets)) {
            t.toLocalId().ifPresent(targets::add);
        }
        in.at(known);
        return new Report(r.identification(known, in), targets, uses);
    }

    /** Puts an attribute among those of the whole structure, under another id where its own stands for another one. */
    private static String place(MetadataAttribute a, String report, List<MetadataAttribute> all) {
        String free = a.id();
        for (int n = 0; ; n++) {
            String id = free;
            Optional<MetadataAttribute> there =
                    all.stream().filter(o -> o.id().equals(id)).findFirst();
            MetadataAttribute placed = renamed(a, id);
            if (there.isEmpty()) {
                all.add(placed);
                return id;
            }
            if (there.get().equals(placed)) {
                return id;
            }
            free = report + "_" + a.id() + (n == 0 ? "" : "_" + n);
        }
    }
}
