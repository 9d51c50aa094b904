package org.sojourn.validation.change;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.sojourn.model.Annotation;
import org.sojourn.model.Attribute;
import org.sojourn.model.Codelist;
import org.sojourn.model.Concept;
import org.sojourn.model.Contact;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataStructure;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Facet;
import org.sojourn.model.Identification;
import org.sojourn.model.Link;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Maintenance;
import org.sojourn.model.Measure;
import org.sojourn.model.Naming;
import org.sojourn.model.Representation;
import org.sojourn.model.Usage;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.structure.Catalogue;
import org.sojourn.validation.change.Difference.Kind;

/**
 * Compares two versions of an artefact part by part and says of each difference what it means.
 *
 * <p>The rules: names, descriptions, annotations and whatever else is only told to people is a patch; what is added without
 * being asked of anybody is minor; what is removed, replaced, narrowed or newly demanded is major. It goes through the records
 * of the model by themselves, so that a type of artefact that is added later is compared by the same rules. Code lists that
 * build on others are compared by the codes that they have in the end.
 */
public final class StructureComparison {

    /** What the addition and the removal of an element mean here. */
    private enum Rule {
        /** More is harmless, less is not. */
        OPEN(Impact.MINOR, Impact.MAJOR),
        /** The elements exclude something: more of them is less for the users. */
        NARROWING(Impact.MAJOR, Impact.MINOR),
        /** Both are felt by every user: the key of the data changes. */
        FIXED(Impact.MAJOR, Impact.MAJOR),
        /** Only told to people. */
        TEXT(Impact.PATCH, Impact.PATCH);

        private final Impact added;
        private final Impact removed;

        Rule(Impact added, Impact removed) {
            this.added = added;
            this.removed = removed;
        }

        Rule reversed() {
            return switch (this) {
                case OPEN -> NARROWING;
                case NARROWING -> OPEN;
                case FIXED, TEXT -> this;
            };
        }
    }

    private final List<Difference> found = new ArrayList<>();
    private final boolean evolving;

    private StructureComparison(boolean evolving) {
        this.evolving = evolving;
    }

    /**
     * What differs, in document order; nothing where only the version does. Stubs have nothing to compare.
     *
     * @param before an artefact, and the company in which its code list extensions are found
     * @param after another version or state of the same artefact, and its company
     * @throws IllegalArgumentException when the two are of different types
     */
    public static List<Difference> of(
            MaintainableArtefact before, Catalogue beforeIn, MaintainableArtefact after, Catalogue afterIn) {
        if (before.type() != after.type()) {
            throw new IllegalArgumentException(before.urn() + " and " + after.urn() + " are of different types");
        }
        if (before.maintenance().externalReference() || after.maintenance().externalReference()) {
            return List.of();
        }
        StructureComparison comparison = new StructureComparison(
                before instanceof DataStructure a && after instanceof DataStructure b && a.evolving() && b.evolving());
        comparison.records("", resolved(before, beforeIn), resolved(after, afterIn), Rule.OPEN);
        if (before instanceof Codelist a && after instanceof Codelist b) {
            comparison.lists("extensions", a.extensions(), b.extensions(), Rule.TEXT);
        }
        return List.copyOf(comparison.found);
    }

    private static Record resolved(MaintainableArtefact artefact, Catalogue company) {
        return (Record) (artefact instanceof Codelist list ? company.resolveExtensions(list) : artefact);
    }

    private void records(String path, Record before, Record after, Rule rule) {
        if (before.equals(after)) {
            return;
        }
        if (before.getClass() != after.getClass()) {
            add(Kind.CHANGED, path, Parts.text(before), Parts.text(after), changed(rule));
            return;
        }
        for (RecordComponent component : Parts.of(before.getClass())) {
            String name = component.getName();
            if (before instanceof Maintenance && Set.of("version", "agency").contains(name)) {
                continue;
            }
            boolean wrapper = (before instanceof MaintainableArtefact && name.equals("maintenance"))
                    || name.equals("naming")
                    || name.equals("identification");
            values(
                    wrapper ? path : path.isEmpty() ? name : path + "/" + name,
                    Parts.value(before, component),
                    Parts.value(after, component),
                    rule(before, name, rule));
        }
    }

    /** What holds for one component of a record, given what holds for the record. */
    private Rule rule(Record holder, String component, Rule rule) {
        return switch (holder) {
            case Maintenance m -> Rule.TEXT;
            case Identification i -> Rule.TEXT;
            case Naming n -> Rule.TEXT;
            case Contact c -> Rule.TEXT;
            case Annotation a -> Rule.TEXT;
            case Link l -> Rule.TEXT;
            case Concept c when component.equals("isoConcept") -> Rule.TEXT;
            case DataStructure d when component.equals("dimensions") -> evolving ? Rule.OPEN : Rule.FIXED;
            case DataStructure d when component.equals("descriptors") -> Rule.TEXT;
            case Dataflow f when component.equals("dimensionConstraint") -> Rule.FIXED;
            case DataConstraint c when component.equals("releaseCalendar") -> Rule.TEXT;
            case DataConstraint.CubeRegion r
            when Set.of("keyValues", "components").contains(component) ->
                // Each component that is named takes away from what is in the region.
                r.included() ? Rule.NARROWING : Rule.OPEN;
            case DataConstraint.ComponentValues v
            when component.equals("values") ->
                // NARROWING speaks of the components of a region; its values are the opposite of that.
                v.included() ? rule.reversed() : rule;
            case DataConstraint.DataKeySet s when component.equals("keys") -> s.included() ? Rule.OPEN : Rule.NARROWING;
            default -> rule == Rule.TEXT ? Rule.TEXT : Rule.OPEN;
        };
    }

    private void values(String path, Object before, Object after, Rule rule) {
        if (Objects.equals(before, after)) {
            return;
        }
        switch (before) {
            case Optional<?> a -> optional(path, a, (Optional<?>) after, rule);
            case LocalisedText a -> maps(path, a.byLanguage(), ((LocalisedText) after).byLanguage(), Rule.TEXT);
            case List<?> a -> lists(path, a, (List<?>) after, rule);
            case Set<?> a -> lists(path, List.copyOf(a), List.copyOf((Set<?>) after), rule);
            case Map<?, ?> a -> maps(path, a, (Map<?, ?>) after, rule);
            case Urn a ->
                add(
                        Kind.CHANGED,
                        path,
                        Parts.text(a),
                        Parts.text(after),
                        rule == Rule.TEXT ? Impact.PATCH : References.change(a, (Urn) after));
            case Usage a ->
                add(
                        Kind.CHANGED,
                        path,
                        Parts.text(a),
                        Parts.text(after),
                        after == Usage.MANDATORY ? Impact.MAJOR : Impact.MINOR);
            case Record a when after instanceof Record b -> records(path, a, b, rule);
            default -> add(Kind.CHANGED, path, Parts.text(before), Parts.text(after), changed(rule));
        }
    }

    private void optional(String path, Optional<?> before, Optional<?> after, Rule rule) {
        if (before.isPresent() && after.isPresent()) {
            if (before.get() instanceof Integer a && after.get() instanceof Integer b && occurrences(path, a, b)) {
                return;
            }
            values(path, before.get(), after.get(), rule);
        } else if (after.isPresent()) {
            // A component that had any form, or that of its concept, now has one of its own.
            boolean demands = after.get() instanceof Representation || path.endsWith("/format");
            add(Kind.ADDED, path, "", Parts.text(after.get()), demands ? changed(rule) : rule.added);
        } else {
            add(Kind.REMOVED, path, Parts.text(before.get()), "", rule.removed);
        }
    }

    /** True where the numbers of values that are allowed changed, which is told here. */
    private boolean occurrences(String path, int before, int after) {
        boolean least = path.endsWith("/minOccurs");
        boolean most = path.endsWith("/maxOccurs");
        if (least || most) {
            boolean wider = least ? after < before : after > before;
            add(Kind.CHANGED, path, String.valueOf(before), String.valueOf(after), wider ? Impact.MINOR : Impact.MAJOR);
        }
        return least || most;
    }

    private void lists(String path, List<?> before, List<?> after, Rule rule) {
        if (Parts.named(before) && Parts.named(after)) {
            namedLists(path, before, after, rule);
            return;
        }
        List<Object> gone = new ArrayList<>(before);
        List<Object> come = new ArrayList<>();
        for (Object element : after) {
            if (!gone.remove(element)) {
                come.add(element);
            }
        }
        int pairs = Math.min(gone.size(), come.size());
        for (int i = 0; i < pairs; i++) {
            values(path + "/" + (before.indexOf(gone.get(i)) + 1), gone.get(i), come.get(i), rule);
        }
        gone.stream()
                .skip(pairs)
                .forEach(g -> add(
                        Kind.REMOVED,
                        path + "/" + (before.indexOf(g) + 1),
                        Parts.text(g),
                        "",
                        removed(g, before.size() == 1, rule)));
        come.stream()
                .skip(pairs)
                .forEach(c -> add(
                        Kind.ADDED,
                        path + "/" + (after.indexOf(c) + 1),
                        "",
                        Parts.text(c),
                        added(c, before.isEmpty(), rule)));
    }

    private void namedLists(String path, List<?> before, List<?> after, Rule rule) {
        Map<String, Object> old = byName(before);
        Map<String, Object> now = byName(after);
        for (Object element : before) {
            String name = Parts.name(element).orElseThrow();
            Object successor = now.get(name);
            if (successor == null) {
                add(Kind.REMOVED, path + "/" + name, Parts.text(element), "", removed(element, false, rule));
            } else {
                values(path + "/" + name, element, successor, rule);
            }
        }
        for (Object element : after) {
            String name = Parts.name(element).orElseThrow();
            if (!old.containsKey(name)) {
                add(Kind.ADDED, path + "/" + name, "", Parts.text(element), added(element, false, rule));
            }
        }
        Set<String> kept = new LinkedHashSet<>(old.keySet());
        kept.retainAll(now.keySet());
        Set<String> keptNow = new LinkedHashSet<>(now.keySet());
        keptNow.retainAll(old.keySet());
        if (!List.copyOf(kept).equals(List.copyOf(keptNow))) {
            // The order of dimensions is that of keys, also where they may be added.
            boolean keys = path.equals("dimensions");
            add(Kind.REORDERED, path, "", "", keys ? Impact.MAJOR : Impact.PATCH);
        }
    }

    private static Map<String, Object> byName(List<?> elements) {
        Map<String, Object> names = new LinkedHashMap<>();
        elements.forEach(e -> names.put(Parts.name(e).orElseThrow(), e));
        return names;
    }

    private void maps(String path, Map<?, ?> before, Map<?, ?> after, Rule rule) {
        Map<Object, Object> all = new LinkedHashMap<>(before);
        after.forEach(all::putIfAbsent);
        for (Object key : all.keySet()) {
            Object a = before.get(key);
            Object b = after.get(key);
            String at = path + "/" + (key instanceof Facet f ? f.wireName() : String.valueOf(key));
            if (key instanceof Facet facet && !Objects.equals(a, b)) {
                add(
                        a == null ? Kind.ADDED : b == null ? Kind.REMOVED : Kind.CHANGED,
                        at,
                        Parts.text(a),
                        Parts.text(b),
                        Facets.change(facet, (String) a, (String) b));
            } else if (a == null) {
                add(Kind.ADDED, at, "", Parts.text(b), rule.added);
            } else if (b == null) {
                add(Kind.REMOVED, at, Parts.text(a), "", rule.removed);
            } else {
                values(at, a, b, rule);
            }
        }
    }

    private static Impact added(Object element, boolean first, Rule rule) {
        return switch (element) {
            case Attribute a when a.usage() == Usage.MANDATORY -> Impact.MAJOR;
            case Measure m when m.usage() == Usage.MANDATORY -> Impact.MAJOR;
            // The first region or set of keys begins to restrict; a further one that is in adds to it.
            case DataConstraint.CubeRegion r -> first || !r.included() ? Impact.MAJOR : Impact.MINOR;
            case DataConstraint.DataKeySet s -> first || !s.included() ? Impact.MAJOR : Impact.MINOR;
            case LocalisedText t -> Impact.PATCH;
            case Annotation a -> Impact.PATCH;
            case Link l -> Impact.PATCH;
            case Contact c -> Impact.PATCH;
            default -> rule.added;
        };
    }

    private static Impact removed(Object element, boolean last, Rule rule) {
        return switch (element) {
            case DataConstraint.CubeRegion r -> last || !r.included() ? Impact.MINOR : Impact.MAJOR;
            case DataConstraint.DataKeySet s -> last || !s.included() ? Impact.MINOR : Impact.MAJOR;
            case Annotation a -> Impact.PATCH;
            case Link l -> Impact.PATCH;
            case Contact c -> Impact.PATCH;
            default -> rule.removed;
        };
    }

    private static Impact changed(Rule rule) {
        return rule == Rule.TEXT ? Impact.PATCH : Impact.MAJOR;
    }

    private void add(Kind kind, String path, String before, String after, Impact impact) {
        found.add(new Difference(kind, path, before, after, impact));
    }
}
