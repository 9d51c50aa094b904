package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataType;
import org.sojourn.model.RepresentationMap.Domain;
import org.sojourn.model.ref.ArtefactClass;

/** What the values of a representation map are: in SDMX-ML one of two elements, in JSON one of two members. */
final class DomainBinding {
    private static final Set<ArtefactClass> LISTS = EnumSet.of(
            ArtefactClass.CODELIST,
            ArtefactClass.GEOGRAPHIC_CODELIST,
            ArtefactClass.GEO_GRID_CODELIST,
            ArtefactClass.VALUE_LIST);

    @JsonProperty
    @Nullable
    ReferenceBinding codelist;

    @JsonProperty
    @Nullable
    String dataType;

    /** The element that names a list. */
    static final class ListElement extends ReferenceBinding {}

    /** The element that names a data type. */
    static final class TypeElement {
        @XmlValue
        @Nullable
        String name;
    }

    private static @Nullable DomainBinding of(Domain domain, Writing out) {
        DomainBinding b = new DomainBinding();
        switch (domain) {
            case Domain.Listed d -> {
                if (!LISTS.contains(d.list().type())) {
                    out.lose("list " + d.list() + ": since 3.0 only code lists and value lists are mapped");
                    b.dataType = DataType.STRING.wireName();
                } else {
                    b.codelist = ReferenceBinding.of(d.list(), out);
                }
            }
            case Domain.Typed d -> {
                if (d.type() == DataType.ATTACHMENT_CONSTRAINT_REFERENCE) {
                    out.lose("data type " + d.type().wireName() + ": since 3.0 there is none of that name");
                    b.dataType = DataType.STRING.wireName();
                } else {
                    b.dataType = d.type().wireName();
                }
            }
        }
        return b;
    }

    static @Nullable List<DomainBinding> list(List<Domain> domains, Writing out) {
        return Wire.list(domains, d -> Objects.requireNonNull(of(d, out)));
    }

    /** The elements of SDMX-ML. */
    static @Nullable List<Object> elements(List<Domain> domains, Writing out) {
        List<DomainBinding> all = list(domains, out);
        return all == null ? null : Wire.list(all, DomainBinding::element);
    }

    private Object element() {
        if (codelist != null) {
            return new ListElement().holding(codelist.json());
        }
        TypeElement type = new TypeElement();
        type.name = dataType;
        return type;
    }

    static List<Domain> model(
            @Nullable List<Object> elements, @Nullable List<DomainBinding> members, String side, Reading in) {
        List<Domain> all = new ArrayList<>();
        for (Object element : Wire.each(elements)) {
            switch (element) {
                case ListElement list -> listed(list, side, in).ifPresent(all::add);
                case TypeElement type -> all.add(typed(Wire.or(type.name, ""), side, in));
                default -> throw new IllegalStateException("no element of " + element.getClass());
            }
        }
        for (DomainBinding member : Wire.each(members)) {
            if (member.codelist != null) {
                listed(member.codelist, side, in).ifPresent(all::add);
            } else {
                all.add(typed(Wire.or(member.dataType, ""), side, in));
            }
        }
        return all;
    }

    private static Optional<Domain> listed(ReferenceBinding list, String side, Reading in) {
        return list.toModel(ArtefactClass.CODELIST, side + " list", in).map(Domain.Listed::new);
    }

    private static Domain typed(String name, String side, Reading in) {
        Optional<DataType> type = DataType.named(name.strip());
        if (type.isEmpty()) {
            in.guess(
                    "unknown-data-type", side + " data type '" + name + "' is not one of the standard; read as String");
        }
        return new Domain.Typed(type.orElse(DataType.STRING));
    }
}
