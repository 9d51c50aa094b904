package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Hierarchy;

/** A hierarchy as it is an artefact since 3.0. */
public final class HierarchyBinding extends MaintainableBinding<Hierarchy> {
    @XmlElement(name = "Level")
    @JsonProperty
    @Nullable
    LevelBinding level;

    @XmlElement(name = "HierarchicalCode")
    @JsonProperty
    @Nullable
    List<HierarchicalCodeBinding> hierarchicalCodes;

    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsBoolean.class)
    @Nullable
    String hasFormalLevels;

    /** The wire form of a hierarchy since 3.0. */
    public static HierarchyBinding of(Hierarchy h, Writing out) {
        HierarchyBinding b = new HierarchyBinding();
        b.set(h, out);
        h.within()
                .ifPresent(list -> out.lose("what is said of the hierarchical code list "
                        + list.naming().id() + " around it"));
        b.hasFormalLevels = String.valueOf(h.formalLevels());
        b.level = h.level().map(l -> LevelBinding.of(l, "", out)).orElse(null);
        b.hierarchicalCodes = Wire.list(h.codes(), c -> HierarchicalCodeBinding.of(c, "", "", out));
        out.at("");
        if (h.codes().isEmpty() && out.dialect().xml()) {
            out.lose("validity: the schema wants at least one code");
        }
        return b;
    }

    @Override
    public Hierarchy toModel(Reading in) {
        Optional<Hierarchy.Level> top = Optional.ofNullable(level).map(l -> l.toModel(in));
        List<Hierarchy.HierarchicalCode> codes = HierarchicalCodeBinding.all(hierarchicalCodes, "", Map.of(), in);
        in.at("");
        return new Hierarchy(
                maintenance(in), in.flag(hasFormalLevels, "hasFormalLevels", false), top, codes, Optional.empty());
    }
}
