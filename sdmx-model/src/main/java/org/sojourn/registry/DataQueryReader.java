package org.sojourn.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.sojourn.model.Dimension;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.VersionPattern;
import org.sojourn.query.AttributeSelection;
import org.sojourn.query.ComponentFilter;
import org.sojourn.query.Condition;
import org.sojourn.query.Context;
import org.sojourn.query.DataQuery;
import org.sojourn.query.DataSelection;
import org.sojourn.query.MeasureSelection;
import org.sojourn.query.Operator;
import org.sojourn.query.ProviderReference;
import org.sojourn.structure.binding.Reading;
import org.sojourn.structure.binding.ReferenceBinding;

/**
 * Turns a question for data into a query. Its conditions are a tree of And and Or; a URL has alternatives for one component
 * at a time only.
 */
final class DataQueryReader {
    private static final String PRIMARY_MEASURE = "OBS_VALUE";

    private static final Map<String, Context> CONTEXTS = Map.of(
            "DataStructure", Context.DATA_STRUCTURE,
            "Dataflow", Context.DATAFLOW,
            "ProvisionAgreement", Context.PROVISION_AGREEMENT);

    private static final Map<Context, ArtefactClass> CLASSES = Map.of(
            Context.DATA_STRUCTURE, ArtefactClass.DATA_STRUCTURE,
            Context.DATAFLOW, ArtefactClass.DATAFLOW,
            Context.PROVISION_AGREEMENT, ArtefactClass.PROVISION_AGREEMENT);

    private static final Set<String> COMPONENT_VALUES =
            Set.of("DimensionValue", "TimeDimensionValue", "AttributeValue", "PrimaryMeasureValue");

    private static final Map<String, Operator> OPERATORS = Map.of(
            "equal", Operator.EQUAL,
            "notEqual", Operator.NOT_EQUAL,
            "greaterThan", Operator.GREATER,
            "greaterThanOrEqual", Operator.GREATER_OR_EQUAL,
            "lessThan", Operator.LESS,
            "lessThanOrEqual", Operator.LESS_OR_EQUAL,
            "contains", Operator.CONTAINS,
            "doesNotContain", Operator.NOT_CONTAINS,
            "startsWith", Operator.STARTS_WITH,
            "endsWith", Operator.ENDS_WITH);

    private final String root;
    private final Reading reading;

    DataQueryReader(String root, Reading reading) {
        this.root = root;
        this.reading = reading;
    }

    DataQuery read(Part query) {
        Part details = query.required("ReturnDetails");
        DataSelection selection = selection(query.required("DataWhere"));
        details.attribute("observationAction").filter(a -> !a.equals("Active")).ifPresent(a -> {
            throw QueryMessages.unsayable(root, "observationAction=" + a);
        });
        DataQuery read = DataQuery.of(selection)
                .withEnds(number(details, "FirstNObservations"), number(details, "LastNObservations"))
                .withDimensionAtObservation(pivot(details));
        return switch (details.attribute("detail").orElse("Full")) {
            case "DataOnly" -> read.showing(AttributeSelection.NONE, MeasureSelection.ALL);
            case "SeriesKeyOnly" -> read.showing(AttributeSelection.NONE, MeasureSelection.NONE);
            case "NoData" ->
                read.showing(
                        AttributeSelection.of(AttributeSelection.Scope.DATASET, AttributeSelection.Scope.SERIES),
                        MeasureSelection.NONE);
            default -> read;
        };
    }

    private Optional<String> pivot(Part details) {
        List<Part> structures = details.children("Structure");
        if (structures.size() > 1) {
            throw QueryMessages.unsayable(root, "several Structure in ReturnDetails");
        }
        for (Part s : structures) {
            SchemaQueryReader.structure(s, true, reading); // the same as in the condition, by the rules of the standard
            s.attribute("structureID");
            s.attribute("schemaURL");
            s.attribute("namespace");
            s.attribute("serviceURL");
            s.attribute("structureURL");
            if (s.attribute("explicitMeasures").filter("true"::equals).isPresent()) {
                throw QueryMessages.unsayable(root, "explicitMeasures=true");
            }
            Optional<String> dimension = s.attribute("dimensionAtObservation");
            if (dimension.isPresent()) {
                return dimension;
            }
        }
        return Optional.empty();
    }

    private static OptionalInt number(Part details, String name) {
        Optional<String> text = details.textOf(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int n = Integer.parseInt(text.get());
            if (n > 0) {
                return OptionalInt.of(n);
            }
        } catch (NumberFormatException e) {
            // refused below, like a number below 1
        }
        throw details.refusal(name + " '" + text.get() + "' is not a whole number from 1");
    }

    private DataSelection selection(Part where) {
        List<Part> named = where.children(CONTEXTS.keySet());
        if (named.size() > 1) {
            throw QueryMessages.unsayable(
                    root, String.join(" and ", named.stream().map(Part::name).toList()) + " at once");
        }
        DataSelection selection = DataSelection.of(Context.ANY);
        if (!named.isEmpty()) {
            Part p = named.getFirst();
            Context context = CONTEXTS.getOrDefault(p.name(), Context.ANY);
            Urn urn = reference(p, CLASSES.getOrDefault(context, ArtefactClass.DATAFLOW));
            selection = DataSelection.of(context, urn.agency(), urn.id(), VersionPattern.parse(urn.version()));
        }
        List<ProviderReference> providers = new ArrayList<>();
        for (Part p : where.children("DataProvider")) {
            Urn urn = reference(p, ArtefactClass.DATA_PROVIDER);
            providers.add(ProviderReference.of(urn.agency(), urn.item()));
        }
        for (Part or : where.children("Or")) {
            List<Part> alternatives = or.children("DataProvider");
            if (!alternatives.isEmpty()) {
                if (!providers.isEmpty()) {
                    throw QueryMessages.unsayable(root, "several conditions on the data provider");
                }
                alternatives.forEach(p -> {
                    Urn urn = reference(p, ArtefactClass.DATA_PROVIDER);
                    providers.add(ProviderReference.of(urn.agency(), urn.item()));
                });
            }
        }
        return selection
                .withProviders(providers)
                .withFilters(filters(where))
                .withUpdatedAfter(updatedAfter(where, root, reading));
    }

    private Urn reference(Part p, ArtefactClass expected) {
        return p.bound(ReferenceBinding.class)
                .toModel(expected, p.name(), reading)
                .orElseThrow(() -> p.refusal("it is no reference"));
    }

    private List<ComponentFilter> filters(Part where) {
        Map<String, List<List<Condition>>> filters = new LinkedHashMap<>();
        for (Part value : where.children(COMPONENT_VALUES)) {
            List<Condition> conditions = conditions(value);
            List<List<Condition>> known = filters.get(component(value));
            if (known == null) {
                filters.put(component(value), List.of(conditions));
            } else {
                List<Condition> all = new ArrayList<>(known.getFirst());
                all.addAll(conditions);
                filters.put(component(value), List.of(all));
            }
        }
        for (Part or : where.children("Or")) {
            alternatives(or, filters);
        }
        return filters.entrySet().stream()
                .map(e -> new ComponentFilter(e.getKey(), e.getValue()))
                .toList();
    }

    /** Alternatives for one component: values, or several conditions on it at once. */
    private void alternatives(Part or, Map<String, List<List<Condition>>> filters) {
        Map<String, List<List<Condition>>> found = new LinkedHashMap<>();
        for (Part value : or.children(COMPONENT_VALUES)) {
            found.computeIfAbsent(component(value), c -> new ArrayList<>()).add(conditions(value));
        }
        for (Part and : or.children("And")) {
            Map<String, List<Condition>> together = new LinkedHashMap<>();
            for (Part value : and.children(COMPONENT_VALUES)) {
                together.computeIfAbsent(component(value), c -> new ArrayList<>())
                        .addAll(conditions(value));
            }
            if (together.size() != 1) {
                throw QueryMessages.unsayable(root, "alternatives of conditions on " + together.keySet());
            }
            together.forEach((component, all) ->
                    found.computeIfAbsent(component, c -> new ArrayList<>()).add(all));
        }
        boolean other = !or.children("DataProvider").isEmpty();
        if (found.size() + (other ? 1 : 0) > 1) {
            throw QueryMessages.unsayable(
                    root,
                    "alternatives over several components: " + found.keySet() + (other ? " and the provider" : ""));
        }
        found.forEach((component, clauses) -> {
            if (filters.put(component, clauses) != null) {
                throw QueryMessages.unsayable(root, "several conditions on " + component + " with alternatives");
            }
        });
    }

    private static String component(Part value) {
        return value.textOf("ID").orElseGet(() -> switch (value.name()) {
            case "TimeDimensionValue" -> Dimension.TIME_PERIOD;
            case "PrimaryMeasureValue" -> PRIMARY_MEASURE;
            default -> throw value.refusal("it has no ID");
        });
    }

    private List<Condition> conditions(Part value) {
        List<Condition> all = new ArrayList<>();
        for (Part p : value.children(Set.of("Value", "NumericValue", "TimeValue", "TextValue"))) {
            String word = p.attribute("operator").orElse("equal");
            Operator operator = OPERATORS.get(word);
            if (operator == null) {
                throw QueryMessages.unsayable(root, value.name() + " with operator " + word);
            }
            p.attribute("reportingYearStartDay").filter(d -> !d.equals("Any")).ifPresent(d -> {
                throw QueryMessages.unsayable(root, "reportingYearStartDay of a value");
            });
            all.add(new Condition(operator, p.text()));
        }
        if (all.isEmpty()) {
            throw value.refusal("it has no value");
        }
        return all;
    }

    /** What is asked for by the time of its change; refused where it is not after a moment. */
    static Optional<Instant> updatedAfter(Part where, String root, Reading reading) {
        List<Part> updated = where.children("Updated");
        if (updated.isEmpty()) {
            return Optional.empty();
        }
        Part after = updated.getFirst()
                .child("AfterPeriod")
                .filter(p -> updated.size() == 1)
                .orElseThrow(() -> QueryMessages.unsayable(root, "Updated other than after a moment"));
        if (after.attribute("isInclusive").filter("true"::equals).isPresent()) {
            reading.guessOnce(
                    "exclusive", "Updated includes its moment; a URL says later than it, which is what is read");
        }
        try {
            return Optional.of(instant(after.text()));
        } catch (DateTimeException e) {
            throw after.refusal("'" + after.text() + "' is no moment");
        }
    }

    private static Instant instant(String text) {
        if (!text.contains("T")) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
