package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.ref.ArtefactClass;

/** A code list in every format. */
public final class CodelistBinding extends ItemSchemeBinding<Code, Codelist> {
    @XmlElement(name = "Code")
    @JsonProperty
    @Nullable
    List<CodeBinding> codes;

    @XmlElement(name = "CodelistExtension")
    @JsonProperty
    @Nullable
    List<CodelistExtensionBinding> codelistExtensions;

    /** The wire form of a code list; of one of places where the target has no such lists. */
    public static CodelistBinding of(Codelist list, Writing out) {
        CodelistBinding b = new CodelistBinding();
        b.setScheme(list, out);
        list.geography().ifPresent(g -> out.lose("being a list of places: written as a list of codes"));
        b.codes = Wire.list(list.items(), c -> CodeBinding.of(c, out));
        b.codelistExtensions = extensions(list, out);
        return b;
    }

    /** The lists that a list builds on, null for none. */
    static @Nullable List<CodelistExtensionBinding> extensions(Codelist list, Writing out) {
        out.at("");
        if (out.dialect().before30()) {
            list.extensions().forEach(e -> out.lose("extension by " + e.codelist()));
            return null;
        }
        return Wire.list(list.extensions(), e -> CodelistExtensionBinding.of(e, out));
    }

    @Override
    public Codelist toModel(Reading in) {
        return new Codelist(maintenance(in), partial(in), codes(codes, in), extensions(codelistExtensions, in));
    }

    static List<Code> codes(@Nullable List<? extends CodeBinding> codes, Reading in) {
        List<Code> items = new ArrayList<>(codes == null ? 0 : codes.size());
        for (CodeBinding c : Wire.each(codes)) {
            in.at(c.id);
            items.add(c.toModel(in));
        }
        in.at("");
        return items;
    }

    static List<Codelist.Extension> extensions(@Nullable List<CodelistExtensionBinding> bindings, Reading in) {
        List<Codelist.Extension> extensions = new ArrayList<>();
        for (CodelistExtensionBinding e : Wire.each(bindings)) {
            e.toModel(in).ifPresent(extensions::add);
        }
        return extensions;
    }

    /** A code. */
    static class CodeBinding extends NameableBinding {
        private static final Pattern NC_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z][A-Za-z0-9_-]*)*");

        @XmlElement(name = "Parent")
        @JsonProperty
        @Nullable
        ReferenceBinding parent;

        static CodeBinding of(Code code, Writing out) {
            CodeBinding b = new CodeBinding();
            b.set(code, out);
            code.place().ifPresent(p -> out.lose("the place '" + p + "' of a code"));
            return b;
        }

        final void set(Code code, Writing out) {
            out.at(code.id());
            set(code.naming(), out.urn(ArtefactClass.CODE, code.id()), out);
            if (out.dialect() == Dialect.ML_3_0
                    && code.parent().isPresent()
                    && !NC_NAME.matcher(code.parent().get()).matches()) {
                // The hierarchy is worth more than an oversight that 3.1 has mended.
                out.lose("validity: the schema of 3.0 wants parents to begin with a letter, unlike '"
                        + code.parent().get() + "'");
            }
            parent = code.parent().map(p -> ReferenceBinding.local(p, out)).orElse(null);
        }

        final Code toModel(Reading in) {
            return new Code(
                    naming(in), parent == null ? Optional.empty() : parent.toLocalId(), Optional.ofNullable(place()));
        }

        @Nullable
        String place() {
            return null;
        }
    }
}
