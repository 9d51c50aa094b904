package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlTransient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Item;
import org.sojourn.model.VtlScheme;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** What the schemes of statements in VTL carry besides their items. */
@XmlTransient
abstract class VtlSchemeBinding<I extends Item, A extends VtlScheme<I>> extends ItemSchemeBinding<I, A> {
    private static final String USUAL = "2.0";

    @XmlAttribute
    @JsonProperty
    @Nullable
    String vtlVersion;

    /** Sets what all have in common; the wire forms of the items, null for none. */
    final <B extends NameableBinding> @Nullable List<B> setVtl(A scheme, Function<I, B> each, Writing out) {
        setScheme(scheme, out);
        vtlVersion = scheme.vtlVersion().orElse(null);
        if (vtlVersion == null && out.dialect().xml()) {
            out.lose("having no version of VTL: written as " + USUAL);
            vtlVersion = USUAL;
        }
        List<B> items = Wire.list(scheme.items(), i -> {
            out.at(i.id());
            B b = each.apply(i);
            b.set(i.naming(), out.urn(scheme.itemType(), i.id()), out);
            return b;
        });
        out.at("");
        return items;
    }

    final Optional<String> vtlVersion() {
        return Optional.ofNullable(vtlVersion);
    }

    static <B extends NameableBinding, I> List<I> items(@Nullable List<B> bindings, Function<B, I> each, Reading in) {
        List<I> all = new ArrayList<>();
        for (B b : Wire.each(bindings)) {
            in.at(b.id);
            all.add(each.apply(b));
        }
        in.at("");
        return all;
    }

    static @Nullable ReferenceBinding reference(Optional<Urn> scheme, Writing out) {
        return scheme.map(u -> ReferenceBinding.of(u, out)).orElse(null);
    }

    static @Nullable List<ReferenceBinding> references(List<Urn> schemes, Writing out) {
        List<Urn> distinct = schemes.stream().distinct().toList();
        if (distinct.size() < schemes.size()) {
            out.lose("second mention of a scheme");
        }
        return Wire.list(distinct, u -> ReferenceBinding.of(u, out));
    }

    static Optional<Urn> scheme(@Nullable ReferenceBinding reference, ArtefactClass type, Reading in) {
        return ReferenceBinding.optional(reference, type, type.className(), in);
    }

    static List<Urn> schemes(@Nullable List<ReferenceBinding> references, ArtefactClass type, Reading in) {
        List<Urn> all = new ArrayList<>();
        for (ReferenceBinding r : Wire.each(references)) {
            r.toModel(type, type.className(), in).ifPresent(all::add);
        }
        return all;
    }
}
