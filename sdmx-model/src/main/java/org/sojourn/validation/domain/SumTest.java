package org.sojourn.validation.domain;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.model.Code;

/** Holds totals to the sum of their parts. */
final class SumTest implements DomainCheck.Running {

    private final DomainRule rule;
    private final Check.Sum check;
    private final Scope scope;
    private final Dataset dataset;
    private final int position;
    /** Positions of the dimensions in which total and parts may differ, with the codes allowed there. */
    private final Map<Integer, List<String>> beside = new LinkedHashMap<>();

    private final Set<String> partCodes = new HashSet<>();
    private final Timeline timeline = new Timeline();
    private final Map<List<@Nullable String>, Group> groups = new LinkedHashMap<>();
    private final ChangeTest.Names names = new ChangeTest.Names();

    /** A total and what belongs to it. */
    private static final class Group {
        private @Nullable List<@Nullable String> key;
        private final Column total = new Column();
        private final Map<String, Column> parts = new LinkedHashMap<>();
        /** Of many parts only their sums are kept, by number of the period. */
        private double[] sums = {};

        private int[] counts = {};

        void accumulate(int period, double value) {
            if (period >= sums.length) {
                int grown = period + 8;
                sums = Arrays.copyOf(sums, grown);
                counts = Arrays.copyOf(counts, grown);
            }
            sums[period] += value;
            counts[period]++;
        }
    }

    private SumTest(DomainRule rule, Check.Sum check, Scope scope, Dataset dataset, int position) {
        this.rule = rule;
        this.check = check;
        this.scope = scope;
        this.dataset = dataset;
        this.position = position;
        DataStructureView structure = dataset.structure();
        check.beside()
                .forEach((dimension, codes) ->
                        structure.seriesPosition(dimension).ifPresent(at -> beside.put(at, codes)));
        switch (check.parts()) {
            case Check.Parts.Listed listed -> listed.parts().forEach(part -> partCodes.add(part.code()));
            case Check.Parts.Ages ages -> ages.unknown().ifPresent(partCodes::add);
            case Check.Parts.Others others -> {
                for (Code code : structure.codes(check.dimension()).values()) {
                    boolean annotated = code.naming().annotations().stream()
                            .anyMatch(a ->
                                    a.type().filter(others.annotation()::equals).isPresent()
                                            && a.title()
                                                    .filter(others.values()::contains)
                                                    .isPresent());
                    if (annotated && !code.id().equals(check.total())) {
                        partCodes.add(code.id());
                    }
                }
            }
        }
    }

    static Optional<SumTest> of(DomainRule rule, Check.Sum check, Scope scope, Dataset dataset) {
        OptionalInt position = dataset.structure().seriesPosition(check.dimension());
        return position.isPresent()
                ? Optional.of(new SumTest(rule, check, scope, dataset, position.getAsInt()))
                : Optional.empty();
    }

    @Override
    public void series(SeriesBlock block) {
        String code = block.key()[position];
        if (code == null || block.size() == 0 || !scope.takes(block)) {
            return;
        }
        boolean total = code.equals(check.total());
        boolean part = partCodes.contains(code)
                || (check.parts() instanceof Check.Parts.Ages
                        && AgeGroup.parse(code).isPresent());
        if (!total && !part) {
            return;
        }
        for (Map.Entry<Integer, List<String>> e : beside.entrySet()) {
            if (!e.getValue().contains(block.key()[e.getKey()])) {
                return;
            }
        }
        Group group = groups.computeIfAbsent(groupKey(block), k -> new Group());
        if (total) {
            group.key = names.shared(block.key());
        }
        Column column = total ? group.total : null;
        boolean summed = check.parts() instanceof Check.Parts.Others;
        if (part && !summed && column == null) {
            column = group.parts.computeIfAbsent(code, c -> new Column());
        } else if (total && part) {
            group.parts.put(code, group.total); // the total of this period may be a part of the next one's
        }
        for (int i = 0; i < block.size(); i++) {
            String period = block.period(i);
            if (period == null || !scope.takes(block, i)) {
                continue;
            }
            int id = timeline.id(period);
            double value = Scope.number(block, i);
            if (column != null) {
                column.add(id, value, block.position(i));
            } else {
                group.accumulate(id, value);
            }
        }
    }

    private List<@Nullable String> groupKey(SeriesBlock block) {
        List<@Nullable String> key = names.shared(block.key());
        key.set(position, check.total());
        beside.keySet().forEach(at -> key.set(at, "*"));
        return key;
    }

    @Override
    public void finish() {
        Findings.Count count = dataset.findings().of(rule);
        for (Group group : groups.values()) {
            List<@Nullable String> key = group.key;
            if (key == null) {
                continue;
            }
            for (int i = 0; i < group.total.size(); i++) {
                int period = group.total.period(i);
                double total = group.total.value(i);
                Added added = added(group, period);
                if (Double.isNaN(total) || added == null || Double.isNaN(added.sum())) {
                    continue;
                }
                dataset.findings().checked(count);
                double difference = added.sum() - total;
                if (Math.abs(difference) > added.parts() * check.tolerance() + check.slack() + 1e-9 * Math.abs(total)) {
                    Map<String, String> figures = new LinkedHashMap<>();
                    figures.put("total", Finding.number(total));
                    figures.put("sum", Finding.number(added.sum()));
                    figures.put("difference", Finding.number(difference));
                    figures.put("count", String.valueOf(added.parts()));
                    figures.put("parts", added.words());
                    dataset.findings()
                            .add(
                                    count,
                                    new Finding(
                                            rule,
                                            dataset.name(),
                                            dataset.key(key),
                                            timeline.text(period),
                                            figures,
                                            group.total.position(i)));
                }
            }
        }
        groups.clear();
    }

    /** The parts of one period, added up; the words list them, where they are few. */
    private record Added(double sum, int parts, String words) {}

    private @Nullable Added added(Group group, int period) {
        return switch (check.parts()) {
            case Check.Parts.Others others ->
                period < group.counts.length && group.counts[period] > 0
                        ? new Added(group.sums[period], group.counts[period], "")
                        : null;
            case Check.Parts.Listed listed -> listed(group, listed, period);
            case Check.Parts.Ages ages -> ages(group, ages, period);
        };
    }

    private @Nullable Added listed(Group group, Check.Parts.Listed listed, int period) {
        double sum = 0;
        int n = 0;
        Set<String> found = new HashSet<>();
        StringBuilder words = new StringBuilder();
        for (Check.Part part : listed.parts()) {
            Column column = group.parts.get(part.code());
            int when = part.shift() == 0 ? period : timeline.before(period);
            int at = column == null || when < 0 ? -1 : column.find(when);
            if (column != null && at >= 0) {
                double value = column.value(at);
                sum += part.factor() * value;
                n++;
                found.add(part.code());
                words.append(words.isEmpty() ? "" : " ")
                        .append(part.factor() < 0 ? "− " : words.isEmpty() ? "" : "+ ")
                        .append(part.code())
                        .append(' ')
                        .append(Finding.number(value));
            }
        }
        return n > 0 && found.containsAll(listed.needs()) ? new Added(sum, n, words.toString()) : null;
    }

    private @Nullable Added ages(Group group, Check.Parts.Ages ages, int period) {
        Map<String, Column> there = new LinkedHashMap<>();
        group.parts.forEach((code, column) -> {
            if (column.find(period) >= 0) {
                there.put(code, column);
            }
        });
        List<String> partition = AgeGroup.partition(there.keySet());
        if (partition.isEmpty()) {
            return null;
        }
        double sum = 0;
        for (String code : partition) {
            Column column = java.util.Objects.requireNonNull(there.get(code));
            sum += column.value(column.find(period));
        }
        Column unknown = ages.unknown().map(there::get).orElse(null);
        if (unknown != null) {
            sum += unknown.value(unknown.find(period));
        }
        int n = partition.size() + (unknown == null ? 0 : 1);
        return new Added(
                sum,
                n,
                partition.getFirst() + " … " + partition.getLast()
                        + (unknown == null ? "" : ", " + ages.unknown().orElse("")));
    }
}
