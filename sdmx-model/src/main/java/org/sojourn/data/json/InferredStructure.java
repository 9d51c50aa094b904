package org.sojourn.data.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Value;
import org.sojourn.model.Attribute;
import org.sojourn.model.AttributeRelationship;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Concept;
import org.sojourn.model.DataStructure;
import org.sojourn.model.DataType;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Dimension;
import org.sojourn.model.Facet;
import org.sojourn.model.Identification;
import org.sojourn.model.Link;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Measure;
import org.sojourn.model.Naming;
import org.sojourn.model.Representation;
import org.sojourn.model.TextFormat;
import org.sojourn.model.Usage;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;

/**
 * A data structure made of what a message says of itself, for messages whose structure is not to be had: dimensions and
 * attributes with their names, code lists that hold the codes that occur.
 */
final class InferredStructure {

    private static final Pattern ROLE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Version DEFAULT = Version.parse("1.0");

    private final StructureIn message;
    private final String agency;
    private final Version version;
    private final Map<String, Concept> concepts = new HashMap<>();
    private final Map<String, Codelist> codelists = new HashMap<>();

    private InferredStructure(StructureIn message, Urn reference) {
        this.message = message;
        this.agency = reference.agency();
        this.version = reference.exactVersion().filter(v -> !v.isNone()).orElse(DEFAULT);
    }

    /** @param reference what the data are of; its names become those of what is inferred */
    static DataStructureView of(StructureIn message, Urn reference) {
        return new InferredStructure(message, reference).view(reference);
    }

    private DataStructureView view(Urn reference) {
        List<Dimension> dimensions = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (ComponentIn c : message.dimensions()) {
            if (!c.id().isEmpty() && ids.add(c.id())) {
                dimensions.add(dimension(c));
            }
        }
        dimensions.sort((a, b) -> Boolean.compare(a.kind() == Dimension.Kind.TIME, b.kind() == Dimension.Kind.TIME));
        List<Measure> measures = new ArrayList<>();
        if (message.measures().isEmpty()) {
            ids.add(Measure.OBS_VALUE);
            measures.add(new Measure(
                    Identification.of(Measure.OBS_VALUE),
                    concept(Naming.of(Measure.OBS_VALUE, LocalisedText.EMPTY)),
                    Optional.empty(),
                    List.of(),
                    Usage.OPTIONAL));
        }
        for (ComponentIn c : message.measures().orElse(List.of())) {
            if (!c.id().isEmpty() && ids.add(c.id())) {
                measures.add(new Measure(identification(c), concept(c), representation(c), roles(c), usage(c)));
            }
        }
        List<Attribute> attributes = new ArrayList<>();
        List<String> series = dimensions.stream()
                .filter(d -> d.kind() != Dimension.Kind.TIME)
                .map(Dimension::id)
                .toList();
        attributes(message.datasetAttributes(), new AttributeRelationship.Dataset(), ids, attributes);
        attributes(message.groupAttributes(), onAll(series), ids, attributes);
        attributes(message.seriesAttributes(), onAll(series), ids, attributes);
        attributes(message.observationAttributes(), new AttributeRelationship.Observation(), ids, attributes);

        Urn named = message.dataStructure()
                .or(() -> Optional.of(reference).filter(r -> r.type() == ArtefactClass.DATA_STRUCTURE))
                .orElse(reference);
        LocalisedText names = JsonTexts.texts(message.head(), "name", "names", message.language());
        LocalisedText descriptions = JsonTexts.texts(message.head(), "description", "descriptions", message.language());
        Map<Boolean, List<Link>> links = JsonLinks.read(message.head().path("links"), message.language()).stream()
                .collect(Collectors.partitioningBy(l ->
                        reference.type() == ArtefactClass.DATAFLOW && !l.urn().equals(Optional.of(named.toString()))));
        DataStructure structure = new DataStructure(
                Maintenance.of(
                        named.agency(),
                        named.exactVersion().filter(v -> !v.isNone()).orElse(DEFAULT),
                        naming(named.id(), names, descriptions, links.get(false))),
                dimensions,
                List.of(),
                attributes,
                List.of(),
                measures,
                Optional.empty(),
                false,
                Map.of());
        Optional<Dataflow> flow = reference.type() == ArtefactClass.DATAFLOW
                ? Optional.of(new Dataflow(
                        Maintenance.of(agency, version, naming(reference.id(), names, descriptions, links.get(true))),
                        Optional.of(structure.urn()),
                        List.of()))
                : Optional.empty();
        return new DataStructureView(structure, flow, concepts, codelists);
    }

    private static Naming naming(
            String id, LocalisedText names, LocalisedText descriptions, @Nullable List<Link> links) {
        return new Naming(
                new Identification(id, Optional.empty(), List.of(), links == null ? List.of() : links),
                names,
                descriptions);
    }

    private static AttributeRelationship onAll(List<String> dimensions) {
        return dimensions.isEmpty()
                ? new AttributeRelationship.Dataset()
                : new AttributeRelationship.Dimensions(dimensions, List.of());
    }

    private Dimension dimension(ComponentIn c) {
        boolean time = StructureIn.isTime(c);
        return new Dimension(
                identification(c),
                concept(c),
                time ? Optional.of(Representation.of(DataType.OBSERVATIONAL_TIME_PERIOD)) : representation(c),
                roles(c),
                time ? Dimension.Kind.TIME : Dimension.Kind.PLAIN);
    }

    private void attributes(
            List<ComponentIn> list, AttributeRelationship otherwise, Set<String> ids, List<Attribute> into) {
        for (ComponentIn c : list) {
            if (c.id().isEmpty() || !ids.add(c.id())) {
                continue;
            }
            into.add(new Attribute(
                    identification(c),
                    concept(c),
                    representation(c),
                    roles(c),
                    usage(c),
                    relationship(c, otherwise),
                    List.of()));
        }
    }

    private static AttributeRelationship relationship(ComponentIn c, AttributeRelationship otherwise) {
        var said = c.head().path("relationship");
        if (said.path("dimensions").isArray() && !said.path("dimensions").isEmpty()) {
            List<String> dimensions = new ArrayList<>();
            said.path("dimensions").forEach(d -> dimensions.add(d.asText()));
            return new AttributeRelationship.Dimensions(dimensions, List.of());
        }
        if (said.has("none") || said.has("dataflow")) {
            return new AttributeRelationship.Dataset();
        }
        if (said.has("observation") || said.has("primaryMeasure")) {
            return new AttributeRelationship.Observation();
        }
        return otherwise;
    }

    private Identification identification(ComponentIn c) {
        return new Identification(
                c.id(),
                Optional.empty(),
                message.notes(c.head().path("annotations")),
                JsonLinks.read(c.head().path("links"), message.language()));
    }

    private static Usage usage(ComponentIn c) {
        return c.head().path("isMandatory").asBoolean(false) ? Usage.MANDATORY : Usage.OPTIONAL;
    }

    /** Messages name roles by their ids alone; the standard's own roles have these ids. */
    private static List<Urn> roles(ComponentIn c) {
        return c.roles().stream()
                .filter(r -> ROLE.matcher(r).matches())
                .map(r -> Urn.of(ArtefactClass.CONCEPT_SCHEME, "SDMX", "SDMX_CONCEPT_ROLES", DEFAULT)
                        .item(ArtefactClass.CONCEPT, r))
                .toList();
    }

    private Urn concept(ComponentIn c) {
        return concept(new Naming(
                Identification.of(c.id()),
                c.names(message.language()),
                JsonTexts.texts(c.head(), "description", "descriptions", message.language())));
    }

    private Urn concept(Naming naming) {
        concepts.put(naming.id(), new Concept(naming, Optional.empty(), Optional.empty(), Optional.empty()));
        return Urn.of(ArtefactClass.CONCEPT_SCHEME, agency, "CONCEPTS", version)
                .item(ArtefactClass.CONCEPT, naming.id());
    }

    /** Codes where values have ids, else the format that the message gives. */
    private Optional<Representation> representation(ComponentIn c) {
        Optional<Integer> most = occurs(c);
        if (c.values().stream().anyMatch(v -> v != null && v.id())) {
            Urn list = Urn.of(ArtefactClass.CODELIST, agency, "CL_" + c.id(), version);
            codelists.put(c.id(), codelist(list, c));
            return Optional.of(new Representation(Optional.of(list), Optional.empty(), least(c), most));
        }
        var format = c.head().path("format");
        if (!format.isObject()) {
            return Optional.empty();
        }
        Map<Facet, String> facets = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            JsonTexts.text(format, facet.wireName())
                    .filter(t -> facet != Facet.IS_MULTILINGUAL || t.equals("true"))
                    .ifPresent(t -> facets.put(facet, t));
        }
        TextFormat text = new TextFormat(DataType.named(format.path("dataType").asText("")), facets, List.of());
        return Optional.of(new Representation(Optional.empty(), Optional.of(text), least(c), most));
    }

    private static Optional<Integer> least(ComponentIn c) {
        var least = c.head().path("format").path("minOccurs").isMissingNode()
                ? c.head().path("minOccurs")
                : c.head().path("format").path("minOccurs");
        return least.isInt() && least.asInt() >= 0 ? Optional.of(least.asInt()) : Optional.empty();
    }

    private static Optional<Integer> occurs(ComponentIn c) {
        var most = c.head().path("format").path("maxOccurs").isMissingNode()
                ? c.head().path("maxOccurs")
                : c.head().path("format").path("maxOccurs");
        if (most.asText("").equals("unbounded")) {
            return Optional.of(Representation.UNBOUNDED);
        }
        return most.isInt() && most.asInt() > 1 ? Optional.of(most.asInt()) : Optional.empty();
    }

    private Codelist codelist(Urn urn, ComponentIn c) {
        List<Code> codes = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Map<String, Integer> order = new HashMap<>();
        for (ComponentIn.@Nullable Listed listed : c.values()) {
            if (listed != null && listed.id() && listed.plain() instanceof Value.Text t && ids.add(t.text())) {
                Raw.Fields more = listed.more();
                if (more == null) {
                    codes.add(new Code(Naming.of(t.text(), listed.names()), Optional.empty()));
                } else {
                    JsonNode all = more.tree();
                    codes.add(code(t.text(), listed.names(), all));
                    if (all.path("order").isInt()) {
                        order.put(t.text(), all.path("order").asInt());
                    }
                }
            }
        }
        if (order.size() == codes.size()) {
            codes.sort(Comparator.comparingInt(code -> order.getOrDefault(code.id(), 0)));
        }
        return new Codelist(
                Maintenance.of(urn.agency(), version, Naming.of(urn.id(), c.names(message.language()))),
                true,
                codes,
                List.of());
    }

    private Code code(String id, LocalisedText names, JsonNode more) {
        return new Code(
                new Naming(
                        new Identification(
                                id,
                                Optional.empty(),
                                message.notes(more.path("annotations")),
                                JsonLinks.read(more.path("links"), message.language())),
                        names,
                        JsonTexts.texts(more, "description", "descriptions", message.language())),
                JsonTexts.text(more, "parent"));
    }
}
