package org.sojourn.validation;

import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.CascadeValues;
import org.sojourn.model.Code;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataConstraint.CubeRegion;
import org.sojourn.model.DataConstraint.DataKey;
import org.sojourn.model.DataConstraint.DataKeySet;
import org.sojourn.model.DataConstraint.MemberValue;
import org.sojourn.model.DataConstraint.TimeRange;
import org.sojourn.model.time.Periods;

/**
 * Tells whether a series key, and a period of it, lie within the constraints of a flow (information model, section on
 * constraints): inside every included region, outside every excluded one, and the same for key sets. A component that a
 * region does not name is free. Constraints that say what data there are ({@code ACTUAL}) do not bind.
 */
final class ConstraintCheck {

    private static final MonthDay NEW_YEAR = MonthDay.of(1, 1);

    /** One condition on a value; {@code position} is that in the series key, -1 for what is not in it. */
    record Test(int position, String component, Predicate<String> allowed, String words) {}

    private final DataStructureView structure;
    private final List<Test> included = new ArrayList<>();
    private final List<List<Test>> excluded = new ArrayList<>();
    private final List<List<List<Test>>> includedKeySets = new ArrayList<>();
    private final List<Test> includedPeriods = new ArrayList<>();
    private final List<Test> includedValues = new ArrayList<>();

    ConstraintCheck(DataStructureView structure, List<DataConstraint> constraints) {
        this.structure = structure;
        for (DataConstraint constraint : constraints) {
            if (constraint.role().orElse(DataConstraint.Role.ALLOWED) == DataConstraint.Role.ALLOWED) {
                constraint.cubeRegions().forEach(this::add);
                constraint.dataKeySets().forEach(this::add);
            }
        }
    }

    /** Why a series key is not allowed, in words; empty where it is. */
    Optional<String> faultOfKey(@Nullable String[] key) {
        for (Test test : included) {
            if (!holds(test, key)) {
                return Optional.of(test.component() + " '" + key[test.position()] + "' is outside the constraint: "
                        + test.words());
            }
        }
        for (List<Test> region : excluded) {
            if (region.stream().allMatch(test -> holds(test, key))) {
                return Optional.of("the constraint excludes "
                        + region.stream().map(Test::words).collect(Collectors.joining(" with ")));
            }
        }
        for (List<List<Test>> keys : includedKeySets) {
            if (keys.stream().noneMatch(one -> one.stream().allMatch(test -> holds(test, key)))) {
                return Optional.of("the key is none of the " + keys.size() + " keys that the constraint allows");
            }
        }
        return Optional.empty();
    }

    /** True where a key is bound by more than its values one by one. */
    boolean bindsSeveral() {
        return !excluded.isEmpty() || !includedKeySets.isEmpty();
    }

    /** Whether a value at a position of the key is within every included region. */
    boolean allows(int position, String value) {
        for (Test test : included) {
            if (test.position() == position && !test.allowed().test(value)) {
                return false;
            }
        }
        return true;
    }

    /** What binds the values of an attribute or measure. */
    List<Test> ofValues(String component) {
        return includedValues.stream()
                .filter(test -> test.component().equals(component))
                .toList();
    }

    /** Why a value of the observation dimension is not allowed; empty where it is. */
    Optional<String> faultOfPeriod(String period) {
        for (Test test : includedPeriods) {
            if (!test.allowed().test(period)) {
                return Optional.of(test.component() + " '" + period + "' is outside the constraint: " + test.words());
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Test test, @Nullable String[] key) {
        String value = key[test.position()];
        return value == null || test.allowed().test(value);
    }

    private void add(CubeRegion region) {
        List<Test> tests = tests(region.keyValues());
        if (region.included()) {
            included.addAll(tests);
            region.keyValues().stream()
                    .filter(values -> structure
                            .observationDimension()
                            .filter(d -> d.id().equals(values.component()))
                            .isPresent())
                    .forEach(values -> includedPeriods.add(test(-1, values)));
            region.components().forEach(values -> includedValues.add(test(-1, values)));
        } else if (!tests.isEmpty()
                && tests.size() == region.keyValues().size()
                && region.components().isEmpty()) {
            excluded.add(tests); // a region that also names what is no series dimension excludes less than a series
        }
    }

    private void add(DataKeySet set) {
        if (set.included()) {
            includedKeySets.add(
                    set.keys().stream().map(DataKey::keyValues).map(this::tests).toList());
        } else {
            set.keys().stream()
                    .filter(k -> k.components().isEmpty())
                    .map(k -> tests(k.keyValues()))
                    .filter(k -> !k.isEmpty())
                    .forEach(excluded::add);
        }
    }

    private List<Test> tests(List<ComponentValues> all) {
        List<Test> tests = new ArrayList<>();
        for (ComponentValues values : all) {
            OptionalInt position = structure.seriesPosition(values.component());
            if (position.isPresent()) {
                tests.add(test(position.getAsInt(), values));
            }
        }
        return tests;
    }

    private Test test(int position, ComponentValues values) {
        String listed = values.values().stream()
                .limit(10)
                .map(MemberValue::value)
                .collect(Collectors.joining(", ", "", values.values().size() > 10 ? ", ..." : ""));
        Predicate<String> among = values.timeRange()
                .map(ConstraintCheck::within)
                .orElseGet(() -> values.values().isEmpty() ? v -> true : among(values));
        String words = values.timeRange().isPresent()
                ? "a period of the allowed range"
                : values.component() + (values.included() ? " is one of " : " is none of ") + listed;
        return new Test(position, values.component(), values.included() ? among : among.negate(), words);
    }

    private Predicate<String> among(ComponentValues values) {
        return among(values, structure.codes(values.component()));
    }

    /** Whether a value is one of those listed, wildcards and cascading resolved. */
    static Predicate<String> among(ComponentValues values, Map<String, Code> codes) {
        Set<String> exact = new HashSet<>();
        List<Pattern> patterns = new ArrayList<>();
        for (MemberValue value : values.values()) {
            if (value.value().indexOf('%') >= 0) {
                patterns.add(Pattern.compile(List.of(value.value().split("%", -1)).stream()
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"))));
            }
            if (value.cascade() != CascadeValues.EXCLUDE_ROOT) {
                exact.add(value.value());
            }
            if (value.cascade() != CascadeValues.FALSE) {
                codes.values().stream()
                        .filter(code -> below(code, value.value(), codes))
                        .forEach(code -> exact.add(code.id()));
            }
        }
        return v -> exact.contains(v)
                || patterns.stream().anyMatch(p -> p.matcher(v).matches());
    }

    private static boolean below(Code code, String ancestor, Map<String, Code> codes) {
        Code at = code;
        for (int depth = 0; at != null && depth <= codes.size(); depth++) { // a circle of parents ends too
            String parent = at.parent().orElse("");
            if (parent.equals(ancestor)) {
                return true;
            }
            at = codes.get(parent);
        }
        return false;
    }

    private static Predicate<String> within(TimeRange range) {
        long from = range.start()
                .map(b -> b.inclusive() ? Periods.start(b.period(), NEW_YEAR) : Periods.end(b.period(), NEW_YEAR))
                .orElse(Long.MIN_VALUE);
        long to = range.end()
                .map(b -> b.inclusive() ? Periods.end(b.period(), NEW_YEAR) : Periods.start(b.period(), NEW_YEAR))
                .orElse(Long.MAX_VALUE);
        return period -> {
            long start = Periods.start(period, NEW_YEAR);
            return start == Periods.NONE || (start >= from && Periods.end(period, NEW_YEAR) <= to);
        };
    }
}
