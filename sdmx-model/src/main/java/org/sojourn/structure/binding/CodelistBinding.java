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

    /** The wire form of a code list. */
    public static CodelistBinding of(Codelist list, Writing out) {
        CodelistBinding b = new CodelistBinding();
        b.setScheme(list, out);
        b.codes = Wire.list(list.items(), c -> CodeBinding.of(c, out));
        if (out.dialect().before30()) {
            list.extensions().forEach(e -> out.lose("extension by " + e.codelist()));
        } else {
            out.at("");
            b.codelistExtensions = Wire.list(list.extensions(), e -> CodelistExtensionBinding.of(e, out));
        }
        return b;
    }

    @Override
    public Codelist toModel(Reading in) {
        List<Code> items = new ArrayList<>(codes == null ? 0 : codes.size());
        for (CodeBinding c : Wire.each(codes)) {
            in.at(c.id);
            items.add(c.toModel(in));
        }
        in.at("");
        List<Codelist.Extension> extensions = new ArrayList<>();
        for (CodelistExtensionBinding e : Wire.each(codelistExtensions)) {
            e.toModel(in).ifPresent(extensions::add);
        }
        return new Codelist(maintenance(in), partial(in), items, extensions);
    }

    /** A code. */
    static final class CodeBinding extends NameableBinding {
        private static final Pattern NC_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z][A-Za-z0-9_-]*)*");

        @XmlElement(name = "Parent")
        @JsonProperty
        @Nullable
        ReferenceBinding parent;

        static CodeBinding of(Code code, Writing out) {
            CodeBinding b = new CodeBinding();
            out.at(code.id());
            b.set(code.naming(), out.urn(ArtefactClass.CODE, code.id()), out);
            if (out.dialect() == Dialect.ML_3_0
                    && code.parent().isPresent()
                    && !NC_NAME.matcher(code.parent().get()).matches()) {
                // The hierarchy is worth more than an oversight that 3.1 has mended.
                out.lose("validity: the schema of 3.0 wants parents to begin with a letter, unlike '"
                        + code.parent().get() + "'");
            }
            b.parent = code.parent().map(p -> ReferenceBinding.local(p, out)).orElse(null);
            return b;
        }

        Code toModel(Reading in) {
            return new Code(naming(in), parent == null ? Optional.empty() : parent.toLocalId());
        }
    }
}
