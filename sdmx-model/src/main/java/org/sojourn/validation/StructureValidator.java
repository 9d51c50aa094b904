package org.sojourn.validation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.sojourn.model.Attribute;
import org.sojourn.model.AttributeRelationship;
import org.sojourn.model.Category;
import org.sojourn.model.CategoryScheme;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Component;
import org.sojourn.model.Concept;
import org.sojourn.model.ConceptScheme;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dimension;
import org.sojourn.model.Group;
import org.sojourn.model.Hierarchy;
import org.sojourn.model.Hierarchy.HierarchicalCode;
import org.sojourn.model.Item;
import org.sojourn.model.ItemScheme;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.OrganisationScheme;
import org.sojourn.model.Process;
import org.sojourn.model.ReportingCategory;
import org.sojourn.model.ValueList;
import org.sojourn.model.VtlMapping;
import org.sojourn.model.VtlMappingScheme;
import org.sojourn.model.VtlScheme;
import org.sojourn.model.ReportingTaxonomy;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.ArtefactReferences;
import org.sojourn.structure.Catalogue;

/**
 * Checks artefacts as such and in the company of others. Rules: {@code invalid-id}, {@code duplicate-artefact},
 * {@code duplicate-id}, {@code missing-name}, {@code unknown-parent}, {@code parent-circle}, {@code unknown-dimension},
 * {@code unknown-group}, {@code unknown-measure}, {@code several-time-dimensions}, {@code no-dimensions},
 * {@code unknown-level}, {@code unresolved-reference}, {@code unresolved-item}.
 */
public final class StructureValidator {

    private static final Pattern AGENCY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z][A-Za-z0-9_-]*)*");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_@$-]+");

    private final Problems problems;

    public StructureValidator(Problems problems) {
        this.problems = problems;
    }

    /**
     * Checks each artefact by itself, and that no two are the same.
     *
     * <p>Stubs and partial schemes are let off what they cannot have.
     */
    public void check(Collection<? extends MaintainableArtefact> artefacts) {
        Set<Urn> seen = new HashSet<>();
        for (MaintainableArtefact artefact : artefacts) {
            if (!seen.add(artefact.urn())) {
                error("duplicate-artefact", artefact, "the artefact is there twice in one message");
            }
            identity(artefact);
            if (artefact instanceof ItemScheme<?> scheme) {
                items(scheme);
            }
            if (artefact instanceof Hierarchy hierarchy) {
                hierarchy(hierarchy);
            }
            if (artefact instanceof ValueList list) {
                unique(list, list.items(), ValueList.ValueItem::id, "value");
            }
            if (artefact instanceof Process process) {
                steps(process, process.steps());
            }
            if (artefact instanceof DataStructure structure
                    && !structure.maintenance().externalReference()) {
                structure(structure);
            }
        }
    }

    /**
     * Checks that every reference of these artefacts finds its target, the item included.
     *
     * @param company everything that references may find, these artefacts among them
     * @param severity how bad a dangling reference is: an error for a server that must stay whole, a warning for a file
     */
    public void references(
            Collection<? extends MaintainableArtefact> artefacts, Catalogue company, Problem.Severity severity) {
        Map<Urn, Set<String>> itemPaths = new HashMap<>();
        for (MaintainableArtefact artefact : artefacts) {
            for (Urn reference : ArtefactReferences.of(artefact)) {
                Urn target = ArtefactReferences.artefact(reference);
                Optional<MaintainableArtefact> found = company.resolve(target);
                if (found.isEmpty()) {
                    problems.add(dangling(severity, "unresolved-reference", artefact, reference, "is not known")
                            .withExpected("the artefact in the same submission or already here"));
                } else if (!reference.item().isEmpty()
                        && found.get() instanceof ItemScheme<?> scheme
                        && !scheme.partial()
                        && !scheme.maintenance().externalReference()
                        && !itemPaths
                                .computeIfAbsent(scheme.urn(), u -> paths(scheme))
                                .contains(reference.item())) {
                    Problem problem = dangling(
                            severity, "unresolved-item", artefact, reference, "names an item that the scheme lacks");
                    problems.add(NearestCode.among(reference.item(), paths(scheme))
                            .map(problem::withExpected)
                            .orElse(problem));
                }
            }
        }
    }

    private static Problem dangling(
            Problem.Severity severity, String rule, MaintainableArtefact from, Urn reference, String what) {
        return new Problem(
                severity,
                rule,
                at(from),
                "",
                "the reference to " + reference.type().className() + " " + reference.shortForm() + " " + what,
                Optional.empty());
    }

    private void identity(MaintainableArtefact artefact) {
        if (!ID.matcher(artefact.id()).matches()) {
            error("invalid-id", artefact, "the id '" + artefact.id() + "' has characters that ids may not have");
        }
        if (!AGENCY.matcher(artefact.agency()).matches()) {
            error("invalid-id", artefact, "the agency '" + artefact.agency() + "' is not a dotted name");
        }
        if (artefact.maintenance().naming().names().isEmpty()) {
            problems.add(Problem.warning("missing-name", at(artefact), "the artefact has no name"));
        }
    }

    private void items(ItemScheme<?> scheme) {
        Map<String, String> parents = new HashMap<>();
        switch (scheme) {
            case Codelist list -> {
                unique(list, list.items(), Code::id, "code");
                list.items().forEach(c -> c.parent().ifPresent(p -> parents.put(c.id(), p)));
                tree(
                        list,
                        list.items().stream().map(Code::id).toList(),
                        parents,
                        !list.extensions().isEmpty());
            }
            case ConceptScheme concepts -> {
                unique(concepts, concepts.items(), Concept::id, "concept");
                concepts.items().forEach(c -> c.parent().ifPresent(p -> parents.put(c.id(), p)));
                tree(concepts, concepts.items().stream().map(Concept::id).toList(), parents, false);
            }
            case CategoryScheme categories -> nested(categories, categories.items(), Category::children, "category");
            case ReportingTaxonomy taxonomy ->
                nested(taxonomy, taxonomy.items(), ReportingCategory::children, "reporting category");
            case VtlScheme<?> statements -> unique(statements, statements.items(), Item::id, "item");
            case VtlMappingScheme names -> {
                unique(names, names.items(), Item::id, "mapping");
                unique(names, names.items(), VtlMapping::alias, "alias");
            }
            case OrganisationScheme organisations -> {
                unique(organisations, organisations.items(), Item::id, "organisation");
                organisations.items().forEach(o -> o.parent().ifPresent(p -> parents.put(o.id(), p)));
                tree(organisations, organisations.items().stream().map(Item::id).toList(), parents, false);
            }
        }
    }

    private <I extends Item> void nested(
            MaintainableArtefact scheme, List<I> level, Function<I, List<I>> children, String word) {
        unique(scheme, level, Item::id, word);
        level.forEach(item -> nested(scheme, children.apply(item), children, word));
    }

    private void hierarchy(Hierarchy hierarchy) {
        List<String> levels = new ArrayList<>();
        Optional<Hierarchy.Level> next = hierarchy.level();
        while (next.isPresent()) {
            levels.add(next.get().id());
            next = next.get().next();
        }
        unique(hierarchy, levels, Function.identity(), "level");
        hierarchicalCodes(hierarchy, hierarchy.codes(), levels);
    }

    private void steps(Process process, List<Process.Step> siblings) {
        unique(process, siblings, Process.Step::id, "process step");
        siblings.forEach(step -> steps(process, step.children()));
    }

    private void hierarchicalCodes(Hierarchy hierarchy, List<HierarchicalCode> siblings, List<String> levels) {
        unique(hierarchy, siblings, HierarchicalCode::id, "hierarchical code");
        for (HierarchicalCode code : siblings) {
            code.level().filter(level -> !levels.contains(level)).ifPresent(level -> {
                Problem problem = Problem.error(
                        "unknown-level",
                        at(hierarchy),
                        "the hierarchical code '" + code.id() + "' names '" + level + "', which is no level");
                problems.add(NearestCode.among(level, levels)
                        .map(problem::withExpected)
                        .orElse(problem));
            });
            hierarchicalCodes(hierarchy, code.children(), levels);
        }
    }

    private <T> void unique(MaintainableArtefact in, List<T> things, Function<T, String> id, String word) {
        Set<String> seen = new HashSet<>();
        for (T thing : things) {
            if (!seen.add(id.apply(thing))) {
                error("duplicate-id", in, "the " + word + " '" + id.apply(thing) + "' is there twice");
            }
        }
    }

    private void tree(ItemScheme<?> scheme, List<String> ids, Map<String, String> parents, boolean inherits) {
        Set<String> known = new HashSet<>(ids);
        parents.forEach((id, parent) -> {
            if (!known.contains(parent) && !scheme.partial() && !inherits) {
                Problem problem = Problem.error(
                        "unknown-parent",
                        at(scheme),
                        "the parent '" + parent + "' of '" + id + "' is not in the scheme");
                problems.add(NearestCode.among(parent, ids)
                        .map(problem::withExpected)
                        .orElse(problem));
            }
        });
        Set<String> safe = new HashSet<>();
        for (String id : parents.keySet()) {
            List<String> path = new ArrayList<>();
            Set<String> onPath = new HashSet<>();
            String at = id;
            while (at != null && !safe.contains(at) && onPath.add(at)) {
                path.add(at);
                at = parents.get(at);
            }
            if (at != null && !safe.contains(at)) {
                error("parent-circle", scheme, "'" + at + "' is its own ancestor: " + String.join(" < ", path));
            }
            safe.addAll(path);
        }
    }

    private void structure(DataStructure structure) {
        unique(structure, structure.components(), Component::id, "component");
        unique(structure, structure.groups(), Group::id, "group");
        List<String> dimensions =
                structure.dimensions().stream().map(Dimension::id).toList();
        if (dimensions.isEmpty()) {
            problems.add(Problem.warning("no-dimensions", at(structure), "the data structure has no dimensions"));
        }
        if (structure.dimensions().stream()
                        .filter(d -> d.kind() == Dimension.Kind.TIME)
                        .count()
                > 1) {
            error("several-time-dimensions", structure, "a data structure has at most one time dimension");
        }
        for (Group group : structure.groups()) {
            group.dimensions().forEach(id -> known(structure, "group '" + group.id() + "'", id, dimensions));
        }
        List<String> measures = structure.measures().stream().map(Component::id).toList();
        for (Attribute attribute : structure.attributes()) {
            String who = "attribute '" + attribute.id() + "'";
            switch (attribute.relationship()) {
                case AttributeRelationship.Dimensions on -> {
                    on.dimensions().forEach(id -> known(structure, who, id, dimensions));
                    on.attachmentGroups().forEach(id -> group(structure, who, id));
                }
                case AttributeRelationship.Group on -> group(structure, who, on.id());
                case AttributeRelationship.Dataset d -> {}
                case AttributeRelationship.Observation o -> {}
            }
            attribute.measures().stream()
                    .filter(id -> !measures.contains(id))
                    .forEach(id ->
                            error("unknown-measure", structure, who + " speaks of the unknown measure '" + id + "'"));
        }
    }

    private void known(DataStructure structure, String who, String id, List<String> dimensions) {
        if (!dimensions.contains(id)) {
            Problem problem = Problem.error(
                    "unknown-dimension", at(structure), who + " names '" + id + "', which is no dimension");
            problems.add(
                    NearestCode.among(id, dimensions).map(problem::withExpected).orElse(problem));
        }
    }

    private void group(DataStructure structure, String who, String id) {
        if (structure.group(id).isEmpty()) {
            error("unknown-group", structure, who + " names '" + id + "', which is no group");
        }
    }

    /** The ids by which references name the items: paths from the root where items are nested. */
    static Set<String> paths(ItemScheme<?> scheme) {
        Set<String> paths = new HashSet<>();
        switch (scheme) {
            case CategoryScheme s -> addPaths(s.items(), Category::children, "", paths);
            case ReportingTaxonomy s -> addPaths(s.items(), ReportingCategory::children, "", paths);
            default -> scheme.items().forEach(item -> paths.add(item.id()));
        }
        return paths;
    }

    private static <I extends Item> void addPaths(
            List<I> level, Function<I, List<I>> children, String above, Set<String> paths) {
        for (I item : level) {
            paths.add(above + item.id());
            addPaths(children.apply(item), children, above + item.id() + ".", paths);
        }
    }

    private void error(String rule, MaintainableArtefact artefact, String message) {
        problems.add(Problem.error(rule, at(artefact), message));
    }

    private static Location at(MaintainableArtefact artefact) {
        ArtefactClass type = artefact.type();
        return Location.path(type.className() + " " + artefact.urn().shortForm());
    }
}
