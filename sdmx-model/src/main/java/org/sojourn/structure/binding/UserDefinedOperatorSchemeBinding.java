package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.UserDefinedOperator;
import org.sojourn.model.UserDefinedOperatorScheme;
import org.sojourn.model.ref.ArtefactClass;

/** A scheme of operators in every format that has VTL. */
public final class UserDefinedOperatorSchemeBinding
        extends VtlSchemeBinding<UserDefinedOperator, UserDefinedOperatorScheme> {
    @XmlElement(name = "UserDefinedOperator")
    @JsonProperty
    @Nullable
    List<UserDefinedOperatorBinding> userDefinedOperators;

    @XmlElement(name = "VtlMappingScheme")
    @JsonProperty
    @Nullable
    ReferenceBinding vtlMappingScheme;

    @XmlElement(name = "RulesetScheme")
    @JsonProperty
    @Nullable
    List<ReferenceBinding> rulesetSchemes;

    /** The wire form of a scheme of operators. */
    public static UserDefinedOperatorSchemeBinding of(UserDefinedOperatorScheme scheme, Writing out) {
        UserDefinedOperatorSchemeBinding b = new UserDefinedOperatorSchemeBinding();
        b.userDefinedOperators = b.setVtl(scheme, UserDefinedOperatorBinding::of, out);
        b.vtlMappingScheme = reference(scheme.vtlMappingScheme(), out);
        b.rulesetSchemes = references(scheme.rulesetSchemes(), out);
        return b;
    }

    @Override
    public UserDefinedOperatorScheme toModel(Reading in) {
        List<UserDefinedOperator> all = items(userDefinedOperators, i -> i.toModel(in), in);
        return new UserDefinedOperatorScheme(
                maintenance(in),
                partial(in),
                vtlVersion(),
                all,
                scheme(vtlMappingScheme, ArtefactClass.VTL_MAPPING_SCHEME, in),
                schemes(rulesetSchemes, ArtefactClass.RULESET_SCHEME, in));
    }

    /** One of the operators. */
    static final class UserDefinedOperatorBinding extends NameableBinding {
        @XmlElement(name = "OperatorDefinition")
        @JsonProperty
        @Nullable
        String operatorDefinition;

        static UserDefinedOperatorBinding of(UserDefinedOperator i) {
            UserDefinedOperatorBinding b = new UserDefinedOperatorBinding();
            b.operatorDefinition = i.definition();
            return b;
        }

        UserDefinedOperator toModel(Reading in) {
            return new UserDefinedOperator(
                    naming(in), Reading.required(operatorDefinition, "operatorDefinition of " + id));
        }
    }
}
