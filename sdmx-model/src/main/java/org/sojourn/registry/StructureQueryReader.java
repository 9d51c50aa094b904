package org.sojourn.registry;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.VersionPattern;
import org.sojourn.query.References;
import org.sojourn.query.References.Direction;
import org.sojourn.query.StructureDetail;
import org.sojourn.query.StructureQuery;
import org.sojourn.query.StructureResource;
import org.sojourn.structure.binding.Reading;

/** Turns a question for structures into a query. */
final class StructureQueryReader {
    private static final Map<String, Direction> DIRECTIONS = Map.of(
            "All", Direction.ALL,
            "Parents", Direction.PARENTS,
            "ParentsAndSiblings", Direction.PARENTS_AND_SIBLINGS,
            "Children", Direction.CHILDREN,
            "Descendants", Direction.DESCENDANTS);

    private final String root;
    private final Reading reading;

    StructureQueryReader(String root, Reading reading) {
        this.root = root;
        this.reading = reading;
    }

    StructureQuery read(Part query) {
        Part details = query.required("ReturnDetails");
        Part where = query.children().stream()
                .filter(c -> c.name().endsWith("Where"))
                .findFirst()
                .orElseThrow(() -> query.refusal("it has no condition (Where)"));
        query.children().stream()
                .filter(c -> c != where && c != details)
                .findFirst()
                .ifPresent(c -> {
                    throw QueryMessages.unsayable(root, c.name());
                });
        if (details.attribute("returnMatchedArtefact").filter("false"::equals).isPresent()) {
            throw QueryMessages.unsayable(
                    root, "returnMatchedArtefact=false, the neighbours of an artefact without the artefact itself");
        }
        String detail = details.attribute("detail").orElse("Full");
        List<String> items = items(where);
        boolean matched = detail.equals("MatchedItems");
        if (detail.equals("CascadedMatchedItems") || (!items.isEmpty() && !matched)) {
            throw QueryMessages.unsayable(
                    root,
                    "detail=" + detail
                            + (items.isEmpty()
                                    ? ""
                                    : " with a condition on items, which a URL answers with those items only"));
        }
        Optional<Part> references = details.child("References");
        References neighbours = references.map(this::references).orElse(References.NONE);
        StructureDetail shown = detail(matched ? "Full" : detail, neighbours.none() ? Optional.empty() : references);
        references.ifPresent(r -> r.attribute("detail"));
        return artefacts(where).withItems(items).showing(shown, neighbours);
    }

    private StructureQuery artefacts(Part where) {
        Optional<Urn> urn = where.textOf("URN").map(text -> {
            try {
                return Urn.parse(text);
            } catch (IllegalArgumentException e) {
                throw where.refusal("its URN '" + text + "' is none");
            }
        });
        if (urn.isPresent()) {
            Urn u = urn.get();
            StructureResource resource = StructureResource.inV1(u.type());
            return StructureQuery.of(
                    resource == StructureResource.ANY ? resource(where) : resource,
                    u.agency(),
                    u.id(),
                    VersionPattern.parse(u.version().isEmpty() ? "1.0" : u.version()));
        }
        boolean active = where.textOf("VersionActive").filter("true"::equals).isPresent();
        VersionPattern version = where.textOf("Version")
                .map(v -> v.equals("*") ? VersionPattern.ALL : VersionPattern.parse(v))
                .orElse(active ? VersionPattern.LATEST : VersionPattern.ALL);
        return StructureQuery.of(resource(where))
                .artefacts(equal(where, "AgencyID"), equal(where, "ID"), List.of(version));
    }

    private StructureResource resource(Part where) {
        Optional<String> type = where.attribute("type").filter(t -> !t.equals("Any"));
        if (type.isPresent()) {
            return ArtefactClass.named(type.get())
                    .map(StructureResource::inV1)
                    .orElseThrow(() -> QueryMessages.unsayable(root, "type " + type.get()));
        }
        String name = root.substring(0, root.length() - "Query".length());
        if (name.equals("Structures")) {
            return StructureResource.ANY;
        }
        if (name.equals("Constraint")) {
            reading.guessOnce(
                    "kind-assumed",
                    "constraints are read as content constraints; attachment constraints have a URL of their own");
            return StructureResource.CONTENT_CONSTRAINT;
        }
        return resource(name).orElseThrow(() -> QueryMessages.unsayable(root, "artefacts of this kind"));
    }

    private static Optional<StructureResource> resource(String className) {
        String word = className.toLowerCase(Locale.ROOT);
        return List.of(StructureResource.values()).stream()
                .filter(r -> r.inV1() && r.word().equals(word))
                .findFirst();
    }

    /** What an element must be equal to; another operator cannot be said. Empty for any. */
    private List<String> equal(Part where, String name) {
        Optional<Part> part = where.child(name);
        part.flatMap(p -> p.attribute("operator"))
                .filter(operator -> !operator.equals("equal"))
                .ifPresent(operator -> {
                    throw QueryMessages.unsayable(root, name + " with operator " + operator);
                });
        return part.map(Part::text)
                .filter(t -> !t.isEmpty() && !t.equals("%"))
                .map(List::of)
                .orElse(List.of());
    }

    /** Items by their ids, those inside others by their path. */
    private List<String> items(Part where) {
        List<String> paths = new ArrayList<>();
        for (Part item : itemConditions(where)) {
            List<String> id = equal(item, "ID");
            if (id.isEmpty()) {
                throw QueryMessages.unsayable(
                        root,
                        item.name() + " without an ID" + (item.child("Parent").isPresent() ? ", by the Parent" : ""));
            }
            List<String> below = items(item);
            if (below.isEmpty()) {
                paths.add(id.getFirst());
            }
            below.forEach(path -> paths.add(id.getFirst() + "." + path));
        }
        return paths;
    }

    private static List<Part> itemConditions(Part where) {
        return where.children(
                Set.of("CodeWhere", "ConceptWhere", "CategoryWhere", "OrganisationWhere", "ReportingCategoryWhere"));
    }

    private References references(Part p) {
        EnumSet<Direction> directions = EnumSet.noneOf(Direction.class);
        EnumSet<StructureResource> resources = EnumSet.noneOf(StructureResource.class);
        p.child("None");
        DIRECTIONS.forEach((name, direction) -> p.child(name).ifPresent(c -> directions.add(direction)));
        p.child("SpecificObjects")
                .ifPresent(objects -> objects.children()
                        .forEach(c -> resources.add(resource(c.name())
                                .orElseThrow(() -> QueryMessages.unsayable(root, "references to each " + c.name())))));
        return new References(directions, resources);
    }

    private StructureDetail detail(String shown, Optional<Part> references) {
        String neighbours =
                references.flatMap(r -> r.attribute("detail")).orElse(references.isEmpty() ? shown : "Full");
        boolean partial = references
                .flatMap(r -> r.attribute("processConstraints"))
                .filter("true"::equals)
                .isPresent();
        if (partial && shown.equals("Full") && neighbours.equals("Full")) {
            return StructureDetail.REFERENCE_PARTIAL;
        }
        if (!partial && shown.equals(neighbours)) {
            return switch (shown) {
                case "Stub" -> StructureDetail.ALL_STUBS;
                case "CompleteStub" -> StructureDetail.ALL_COMPLETE_STUBS;
                default -> StructureDetail.FULL;
            };
        }
        if (!partial && shown.equals("Full")) {
            return neighbours.equals("Stub")
                    ? StructureDetail.REFERENCE_STUBS
                    : StructureDetail.REFERENCE_COMPLETE_STUBS;
        }
        throw QueryMessages.unsayable(
                root,
                "detail=" + shown + " with references in detail=" + neighbours
                        + (partial ? " and processConstraints" : ""));
    }
}
