package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.CustomType;
import org.sojourn.model.CustomTypeScheme;

/** A scheme of custom types in every format that has VTL. */
public final class CustomTypeSchemeBinding extends VtlSchemeBinding<CustomType, CustomTypeScheme> {
    @XmlElement(name = "CustomType")
    @JsonProperty
    @Nullable
    List<CustomTypeBinding> customTypes;

    /** The wire form of a scheme of custom types. */
    public static CustomTypeSchemeBinding of(CustomTypeScheme scheme, Writing out) {
        CustomTypeSchemeBinding b = new CustomTypeSchemeBinding();
        b.customTypes = b.setVtl(scheme, CustomTypeBinding::of, out);
        return b;
    }

    @Override
    public CustomTypeScheme toModel(Reading in) {
        List<CustomType> all = items(customTypes, i -> i.toModel(in), in);
        return new CustomTypeScheme(maintenance(in), partial(in), vtlVersion(), all);
    }

    /** One of the custom types. */
    static final class CustomTypeBinding extends NameableBinding {
        @XmlElement(name = "VtlScalarType")
        @JsonProperty
        @Nullable
        String vtlScalarType;

        @XmlElement(name = "DataType")
        @JsonProperty
        @Nullable
        String dataType;

        @XmlElement(name = "VtlLiteralFormat")
        @JsonProperty
        @Nullable
        String vtlLiteralFormat;

        @XmlElement(name = "OutputFormat")
        @JsonProperty
        @Nullable
        String outputFormat;

        @XmlElement(name = "NullValue")
        @JsonProperty
        @Nullable
        String nullValue;

        static CustomTypeBinding of(CustomType i) {
            CustomTypeBinding b = new CustomTypeBinding();
            b.vtlScalarType = i.vtlScalarType();
            b.dataType = i.dataType();
            b.vtlLiteralFormat = i.literalFormat().orElse(null);
            b.outputFormat = i.outputFormat().orElse(null);
            b.nullValue = i.nullValue().orElse(null);
            return b;
        }

        CustomType toModel(Reading in) {
            return new CustomType(
                    naming(in),
                    Reading.required(vtlScalarType, "vtlScalarType of " + id),
                    Reading.required(dataType, "dataType of " + id),
                    Optional.ofNullable(vtlLiteralFormat),
                    Optional.ofNullable(outputFormat),
                    Optional.ofNullable(nullValue));
        }
    }
}
