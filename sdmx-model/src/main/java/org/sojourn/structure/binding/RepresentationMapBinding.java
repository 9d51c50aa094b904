package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElements;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.RepresentationMap;

/** A representation map since 3.0. */
public final class RepresentationMapBinding extends MaintainableBinding<RepresentationMap> {
    @XmlElements({
        @XmlElement(name = "SourceCodelist", type = DomainBinding.ListElement.class),
        @XmlElement(name = "SourceDataType", type = DomainBinding.TypeElement.class)
    })
    @Nullable
    List<Object> sourceElements;

    @XmlElements({
        @XmlElement(name = "TargetCodelist", type = DomainBinding.ListElement.class),
        @XmlElement(name = "TargetDataType", type = DomainBinding.TypeElement.class)
    })
    @Nullable
    List<Object> targetElements;

    @JsonProperty
    @Nullable
    List<DomainBinding> source;

    @JsonProperty
    @Nullable
    List<DomainBinding> target;

    @XmlElement(name = "RepresentationMapping")
    @JsonProperty
    @Nullable
    List<ValueMappingBinding> representationMappings;

    /** The wire form of a representation map. */
    public static RepresentationMapBinding of(RepresentationMap map, Writing out) {
        RepresentationMapBinding b = new RepresentationMapBinding();
        b.set(map, out);
        StructureMapBinding.loseSet(map.within(), out);
        if (out.dialect().xml()) {
            b.sourceElements = DomainBinding.elements(map.sources(), out);
            b.targetElements = DomainBinding.elements(map.targets(), out);
            if (map.sources().isEmpty() || map.targets().isEmpty()) {
                out.lose("validity: the schema wants to know what source and target values are");
            }
        } else {
            b.source = DomainBinding.list(map.sources(), out);
            b.target = DomainBinding.list(map.targets(), out);
        }
        b.representationMappings = Wire.list(
                map.mappings().stream()
                        .filter(m -> {
                            if (m.sources().isEmpty()) {
                                out.lose("a mapping without source values");
                            }
                            return !m.sources().isEmpty();
                        })
                        .toList(),
                m -> ValueMappingBinding.of(m, out));
        return b;
    }

    @Override
    public RepresentationMap toModel(Reading in) {
        return new RepresentationMap(
                maintenance(in),
                DomainBinding.model(sourceElements, source, "source", in),
                DomainBinding.model(targetElements, target, "target", in),
                Wire.each(representationMappings).stream()
                        .map(m -> m.toModel(in))
                        .toList());
    }
}
