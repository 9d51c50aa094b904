package org.sojourn.validation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sojourn.model.Code;
import org.sojourn.model.Codelist;
import org.sojourn.model.Concept;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataConstraint.Role;
import org.sojourn.model.Identification;
import org.sojourn.model.MetadataAttribute;
import org.sojourn.model.MetadataConstraint;
import org.sojourn.model.MetadataProvisionAgreement;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.MetadataSet.ReportedAttribute;
import org.sojourn.model.MetadataSet.ReportedValue;
import org.sojourn.model.MetadataStructure;
import org.sojourn.model.Metadataflow;
import org.sojourn.model.Representation;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.UrnPattern;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;

/**
 * Checks metadata sets against their metadata structure, metadataflow, agreement and metadata constraints. Rules:
 * {@code unknown-metadataflow}, {@code unknown-metadata-structure}, {@code unknown-attribute}, {@code missing-attribute},
 * {@code too-many-attributes}, {@code value-of-heading}, {@code unknown-code}, {@code value-form}, {@code target-not-allowed},
 * {@code no-target}, {@code constrained-value}.
 */
public final class MetadataValidator {
    private final Catalogue catalogue;
    private final Problems problems;
    private String where = "";

    /** @param catalogue where structures and code lists are found */
    public MetadataValidator(Catalogue catalogue, Problems problems) {
        this.catalogue = catalogue;
        this.problems = problems;
    }

    /** The metadataflow under which a set is reported, directly or by its agreement. */
    public static Optional<Metadataflow> flow(MetadataSet set, Catalogue catalogue) {
        return set.flow().flatMap(u -> switch (u.type()) {
            case METADATAFLOW -> catalogue.resolve(u, Metadataflow.class);
            case METADATA_PROVISION_AGREEMENT ->
                catalogue
                        .resolve(u, MetadataProvisionAgreement.class)
                        .flatMap(MetadataProvisionAgreement::flow)
                        .flatMap(f -> catalogue.resolve(f, Metadataflow.class));
            default -> Optional.empty();
        });
    }

    /** True where the metadata structure that a set follows is known, by its flow, its agreement or itself. */
    public boolean knows(MetadataSet set) {
        return structure(set, catalogue).isPresent();
    }

    /** The metadata structure that a set follows. */
    public static Optional<MetadataStructure> structure(MetadataSet set, Catalogue catalogue) {
        Optional<Urn> itself = set.flow().filter(f -> f.type() == ArtefactClass.METADATA_STRUCTURE);
        return itself.isPresent()
                ? catalogue.resolve(itself.get(), MetadataStructure.class)
                : flow(set, catalogue)
                        .flatMap(Metadataflow::structure)
                        .flatMap(u -> catalogue.resolve(u, MetadataStructure.class));
    }

    /** Checks these metadata sets; stubs are let off. */
    public void check(Collection<MetadataSet> sets) {
        for (MetadataSet set : sets) {
            if (!set.maintenance().externalReference()) {
                check(set);
            }
        }
    }

    private void check(MetadataSet set) {
        where = "MetadataSet " + set.urn().shortForm();
        Optional<Metadataflow> flow = flow(set, catalogue);
        Optional<MetadataStructure> structure = structure(set, catalogue);
        boolean itself = set.flow()
                .filter(f -> f.type() == ArtefactClass.METADATA_STRUCTURE)
                .isPresent();
        if (flow.isEmpty() && !itself) {
            error(
                    "unknown-metadataflow",
                    "",
                    set.flow()
                            .map(u -> "the " + u.type().className() + " " + u.shortForm()
                                    + " leads to no known metadataflow")
                            .orElse("it names neither a metadataflow nor a metadata provision agreement"),
                    Optional.empty());
            return;
        }
        if (structure.isEmpty()) {
            error("unknown-metadata-structure", "", "its metadata structure is not known", Optional.empty());
            return;
        }
        flow.ifPresent(f -> targets(set, f));
        level(set.attributes(), known(set, structure.get()), "");
        flow.ifPresent(f -> constraints(set, f, structure.get()));
    }

    /** The attributes at the top: those of the report of 2.1 under the ids that they have there, else all. */
    private static List<MetadataAttribute> known(MetadataSet set, MetadataStructure structure) {
        Optional<MetadataStructure.Report> report = set.report()
                .flatMap(r -> structure.reports().stream()
                        .filter(s -> s.id().equals(r.id()))
                        .findFirst());
        return report.isEmpty()
                ? structure.attributes()
                : report.get().attributes().stream()
                        .flatMap(use -> structure.attributes().stream()
                                .filter(a -> a.id().equals(use.attribute()))
                                .map(a -> called(a, use.id())))
                        .toList();
    }

    private static MetadataAttribute called(MetadataAttribute a, String id) {
        Identification i = a.identification();
        return new MetadataAttribute(
                new Identification(id, i.uri(), i.annotations(), i.links()),
                a.concept(),
                a.representation(),
                a.minOccurs(),
                a.maxOccurs(),
                a.presentational(),
                a.children());
    }

    private void targets(MetadataSet set, Metadataflow flow) {
        if (set.targets().isEmpty()) {
            error("no-target", "", "it is about nothing", Optional.of("at least one target"));
        }
        List<UrnPattern> ofAgreement = set.flow().stream()
                .flatMap(u -> catalogue.resolve(u, MetadataProvisionAgreement.class).stream())
                .flatMap(a -> a.targets().stream())
                .toList();
        for (UrnPattern target : set.targets()) {
            allowed(target, flow.targets(), "metadataflow " + flow.urn().shortForm());
            allowed(target, ofAgreement, "the metadata provision agreement");
        }
    }

    private void allowed(UrnPattern target, List<UrnPattern> allowed, String by) {
        if (!target.exact() || allowed.isEmpty()) {
            return;
        }
        Urn urn;
        try {
            urn = Urn.parse(target.toString());
        } catch (IllegalArgumentException e) {
            error(
                    "target-not-allowed",
                    "",
                    "the target " + target + " is no URN of the information model",
                    Optional.empty());
            return;
        }
        if (allowed.stream().noneMatch(p -> p.matches(urn))) {
            error(
                    "target-not-allowed",
                    "",
                    by + " does not allow reports about " + urn.type().className() + " " + urn.shortForm(),
                    Optional.of(allowed.stream().map(UrnPattern::toString).collect(Collectors.joining(" or "))));
        }
    }

    private void level(List<ReportedAttribute> reported, List<MetadataAttribute> known, String above) {
        Map<String, MetadataAttribute> byId = new LinkedHashMap<>();
        known.forEach(a -> byId.put(a.id(), a));
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (ReportedAttribute a : reported) {
            String path = above + a.id();
            MetadataAttribute attribute = byId.get(a.id());
            if (attribute == null) {
                error(
                        "unknown-attribute",
                        path,
                        "attribute '" + a.id() + "' is not one of "
                                + (above.isEmpty() ? "the metadata structure" : above.substring(0, above.length() - 1)),
                        NearestCode.among(a.id(), byId.keySet()));
                continue;
            }
            counts.merge(a.id(), times(a), Integer::sum);
            value(a, attribute, path);
            level(a.children(), attribute.children(), path + ".");
        }
        for (MetadataAttribute a : known) {
            int n = counts.getOrDefault(a.id(), 0);
            int least = a.minOccurs().orElse(1);
            int most = a.maxOccurs().orElse(1);
            if (n < least) {
                error(
                        "missing-attribute",
                        above + a.id(),
                        "attribute '" + a.id() + "' is " + (n == 0 ? "missing" : "there " + n + " times"),
                        Optional.of("at least " + least));
            }
            if (n > most) {
                error(
                        "too-many-attributes",
                        above + a.id(),
                        "attribute '" + a.id() + "' is there " + n + " times",
                        Optional.of("at most " + most));
            }
        }
    }

    private static int times(ReportedAttribute a) {
        return a.value().isPresent() && a.value().get() instanceof ReportedValue.Plain p
                ? Math.max(1, p.values().size())
                : 1;
    }

    private void value(ReportedAttribute a, MetadataAttribute attribute, String path) {
        if (a.value().isEmpty()) {
            return;
        }
        if (attribute.presentational()) {
            error(
                    "value-of-heading",
                    path,
                    "attribute '" + a.id() + "' only holds others, and has a value",
                    Optional.of("no value"));
            return;
        }
        if (!(a.value().get() instanceof ReportedValue.Plain plain)) {
            return; // texts in any language have no form
        }
        Optional<Representation> representation = attribute
                .representation()
                .or(() -> catalogue.concept(attribute.concept()).flatMap(Concept::coreRepresentation));
        if (representation.isEmpty()) {
            return;
        }
        Optional<Codelist> list = representation.get().enumeration().flatMap(catalogue::codelist);
        if (list.isPresent()) {
            Set<String> codes =
                    list.get().items().stream().map(Code::id).collect(Collectors.toCollection(LinkedHashSet::new));
            for (String v : plain.values()) {
                if (!codes.contains(v)) {
                    error(
                            "unknown-code",
                            path,
                            "'" + v + "' is no code of " + list.get().urn().shortForm(),
                            NearestCode.among(v, codes));
                }
            }
        } else if (representation.get().enumeration().isEmpty()
                && representation.get().format().isPresent()) {
            ValueForm form = new ValueForm(representation.get().format().get());
            for (String v : plain.values()) {
                form.fault(v)
                        .ifPresent(expected -> error(
                                "value-form",
                                path,
                                "'" + v + "' has not the form of the attribute",
                                Optional.of(expected)));
            }
        }
    }

    private void constraints(MetadataSet set, Metadataflow flow, MetadataStructure structure) {
        Set<Urn> bound = new LinkedHashSet<>(Set.of(flow.urn(), structure.urn()));
        set.flow()
                .flatMap(u -> catalogue.resolve(u, MetadataProvisionAgreement.class))
                .ifPresent(a -> bound.add(a.urn()));
        catalogue
                .artefacts()
                .filter(MetadataConstraint.class::isInstance)
                .map(MetadataConstraint.class::cast)
                .filter(c -> c.role() == Role.ALLOWED)
                .filter(c -> c.attachment().stream()
                        .flatMap(a -> a.artefacts().stream())
                        .flatMap(u -> catalogue.resolve(u).stream())
                        .anyMatch(a -> bound.contains(a.urn())))
                .forEach(c ->
                        c.regions().forEach(r -> r.components().forEach(v -> constrained(set, c, v, r.included()))));
    }

    private void constrained(MetadataSet set, MetadataConstraint by, ComponentValues values, boolean regionIn) {
        if (values.values().isEmpty()) {
            return;
        }
        boolean in = values.included() == regionIn;
        Set<String> named =
                values.values().stream().map(v -> v.value()).collect(Collectors.toCollection(LinkedHashSet::new));
        found(set.attributes(), values.component().split("\\.", -1), 0).forEach(v -> {
            if (named.contains(v) != in) {
                error(
                        "constrained-value",
                        values.component(),
                        "'" + v + "' is not allowed by metadata constraint "
                                + by.urn().shortForm(),
                        Optional.of((in ? "one of " : "none of ") + String.join(", ", named)));
            }
        });
    }

    private static List<String> found(List<ReportedAttribute> attributes, String[] path, int depth) {
        return attributes.stream()
                .filter(a -> a.id().equals(path[depth]))
                .flatMap(a -> depth + 1 < path.length
                        ? found(a.children(), path, depth + 1).stream()
                        : a
                                .value()
                                .filter(ReportedValue.Plain.class::isInstance)
                                .map(v -> ((ReportedValue.Plain) v).values())
                                .orElse(List.of())
                                .stream())
                .toList();
    }

    private void error(String rule, String path, String message, Optional<String> expected) {
        Problem p = Problem.error(rule, Location.path(path.isEmpty() ? where : where + "/" + path), message);
        problems.add(expected.map(p::withExpected).orElse(p));
    }
}
