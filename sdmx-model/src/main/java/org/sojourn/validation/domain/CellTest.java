package org.sojourn.validation.domain;

import java.time.MonthDay;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;
import org.sojourn.model.Code;
import org.sojourn.model.time.Periods;
import org.sojourn.model.time.TimePeriod;
import org.sojourn.validation.domain.Scope.Place;

/** A rule about cells one by one. */
final class CellTest implements DomainCheck.Running {

    private final DomainRule rule;
    private final Scope scope;
    private final Dataset dataset;
    private final Findings.Count count;
    private final Cell cell;

    /** Looks at one cell. */
    @FunctionalInterface
    private interface Cell {
        Verdict look(SeriesBlock block, int i, double value);
    }

    /** What became of a cell: not looked at, good, or broken with these figures. */
    private record Verdict(boolean looked, @Nullable Map<String, String> figures) {
        static final Verdict ASIDE = new Verdict(false, null);
        static final Verdict GOOD = new Verdict(true, null);

        static Verdict broken(Map<String, String> figures) {
            return new Verdict(true, figures);
        }
    }

    private CellTest(DomainRule rule, Scope scope, Dataset dataset, Cell cell) {
        this.rule = rule;
        this.scope = scope;
        this.dataset = dataset;
        this.count = dataset.findings().of(rule);
        this.cell = cell;
    }

    static CellTest of(DomainRule rule, Check.Numbers check, Scope scope, Dataset dataset) {
        double min = check.min().orElse(Double.NEGATIVE_INFINITY);
        double max = check.max().orElse(Double.POSITIVE_INFINITY);
        return new CellTest(rule, scope, dataset, (block, i, value) -> {
            if (Double.isNaN(value)) {
                return Verdict.ASIDE;
            }
            boolean good = value >= min && value <= max && (!check.whole() || value == Math.rint(value));
            return good ? Verdict.GOOD : Verdict.broken(Map.of("value", Finding.number(value)));
        });
    }

    static Optional<CellTest> of(DomainRule rule, Check.Demand check, Scope scope, Dataset dataset) {
        return Place.of(check.component(), dataset.structure())
                .map(place -> new CellTest(rule, scope, dataset, (block, i, value) -> {
                    boolean there = !Double.isNaN(value);
                    boolean concerned = switch (check.value()) {
                        case ANY -> true;
                        case MISSING -> !there;
                        case PRESENT -> there;
                    };
                    if (!concerned) {
                        return Verdict.ASIDE;
                    }
                    Value found = place.value(block, i);
                    boolean good = (check.in().isEmpty() || Scope.matchesAny(found, check.in()))
                            && !Scope.matchesAny(found, check.notIn());
                    if (good) {
                        return Verdict.GOOD;
                    }
                    Map<String, String> figures = new LinkedHashMap<>();
                    figures.put("value", there ? Finding.number(value) : "-");
                    figures.put("code", found == null ? "-" : words(found));
                    return Verdict.broken(figures);
                }));
    }

    private static String words(Value value) {
        return value instanceof Value.Array array
                ? String.join(" ", array.values().stream().map(Value::toString).toList())
                : value.toString();
    }

    static Optional<CellTest> of(DomainRule rule, Check.Different check, Scope scope, Dataset dataset) {
        Optional<Place> one = Place.of(check.one(), dataset.structure());
        Optional<Place> other = Place.of(check.other(), dataset.structure());
        if (one.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CellTest(rule, scope, dataset, (block, i, value) -> {
            Value a = one.get().value(block, i);
            // A zero says that nobody is there, which is right.
            if (a == null || Double.isNaN(value) || value == 0) {
                return Verdict.ASIDE;
            }
            return a.equals(other.get().value(block, i))
                    ? Verdict.broken(Map.of("value", Finding.number(value), "code", a.toString()))
                    : Verdict.GOOD;
        }));
    }

    static Optional<CellTest> of(DomainRule rule, Check.Validity check, Scope scope, Dataset dataset) {
        DataStructureView structure = dataset.structure();
        Map<String, long[]> limits = new HashMap<>();
        Map<String, String> words = new HashMap<>();
        for (Code code : structure.codes(check.component()).values()) {
            Optional<String> from = annotation(code, "VALID_FROM");
            Optional<String> to = annotation(code, "VALID_TO");
            if (from.isPresent() || to.isPresent()) {
                limits.put(code.id(), new long[] {
                    from.map(f -> Periods.start(f, TimePeriod.FIRST_OF_JANUARY)).orElse(Long.MIN_VALUE + 1),
                    to.map(t -> Periods.end(t, TimePeriod.FIRST_OF_JANUARY)).orElse(Long.MAX_VALUE)
                });
                words.put(code.id(), from.orElse("…") + " – " + to.orElse("…"));
            }
        }
        if (limits.isEmpty() || !structure.hasTime()) {
            return Optional.empty();
        }
        MonthDay newYear = TimePeriod.FIRST_OF_JANUARY;
        return Place.of(check.component(), structure)
                .map(place -> new CellTest(rule, scope, dataset, (block, i, value) -> {
                    Value code = place.value(block, i);
                    String period = block.period(i);
                    long[] limit = code == null ? null : limits.get(code.toString());
                    if (limit == null || period == null || Double.isNaN(value)) {
                        return Verdict.ASIDE;
                    }
                    // The year in which an area ended is still its own.
                    boolean good = Periods.start(period, newYear) < limit[1] && Periods.end(period, newYear) > limit[0];
                    return good
                            ? Verdict.GOOD
                            : Verdict.broken(Map.of(
                                    "value",
                                    Finding.number(value),
                                    "code",
                                    String.valueOf(code),
                                    "validity",
                                    words.getOrDefault(String.valueOf(code), "")));
                }));
    }

    private static Optional<String> annotation(Code code, String type) {
        return code.naming().annotations().stream()
                .filter(a -> a.type().filter(type::equals).isPresent())
                .findFirst()
                .flatMap(Annotation::title);
    }

    @Override
    public void series(SeriesBlock block) {
        if (!scope.takes(block)) {
            return;
        }
        for (int i = 0; i < block.size(); i++) {
            if (!scope.takes(block, i)) {
                continue;
            }
            Verdict verdict = cell.look(block, i, Scope.number(block, i));
            if (verdict.looked()) {
                dataset.findings().checked(count);
                Map<String, String> figures = verdict.figures();
                if (figures != null) {
                    String period = block.period(i);
                    dataset.findings()
                            .add(
                                    count,
                                    new Finding(
                                            rule,
                                            dataset.name(),
                                            dataset.key(keyOf(block)),
                                            period == null ? "" : period,
                                            figures,
                                            block.position(i)));
                }
            }
        }
    }

    private static List<@Nullable String> keyOf(SeriesBlock block) {
        return Arrays.asList(block.key().clone());
    }
}
