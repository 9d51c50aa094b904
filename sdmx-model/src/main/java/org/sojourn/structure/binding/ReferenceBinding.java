package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlElementRefs;
import jakarta.xml.bind.annotation.XmlMixed;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.XmlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.HierarchyName;
import org.sojourn.model.SdmxException;
import org.sojourn.model.StructureSet;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;

/** A reference: in 2.1 {@code <Ref/>}, {@code <URN/>} or both, since 3.0 the URN as text, in JSON a string. */
public class ReferenceBinding {
    /** A reference in parts. */
    @XmlRootElement(name = "Ref", namespace = "")
    @XmlType(name = "Ref")
    static final class Ref {
        @XmlAttribute
        @Nullable
        String id;

        @XmlAttribute
        @Nullable
        String maintainableParentID;

        @XmlAttribute
        @Nullable
        String maintainableParentVersion;

        @XmlAttribute
        @Nullable
        String containerID;

        @XmlAttribute
        @Nullable
        String version;

        @XmlAttribute
        @Nullable
        String agencyID;

        @XmlAttribute(name = "package")
        @Nullable
        String packageName;

        @XmlAttribute(name = "class")
        @Nullable
        String className;

        @XmlAttribute
        @Nullable
        String local;
    }

    /** A reference by URN inside 2.1. */
    @XmlRootElement(name = "URN", namespace = "")
    @XmlType(name = "URN")
    static final class UrnText {
        @XmlValue
        @Nullable
        String value;
    }

    @XmlMixed
    @XmlElementRefs({@XmlElementRef(type = Ref.class), @XmlElementRef(type = UrnText.class)})
    @Nullable
    List<Object> content;

    @JsonCreator
    static ReferenceBinding of(String text) {
        return new ReferenceBinding().holding(text);
    }

    @JsonValue
    String json() {
        return text();
    }

    final <B extends ReferenceBinding> B holding(Object what) {
        content = new ArrayList<>(List.of(what));
        @SuppressWarnings("unchecked")
        B self = (B) this;
        return self;
    }

    /** A reference to an artefact, or to an item or component of one. */
    public static ReferenceBinding of(Urn target, Writing out) {
        return of(target, out, new ReferenceBinding());
    }

    /** As {@link #of(Urn, Writing)}, in a reference that says more. */
    static <B extends ReferenceBinding> B of(Urn target, Writing out, B into) {
        Urn u = today(target, out);
        u = u.withVersion(out.referenceVersion(u));
        ArtefactClass type = written(u.type(), out);
        if (HierarchyName.names(type) && out.dialect().before30()) {
            u = HierarchyName.before30(u);
        }
        if (StructureSet.holds(type) && out.dialect().before30()) {
            u = new Urn(type, u.agency(), StructureSet.setId(u.id()), u.version(), StructureSet.mapId(u.id()));
            type = type == ArtefactClass.REPRESENTATION_MAP ? ArtefactClass.CODELIST_MAP : type;
        }
        if (!out.dialect().refs()) {
            return into.holding(new Urn(type, u.agency(), u.id(), u.version(), u.item())
                    .toString()
                    .replace(".structuremapping.", out.dialect().json10() ? ".mapping." : ".structuremapping."));
        }
        Ref ref = new Ref();
        ref.agencyID = u.agency();
        if (u.item().isEmpty()) {
            ref.id = u.id();
            ref.version = u.version();
        } else {
            ref.id = u.item();
            ref.maintainableParentID = u.id();
            ref.maintainableParentVersion = u.version();
        }
        ref.packageName = type.packageName().equals("structuremapping") ? "mapping" : type.packageName();
        ref.className = type == ArtefactClass.DATA_ATTRIBUTE ? "Attribute" : type.className();
        return into.holding(ref);
    }

    /** The nearest that there is since 3.0 to what only 2.1 has, told as lost. */
    private static Urn today(Urn target, Writing out) {
        if (out.dialect().before30()) {
            return target;
        }
        Optional<ArtefactClass> nearest = switch (target.type()) {
            case HIERARCHICAL_CODELIST -> Optional.of(ArtefactClass.HIERARCHY);
            case STRUCTURE_SET -> Optional.of(ArtefactClass.STRUCTURE_MAP);
            case ATTACHMENT_CONSTRAINT -> Optional.of(ArtefactClass.DATA_CONSTRAINT);
            case METADATA_TARGET, REPORT_STRUCTURE -> Optional.of(ArtefactClass.METADATA_STRUCTURE);
            default -> Optional.empty();
        };
        nearest.ifPresent(type -> out.lose("reference to " + target.type().className() + " " + target.shortForm()
                + ": since 3.0 there is none, so it is written as one to a " + type.className()));
        return nearest.map(target::artefact).orElse(target);
    }

    /** A bare id inside the same artefact, such as a code's parent. */
    static ReferenceBinding local(String id, Writing out) {
        return new ReferenceBinding().localTo(id, out);
    }

    /** As {@link #local}, where SDMX-JSON 1.0 has the whole URN; {@code path} is what stands after the version there. */
    static ReferenceBinding local(String id, ArtefactClass type, String path, Writing out) {
        return out.dialect().json10() ? of(out.urn(type, path)) : local(id, out);
    }

    /** A component of the structure on one side of a structure map of 2.1, which says where it stands. */
    static ReferenceBinding component(String id, ArtefactClass type, Urn structure, Writing out) {
        if (out.dialect().json10()) {
            return of(structure.item(type, id), out);
        }
        ReferenceBinding b = local(id, out);
        Ref ref = Objects.requireNonNull(b.ref());
        ref.containerID = switch (type) {
            case DATA_ATTRIBUTE, REPORTING_YEAR_START_DAY -> "AttributeDescriptor";
            case PRIMARY_MEASURE, MEASURE -> "MeasureDescriptor";
            case METADATA_ATTRIBUTE -> "ReportStructure";
            default -> "DimensionDescriptor";
        };
        ref.packageName = type.packageName();
        ref.className = type == ArtefactClass.DATA_ATTRIBUTE ? "Attribute" : type.className();
        return b;
    }

    /** The class that a local reference says its target has. */
    final Optional<ArtefactClass> localClass() {
        if (ref() == null && text().startsWith("urn:")) {
            try {
                return Optional.of(Urn.parse(text()).type());
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // told where the id is read
            }
        }
        return ref() instanceof Ref r && r.className != null
                ? ArtefactClass.named(r.className.equals("Attribute") ? "DataAttribute" : r.className)
                : Optional.empty();
    }

    final <B extends ReferenceBinding> B localTo(String id, Writing out) {
        if (!out.dialect().refs()) {
            return holding(id);
        }
        Ref ref = new Ref();
        ref.id = id;
        return holding(ref);
    }

    private static ArtefactClass written(ArtefactClass type, Writing out) {
        return switch (type) {
            case DATA_CONSTRAINT, METADATA_CONSTRAINT, METADATA_PROVISION_AGREEMENT -> out.written(type);
            case MEASURE_DIMENSION -> out.dialect().before30() ? type : ArtefactClass.DIMENSION;
            case PRIMARY_MEASURE -> out.dialect().before30() ? type : ArtefactClass.MEASURE;
            case REPORTING_YEAR_START_DAY -> out.dialect().before30() ? type : ArtefactClass.DATA_ATTRIBUTE;
            default -> type;
        };
    }

    /**
     * What is referred to; empty, and reported, when it cannot be made out.
     *
     * @param expected the class where the reference does not say
     */
    public final Optional<Urn> toModel(ArtefactClass expected, String what, Reading in) {
        try {
            Urn u = ref() instanceof Ref r ? parts(r, expected, what, in) : parsed(what, in);
            return Optional.of(canonical(u, in));
        } catch (IllegalArgumentException e) {
            in.error("bad-reference", "the " + what + " cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The reference by the names of today. */
    private static Urn canonical(Urn u, Reading in) {
        return switch (u.type()) {
            case CONTENT_CONSTRAINT ->
                new Urn(ArtefactClass.DATA_CONSTRAINT, u.agency(), u.id(), u.version(), u.item());
            // Lists of places, and the codes in them, are code lists and codes in URNs.
            case GEOGRAPHIC_CODELIST, GEO_GRID_CODELIST -> u.artefact(ArtefactClass.CODELIST);
            case GEO_FEATURE_SET_CODE, GEO_GRID_CODE -> u.item(ArtefactClass.CODE, u.item());
            case HIERARCHY, HIERARCHICAL_CODE, LEVEL -> in.dialect().before30() ? HierarchyName.since30(u) : u;
            default -> in.dialect().before30() ? mapOfSet(u) : u;
        };
    }

    /** A map in a structure set of 2.1 as the model names it. */
    private static Urn mapOfSet(Urn u) {
        ArtefactClass type = u.type() == ArtefactClass.CODELIST_MAP || u.type() == ArtefactClass.HYBRID_CODELIST_MAP
                ? ArtefactClass.REPRESENTATION_MAP
                : u.type();
        return StructureSet.holds(type) && !u.item().isEmpty()
                ? Urn.of(type, u.agency(), StructureSet.id(u.id(), u.item()), u.version())
                : u;
    }

    /** As {@link #toModel}, for what a thing cannot do without. */
    static Urn required(@Nullable ReferenceBinding reference, ArtefactClass expected, String what, Reading in) {
        return Reading.required(reference, what)
                .toModel(expected, what, in)
                .orElseThrow(() -> new SdmxException(SdmxException.Kind.SEMANTIC, "its " + what + " cannot be read"));
    }

    static Optional<Urn> optional(
            @Nullable ReferenceBinding reference, ArtefactClass expected, String what, Reading in) {
        return reference == null ? Optional.empty() : reference.toModel(expected, what, in);
    }

    /** The id of something in the same artefact; the last part when a whole URN stands there. */
    final Optional<String> toLocalId() {
        if (ref() instanceof Ref r) {
            return Optional.ofNullable(r.id).map(String::strip);
        }
        String text = text();
        if (text.startsWith("urn:")) {
            return Optional.of(text.substring(text.lastIndexOf('.') + 1));
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** As {@link #toLocalId}, for what is named by the dotted path from its root; empty, and reported, for a bad URN. */
    final Optional<String> toLocalPath(String what, Reading in) {
        String text = text();
        if (!text.startsWith("urn:")) {
            return toLocalId();
        }
        try {
            return Optional.of(Urn.parse(text).item());
        } catch (IllegalArgumentException e) {
            in.error("bad-reference", "the " + what + " cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The id of an item of a scheme that is said elsewhere, with those above it; whole URNs are read as well. */
    final Optional<String> toItem(Reading in) {
        return text().startsWith("urn:") && ref() == null
                ? toModel(ArtefactClass.CODE, "mapped item", in).map(Urn::item)
                : toLocalId();
    }

    private Urn parts(Ref r, ArtefactClass expected, String what, Reading in) {
        ArtefactClass type = expected;
        if (r.className == null) {
            in.guessOnce("class-assumed", "the " + what + " has a Ref without class; read as " + expected.className());
        } else {
            type = ArtefactClass.named(r.className.equals("Attribute") ? "DataAttribute" : r.className)
                    .orElse(expected);
            if (!ArtefactClass.named(r.className).isPresent() && !r.className.equals("Attribute")) {
                in.guess(
                        "class-assumed",
                        "the class '" + r.className + "' of the " + what
                                + " is not one of the information model; read as " + expected.className());
            }
        }
        if (r.packageName != null
                && !r.packageName.equals(type.packageName())
                && !(r.packageName.equals("mapping") && type.packageName().equals("structuremapping"))) {
            in.guess(
                    "package-ignored",
                    "the package '" + r.packageName + "' of the " + what + " is not that of " + type.className()
                            + ", which is " + type.packageName());
        }
        String id = Wire.or(r.id, "").strip();
        String agency = Wire.or(r.agencyID, "").strip();
        if (r.maintainableParentID == null) {
            return printable(Urn.of(type, agency, id, version(r.version)));
        }
        // Only outside a data structure is the container part of the name.
        String path =
                r.containerID == null || type.packageName().equals("datastructure") ? id : r.containerID + "." + id;
        return printable(
                new Urn(type, agency, r.maintainableParentID.strip(), version(r.maintainableParentVersion), path));
    }

    /** Parts may hold what no URN can, a bracket in an id; a reference that cannot be written again is none. */
    private static Urn printable(Urn u) {
        if (!Urn.parse(u.toString()).equals(u)) {
            throw new IllegalArgumentException("its parts make the URN '" + u + "', which means something else");
        }
        return u;
    }

    private static String version(@Nullable String text) {
        return Wire.blank(text) ? "1.0" : Wire.or(text, "").strip();
    }

    private Urn parsed(String what, Reading in) {
        Urn u = Urn.parse(text());
        if (in.dialect().before30() && u.version().isEmpty()) {
            in.guessOnce(
                    "version-assumed", "the " + what + " is a URN without a version; read as 1.0, the default of 2.1");
            return u.withVersion("1.0");
        }
        return u;
    }

    private @Nullable Ref ref() {
        for (Object c : Wire.each(content)) {
            if (c instanceof Ref r) {
                return r;
            }
        }
        return null;
    }

    private String text() {
        StringBuilder sb = new StringBuilder();
        for (Object c : Wire.each(content)) {
            if (c instanceof UrnText u) {
                return Wire.or(u.value, "").strip();
            }
            if (c instanceof String s) {
                sb.append(s);
            }
        }
        return sb.toString().strip();
    }
}
