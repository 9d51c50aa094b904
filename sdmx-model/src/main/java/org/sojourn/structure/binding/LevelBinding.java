package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Hierarchy.Level;
import org.sojourn.model.ref.ArtefactClass;

/** A level of a hierarchy with those under it. */
final class LevelBinding extends NameableBinding {
    @XmlElement(name = "CodingFormat")
    @JsonProperty
    @Nullable
    FormatBinding codingFormat;

    @XmlElement(name = "Level")
    @JsonProperty
    @Nullable
    LevelBinding level;

    /** {@code above} is what goes before the id in URNs: nothing, or the hierarchy of 2.1. */
    static LevelBinding of(Level l, String above, Writing out) {
        LevelBinding b = new LevelBinding();
        out.at(l.id());
        b.set(l.naming(), out.urn(ArtefactClass.LEVEL, above + l.id()), out);
        b.codingFormat = l.codingFormat()
                .map(f -> FormatBinding.of(f, FormatBinding.Place.CODING, out))
                .orElse(null);
        b.level = l.next().map(n -> of(n, above, out)).orElse(null);
        return b;
    }

    Level toModel(Reading in) {
        in.at(id);
        return new Level(
                naming(in),
                Optional.ofNullable(codingFormat).map(f -> f.toModel(in)),
                Optional.ofNullable(level).map(n -> n.toModel(in)));
    }
}
