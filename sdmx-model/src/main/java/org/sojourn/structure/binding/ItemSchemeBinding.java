package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlTransient;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Item;
import org.sojourn.model.ItemScheme;

/** What every item scheme carries on the wire besides its items. */
@XmlTransient
abstract class ItemSchemeBinding<I extends Item, A extends ItemScheme<I>> extends MaintainableBinding<A> {
    @XmlAttribute
    @JsonProperty
    @JsonSerialize(using = Wire.AsBoolean.class)
    @Nullable
    String isPartial;

    final void setScheme(A scheme, Writing out) {
        set(scheme, out);
        isPartial = Wire.flag(scheme.partial());
    }

    final boolean partial(Reading in) {
        return in.flag(isPartial, "isPartial", false);
    }
}
