package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.CascadeValues;
import org.sojourn.model.Codelist.Extension;
import org.sojourn.model.ref.ArtefactClass;

/** A code list that another one builds on (3.x). JSON keeps members with a wildcard in a list of their own. */
@JsonPropertyOrder({"codelist", "prefix"})
final class CodelistExtensionBinding {
    @XmlElement(name = "Codelist")
    @JsonProperty
    @Nullable
    ReferenceBinding codelist;

    @XmlElement(name = "InclusiveCodeSelection")
    @JsonProperty
    @Nullable
    Selection inclusiveCodeSelection;

    @XmlElement(name = "ExclusiveCodeSelection")
    @JsonProperty
    @Nullable
    Selection exclusiveCodeSelection;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String prefix;

    static CodelistExtensionBinding of(Extension e, Writing out) {
        CodelistExtensionBinding b = new CodelistExtensionBinding();
        b.codelist = ReferenceBinding.of(e.codelist(), out);
        b.prefix = e.prefix().isEmpty() ? null : e.prefix();
        if (!e.members().isEmpty()) {
            if (e.inclusive()) {
                b.inclusiveCodeSelection = Selection.of(e.members(), out);
            } else {
                b.exclusiveCodeSelection = Selection.of(e.members(), out);
            }
        }
        return b;
    }

    Optional<Extension> toModel(Reading in) {
        if (codelist == null) {
            in.error("bad-reference", "a code list extension names no code list; left out");
            return Optional.empty();
        }
        Selection selection = inclusiveCodeSelection != null ? inclusiveCodeSelection : exclusiveCodeSelection;
        return codelist.toModel(ArtefactClass.CODELIST, "code list extension", in)
                .map(list -> new Extension(
                        list,
                        Wire.or(prefix, ""),
                        exclusiveCodeSelection == null || inclusiveCodeSelection != null,
                        selection == null ? List.of() : selection.toModel(in)));
    }

    /** The members that are taken or left out. */
    static final class Selection {
        @XmlElement(name = "MemberValue")
        @JsonProperty
        @Nullable
        List<MemberBinding> memberValues;

        @JsonProperty
        @Nullable
        List<String> wildcardedMemberValues;

        static Selection of(List<Extension.Member> members, Writing out) {
            Selection b = new Selection();
            List<MemberBinding> plain = new ArrayList<>();
            List<String> wild = new ArrayList<>();
            Set<Extension.Member> seen = new HashSet<>();
            for (Extension.Member m : members) {
                if (!seen.add(m)) {
                    out.lose("second mention of member '" + m.value() + "'");
                    continue;
                }
                if (!out.dialect().xml() && m.value().contains("%")) {
                    wild.add(m.value());
                    if (m.cascade() != CascadeValues.FALSE) {
                        out.lose("cascading of the wildcard '" + m.value() + "'");
                    }
                } else {
                    plain.add(MemberBinding.of(m));
                }
            }
            b.memberValues = plain.isEmpty() ? null : plain;
            b.wildcardedMemberValues = wild.isEmpty() ? null : wild;
            return b;
        }

        List<Extension.Member> toModel(Reading in) {
            List<Extension.Member> members = new ArrayList<>();
            for (MemberBinding m : Wire.each(memberValues)) {
                members.add(new Extension.Member(Wire.or(m.value, "").strip(), Cascade.model(m.cascadeValues, in)));
            }
            for (String wild : Wire.each(wildcardedMemberValues)) {
                members.add(new Extension.Member(wild, CascadeValues.FALSE));
            }
            return members;
        }
    }

    /** One member; in JSON a string where nothing else is said of it. */
    static final class MemberBinding {
        @XmlAttribute
        @JsonProperty
        @Nullable
        String cascadeValues;

        @XmlValue
        @JsonProperty
        @Nullable
        String value;

        @JsonValue
        @Nullable
        Object json() {
            return cascadeValues == null
                    ? value
                    : Map.of("value", Wire.or(value, ""), "cascadeValues", Cascade.json(cascadeValues));
        }

        @JsonCreator
        static MemberBinding of(String text) {
            MemberBinding b = new MemberBinding();
            b.value = text;
            return b;
        }

        static MemberBinding of(Extension.Member m) {
            MemberBinding b = of(m.value());
            b.cascadeValues = Cascade.wire(m.cascade());
            return b;
        }
    }
}
