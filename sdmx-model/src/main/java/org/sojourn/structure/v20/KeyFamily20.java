package org.sojourn.structure.v20;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sojourn.model.Attribute;
import org.sojourn.model.AttributeRelationship;
import org.sojourn.model.DataStructure;
import org.sojourn.model.DataType;
import org.sojourn.model.Dimension;
import org.sojourn.model.Group;
import org.sojourn.model.Identification;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Measure;
import org.sojourn.model.Representation;
import org.sojourn.model.TextFormat;
import org.sojourn.model.Usage;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.Version;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * A key family of 2.0 as a data structure: components are called by their concepts, but for time and the primary measure, whose
 * ids 2.1 fixes. A measure dimension stays an ordinary one, because its values are codes and not, as in 2.1, concepts.
 */
final class KeyFamily20 {
    private final Concepts20 concepts;
    private final Problems problems;
    private final Maintenance maintenance;
    private final Element components;
    private final List<Dimension> dimensions = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();

    private KeyFamily20(Element e, Concepts20 concepts, Problems problems) {
        this.concepts = concepts;
        this.problems = problems;
        this.maintenance = Naming20.maintenance(e);
        this.components = e.child("Components").orElse(e);
    }

    static DataStructure structure(Element e, Concepts20 concepts, Problems problems) {
        return new KeyFamily20(e, concepts, problems).structure();
    }

    private DataStructure structure() {
        components.all("Dimension").forEach(d -> dimensions.add(dimension(d)));
        components.all("TimeDimension").stream().limit(1).forEach(d -> dimensions.add(time(d)));
        components.all("Group").forEach(g -> groups.add(group(g)));
        List<Measure> measures = components.all("PrimaryMeasure").stream()
                .limit(1)
                .map(m -> new Measure(
                        Naming20.identification(m, Measure.OBS_VALUE),
                        concepts.of(m, maintenance.agency()),
                        representation(m),
                        List.of(),
                        Usage.OPTIONAL))
                .toList();
        if (!components.all("CrossSectionalMeasure").isEmpty()) {
            tell(
                    "measure-dimension",
                    "its cross-sectional measures are read as the codes of the dimension that they are of");
        }
        return new DataStructure(
                maintenance,
                dimensions,
                groups,
                components.all("Attribute").stream().map(this::attribute).toList(),
                List.of(),
                measures,
                Optional.empty(),
                false,
                Map.of());
    }

    private void tell(String rule, String message) {
        problems.add(Problem.info(
                rule,
                new Location(components.line(), 0, "KeyFamily=" + maintenance.agency() + ":" + maintenance.id()),
                message));
    }

    private Dimension dimension(Element e) {
        return new Dimension(
                Naming20.identification(e, Naming20.required(e, "conceptRef")),
                concepts.of(e, maintenance.agency()),
                representation(e),
                List.of(),
                Dimension.Kind.PLAIN);
    }

    private Dimension time(Element e) {
        return new Dimension(
                Naming20.identification(e, Dimension.TIME_PERIOD),
                concepts.of(e, maintenance.agency()),
                Optional.of(Formats20.representation(Optional.empty(), e.child("TextFormat"))
                        .filter(r -> r.format().flatMap(TextFormat::dataType).isPresent())
                        .orElse(Representation.of(DataType.OBSERVATIONAL_TIME_PERIOD))),
                List.of(),
                Dimension.Kind.TIME);
    }

    private Group group(Element e) {
        return new Group(
                new Identification(Naming20.required(e, "id"), Optional.empty(), List.of(), List.of()),
                e.all("DimensionRef").stream().map(Element::text).toList(),
                Optional.empty());
    }

    private Optional<Representation> representation(Element e) {
        Optional<Urn> list = e.attribute("codelist")
                .map(id -> Urn.of(
                        ArtefactClass.CODELIST,
                        e.attribute("codelistAgency").orElse(maintenance.agency()),
                        id,
                        e.attribute("codelistVersion").orElse(Version.LEGACY_DEFAULT.text())));
        return Formats20.representation(list, e.child("TextFormat"));
    }

    private Attribute attribute(Element e) {
        return new Attribute(
                Naming20.identification(e, Naming20.required(e, "conceptRef")),
                concepts.of(e, maintenance.agency()),
                representation(e),
                List.of(),
                e.attribute("assignmentStatus").filter("Mandatory"::equals).isPresent()
                        ? Usage.MANDATORY
                        : Usage.OPTIONAL,
                relationship(e),
                List.of());
    }

    private AttributeRelationship relationship(Element e) {
        return switch (e.attribute("attachmentLevel").orElse("")) {
            case "DataSet" -> new AttributeRelationship.Dataset();
            case "Observation" -> new AttributeRelationship.Observation();
            case "Group" -> ofGroups(e);
            case "Series" -> series();
            default -> {
                tell(
                        "no-relationship",
                        "attribute " + e.attribute("conceptRef").orElse("")
                                + " has no attachmentLevel; read as Series");
                yield series();
            }
        };
    }

    private AttributeRelationship series() {
        List<String> all = dimensions.stream()
                .filter(d -> d.kind() != Dimension.Kind.TIME)
                .map(Dimension::id)
                .toList();
        return all.isEmpty()
                ? new AttributeRelationship.Dataset()
                : new AttributeRelationship.Dimensions(all, List.of());
    }

    private AttributeRelationship ofGroups(Element e) {
        List<String> named = e.all("AttachmentGroup").stream()
                .map(Element::text)
                .filter(id -> groups.stream().anyMatch(g -> g.id().equals(id)))
                .toList();
        List<String> known = named.isEmpty() && groups.size() == 1
                ? List.of(groups.getFirst().id())
                : named;
        if (known.size() == 1) {
            return new AttributeRelationship.Group(known.getFirst());
        }
        Set<String> on = new LinkedHashSet<>();
        groups.stream().filter(g -> known.contains(g.id())).forEach(g -> on.addAll(g.dimensions()));
        return on.isEmpty() ? series() : new AttributeRelationship.Dimensions(List.copyOf(on), known);
    }
}
