package org.sojourn.query;

import java.time.Instant;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.sojourn.model.ref.VersionPattern;

/** Queries by a seeded generator, such as each generation of the API can say. */
final class RandomQueries {

    private final Random random;
    private final boolean v2;

    RandomQueries(long seed, boolean v2) {
        this.random = new Random(seed);
        this.v2 = v2;
    }

    private boolean sometimes() {
        return random.nextInt(3) == 0;
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return sometimes() ? Optional.of(value.get()) : Optional.empty();
    }

    private List<String> some(String... values) {
        Set<String> found = new LinkedHashSet<>();
        for (int n = random.nextInt(3); n > 0; n--) {
            found.add(one(values));
        }
        return List.copyOf(found);
    }

    private Instant moment() {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private List<VersionPattern> versions() {
        return v2
                ? Stream.of(one("~", "+", "*", "1.0", "1.+.0", "2.3.4-x", "1.0+.0"), one("~", "1.2.3", "3~.1"))
                        .distinct()
                        .map(VersionPattern::parse)
                        .toList()
                : List.of(VersionPattern.parseV1(one("latest", "1.0", "2", "1.0.0")));
    }

    private List<KeyFilter> keys() {
        List<KeyFilter> keys = new ArrayList<>();
        int most = v2 ? 3 : 1;
        for (int n = random.nextInt(most + 1); n > 0; n--) {
            List<Set<String>> positions = new ArrayList<>();
            for (int p = 1 + random.nextInt(5); p > 0; p--) {
                Set<String> codes = new LinkedHashSet<>();
                for (int c = random.nextInt(v2 ? 2 : 3); c > 0; c--) {
                    codes.add(one("A", "_T", "Y-5", "a@b$", "Zürich", "50%", "A/B", "x?y&z=#"));
                }
                positions.add(codes);
            }
            KeyFilter key = new KeyFilter(positions);
            if (!key.any()) {
                keys.add(key);
            }
        }
        return keys.stream().distinct().toList();
    }

    private Condition condition(String component) {
        if (component.equals("TIME_PERIOD")) {
            return new Condition(
                    one(Operator.values()), one("2010", "2010-Q1", "2010-01-01T00:00:00+01:00", "2010-W05"));
        }
        return new Condition(
                one(Operator.values()),
                one(
                        "A",
                        "A,B",
                        "a+b",
                        "a b",
                        "eq:x",
                        "ge:1+le:2",
                        "x,ge:1",
                        "x le:3",
                        "urn:x",
                        "%2C",
                        "50%",
                        "ä&=#?",
                        "a/b",
                        "+",
                        ",",
                        ":",
                        "[x]",
                        "eq%3Ax",
                        "A,co:b,c"));
    }

    private List<ComponentFilter> filters() {
        List<ComponentFilter> filters = new ArrayList<>();
        if (!v2) {
            Condition from =
                    new Condition(Operator.GREATER_OR_EQUAL, one("2010", "2010-Q1", "2010-01-01T00:00:00+01:00"));
            Condition to = new Condition(Operator.LESS_OR_EQUAL, one("2011", "2011-D010"));
            List<Condition> span = one(List.of(from), List.of(to), List.of(from, to));
            return sometimes() ? List.of(new ComponentFilter("TIME_PERIOD", List.of(span))) : List.of();
        }
        for (String component : some("FREQ", "TIME_PERIOD", "TITLE", "OBS_VALUE", "A.B")) {
            List<List<Condition>> clauses = new ArrayList<>();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                List<Condition> clause = new ArrayList<>();
                for (int m = 1 + random.nextInt(3); m > 0; m--) {
                    clause.add(condition(component));
                }
                clauses.add(clause);
            }
            filters.add(new ComponentFilter(component, clauses));
        }
        return filters;
    }

    private DataSelection selection() {
        List<String> agencies = v2 ? some("ECB", "ECB.DISS", "MIG") : one(List.of("ECB"), List.<String>of());
        List<String> ids = v2 ? some("EXR", "A_$@-1") : List.of("EXR");
        DataSelection selection = DataSelection.of(v2 ? one(Context.values()) : Context.DATAFLOW)
                .artefacts(agencies, ids, versions())
                .withKeys(keys())
                .withFilters(filters())
                .withUpdatedAfter(maybe(this::moment));
        if (v2) {
            return selection.withReportingYearStartDay(
                    maybe(() -> MonthDay.of(1 + random.nextInt(12), 1 + random.nextInt(28))));
        }
        return selection.withProviders(
                sometimes() ? List.of(ProviderReference.of("P1"), ProviderReference.of("ECB.X", "P2")) : List.of());
    }

    Query next() {
        return switch (random.nextInt(v2 ? 6 : 4)) {
            case 0, 1 -> data();
            case 2 -> availability();
            case 3 -> structure();
            case 4 ->
                one(
                        new MetadataQuery.BySet(
                                some("A.B", "C"),
                                some("X"),
                                versions(),
                                sometimes(),
                                maybe(this::moment),
                                Visibility.PUBLIC),
                        new MetadataQuery.ByStructure(
                                StructureResource.DATAFLOW,
                                some("A.B", "C"),
                                some("X"),
                                versions(),
                                sometimes(),
                                maybe(this::moment),
                                Visibility.PUBLIC));
            default ->
                new RegistrationQuery.ByArtefact(
                        one(Context.values()),
                        some("A.B", "C"),
                        some("X"),
                        versions(),
                        maybe(this::moment),
                        maybe(this::moment),
                        Visibility.PUBLIC);
        };
    }

    private Query data() {
        OptionalInt first = sometimes() ? OptionalInt.of(1 + random.nextInt(9)) : OptionalInt.empty();
        DataQuery query = DataQuery.of(selection())
                .withEnds(first, OptionalInt.empty())
                .withDimensionAtObservation(maybe(() -> one("AllDimensions", "FREQ")))
                .withHistory(sometimes());
        if (!v2) {
            AttributeSelection shells =
                    AttributeSelection.of(AttributeSelection.Scope.DATASET, AttributeSelection.Scope.SERIES);
            return one(
                    query,
                    query.showing(AttributeSelection.NONE, MeasureSelection.ALL),
                    query.showing(AttributeSelection.NONE, MeasureSelection.NONE),
                    query.showing(shells, MeasureSelection.NONE));
        }
        Set<AttributeSelection.Scope> scopes = EnumSet.noneOf(AttributeSelection.Scope.class);
        scopes.addAll(Arrays.asList(one(AttributeSelection.Scope.values()), one(AttributeSelection.Scope.values())));
        return query.showing(
                        one(
                                AttributeSelection.DSD,
                                AttributeSelection.NONE,
                                new AttributeSelection(scopes, some("TITLE", "UNIT")),
                                new AttributeSelection(Set.of(), List.of("TITLE"))),
                        one(MeasureSelection.ALL, MeasureSelection.NONE, MeasureSelection.ofIds("OBS_VALUE", "M2")))
                .page(
                        sometimes() ? random.nextInt(100) : 0,
                        sometimes() ? OptionalLong.of(1L << random.nextInt(40)) : OptionalLong.empty(),
                        one(
                                List.of(),
                                List.of(new SortTerm("*", true)),
                                List.of(SortTerm.ascending("A"), new SortTerm("series_key", true))));
    }

    private Query availability() {
        return new AvailabilityQuery(
                selection(),
                some("FREQ", "SEX"),
                one(AvailabilityQuery.Mode.values()),
                one(AvailabilityQuery.ALL_REFERENCES, Set.of(), Set.of(org.sojourn.model.ref.ArtefactClass.CODELIST)));
    }

    private Query structure() {
        StructureResource resource = one(StructureResource.values());
        while (!(v2 ? resource.inV2() : resource.inV1())) {
            resource = one(StructureResource.values());
        }
        boolean items = resource.hasItems() && resource != StructureResource.ANY;
        References references = v2
                ? new References(
                        EnumSet.of(one(References.Direction.values()), one(References.Direction.values())),
                        EnumSet.of(StructureResource.DATAFLOW))
                : one(
                        References.NONE,
                        References.of(References.Direction.ALL),
                        References.of(StructureResource.CODELIST));
        StructureDetail detail = one(StructureDetail.values());
        return StructureQuery.of(resource)
                .artefacts(some("ECB", "ECB.DISS"), some("A_$@-1", "B"), versions())
                .withItems(items ? some("A1", "B_C") : List.of())
                .showing(!v2 && detail == StructureDetail.RAW ? StructureDetail.FULL : detail, references)
                .withAsOf(v2 ? maybe(this::moment) : Optional.empty());
    }
}
