package org.sojourn.data.ml;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.model.Attribute;
import org.sojourn.model.AttributeRelationship;
import org.sojourn.model.DataStructure;
import org.sojourn.model.DataType;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Dimension;
import org.sojourn.model.Group;
import org.sojourn.model.Identification;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Measure;
import org.sojourn.model.Naming;
import org.sojourn.model.Representation;
import org.sojourn.model.Usage;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problems;

/**
 * Infers data structures from generic messages of 2.1, the one layout of SDMX-ML that tells dimensions from attributes by
 * itself: what stands in keys is a dimension, what stands among attributes depends on the key beside them.
 *
 * <p>Dimensions come in the order in which they appear, time last. Code lists, names and formats are not known.
 */
public final class GenericStructures {

    private static final Version VERSION = Version.parse("1.0");

    private final XmlCursor xml;
    private final Map<String, Draft> drafts = new HashMap<>();

    /** What one structure of the header turns out to be. */
    private static final class Draft {
        final Set<String> dimensions = new LinkedHashSet<>();
        final Set<String> seriesKey = new LinkedHashSet<>();
        final Map<String, Set<String>> groups = new LinkedHashMap<>();
        final Map<String, String> groupOf = new LinkedHashMap<>();
        final Set<String> onDataset = new LinkedHashSet<>();
        final Set<String> onSeries = new LinkedHashSet<>();
        final Set<String> onObservation = new LinkedHashSet<>();
        String pivot;

        Draft(String pivot) {
            this.pivot = pivot;
        }
    }

    private GenericStructures(XmlCursor xml) {
        this.xml = xml;
    }

    /**
     * Reads a generic message to its end.
     *
     * @param in left open for its owner
     * @return the inferred structures, by the references of the message's header
     * @throws org.sojourn.model.SdmxException of kind SYNTAX when the document is broken
     */
    public static Map<Urn, DataStructureView> inferredFrom(InputStream in) throws IOException {
        Problems ignored = new Problems(); // whoever reads the data tells them
        XmlCursor xml = new XmlCursor(in, ignored);
        xml.root();
        if (!xml.tag() || !xml.localName().equals("Header")) {
            throw xml.syntax("the message begins without a header; expected element Header");
        }
        MlHeader header = new MlHeader.Reader(xml, ignored).read();
        GenericStructures walk = new GenericStructures(xml);
        while (xml.tag()) {
            if (xml.localName().equals("DataSet")) {
                walk.dataset(header);
            } else {
                xml.skip();
            }
        }
        Map<Urn, DataStructureView> views = new LinkedHashMap<>();
        header.structures().forEach((id, entry) -> {
            Draft draft = walk.drafts.get(id);
            if (draft != null && entry.reference().isPresent() && !draft.dimensions.isEmpty()) {
                Urn reference = entry.reference().get().urn();
                views.put(reference, view(draft, reference));
                if (entry.reference().get().versionDefaulted()) {
                    views.put(reference.withVersion(""), view(draft, reference));
                }
            }
        });
        return views;
    }

    private void dataset(MlHeader header) throws IOException {
        String id = DatasetAttributes.of(xml, "structureRef")
                .filter(header.structures()::containsKey)
                .or(() -> header.structures().keySet().stream().findFirst())
                .orElse("");
        Optional<String> pivot =
                Optional.ofNullable(header.structures().get(id)).flatMap(MlHeader.Structure::dimensionAtObservation);
        Draft draft = drafts.computeIfAbsent(id, k -> new Draft(pivot.orElse(Dimension.TIME_PERIOD)));
        while (xml.tag()) {
            switch (xml.localName()) {
                case "Attributes" -> values(draft.onDataset::add);
                case "Group" -> group(draft);
                case "Series" -> series(draft);
                case "Obs" -> observation(draft);
                default -> xml.skip();
            }
        }
    }

    private void group(Draft draft) throws IOException {
        String type = xml.attribute("type").orElse("Group");
        Set<String> key = draft.groups.computeIfAbsent(type, t -> new LinkedHashSet<>());
        while (xml.tag()) {
            switch (xml.localName()) {
                case "GroupKey" -> values(key::add);
                case "Attributes" -> values(attribute -> draft.groupOf.putIfAbsent(attribute, type));
                default -> xml.skip();
            }
        }
    }

    private void series(Draft draft) throws IOException {
        while (xml.tag()) {
            switch (xml.localName()) {
                case "SeriesKey" ->
                    values(dimension -> {
                        draft.seriesKey.add(dimension);
                        draft.dimensions.add(dimension);
                    });
                case "Attributes" -> values(draft.onSeries::add);
                case "Obs" -> observation(draft);
                default -> xml.skip();
            }
        }
    }

    private void observation(Draft draft) throws IOException {
        while (xml.tag()) {
            switch (xml.localName()) {
                case "ObsDimension" -> {
                    String pivot = draft.pivot.equals(DatasetHeader.ALL_DIMENSIONS)
                            ? xml.attribute("id").orElse(Dimension.TIME_PERIOD)
                            : draft.pivot;
                    draft.dimensions.add(pivot);
                    xml.skip();
                }
                case "ObsKey" -> values(draft.dimensions::add);
                case "Attributes" -> values(draft.onObservation::add);
                default -> xml.skip();
            }
        }
    }

    private void values(Consumer<String> ids) throws IOException {
        while (xml.tag()) {
            if (xml.localName().equals("Value")) {
                xml.attribute("id").filter(id -> !id.isBlank()).ifPresent(ids);
            }
            xml.skip();
        }
    }

    private static DataStructureView view(Draft draft, Urn reference) {
        List<Dimension> dimensions = new ArrayList<>();
        for (String id : draft.dimensions) {
            if (!id.equals(Dimension.TIME_PERIOD)) {
                dimensions.add(dimension(id, reference, Dimension.Kind.PLAIN));
            }
        }
        if (draft.dimensions.contains(Dimension.TIME_PERIOD)) {
            dimensions.add(dimension(Dimension.TIME_PERIOD, reference, Dimension.Kind.TIME));
        }
        List<Group> groups = new ArrayList<>();
        draft.groups.forEach((id, key) -> {
            List<String> known = key.stream().filter(draft.dimensions::contains).toList();
            if (!known.isEmpty()) {
                groups.add(new Group(Identification.of(id), known, Optional.empty()));
            }
        });
        // An attribute that is seen at several levels belongs to the lowest: the others are shorthand.
        Map<String, AttributeRelationship> attributes = new LinkedHashMap<>();
        draft.onDataset.forEach(id -> attributes.put(id, new AttributeRelationship.Dataset()));
        draft.groupOf.forEach((id, group) -> {
            if (groups.stream().anyMatch(g -> g.id().equals(group))) {
                attributes.put(id, new AttributeRelationship.Group(group));
            }
        });
        List<String> key = List.copyOf(draft.seriesKey);
        draft.onSeries.forEach(id -> attributes.put(
                id,
                key.isEmpty()
                        ? new AttributeRelationship.Dataset()
                        : new AttributeRelationship.Dimensions(key, List.of())));
        draft.onObservation.forEach(id -> attributes.put(id, new AttributeRelationship.Observation()));
        attributes.keySet().removeAll(draft.dimensions);
        attributes.remove(Measure.OBS_VALUE);
        DataStructure structure = new DataStructure(
                maintenance(reference),
                dimensions,
                groups,
                attributes.entrySet().stream()
                        .map(e -> attribute(e.getKey(), e.getValue(), reference))
                        .toList(),
                List.of(),
                List.of(new Measure(
                        Identification.of(Measure.OBS_VALUE),
                        concept(Measure.OBS_VALUE, reference),
                        Optional.empty(),
                        List.of(),
                        Usage.OPTIONAL)),
                Optional.empty(),
                false,
                Map.of());
        Optional<Dataflow> flow = reference.type() == ArtefactClass.DATAFLOW
                ? Optional.of(new Dataflow(maintenance(reference), Optional.of(structure.urn()), List.of()))
                : Optional.empty();
        return new DataStructureView(structure, flow, Map.of(), Map.of());
    }

    private static Maintenance maintenance(Urn reference) {
        return Maintenance.of(
                reference.agency(),
                reference.exactVersion().filter(v -> !v.isNone()).orElse(VERSION),
                Naming.of(reference.id(), LocalisedText.EMPTY));
    }

    private static Dimension dimension(String id, Urn reference, Dimension.Kind kind) {
        return new Dimension(
                Identification.of(id),
                concept(id, reference),
                kind == Dimension.Kind.TIME
                        ? Optional.of(Representation.of(DataType.OBSERVATIONAL_TIME_PERIOD))
                        : Optional.empty(),
                List.of(),
                kind);
    }

    private static Attribute attribute(String id, AttributeRelationship relationship, Urn reference) {
        return new Attribute(
                Identification.of(id),
                concept(id, reference),
                Optional.empty(),
                List.of(),
                Usage.OPTIONAL,
                relationship,
                List.of());
    }

    private static Urn concept(String id, Urn reference) {
        return Urn.of(ArtefactClass.CONCEPT_SCHEME, reference.agency(), "CONCEPTS", VERSION)
                .item(ArtefactClass.CONCEPT, id);
    }
}
