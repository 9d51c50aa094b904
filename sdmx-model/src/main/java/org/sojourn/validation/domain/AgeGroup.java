package org.sojourn.validation.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A group of ages in completed years by the notation of SDMX: {@code Y0T4}, {@code Y15}, {@code Y_LT15}, {@code Y_GE75}. */
record AgeGroup(String code, int from, int to) {

    private static final int OPEN = Integer.MAX_VALUE;
    private static final Pattern NOTATION =
            Pattern.compile("Y(?:(\\d{1,3})(?:T(\\d{1,3}))?|_GE(\\d{1,3})|_LT(\\d{1,3}))");

    static Optional<AgeGroup> parse(String code) {
        Matcher m = NOTATION.matcher(code);
        if (!m.matches()) {
            return Optional.empty();
        }
        if (m.group(3) != null) {
            return Optional.of(new AgeGroup(code, Integer.parseInt(m.group(3)), OPEN));
        }
        if (m.group(4) != null) {
            return Optional.of(new AgeGroup(code, 0, Integer.parseInt(m.group(4)) - 1));
        }
        int from = Integer.parseInt(m.group(1));
        return Optional.of(new AgeGroup(code, from, m.group(2) == null ? from : Integer.parseInt(m.group(2))));
    }

    /**
     * The finest choice of these codes that covers every age once, from birth to an open end, in order of age; empty where
     * none does.
     */
    static List<String> partition(Collection<String> codes) {
        Map<Integer, List<AgeGroup>> byStart = new HashMap<>();
        for (String code : codes) {
            parse(code)
                    .ifPresent(g -> byStart.computeIfAbsent(g.from(), f -> new ArrayList<>())
                            .add(g));
        }
        List<AgeGroup> path = finest(0, byStart, new HashMap<>());
        return path == null ? List.of() : path.stream().map(AgeGroup::code).toList();
    }

    private static @Nullable List<AgeGroup> finest(
            int age, Map<Integer, List<AgeGroup>> byStart, Map<Integer, Optional<List<AgeGroup>>> known) {
        Optional<List<AgeGroup>> before = known.get(age);
        if (before != null) {
            return before.orElse(null);
        }
        List<AgeGroup> best = null;
        for (AgeGroup group : byStart.getOrDefault(age, List.of())) {
            List<AgeGroup> rest = group.to() == OPEN ? List.of() : finest(group.to() + 1, byStart, known);
            if (rest != null && (best == null || rest.size() + 1 > best.size())) {
                best = new ArrayList<>(List.of(group));
                best.addAll(rest);
            }
        }
        known.put(age, Optional.ofNullable(best));
        return best;
    }
}
