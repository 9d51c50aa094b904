package org.sojourn.validation.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.SeriesBlock;
import org.sojourn.validation.domain.Scope.Place;

/** Looks for changes of a series that nothing explains. */
final class ChangeTest implements DomainCheck.Running {

    private final DomainRule rule;
    private final Check.Change check;
    private final Scope scope;
    private final Dataset dataset;
    private final Optional<Place> status;
    private final Timeline timeline = new Timeline();
    private final Map<List<@Nullable String>, Column> series = new LinkedHashMap<>();
    private final Names names = new Names();

    private ChangeTest(DomainRule rule, Check.Change check, Scope scope, Dataset dataset) {
        this.rule = rule;
        this.check = check;
        this.scope = scope;
        this.dataset = dataset;
        this.status = Place.of(check.component(), dataset.structure());
    }

    static Optional<ChangeTest> of(DomainRule rule, Check.Change check, Scope scope, Dataset dataset) {
        return dataset.structure().hasTime()
                ? Optional.of(new ChangeTest(rule, check, scope, dataset))
                : Optional.empty();
    }

    @Override
    public void series(SeriesBlock block) {
        if (block.size() == 0 || !scope.takes(block)) {
            return;
        }
        Column column = series.computeIfAbsent(names.shared(block.key()), k -> new Column());
        for (int i = 0; i < block.size(); i++) {
            String period = block.period(i);
            double value = Scope.number(block, i);
            if (period == null || Double.isNaN(value) || !scope.takes(block, i)) {
                continue;
            }
            int at = i;
            boolean explained = status.filter(place -> Scope.matchesAny(place.value(block, at), check.explained()))
                    .isPresent();
            long place = block.position(i);
            column.add(timeline.id(period), value, explained ? -place - 1 : place);
        }
    }

    @Override
    public void finish() {
        Findings.Count count = dataset.findings().of(rule);
        double limit = Math.log(check.factor());
        series.forEach((key, column) -> {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < column.size(); i++) {
                order.add(i);
            }
            order.sort((a, b) -> timeline.chronological().compare(column.period(a), column.period(b)));
            for (int k = 1; k < order.size(); k++) {
                double before = column.value(order.get(k - 1));
                double now = column.value(order.get(k));
                if (before <= 0
                        || now <= 0 // no ratio says how much something grew out of nothing
                        || Math.max(before, now) < check.floor()
                        || timeline.before(column.period(order.get(k))) != column.period(order.get(k - 1))) {
                    continue;
                }
                dataset.findings().checked(count);
                long place = column.position(order.get(k));
                if (place >= 0 && Math.abs(Math.log(now / before)) > limit) {
                    Map<String, String> figures = new LinkedHashMap<>();
                    figures.put("value", Finding.number(now));
                    figures.put("before", Finding.number(before));
                    figures.put("earlier", timeline.text(column.period(order.get(k - 1))));
                    figures.put("factor", Finding.number(Math.round(10 * Math.max(now / before, before / now)) / 10.0));
                    dataset.findings()
                            .add(
                                    count,
                                    new Finding(
                                            rule,
                                            dataset.name(),
                                            dataset.key(key),
                                            timeline.text(column.period(order.get(k))),
                                            figures,
                                            place));
                }
            }
        });
        series.clear();
    }

    /** Keys as lists that share their texts. */
    static final class Names {
        private final Map<String, String> shared = new java.util.HashMap<>();

        List<@Nullable String> shared(@Nullable String[] key) {
            @Nullable String[] copy = key.clone();
            for (int i = 0; i < copy.length; i++) {
                String code = copy[i];
                copy[i] = code == null ? null : shared.computeIfAbsent(code, c -> c);
            }
            return Arrays.asList(copy);
        }
    }
}
