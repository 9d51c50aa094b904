package org.sojourn.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.Fixtures;
import org.sojourn.model.SdmxException;
import org.sojourn.model.time.Periods;
import org.sojourn.model.time.TimePeriod;
import org.sojourn.query.AttributeSelection;
import org.sojourn.query.ComponentFilter;
import org.sojourn.query.Condition;
import org.sojourn.query.Context;
import org.sojourn.query.DataQuery;
import org.sojourn.query.DataSelection;
import org.sojourn.query.KeyFilter;
import org.sojourn.query.MeasureSelection;
import org.sojourn.query.Operator;
import org.sojourn.query.SortTerm;
import org.sojourn.query.Visibility;
import org.sojourn.store.DatasetId;

class DatasetAnswerTest {

    private static final List<String> YEARS =
            IntStream.range(2000, 2012).mapToObj(Integer::toString).toList();
    private static final List<String> AGES =
            IntStream.range(0, 10).mapToObj(i -> "Y" + i).toList();

    @TempDir
    Path folder;

    private static DatasetId id(DataStructureView view) {
        return DatasetId.of(view.dataflow().orElseThrow());
    }

    private interface Check {
        void on(SeriesSnapshot snapshot, Cube cube) throws IOException;
    }

    private void withData(DataStructureView view, int chunkSize, long seed, Check check) throws IOException {
        MemoryDataStore store = new MemoryDataStore();
        Cube cube = new Cube(view, id(view), view.hasTime() ? YEARS : AGES, chunkSize, seed);
        cube.change(store, 30);
        try (ReadCopy copy = ReadCopy.open(folder, store)) {
            for (int i = 0; i < 6; i++) { // several segments, with deleted documents
                cube.change(store, 5);
                copy.follow();
            }
            try (ReadSnapshot pinned = copy.acquire()) {
                check.on(pinned.dataset(cube.id, Visibility.PUBLIC).orElseThrow(), cube);
            }
        }
    }

    private static List<String> answer(SeriesSnapshot snapshot, DataStructureView view, DataQuery query)
            throws IOException {
        DatasetAnswer answer = new DatasetAnswer(snapshot, view, query);
        Lines lines = new Lines();
        boolean empty = answer.isEmpty(new Page(query.offset(), query.limit()));
        DatasetAnswer.Counts counts = answer.counts(new Page(query.offset(), query.limit()));
        answer.writeTo(lines, new Page(query.offset(), query.limit()));
        assertThat(lines.lines.isEmpty()).isEqualTo(empty);
        assertThat(counts.series())
                .isEqualTo(
                        lines.lines.stream().filter(l -> l.startsWith("series")).count());
        long observations = lines.lines.stream().filter(l -> l.startsWith("  ")).count();
        if (observations > 0) {
            assertThat(counts.observations()).isEqualTo(observations);
        }
        return lines.lines;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void answersAsLookingAtEveryObservationDoes(long seed) throws IOException {
        DataStructureView view = Fixtures.ALL.get((int) (seed % 3));
        withData(view, seed % 2 == 0 ? 3 : 4096, seed, (snapshot, cube) -> {
            assertThat(answer(snapshot, view, DataQuery.of(DataSelection.of(Context.ANY))))
                    .isEqualTo(new Oracle(cube, DataQuery.of(DataSelection.of(Context.ANY))).answer());
            Random random = new Random(seed);
            int withContent = 0;
            for (int i = 0; i < 150; i++) {
                DataQuery query = query(view, random);
                List<String> expected = new Oracle(cube, query).answer();
                assertThat(answer(snapshot, view, query))
                        .describedAs("%s", query)
                        .isEqualTo(expected);
                withContent += expected.isEmpty() ? 0 : 1;
            }
            assertThat(withContent).isGreaterThan(25);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void countsWhatIsAvailableAsLookingAtEveryObservationDoes(long seed) throws IOException {
        DataStructureView view = Fixtures.ALL.get((int) (seed % 3));
        withData(view, seed % 2 == 0 ? 3 : 4096, seed, (snapshot, cube) -> {
            Random random = new Random(seed);
            for (int i = 0; i < 50; i++) {
                DataQuery query = DataQuery.of(selection(view, random));
                Availability availability = Availability.of(snapshot, view, query.selection());
                Oracle oracle = new Oracle(cube, query);
                for (int d = 0; d < cube.dimensions().size(); d++) {
                    assertThat(availability.values().get(cube.dimensions().get(d)))
                            .describedAs("%s of %s", cube.dimensions().get(d), query)
                            .isEqualTo(oracle.counts(d));
                }
                DatasetAnswer.Counts counts =
                        new DatasetAnswer(snapshot, view, query).counts(new Page(0, OptionalLong.empty()));
                assertThat(availability.series()).isEqualTo(counts.series());
                assertThat(availability.observations()).isEqualTo(counts.observations());
            }
        });
    }

    /** Which is told by the periods that stand beside the packs; chunks of three observations take the longer way. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void countsWhatIsAvailableInSomePeriods(long seed) throws IOException {
        DataStructureView view = Fixtures.TIME_SERIES;
        withData(view, seed % 2 == 0 ? 3 : 4096, seed, (snapshot, cube) -> {
            Random random = new Random(seed);
            int some = 0;
            for (int i = 0; i < 60; i++) {
                DataSelection selection =
                        selection(view, random).withFilters(List.of(filter(view, "TIME_PERIOD", random)));
                Availability found = Availability.of(snapshot, view, selection);
                Oracle oracle = new Oracle(cube, DataQuery.of(selection));
                for (int d = 0; d < cube.dimensions().size(); d++) {
                    assertThat(found.values().get(cube.dimensions().get(d)))
                            .describedAs("%s of %s", cube.dimensions().get(d), selection)
                            .isEqualTo(oracle.counts(d));
                }
                List<String> periods = oracle.periods();
                assertThat(found.observations()).isEqualTo(periods.size());
                assertThat(found.begin().isPresent()).isEqualTo(!periods.isEmpty());
                if (found.begin().isPresent()) {
                    some++;
                    assertThat(millis(found.begin().orElseThrow()))
                            .isEqualTo(periods.stream()
                                    .mapToLong(p -> Periods.start(p, TimePeriod.FIRST_OF_JANUARY))
                                    .min()
                                    .orElseThrow());
                    assertThat(millis(found.end().orElseThrow()))
                            .isEqualTo(periods.stream()
                                    .mapToLong(p -> Periods.end(p, TimePeriod.FIRST_OF_JANUARY))
                                    .max()
                                    .orElseThrow());
                }
            }
            assertThat(some).isGreaterThan(20);
        });
    }

    @Test
    void keysThatNameEveryCodeAskForEverything() throws IOException {
        DataStructureView view = Fixtures.TIME_SERIES;
        withData(view, 4096, 5, (snapshot, cube) -> {
            Availability everything = Availability.of(snapshot, view, DataSelection.of(Context.ANY));
            List<Set<String>> positions = new ArrayList<>();
            cube.dimensions()
                    .forEach(d -> positions.add(everything.values().get(d).keySet()));
            DataSelection named = DataSelection.of(Context.ANY).withKeys(List.of(new KeyFilter(positions)));
            assertThat(Availability.of(snapshot, view, named)).isSameAs(everything);
        });
    }

    private static long millis(LocalDateTime moment) {
        return moment.toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static DataQuery query(DataStructureView view, Random random) {
        DataQuery query = DataQuery.of(selection(view, random));
        if (random.nextInt(4) == 0) {
            query = query.withEnds(
                    random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(4)) : OptionalInt.empty(),
                    random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(4)) : OptionalInt.empty());
        }
        if (random.nextInt(3) == 0) {
            query = query.page(
                    random.nextInt(3) == 0 ? 0 : random.nextInt(60),
                    random.nextBoolean() ? OptionalLong.of(1 + random.nextInt(40)) : OptionalLong.empty(),
                    List.of());
        }
        if (random.nextInt(3) == 0) {
            query = query.showing(attributes(view, random), measures(view, random));
        }
        return random.nextInt(4) == 0 ? query.page(query.offset(), query.limit(), sort(view, random)) : query;
    }

    private static List<SortTerm> sort(DataStructureView view, Random random) {
        List<SortTerm> terms = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            terms.add(new SortTerm(SortTerm.SERIES_KEY, random.nextBoolean()));
        } else {
            view.seriesDimensions().stream()
                    .filter(d -> random.nextBoolean())
                    .forEach(d -> terms.add(new SortTerm(d.id(), random.nextBoolean())));
        }
        if (view.hasTime() && random.nextBoolean()) {
            terms.add(new SortTerm(SortTerm.ALL_DIMENSIONS, random.nextBoolean()));
        }
        return terms;
    }

    private static AttributeSelection attributes(DataStructureView view, Random random) {
        Set<AttributeSelection.Scope> scopes = new HashSet<>();
        for (AttributeSelection.Scope scope : AttributeSelection.Scope.values()) {
            if (random.nextInt(5) == 0) {
                scopes.add(scope);
            }
        }
        return new AttributeSelection(
                scopes,
                random.nextBoolean() ? List.of(pick(random, view.attributes()).id()) : List.of());
    }

    private static MeasureSelection measures(DataStructureView view, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> MeasureSelection.ALL;
            case 1 -> MeasureSelection.NONE;
            default -> MeasureSelection.ofIds(pick(random, view.measures()).id());
        };
    }

    private static DataSelection selection(DataStructureView view, Random random) {
        DataSelection selection = DataSelection.of(Context.ANY);
        int dimensions = view.structure().dimensions().size() - (view.hasTime() ? 1 : 0);
        if (random.nextBoolean()) {
            List<KeyFilter> keys = new ArrayList<>();
            boolean whole = random.nextInt(3) == 0; // one code for each dimension
            int count = random.nextInt(4) == 0 ? (whole ? 8 : 3) : 1;
            for (int k = 0; k < count; k++) {
                List<Set<String>> positions = new ArrayList<>();
                for (int i = 0; i < dimensions; i++) {
                    Set<String> codes = new HashSet<>();
                    List<String> all = List.copyOf(
                            view.codes(view.structure().dimensions().get(i).id())
                                    .keySet());
                    for (int c = whole ? 2 : random.nextInt(4); c > 1; c--) {
                        codes.add(random.nextInt(whole ? 30 : 9) == 0 ? "NONE" : pick(random, all));
                    }
                    positions.add(codes);
                }
                keys.add(new KeyFilter(positions));
            }
            selection = selection.withKeys(keys);
        }
        List<ComponentFilter> filters = new ArrayList<>();
        view.structure().components().forEach(component -> {
            if (random.nextInt(10) == 0) {
                filters.add(filter(view, component.id(), random));
            }
        });
        return selection.withFilters(filters);
    }

    private static ComponentFilter filter(DataStructureView view, String component, Random random) {
        boolean time = view.hasTime() && component.equals("TIME_PERIOD");
        List<String> values = time
                ? List.of("2003", "2005-06", "2007-Q2", "2009", "2004-01-01")
                : view.codes(component).isEmpty()
                        ? List.of("1.5", "2", "a", "NaN", "-3", "b c", "0")
                        : List.copyOf(view.codes(component).keySet());
        List<List<Condition>> clauses = new ArrayList<>();
        for (int c = 0; c <= random.nextInt(2); c++) {
            List<Condition> clause = new ArrayList<>();
            for (int t = 0; t <= random.nextInt(2); t++) {
                Operator operator = pick(random, List.of(Operator.values()));
                clause.add(new Condition(operator, pick(random, values)));
            }
            clauses.add(clause);
        }
        return new ComponentFilter(component, clauses);
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 3})
    void sortsBackwardsInTimeInsideSeriesOfOneChunkAndOfSeveral(int chunkSize) throws IOException {
        DataStructureView view = Fixtures.TIME_SERIES;
        withData(view, chunkSize, 7, (snapshot, cube) -> {
            for (List<SortTerm> sort : List.of(
                    List.of(new SortTerm("*", true)),
                    List.of(new SortTerm("series_key", false), new SortTerm("TIME_PERIOD", true)),
                    List.of(new SortTerm("SEX", true), new SortTerm("*", true)))) {
                for (OptionalInt last : List.of(OptionalInt.empty(), OptionalInt.of(2))) {
                    DataQuery query = DataQuery.of(DataSelection.of(Context.ANY))
                            .withEnds(OptionalInt.empty(), last)
                            .page(3, OptionalLong.of(20), sort);
                    assertThat(answer(snapshot, view, query))
                            .isEqualTo(new Oracle(cube, query).answer())
                            .isNotEmpty();
                    query = query.withEnds(OptionalInt.of(3), last);
                    assertThat(answer(snapshot, view, query)).isEqualTo(new Oracle(cube, query).answer());
                }
            }
        });
    }

    @Test
    void refusesOrdersThatItCannotKeep() throws IOException {
        DataStructureView view = Fixtures.TIME_SERIES;
        withData(view, 3, 8, (snapshot, cube) -> {
            refuses(SdmxException.Kind.SEMANTIC, snapshot, view, SortTerm.ascending("COLOUR"));
        });
    }

    private static void refuses(
            SdmxException.Kind kind, SeriesSnapshot snapshot, DataStructureView view, SortTerm... sort) {
        DataQuery query = DataQuery.of(DataSelection.of(Context.ANY)).page(0, OptionalLong.empty(), List.of(sort));
        assertThatThrownBy(() -> answer(snapshot, view, query))
                .isInstanceOfSatisfying(
                        SdmxException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    /** One observation with its key, as an answer sends it. */
    private record Sent(String key, String period, Map<String, String> values) {}

    private static List<Sent> sent(SeriesSnapshot snapshot, DataStructureView view, DataQuery query, boolean flat)
            throws IOException {
        DatasetAnswer answer = new DatasetAnswer(snapshot, view, query);
        if (flat) {
            answer.sendFlat();
        }
        assertThat(answer.isEmpty(new Page(query.offset(), query.limit()))).isFalse();
        Lines lines = new Lines();
        answer.writeTo(lines, new Page(query.offset(), query.limit()));
        List<Sent> all = new ArrayList<>();
        String key = "";
        Map<String, String> ofSeries = Map.of();
        for (String line : lines.lines) {
            String[] words = line.strip().split(" ", 3);
            if (line.startsWith("series ")) {
                key = words[1];
                ofSeries = values(words[2]);
            } else if (line.startsWith("  ")) {
                Map<String, String> values = values(line.strip().split(" ", 2)[1]);
                values.putAll(ofSeries);
                all.add(new Sent(key, words[0], values));
            }
        }
        assertThat(answer.counts(new Page(query.offset(), query.limit())))
                .isEqualTo(new DatasetAnswer.Counts(
                        lines.lines.stream()
                                .filter(l -> l.startsWith("series "))
                                .distinct()
                                .count(),
                        all.size()));
        return all;
    }

    private static final Comparator<String> NUMBERS_FIRST = (a, b) -> {
        boolean x = a.matches("-?[0-9.]+(E-?[0-9]+)?");
        boolean y = b.matches("-?[0-9.]+(E-?[0-9]+)?");
        return x && y ? new BigDecimal(a).compareTo(new BigDecimal(b)) : x || y ? (x ? -1 : 1) : a.compareTo(b);
    };

    private static String value(Sent observation) {
        return observation.values.get("OBS_VALUE");
    }

    private static Map<String, String> values(String printed) {
        Map<String, String> values = new HashMap<>();
        for (String entry : printed.substring(1, printed.length() - 1).split(", ")) {
            if (entry.contains("=")) {
                values.put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1));
            }
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void sortsByTimeAndValuesAcrossSeries(long seed) throws IOException {
        DataStructureView view = Fixtures.TIME_SERIES;
        withData(view, seed % 2 == 0 ? 3 : 4096, seed, (snapshot, cube) -> {
            DataQuery everything = DataQuery.of(DataSelection.of(Context.ANY));
            List<Sent> plain = sent(snapshot, view, everything, true);
            Comparator<Sent> byTime = Comparator.comparing(Sent::period);
            Comparator<Sent> byValue =
                    Comparator.comparing(DatasetAnswerTest::value, Comparator.nullsLast(NUMBERS_FIRST));
            Comparator<Sent> byValueDown =
                    Comparator.comparing(DatasetAnswerTest::value, Comparator.nullsLast(NUMBERS_FIRST.reversed()));
            Map<List<SortTerm>, Comparator<Sent>> orders = Map.of(
                    List.of(SortTerm.ascending("TIME_PERIOD")), byTime,
                    List.of(new SortTerm("TIME_PERIOD", true), SortTerm.ascending("OBS_VALUE")),
                            byTime.reversed().thenComparing(byValue),
                    List.of(SortTerm.ascending("OBS_VALUE")), byValue,
                    List.of(new SortTerm("OBS_VALUE", true)), byValueDown);
            for (Map.Entry<List<SortTerm>, Comparator<Sent>> order : orders.entrySet()) {
                List<Sent> sorted = plain.stream().sorted(order.getValue()).toList(); // stable, as ours
                assertThat(sent(snapshot, view, everything.page(0, OptionalLong.empty(), order.getKey()), true))
                        .isEqualTo(sorted);
                assertThat(sent(snapshot, view, everything.page(3, OptionalLong.of(9), order.getKey()), true))
                        .isEqualTo(sorted.subList(3, 12));
                List<Sent> bySeries =
                        sent(snapshot, view, everything.page(3, OptionalLong.of(9), order.getKey()), false);
                assertThat(bySeries).containsExactlyInAnyOrderElementsOf(sorted.subList(3, 12));
                assertThat(bySeries.stream().map(Sent::key).distinct())
                        .containsExactlyElementsOf(sorted.subList(3, 12).stream()
                                .map(Sent::key)
                                .distinct()
                                .toList());
            }
        });
    }

    /** An order across series takes them apart; one that has nothing inside stays whole, and comes last. */
    @Test
    void sendsSeriesWithoutObservationsAfterThoseSortedByTime() throws IOException {
        DataStructureView view = Fixtures.TIME_SERIES;
        withData(view, 3, 24, (snapshot, cube) -> {
            DataQuery everything = DataQuery.of(DataSelection.of(Context.ANY));
            List<String> plain = answer(snapshot, view, everything);
            List<String> sorted = answer(
                    snapshot,
                    view,
                    everything.page(0, OptionalLong.empty(), List.of(new SortTerm("TIME_PERIOD", true))));
            assertThat(bare(plain)).isNotEmpty();
            assertThat(bare(sorted)).isEqualTo(bare(plain));
            assertThat(sorted).containsExactlyInAnyOrderElementsOf(plain);
            assertThat(sorted.subList(sorted.size() - bare(plain).size(), sorted.size()))
                    .isEqualTo(bare(plain));
        });
    }

    /** The lines of series that no observation follows. */
    private static List<String> bare(List<String> lines) {
        List<String> bare = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("series ")
                    && (i + 1 == lines.size() || !lines.get(i + 1).startsWith("  "))) {
                bare.add(lines.get(i));
            }
        }
        return bare;
    }

    @Test
    void sortsOneSeriesByTimeAlone() throws IOException {
        DataStructureView view = Fixtures.TIME_SERIES;
        withData(view, 4096, 9, (snapshot, cube) -> {
            List<String> key = cube.series.firstEntry().getKey();
            DataQuery query = DataQuery.of(
                            DataSelection.of(Context.ANY).withKeys(List.of(KeyFilter.of(key.toArray(String[]::new)))))
                    .page(0, OptionalLong.of(1), List.of(new SortTerm("TIME_PERIOD", true)));
            assertThat(answer(snapshot, view, query)).isEqualTo(new Oracle(cube, query).answer());
        });
    }

    @Test
    void tellsHowMuchThereIs() throws IOException {
        DataStructureView view = Fixtures.TIME_SERIES;
        withData(view, 3, 10, (snapshot, cube) -> {
            DatasetStatistics statistics = snapshot.statistics();
            assertThat(statistics.series()).isEqualTo(cube.series.size());
            assertThat(statistics.observations())
                    .isEqualTo(cube.series.values().stream()
                            .mapToLong(s -> s.observations.size())
                            .sum());
            assertThat(statistics.updated().seq()).isEqualTo(7);
            String first = cube.series.values().stream()
                    .filter(s -> !s.observations.isEmpty())
                    .map(s -> s.observations.firstKey())
                    .min(String::compareTo)
                    .orElseThrow();
            assertThat(statistics.begin()).hasValueSatisfying(b -> assertThat(b).hasToString(first + "-01-01T00:00"));
            assertThat(statistics.end()).isPresent();
        });
    }
}
