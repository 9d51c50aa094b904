package org.sojourn.validation.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sojourn.rules.Problem.Severity;

/** Collects findings: counts all, keeps the first of each rule. Not for several threads. */
public final class Findings {

    private static final int DEFAULT_LIMIT = 1000;

    private final int limit;
    private final Map<DomainRule, Count> counts = new LinkedHashMap<>();

    /** What became of one rule: cells looked at, cells that broke it, and the first of these. */
    public static final class Count {
        private long checked;
        private long broken;
        private final List<Finding> kept = new ArrayList<>();

        /** Cells, or totals, that the rule was about. */
        public long checked() {
            return checked;
        }

        public long broken() {
            return broken;
        }

        public List<Finding> kept() {
            return List.copyOf(kept);
        }
    }

    public Findings() {
        this(DEFAULT_LIMIT);
    }

    /** @param limit how many findings are kept of each rule */
    public Findings(int limit) {
        this.limit = limit;
    }

    Count of(DomainRule rule) {
        return counts.computeIfAbsent(rule, r -> new Count());
    }

    void checked(Count count) {
        count.checked++;
    }

    void add(Count count, Finding finding) {
        count.broken++;
        if (count.kept.size() < limit) {
            count.kept.add(finding);
        }
    }

    /** Counts by rule, for all rules that applied to some data set, in the order of the rules. */
    public Map<DomainRule, Count> byRule() {
        return java.util.Collections.unmodifiableMap(counts);
    }

    /** The findings that were kept, rule by rule. */
    public List<Finding> list() {
        return counts.values().stream().flatMap(c -> c.kept.stream()).toList();
    }

    /** The number of cells that broke rules of this severity. */
    public long broken(Severity severity) {
        return counts.entrySet().stream()
                .filter(e -> e.getKey().severity() == severity)
                .mapToLong(e -> e.getValue().broken)
                .sum();
    }
}
