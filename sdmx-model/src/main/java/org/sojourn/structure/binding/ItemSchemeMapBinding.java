package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlTransient;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.ItemSchemeMap;
import org.sojourn.model.ItemSchemeMap.ItemMap;
import org.sojourn.model.ItemSchemeMap.Kind;
import org.sojourn.model.RepresentationMap.SourceValue;
import org.sojourn.structure.binding.ValueMappingBinding.SourceValueBinding;

/** A map of item schemes since 3.0; the element says of which kind. */
@XmlTransient
public abstract class ItemSchemeMapBinding extends MaintainableBinding<ItemSchemeMap> {
    @XmlElement(name = "Source")
    @JsonProperty
    @Nullable
    ReferenceBinding source;

    @XmlElement(name = "Target")
    @JsonProperty
    @Nullable
    ReferenceBinding target;

    @XmlElement(name = "ItemMap")
    @JsonProperty
    @Nullable
    List<ItemMapBinding> itemMaps;

    /** One item. */
    static final class ItemMapBinding extends AnnotableBinding {
        @XmlElement(name = "SourceValue")
        @JsonProperty
        @Nullable
        SourceValueBinding sourceValue;

        @XmlElement(name = "TargetValue")
        @JsonProperty
        @Nullable
        String targetValue;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String validFrom;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String validTo;

        static ItemMapBinding of(ItemMap m, Writing out) {
            ItemMapBinding b = new ItemMapBinding();
            b.set(m.annotations(), out);
            b.sourceValue = SourceValueBinding.of(m.source());
            b.targetValue = m.target().orElse(null);
            b.validFrom = ValueMappingBinding.day(m.validFrom(), out);
            b.validTo = ValueMappingBinding.day(m.validTo(), out);
            return b;
        }

        ItemMap toModel(Reading in) {
            return new ItemMap(
                    annotations(in),
                    sourceValue == null ? SourceValue.of("") : sourceValue.toModel(in),
                    Optional.ofNullable(targetValue),
                    ValueMappingBinding.day(validFrom),
                    ValueMappingBinding.day(validTo));
        }
    }

    /** Maps organisations. */
    public static final class Organisations extends ItemSchemeMapBinding {
        @Override
        Kind kind() {
            return Kind.ORGANISATION;
        }
    }

    /** Maps categories. */
    public static final class Categories extends ItemSchemeMapBinding {
        @Override
        Kind kind() {
            return Kind.CATEGORY;
        }
    }

    /** Maps concepts. */
    public static final class Concepts extends ItemSchemeMapBinding {
        @Override
        Kind kind() {
            return Kind.CONCEPT;
        }
    }

    /** Maps reporting categories. */
    public static final class ReportingCategories extends ItemSchemeMapBinding {
        @Override
        Kind kind() {
            return Kind.REPORTING_CATEGORY;
        }
    }

    abstract Kind kind();

    /** The wire form of a map of item schemes. */
    public static ItemSchemeMapBinding of(ItemSchemeMap map, Writing out) {
        ItemSchemeMapBinding b = switch (map.kind()) {
            case ORGANISATION -> new Organisations();
            case CATEGORY -> new Categories();
            case CONCEPT -> new Concepts();
            case REPORTING_CATEGORY -> new ReportingCategories();
        };
        b.set(map, out);
        StructureMapBinding.loseSet(map.within(), out);
        b.source = map.source().map(s -> ReferenceBinding.of(s, out)).orElse(null);
        b.target = map.target().map(t -> ReferenceBinding.of(t, out)).orElse(null);
        if (out.dialect().xml() && (map.source().isEmpty() || map.target().isEmpty())) {
            out.lose("validity: the schema wants a source and a target");
        }
        b.itemMaps = Wire.list(map.items(), m -> ItemMapBinding.of(m, out));
        return b;
    }

    @Override
    public ItemSchemeMap toModel(Reading in) {
        return new ItemSchemeMap(
                maintenance(in),
                kind(),
                ReferenceBinding.optional(source, kind().scheme(), "source", in),
                ReferenceBinding.optional(target, kind().scheme(), "target", in),
                Wire.each(itemMaps).stream().map(m -> m.toModel(in)).toList());
    }
}
