package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Transformation;
import org.sojourn.model.TransformationScheme;
import org.sojourn.model.ref.ArtefactClass;

/** A scheme of transformations in every format that has VTL. */
public final class TransformationSchemeBinding extends VtlSchemeBinding<Transformation, TransformationScheme> {
    @XmlElement(name = "Transformation")
    @JsonProperty
    @Nullable
    List<TransformationBinding> transformations;

    @XmlElement(name = "VtlMappingScheme")
    @JsonProperty
    @Nullable
    ReferenceBinding vtlMappingScheme;

    @XmlElement(name = "NamePersonalisationScheme")
    @JsonProperty
    @Nullable
    ReferenceBinding namePersonalisationScheme;

    @XmlElement(name = "CustomTypeScheme")
    @JsonProperty
    @Nullable
    ReferenceBinding customTypeScheme;

    @XmlElement(name = "RulesetScheme")
    @JsonProperty
    @Nullable
    List<ReferenceBinding> rulesetSchemes;

    @XmlElement(name = "UserDefinedOperatorScheme")
    @JsonProperty
    @Nullable
    List<ReferenceBinding> userDefinedOperatorSchemes;

    /** The wire form of a scheme of transformations. */
    public static TransformationSchemeBinding of(TransformationScheme scheme, Writing out) {
        TransformationSchemeBinding b = new TransformationSchemeBinding();
        b.transformations = b.setVtl(scheme, TransformationBinding::of, out);
        b.vtlMappingScheme = reference(scheme.vtlMappingScheme(), out);
        b.namePersonalisationScheme = reference(scheme.namePersonalisationScheme(), out);
        b.customTypeScheme = reference(scheme.customTypeScheme(), out);
        b.rulesetSchemes = references(scheme.rulesetSchemes(), out);
        b.userDefinedOperatorSchemes = references(scheme.userDefinedOperatorSchemes(), out);
        return b;
    }

    @Override
    public TransformationScheme toModel(Reading in) {
        List<Transformation> all = items(transformations, i -> i.toModel(in), in);
        return new TransformationScheme(
                maintenance(in),
                partial(in),
                vtlVersion(),
                all,
                scheme(vtlMappingScheme, ArtefactClass.VTL_MAPPING_SCHEME, in),
                scheme(namePersonalisationScheme, ArtefactClass.NAME_PERSONALISATION_SCHEME, in),
                scheme(customTypeScheme, ArtefactClass.CUSTOM_TYPE_SCHEME, in),
                schemes(rulesetSchemes, ArtefactClass.RULESET_SCHEME, in),
                schemes(userDefinedOperatorSchemes, ArtefactClass.USER_DEFINED_OPERATOR_SCHEME, in));
    }

    /** One of the transformations. */
    static final class TransformationBinding extends NameableBinding {
        @XmlElement(name = "Expression")
        @JsonProperty
        @Nullable
        String expression;

        @XmlElement(name = "Result")
        @JsonProperty
        @Nullable
        String result;

        @XmlAttribute
        @JsonProperty
        @JsonSerialize(using = Wire.AsBoolean.class)
        @Nullable
        String isPersistent;

        static TransformationBinding of(Transformation i) {
            TransformationBinding b = new TransformationBinding();
            b.expression = i.expression();
            b.result = i.result();
            b.isPersistent = String.valueOf(i.persistent());
            return b;
        }

        Transformation toModel(Reading in) {
            return new Transformation(
                    naming(in),
                    Reading.required(expression, "expression of " + id),
                    Reading.required(result, "result of " + id),
                    in.flag(isPersistent, "isPersistent", false));
        }
    }
}
