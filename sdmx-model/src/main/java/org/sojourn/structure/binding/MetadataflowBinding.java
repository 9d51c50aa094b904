package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Metadataflow;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.UrnPattern;

/** A metadataflow in every format; since 3.0 it says what its metadata may be about. */
public final class MetadataflowBinding extends MaintainableBinding<Metadataflow> {
    @XmlElement(name = "Structure")
    @JsonProperty
    @Nullable
    ReferenceBinding structure;

    @XmlElement(name = "Target")
    @JsonProperty
    @Nullable
    List<String> targets;

    /** The wire form of a metadataflow. */
    public static MetadataflowBinding of(Metadataflow flow, Writing out) {
        MetadataflowBinding b = new MetadataflowBinding();
        b.set(flow, out);
        b.structure = flow.structure().map(s -> ReferenceBinding.of(s, out)).orElse(null);
        if (out.dialect().before30()) {
            flow.targets().forEach(t -> out.lose("target " + t));
        } else if (flow.targets().isEmpty() && out.dialect().xml()) {
            b.targets = List.of(UrnPattern.ANYTHING.toString()); // the schema wants one
        } else {
            b.targets = wire(flow.targets());
        }
        return b;
    }

    static @Nullable List<String> wire(List<UrnPattern> targets) {
        return Wire.list(targets.stream().distinct().toList(), UrnPattern::toString);
    }

    static List<UrnPattern> model(@Nullable List<String> targets, Reading in) {
        List<UrnPattern> all = new ArrayList<>();
        for (String target : Wire.each(targets)) {
            try {
                all.add(UrnPattern.parse(target));
            } catch (IllegalArgumentException e) {
                in.error("bad-reference", "the target cannot be read: " + e.getMessage());
            }
        }
        return all;
    }

    @Override
    public Metadataflow toModel(Reading in) {
        return new Metadataflow(
                maintenance(in),
                ReferenceBinding.optional(structure, ArtefactClass.METADATA_STRUCTURE, "structure", in),
                model(targets, in));
    }
}
