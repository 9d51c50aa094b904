package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Ruleset;
import org.sojourn.model.RulesetScheme;
import org.sojourn.model.ref.ArtefactClass;

/** A scheme of rulesets in every format that has VTL. */
public final class RulesetSchemeBinding extends VtlSchemeBinding<Ruleset, RulesetScheme> {
    @XmlElement(name = "Ruleset")
    @JsonProperty
    @Nullable
    List<RulesetBinding> rulesets;

    @XmlElement(name = "VtlMappingScheme")
    @JsonProperty
    @Nullable
    ReferenceBinding vtlMappingScheme;

    /** The wire form of a scheme of rulesets. */
    public static RulesetSchemeBinding of(RulesetScheme scheme, Writing out) {
        RulesetSchemeBinding b = new RulesetSchemeBinding();
        b.rulesets = b.setVtl(scheme, RulesetBinding::of, out);
        b.vtlMappingScheme = reference(scheme.vtlMappingScheme(), out);
        return b;
    }

    @Override
    public RulesetScheme toModel(Reading in) {
        List<Ruleset> all = items(rulesets, i -> i.toModel(in), in);
        return new RulesetScheme(
                maintenance(in),
                partial(in),
                vtlVersion(),
                all,
                scheme(vtlMappingScheme, ArtefactClass.VTL_MAPPING_SCHEME, in));
    }

    /** One of the rulesets. */
    static final class RulesetBinding extends NameableBinding {
        @XmlElement(name = "RulesetDefinition")
        @JsonProperty
        @Nullable
        String rulesetDefinition;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String rulesetType;

        @XmlAttribute
        @JsonProperty
        @Nullable
        String rulesetScope;

        static RulesetBinding of(Ruleset i) {
            RulesetBinding b = new RulesetBinding();
            b.rulesetDefinition = i.definition();
            b.rulesetType = i.type();
            b.rulesetScope = i.scope();
            return b;
        }

        Ruleset toModel(Reading in) {
            return new Ruleset(
                    naming(in),
                    Reading.required(rulesetDefinition, "rulesetDefinition of " + id),
                    Reading.required(rulesetType, "rulesetType of " + id),
                    Reading.required(rulesetScope, "rulesetScope of " + id));
        }
    }
}
