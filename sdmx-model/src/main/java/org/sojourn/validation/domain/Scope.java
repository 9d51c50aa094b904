package org.sojourn.validation.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataStructureView.Level;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;

/** The cells of one data set that a rule is about: its conditions, bound to the places of a structure. */
final class Scope {

    private final List<Test> ofSeries = new ArrayList<>();
    private final List<Test> ofObservations = new ArrayList<>();

    /** One condition: whether the component has one of the codes, or has none of them. */
    private record Test(Place place, List<String> patterns, boolean wanted) {
        boolean holds(SeriesBlock block, int i) {
            return wanted == matchesAny(place.value(block, i), patterns);
        }
    }

    /** Where the value of a component stands. */
    record Place(int keyPosition, int column, String attribute) {

        /** Empty where the component is none of the structure's, or stands above the series. */
        static Optional<Place> of(String component, DataStructureView structure) {
            if (structure.seriesPosition(component).isPresent()) {
                return Optional.of(new Place(structure.seriesPosition(component).getAsInt(), -1, ""));
            }
            if (structure.column(component).isPresent()) {
                return Optional.of(new Place(-1, structure.column(component).getAsInt(), ""));
            }
            return structure.level(component).filter(l -> l == Level.SERIES).map(l -> new Place(-1, -1, component));
        }

        boolean perObservation() {
            return column >= 0;
        }

        /** The value at an observation; of what stands at the series any observation will do. */
        @Nullable
        Value value(SeriesBlock block, int i) {
            if (keyPosition >= 0) {
                String code = block.key()[keyPosition];
                return code == null ? null : Value.of(code);
            }
            return column >= 0 ? block.value(column, i) : block.attributes().get(attribute);
        }
    }

    /** Empty where the structure lacks what the rule speaks about. */
    static Optional<Scope> of(
            Map<String, List<String>> when, Map<String, List<String>> unless, DataStructureView structure) {
        Scope scope = new Scope();
        for (Map.Entry<String, List<String>> condition : when.entrySet()) {
            Optional<Place> place = Place.of(condition.getKey(), structure);
            if (place.isEmpty()) {
                return Optional.empty();
            }
            scope.add(new Test(place.get(), condition.getValue(), true));
        }
        unless.forEach((component, codes) ->
                Place.of(component, structure).ifPresent(place -> scope.add(new Test(place, codes, false))));
        return Optional.of(scope);
    }

    private void add(Test test) {
        (test.place().perObservation() ? ofObservations : ofSeries).add(test);
    }

    boolean takes(SeriesBlock block) {
        for (Test test : ofSeries) {
            if (!test.holds(block, 0)) {
                return false;
            }
        }
        return true;
    }

    /** For observations of a block that {@link #takes} let through. */
    boolean takes(SeriesBlock block, int i) {
        for (Test test : ofObservations) {
            if (!test.holds(block, i)) {
                return false;
            }
        }
        return true;
    }

    static boolean matchesAny(@Nullable Value value, List<String> patterns) {
        return switch (value) {
            case null -> false;
            case Value.Text text -> patterns.stream().anyMatch(p -> matches(text.text(), p));
            case Value.Array array -> array.values().stream().anyMatch(v -> matchesAny(v, patterns));
            case Value.Localised l -> false;
            case Value.Markup m -> false;
        };
    }

    static boolean matches(String code, String pattern) {
        return pattern.endsWith("*")
                ? code.startsWith(pattern.substring(0, pattern.length() - 1))
                : code.equals(pattern);
    }

    /** The number that stands at the measure; NaN where there is none. */
    static double number(SeriesBlock block, int i) {
        Value value = block.value(0, i);
        if (!(value instanceof Value.Text text)) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text.text());
        } catch (NumberFormatException e) {
            return Double.NaN; // whoever checks the form of values tells of it
        }
    }
}
