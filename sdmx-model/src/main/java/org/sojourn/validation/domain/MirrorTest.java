package org.sojourn.validation.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;

/** Compares what two areas report of one flow between them. */
final class MirrorTest {

    private final DomainRule rule;
    private final Check.Mirror check;
    private final Positions at;
    private final Dataset dataset;
    private final Map<Integer, List<String>> beside = new LinkedHashMap<>();
    private final Timeline timeline = new Timeline();
    private final Map<List<@Nullable String>, Pair> pairs = new LinkedHashMap<>();
    private final ChangeTest.Names names = new ChangeTest.Names();

    /** Where reporter, partner and kind of flow stand in the key. */
    record Positions(int reporter, int partner, int kind) {}

    private static final class Pair {
        private final Column arrivals = new Column();
        private final Column departures = new Column();
        private @Nullable List<@Nullable String> key;
    }

    MirrorTest(DomainRule rule, Check.Mirror check, Positions at, Dataset dataset) {
        this.rule = rule;
        this.check = check;
        this.at = at;
        this.dataset = dataset;
        check.beside()
                .forEach((dimension, codes) -> dataset.structure()
                        .seriesPosition(dimension)
                        .ifPresent(position -> beside.put(position, codes)));
    }

    static Optional<Positions> fits(Check.Mirror check, DataStructureView structure) {
        OptionalInt reporter = structure.seriesPosition(check.reporter());
        OptionalInt partner = structure.seriesPosition(check.partner());
        OptionalInt kind = structure.seriesPosition(check.dimension());
        return reporter.isPresent() && partner.isPresent() && kind.isPresent() && structure.hasTime()
                ? Optional.of(new Positions(reporter.getAsInt(), partner.getAsInt(), kind.getAsInt()))
                : Optional.empty();
    }

    void series(SeriesBlock block, Scope scope) {
        String kind = block.key()[at.kind()];
        boolean arrivals = check.arrivals().equals(kind);
        if ((!arrivals && !check.departures().equals(kind)) || block.size() == 0 || !scope.takes(block)) {
            return;
        }
        for (Map.Entry<Integer, List<String>> e : beside.entrySet()) {
            if (!e.getValue().contains(block.key()[e.getKey()])) {
                return;
            }
        }
        List<@Nullable String> key = names.shared(block.key());
        if (!arrivals) { // as the area of destination would write it
            String origin = key.get(at.reporter());
            key.set(at.reporter(), key.get(at.partner()));
            key.set(at.partner(), origin);
            key.set(at.kind(), check.arrivals());
        }
        beside.keySet().forEach(position -> key.set(position, "*"));
        Pair pair = pairs.computeIfAbsent(key, k -> new Pair());
        if (arrivals) {
            pair.key = names.shared(block.key());
        }
        Column column = arrivals ? pair.arrivals : pair.departures;
        for (int i = 0; i < block.size(); i++) {
            String period = block.period(i);
            double value = Scope.number(block, i);
            if (period != null && !Double.isNaN(value) && scope.takes(block, i)) {
                column.add(timeline.id(period), value, block.position(i));
            }
        }
    }

    void finish() {
        Findings.Count count = dataset.findings().of(rule);
        for (Pair pair : pairs.values()) {
            List<@Nullable String> key = pair.key;
            if (key == null) {
                continue;
            }
            for (int i = 0; i < pair.arrivals.size(); i++) {
                int other = pair.departures.find(pair.arrivals.period(i));
                if (other < 0) {
                    continue;
                }
                double in = pair.arrivals.value(i);
                double out = pair.departures.value(other);
                if (in + out <= 0) {
                    continue;
                }
                dataset.findings().checked(count);
                double asymmetry = Math.abs(in - out) / ((in + out) / 2);
                if (asymmetry > check.limit()) {
                    Map<String, String> figures = new LinkedHashMap<>();
                    figures.put("arrivals", Finding.number(in));
                    figures.put("departures", Finding.number(out));
                    figures.put("asymmetry", Finding.number(Math.round(asymmetry * 1000) / 1000.0));
                    dataset.findings()
                            .add(
                                    count,
                                    new Finding(
                                            rule,
                                            dataset.name(),
                                            dataset.key(key),
                                            timeline.text(pair.arrivals.period(i)),
                                            figures,
                                            pair.arrivals.position(i)));
                }
            }
        }
        pairs.clear();
    }
}
