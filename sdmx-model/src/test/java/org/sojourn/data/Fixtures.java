package org.sojourn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sojourn.model.Attribute;
import org.sojourn.model.AttributeRelationship;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Component;
import org.sojourn.model.Concept;
import org.sojourn.model.DataStructure;
import org.sojourn.model.DataType;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Dimension;
import org.sojourn.model.Facet;
import org.sojourn.model.Group;
import org.sojourn.model.Identification;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Measure;
import org.sojourn.model.Naming;
import org.sojourn.model.Representation;
import org.sojourn.model.SdmxException;
import org.sojourn.model.TextFormat;
import org.sojourn.model.Usage;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;

/** Data structures made by hand, with attributes of every level, to write and read data of. */
public final class Fixtures {
    private Fixtures() {}

    private static final String AGENCY = "TEST";
    private static final Version VERSION = Version.parse("1.0");

    /** What SDMX 2.1 can say: one measure, values that are single texts, a group. */
    public static final DataStructureView TIME_SERIES = new Builder("FLOWS")
            .dimension("FREQ", codes("A", "Q", "M"))
            .dimension("REF_AREA", codes("FR", "DE", "IT", "ES", "PT"))
            .dimension("SEX", codes("_T", "F", "M"))
            .time()
            .group("SIBLING", "REF_AREA", "SEX")
            .measure("OBS_VALUE", text(DataType.DOUBLE))
            .attribute("OBS_STATUS", codes("A", "E", "M", "P"), new AttributeRelationship.Observation())
            .attribute("CONF_STATUS", codes("F", "C"), new AttributeRelationship.Observation())
            .attribute("COMMENT", text(DataType.STRING), new AttributeRelationship.Observation())
            .attribute("BREAK", text(DataType.STRING), on("REF_AREA", "TIME_PERIOD"))
            .attribute("UNIT_MULT", codes("0", "3", "6"), on("FREQ", "REF_AREA", "SEX"))
            .attribute("TITLE", text(DataType.STRING), new AttributeRelationship.Group("SIBLING"))
            .attribute("COLLECTION", codes("A", "S", "U"), on("REF_AREA"))
            .attribute("SOURCE", text(DataType.STRING), new AttributeRelationship.Dataset())
            .attribute("CONTACT", text(DataType.STRING), new AttributeRelationship.Dataset())
            .build();

    /** What needs SDMX 3.x: several measures, arrays, texts in several languages, XHTML. */
    public static final DataStructureView RICH = new Builder("RICH")
            .dimension("FREQ", codes("A", "Q"))
            .dimension("REF_AREA", codes("FR", "DE", "IT", "ES"))
            .time()
            .group("AREA", "REF_AREA")
            .measure("COUNT", text(DataType.DECIMAL))
            .measure("LOWER", text(DataType.DECIMAL))
            .measure("METHODS", array(codes("REG", "SURVEY", "CENSUS")))
            .attribute("OBS_STATUS", array(codes("A", "E", "P")), new AttributeRelationship.Observation())
            .attribute("LABEL", languages(), new AttributeRelationship.Observation())
            .attribute("REMARKS", array(languages()), new AttributeRelationship.Observation())
            .attribute("TITLE", languages(), on("FREQ", "REF_AREA"))
            .attribute("MARKUP", text(DataType.XHTML), new AttributeRelationship.Group("AREA"))
            .attribute("AREA_NOTE", languages(), on("REF_AREA"))
            .attribute("SOURCES", array(text(DataType.STRING)), new AttributeRelationship.Dataset())
            .attribute("COPYRIGHT", languages(), new AttributeRelationship.Dataset())
            .build();

    /** No time: the last dimension varies inside a series. */
    public static final DataStructureView WITHOUT_TIME = new Builder("CENSUS")
            .dimension("REF_AREA", codes("FR", "DE", "IT", "ES"))
            .dimension("SEX", codes("_T", "F", "M"))
            .dimension("AGE", codes("Y0", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7", "Y8", "Y9"))
            .measure("OBS_VALUE", text(DataType.INTEGER))
            .attribute("OBS_STATUS", codes("A", "E"), new AttributeRelationship.Observation())
            .attribute("AGE_NOTE", text(DataType.STRING), on("AGE"))
            .attribute("SEX_NOTE", text(DataType.STRING), on("SEX"))
            .attribute("SOURCE", text(DataType.STRING), new AttributeRelationship.Dataset())
            .build();

    public static final List<DataStructureView> ALL = List.of(TIME_SERIES, RICH, WITHOUT_TIME);

    /** Finds {@link #ALL} by data structure or dataflow; a missing version is any. */
    public static final StructureLookup LOOKUP = lookup(ALL);

    /** Finds these views by the reference of their data structure or dataflow; a missing version is any. */
    public static StructureLookup lookup(List<DataStructureView> views) {
        return reference -> views.stream()
                .filter(v -> matches(reference, v.structure().urn())
                        || v.dataflow().filter(f -> matches(reference, f.urn())).isPresent())
                .findFirst()
                .orElseThrow(() -> new SdmxException(
                        SdmxException.Kind.SEMANTIC,
                        reference + " is not known; known are "
                                + views.stream()
                                        .map(v -> v.structure().urn().shortForm())
                                        .toList()));
    }

    private static boolean matches(Urn reference, Urn known) {
        return reference.type() == known.type()
                && reference.agency().equals(known.agency())
                && reference.id().equals(known.id())
                && (reference.version().isEmpty() || reference.version().equals(known.version()));
    }

    /** The reference of the dataflow of a view built here. */
    public static Urn dataflow(DataStructureView view) {
        return view.dataflow().orElseThrow().urn();
    }

    private static AttributeRelationship on(String... dimensions) {
        return new AttributeRelationship.Dimensions(List.of(dimensions), List.of());
    }

    private record Domain(Representation representation, List<String> codes) {}

    private static Domain codes(String... codes) {
        return new Domain(Representation.of(DataType.STRING), List.of(codes));
    }

    private static Domain text(DataType type) {
        return new Domain(Representation.of(type), List.of());
    }

    private static Domain languages() {
        TextFormat format =
                new TextFormat(Optional.of(DataType.STRING), Map.of(Facet.IS_MULTILINGUAL, "true"), List.of());
        return new Domain(
                new Representation(Optional.empty(), Optional.of(format), Optional.empty(), Optional.empty()),
                List.of());
    }

    private static Domain array(Domain one) {
        Representation r = one.representation();
        return new Domain(
                new Representation(r.enumeration(), r.format(), Optional.of(0), Optional.of(Representation.UNBOUNDED)),
                one.codes());
    }

    /** Puts a structure together, with a concept for each component and a code list for each coded one. */
    public static final class Builder {
        private final String agency;
        private final String id;
        private final String flow;
        private final Map<String, Dimension> dimensions = new LinkedHashMap<>();
        private final Map<String, Group> groups = new LinkedHashMap<>();
        private final Map<String, Measure> measures = new LinkedHashMap<>();
        private final Map<String, Attribute> attributes = new LinkedHashMap<>();
        private final Map<String, Concept> concepts = new HashMap<>();
        private final Map<String, Codelist> codelists = new HashMap<>();

        public Builder(String id) {
            this(AGENCY, id, "DF_" + id);
        }

        /** @param flow id of the dataflow */
        public Builder(String agency, String id, String flow) {
            this.agency = agency;
            this.id = id;
            this.flow = flow;
        }

        private Builder dimension(String name, Domain domain) {
            return dimension(name, domain, Dimension.Kind.PLAIN);
        }

        /** A dimension without a list. */
        public Builder dimension(String name) {
            return dimension(name, text(DataType.STRING), Dimension.Kind.PLAIN);
        }

        /** 2.1's measure dimension. */
        public Builder measureDimension(String name, String... codes) {
            return dimension(name, codes(codes), Dimension.Kind.MEASURE);
        }

        public Builder time() {
            return dimension(Dimension.TIME_PERIOD, text(DataType.OBSERVATIONAL_TIME_PERIOD), Dimension.Kind.TIME);
        }

        private Builder dimension(String name, Domain domain, Dimension.Kind kind) {
            dimensions.put(
                    name,
                    new Dimension(
                            Identification.of(name), concept(name), representation(name, domain), List.of(), kind));
            return this;
        }

        public Builder group(String name, String... on) {
            groups.put(name, new Group(Identification.of(name), List.of(on), Optional.empty()));
            return this;
        }

        private Builder measure(String name, Domain domain) {
            measures.put(
                    name,
                    new Measure(
                            Identification.of(name),
                            concept(name),
                            representation(name, domain),
                            List.of(),
                            Usage.OPTIONAL));
            return this;
        }

        /** A measure of free text. */
        public Builder measure(String name) {
            return measure(name, text(DataType.STRING));
        }

        private Builder attribute(String name, Domain domain, AttributeRelationship relationship) {
            attributes.put(
                    name,
                    new Attribute(
                            Identification.of(name),
                            concept(name),
                            representation(name, domain),
                            List.of(),
                            Usage.OPTIONAL,
                            relationship,
                            List.of()));
            return this;
        }

        /** An attribute of free text. */
        public Builder attribute(String name, AttributeRelationship relationship) {
            return attribute(name, text(DataType.STRING), relationship);
        }

        private Urn concept(String name) {
            concepts.put(
                    name,
                    new Concept(Naming.of(name, names(name)), Optional.empty(), Optional.empty(), Optional.empty()));
            return Urn.of(ArtefactClass.CONCEPT_SCHEME, agency, "CONCEPTS", VERSION)
                    .item(ArtefactClass.CONCEPT, name);
        }

        private Optional<Representation> representation(String name, Domain domain) {
            Representation r = domain.representation();
            if (domain.codes().isEmpty()) {
                return Optional.of(r);
            }
            Maintenance list = maintenance("CL_" + id + "_" + name);
            codelists.put(
                    name,
                    new Codelist(
                            list,
                            false,
                            domain.codes().stream()
                                    .map(c -> new Code(Naming.of(c, names("code " + c)), Optional.empty()))
                                    .toList(),
                            List.of()));
            Urn urn = Urn.of(ArtefactClass.CODELIST, agency, list.id(), VERSION);
            return Optional.of(new Representation(Optional.of(urn), Optional.empty(), r.minOccurs(), r.maxOccurs()));
        }

        private static LocalisedText names(String name) {
            Map<String, String> texts = new LinkedHashMap<>();
            texts.put("en", name + " in English");
            texts.put("fr", name + " en français");
            return new LocalisedText(texts);
        }

        private Maintenance maintenance(String name) {
            return Maintenance.of(agency, VERSION, Naming.of(name, names(name)));
        }

        /** With a dataflow of the same id. */
        public DataStructureView build() {
            return build(true);
        }

        public DataStructureView build(boolean withDataflow) {
            DataStructure structure = new DataStructure(
                    maintenance(id),
                    List.copyOf(dimensions.values()),
                    List.copyOf(groups.values()),
                    List.copyOf(attributes.values()),
                    List.of(),
                    List.copyOf(measures.values()),
                    Optional.empty(),
                    false,
                    Map.of());
            Dataflow itsFlow = new Dataflow(maintenance(flow), Optional.of(structure.urn()), List.of());
            return new DataStructureView(
                    structure, withDataflow ? Optional.of(itsFlow) : Optional.empty(), concepts, codelists);
        }
    }

    /** All dimensions that can be at the observation, and the flat pivot. */
    public static List<String> pivots(DataStructureView view) {
        List<String> all = new ArrayList<>(
                view.structure().dimensions().stream().map(Component::id).toList());
        all.add(DatasetHeader.ALL_DIMENSIONS);
        return all;
    }

    /** An attribute block as readers make it: values by position, null where the dimension is not part of the key. */
    static String keyText(String[] key) {
        return String.join(".", Arrays.stream(key).map(k -> k == null ? "" : k).toList());
    }
}
