package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Hierarchy.HierarchicalCode;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** One place in a hierarchy, with those under it. 2.1 also names the code by a short name for its list, which is read. */
final class HierarchicalCodeBinding extends IdentifiableBinding {
    @XmlElement(name = "Code")
    @JsonProperty
    @Nullable
    ReferenceBinding code;

    @XmlElement(name = "CodelistAliasRef")
    @JsonProperty
    @Nullable
    String codelistAliasRef;

    @XmlElement(name = "CodeID")
    @JsonProperty
    @Nullable
    ReferenceBinding codeID;

    @XmlElement(name = "HierarchicalCode")
    @JsonProperty
    @Nullable
    List<HierarchicalCodeBinding> hierarchicalCodes;

    @XmlElement(name = "Level")
    @JsonProperty
    @Nullable
    ReferenceBinding level;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String version;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String validFrom;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String validTo;

    /** {@code above} is what goes before the id in URNs, {@code levels} what goes before those of levels. */
    static HierarchicalCodeBinding of(HierarchicalCode c, String above, String levels, Writing out) {
        HierarchicalCodeBinding b = new HierarchicalCodeBinding();
        String path = above + c.id();
        out.at(path);
        b.set(c.identification(), out.urn(ArtefactClass.HIERARCHICAL_CODE, path), out);
        b.code = ReferenceBinding.of(c.code(), out);
        b.level = c.level()
                .map(l -> ReferenceBinding.local(l, ArtefactClass.LEVEL, levels + l, out))
                .orElse(null);
        b.validFrom = out.time(c.validFrom().orElse(null), "validFrom");
        b.validTo = out.time(c.validTo().orElse(null), "validTo");
        if (out.dialect().before30()) {
            b.version = c.version().orElse(null);
        } else if (c.version().isPresent()) {
            out.lose("version '" + c.version().get() + "' of a hierarchical code");
        }
        b.hierarchicalCodes = Wire.list(c.children(), each -> of(each, path + ".", levels, out));
        return b;
    }

    /**
     * @param aliases the code lists by the short names that a hierarchical code list gives them
     * @return empty, and reported, where no code can be made out; those under it are lost with it
     */
    private Optional<HierarchicalCode> toModel(String above, Map<String, Urn> aliases, Reading in) {
        String known = Reading.required(id, "id of a hierarchical code");
        String path = above + known;
        in.at(path);
        Optional<Urn> reference = reference(aliases, in);
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new HierarchicalCode(
                identification(known, in),
                reference.get(),
                Optional.ofNullable(validFrom),
                Optional.ofNullable(validTo),
                level == null ? Optional.empty() : level.toLocalId(),
                Optional.ofNullable(version),
                all(hierarchicalCodes, path + ".", aliases, in)));
    }

    static List<HierarchicalCode> all(
            @Nullable List<HierarchicalCodeBinding> bindings, String above, Map<String, Urn> aliases, Reading in) {
        List<HierarchicalCode> all = new ArrayList<>();
        for (HierarchicalCodeBinding b : Wire.each(bindings)) {
            b.toModel(above, aliases, in).ifPresent(all::add);
        }
        return all;
    }

    private Optional<Urn> reference(Map<String, Urn> aliases, Reading in) {
        if (code != null) {
            return code.toModel(ArtefactClass.CODE, "code of a hierarchical code", in);
        }
        Urn list = codelistAliasRef == null ? null : aliases.get(codelistAliasRef.strip());
        Optional<String> inList = codeID == null ? Optional.empty() : codeID.toLocalId();
        if (list == null || inList.isEmpty()) {
            in.error("bad-reference", "a hierarchical code names no code that could be found; left out");
            return Optional.empty();
        }
        return Optional.of(list.item(ArtefactClass.CODE, inList.get()));
    }
}
