package org.sojourn.index;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView.Level;
import org.sojourn.data.Value;
import org.sojourn.model.Representation;
import org.sojourn.model.TextFormat;
import org.sojourn.model.time.TimePeriod;
import org.sojourn.query.AttributeSelection.Scope;
import org.sojourn.query.ComponentFilter;
import org.sojourn.query.Condition;
import org.sojourn.query.DataQuery;
import org.sojourn.query.KeyFilter;
import org.sojourn.query.PeriodFilter;
import org.sojourn.query.SortTerm;

/** Answers queries on a {@link Cube} by looking at every observation, in the lines of {@link Lines}. */
final class Oracle {

    private record Found(List<String> key, Cube.Series series, List<String> periods) {}

    private final Cube cube;
    private final DataQuery query;

    Oracle(Cube cube, DataQuery query) {
        this.cube = cube;
        this.query = query;
    }

    List<String> answer() {
        List<Found> found = page(sorted(matching()));
        List<String> lines = new ArrayList<>();
        boolean everything = query.selection().keys().stream().allMatch(KeyFilter::any)
                && query.selection().filters().isEmpty()
                && query.offset() == 0
                && query.limit().isEmpty();
        cube.higher.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<List<String>, Map<String, Value>> e) ->
                                e.getKey().stream().filter(k -> !k.isEmpty()).count())
                        .thenComparing(e -> Lines.mask(e.getKey()), Comparator.reverseOrder())
                        .thenComparing(Map.Entry::getKey, Cube.KEYS))
                .filter(e -> everything || found.stream().anyMatch(f -> Cube.applies(e.getKey(), f.key)))
                .forEach(e -> {
                    Map<String, Value> wanted = wanted(e.getValue());
                    if (!wanted.isEmpty()) {
                        lines.add(Lines.attributes(e.getKey(), wanted));
                    }
                });
        for (Found f : found) {
            lines.add(Lines.series(f.key, wanted(f.series.attributes)));
            if (observations()) {
                for (String period : f.periods) {
                    lines.add(Lines.observation(period, shown(f.series.observations.get(period))));
                }
            }
        }
        return lines;
    }

    /** Series and observations by code of a dimension. */
    Map<String, Availability.Count> counts(int position) {
        Map<String, Availability.Count> counts = new TreeMap<>(ValueTest::compareCodePoints);
        for (Found f : matching()) {
            counts.merge(f.key.get(position), new Availability.Count(1, f.periods.size()), Availability.Count::plus);
        }
        return counts;
    }

    /** The periods of all observations that fit. */
    List<String> periods() {
        return matching().stream().flatMap(f -> f.periods.stream()).toList();
    }

    private List<Found> matching() {
        List<Found> found = new ArrayList<>();
        boolean ofObservations = query.selection().filters().stream()
                        .anyMatch(f -> cube.view.column(f.component()).isPresent()
                                || f.component().equals(inside()))
                || query.selection().keys().stream()
                        .anyMatch(k -> !k.codes(cube.dimensions().size()).isEmpty());
        cube.series.forEach((key, series) -> {
            if (!seriesFits(key, series)) {
                return;
            }
            List<String> periods = series.observations.keySet().stream()
                    .filter(p -> fits(key, p, series.observations.get(p)))
                    .toList();
            if (!periods.isEmpty() || !ofObservations) {
                found.add(new Found(key, series, ends(periods)));
            }
        });
        return found;
    }

    private String inside() {
        return cube.view.observationDimension().orElseThrow().id();
    }

    private List<String> ends(List<String> periods) {
        if (query.firstN().isEmpty() && query.lastN().isEmpty()) {
            return periods;
        }
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < periods.size(); i++) {
            if (i < query.firstN().orElse(0)
                    || i >= periods.size() - query.lastN().orElse(0)) {
                kept.add(periods.get(i));
            }
        }
        return kept;
    }

    private List<Found> sorted(List<Found> found) {
        Comparator<Found> order = null;
        boolean backwards = false;
        boolean seen = false;
        for (SortTerm term : query.sort()) {
            List<String> dimensions =
                    term.component().equals("*") || term.component().equals("series_key")
                            ? cube.dimensions()
                            : List.of(term.component());
            for (String dimension : dimensions) {
                int at = cube.dimensions().indexOf(dimension);
                if (at >= 0) {
                    Comparator<Found> step = Comparator.comparing(f -> f.key.get(at), ValueTest::compareCodePoints);
                    step = term.descending() ? step.reversed() : step;
                    order = order == null ? step : order.thenComparing(step);
                }
            }
            if (!seen && (term.component().equals("*") || term.component().equals(inside()))) {
                seen = true;
                backwards = term.descending();
            }
        }
        Stream<Found> all = found.stream();
        if (order != null) {
            all = all.sorted(order.thenComparing(Found::key, Cube.KEYS));
        }
        boolean reversed = backwards;
        return all.map(f -> new Found(f.key, f.series, reversed ? f.periods.reversed() : f.periods))
                .toList();
    }

    private List<Found> page(List<Found> found) {
        long skip = query.offset();
        long left = query.limit().orElse(Long.MAX_VALUE);
        List<Found> page = new ArrayList<>();
        for (Found f : found) {
            if (!observations()) {
                if (skip > 0) {
                    skip--;
                } else if (left > 0) {
                    left--;
                    page.add(f);
                }
                continue;
            }
            if (f.periods.isEmpty() && skip == 0 && left > 0) {
                page.add(f);
            }
            List<String> kept = new ArrayList<>();
            for (String period : f.periods) {
                if (skip > 0) {
                    skip--;
                } else if (left > 0) {
                    left--;
                    kept.add(period);
                }
            }
            if (!kept.isEmpty()) {
                page.add(new Found(f.key, f.series, kept));
            }
        }
        return page;
    }

    private boolean observations() {
        return !query.measures().none()
                || cube.view.observationComponents().stream().anyMatch(this::wanted);
    }

    private Map<String, Value> shown(Map<String, Value> values) {
        Map<String, Value> shown = new TreeMap<>(values);
        shown.keySet()
                .removeIf(id -> cube.view.level(id).isPresent()
                        ? !wanted(id)
                        : !query.measures().all() && !query.measures().ids().contains(id));
        return shown;
    }

    private Map<String, Value> wanted(Map<String, Value> values) {
        Map<String, Value> wanted = new TreeMap<>(values);
        wanted.keySet().removeIf(id -> !wanted(id));
        return wanted;
    }

    private boolean wanted(String id) {
        Level level = cube.view.level(id).orElse(null);
        if (level == null) {
            return false;
        }
        Set<Scope> scopes = new HashSet<>(query.attributes().scopes());
        return query.attributes().ids().contains(id)
                || scopes.contains(Scope.DSD)
                || scopes.contains(Scope.ALL)
                || (scopes.contains(Scope.DATASET) && level == Level.DATASET)
                || (scopes.contains(Scope.SERIES) && (level == Level.SERIES || level == Level.PARTIAL_KEY))
                || (scopes.contains(Scope.OBS) && level == Level.OBSERVATION);
    }

    private boolean seriesFits(List<String> key, Cube.Series series) {
        if (!query.selection().keys().isEmpty()
                && query.selection().keys().stream().noneMatch(k -> keyFits(k, key))) {
            return false;
        }
        for (ComponentFilter filter : query.selection().filters()) {
            int at = cube.dimensions().indexOf(filter.component());
            Level level = cube.view.level(filter.component()).orElse(null);
            Value value = at >= 0
                    ? Value.of(key.get(at))
                    : level == Level.SERIES
                            ? series.attributes.get(filter.component())
                            : cube.higherValue(filter.component(), key).orElse(null);
            boolean above = at >= 0 || (level != null && level != Level.OBSERVATION);
            if (above && !holds(filter, value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean keyFits(KeyFilter filter, List<String> key) {
        for (int i = 0; i < key.size(); i++) {
            if (!filter.codes(i).isEmpty() && !filter.codes(i).contains(key.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(List<String> key, String period, Map<String, Value> values) {
        int last = key.size();
        if (!query.selection().keys().isEmpty()
                && query.selection().keys().stream()
                        .noneMatch(k -> keyFits(k, key)
                                && (k.codes(last).isEmpty() || k.codes(last).contains(period)))) {
            return false;
        }
        for (ComponentFilter filter : query.selection().filters()) {
            if (filter.component().equals(inside())) {
                boolean fits = cube.view.hasTime()
                        ? PeriodFilter.of(filter, TimePeriod.FIRST_OF_JANUARY).test(period)
                        : holds(filter, Value.of(period));
                if (!fits) {
                    return false;
                }
            } else if (cube.view.column(filter.component()).isPresent()
                    && !holds(filter, values.get(filter.component()))) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(ComponentFilter filter, @Nullable Value value) {
        boolean text = cube.view.coded(filter.component())
                || cube.view
                        .representation(filter.component())
                        .flatMap(Representation::format)
                        .flatMap(TextFormat::dataType)
                        .filter(t -> !t.numeric())
                        .isPresent();
        return filter.clauses().stream().anyMatch(clause -> clause.stream().allMatch(c -> holds(c, value, text)));
    }

    private static boolean holds(Condition c, @Nullable Value value, boolean text) {
        return switch (c.operator()) {
            case NOT_EQUAL -> !holds(Condition.equal(c.value()), value, text);
            case NOT_CONTAINS -> texts(value).stream().noneMatch(t -> t.contains(c.value()));
            default -> texts(value).stream().anyMatch(t -> holdsText(c, t, text));
        };
    }

    private static List<String> texts(@Nullable Value value) {
        return switch (value) {
            case null -> List.of();
            case Value.Text t -> List.of(t.text());
            case Value.Localised l -> List.copyOf(l.texts().byLanguage().values());
            case Value.Markup m -> List.copyOf(m.markup().byLanguage().values());
            case Value.Array a ->
                a.values().stream().flatMap(v -> texts(v).stream()).toList();
        };
    }

    private static boolean holdsText(Condition c, String value, boolean text) {
        BigDecimal wanted = text ? null : number(c.value());
        BigDecimal there = wanted == null ? null : number(value);
        boolean ordered = wanted == null || there != null;
        int order = wanted != null && there != null
                ? there.compareTo(wanted)
                : ValueTest.compareCodePoints(value, c.value());
        return switch (c.operator()) {
            case EQUAL -> value.equals(c.value()) || (wanted != null && there != null && order == 0);
            case LESS -> ordered && order < 0;
            case LESS_OR_EQUAL -> ordered && order <= 0;
            case GREATER -> ordered && order > 0;
            case GREATER_OR_EQUAL -> ordered && order >= 0;
            case CONTAINS -> value.contains(c.value());
            case STARTS_WITH -> value.startsWith(c.value());
            case ENDS_WITH -> value.endsWith(c.value());
            case NOT_EQUAL, NOT_CONTAINS -> throw new IllegalStateException();
        };
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
