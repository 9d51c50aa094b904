package org.sojourn.index;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.SeriesBlock;
import org.sojourn.data.Value;
import org.sojourn.model.Dimension;
import org.sojourn.model.SdmxException;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.model.time.TimePeriod;
import org.sojourn.query.SortTerm;

/**
 * An order of observations that takes series apart: by a measure or an attribute, or by time before the rest of the key.
 *
 * <p>Time sorts by what periods cover, numbers as numbers, everything else as text, code point by code point; numbers come
 * before texts, and what has no value comes last whichever way it is sorted. What is equal stays in the order of the key.
 */
final class ObservationOrder {

    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Comparable<?>> periods = new HashMap<>();

    private interface Rank {
        @Nullable
        Comparable<?> of(SeriesBlock block, int observation, Map<String, Value> ofSeries);
    }

    private record Step(Rank rank, boolean descending) {}

    /** What a period covers. */
    private record Span(LocalDateTime start, LocalDateTime end) implements Comparable<Span> {
        @Override
        public int compareTo(Span other) {
            int byStart = start.compareTo(other.start);
            return byStart != 0 ? byStart : end.compareTo(other.end);
        }
    }

    private record Text(String text) implements Comparable<Text> {
        @Override
        public int compareTo(Text other) {
            return ValueTest.compareCodePoints(text, other.text);
        }
    }

    /**
     * @throws SdmxException SEMANTIC for what is no component of the structure, NOT_IMPLEMENTED for attributes above the
     *     series
     */
    ObservationOrder(List<SortTerm> sort, DataStructureView structure) {
        Optional<Dimension> inside = structure.observationDimension();
        for (SortTerm term : sort) {
            String id = term.component();
            boolean all = id.equals(SortTerm.ALL_DIMENSIONS);
            if (all || id.equals(SortTerm.SERIES_KEY)) {
                for (int position = 0; position < structure.seriesDimensions().size(); position++) {
                    steps.add(new Step(ofKey(position), term.descending()));
                }
                if (all && inside.isPresent()) {
                    steps.add(new Step(ofPeriod(structure), term.descending()));
                }
            } else {
                steps.add(new Step(rank(id, inside, structure), term.descending()));
            }
        }
    }

    private Rank rank(String id, Optional<Dimension> inside, DataStructureView structure) {
        if (inside.filter(d -> d.id().equals(id)).isPresent()) {
            return ofPeriod(structure);
        }
        OptionalInt position = structure.seriesPosition(id);
        if (position.isPresent()) {
            return ofKey(position.getAsInt());
        }
        OptionalInt column = structure.column(id);
        if (column.isPresent()) {
            int at = column.getAsInt();
            return (block, observation, ofSeries) -> ofValue(block.value(at, observation));
        }
        DataStructureView.Level level = structure
                .level(id)
                .orElseThrow(() -> new SdmxException(
                        SdmxException.Kind.SEMANTIC,
                        "there is no component " + id + " to sort by in "
                                + structure.structure().urn().shortForm()));
        if (level != DataStructureView.Level.SERIES) {
            throw new SdmxException(
                    SdmxException.Kind.NOT_IMPLEMENTED,
                    "answers are not sorted by " + id + ", which stands above the series; sort by the dimensions it"
                            + " depends on: " + String.join(", ", structure.attributeDimensions(id)));
        }
        return (block, observation, ofSeries) -> ofValue(ofSeries.get(id));
    }

    private static Rank ofKey(int position) {
        return (block, observation, ofSeries) -> {
            String code = block.key()[position];
            return code == null ? null : new Text(code);
        };
    }

    private Rank ofPeriod(DataStructureView structure) {
        return (block, observation, ofSeries) -> {
            String period = block.period(observation);
            return period == null
                    ? null
                    : periods.computeIfAbsent(period, p -> structure.hasTime() ? span(p) : new Text(p));
        };
    }

    private static Comparable<?> span(String period) {
        Optional<TimePeriod> parsed = TimePeriod.tryParse(period);
        return parsed.isPresent() ? new Span(parsed.get().start(), parsed.get().end()) : new Text(period);
    }

    private static @Nullable Comparable<?> ofValue(@Nullable Value value) {
        return switch (value) {
            case null -> null;
            case Value.Text text -> ofText(text.text());
            case Value.Array several -> ofValue(several.values().getFirst());
            case Value.Localised texts -> first(texts.texts());
            case Value.Markup markup -> first(markup.markup());
        };
    }

    private static @Nullable Comparable<?> first(LocalisedText texts) {
        return texts.best(List.of()).map(Text::new).orElse(null);
    }

    private static Comparable<?> ofText(String text) {
        BigDecimal number = ValueTest.number(text);
        return number != null ? number : new Text(text);
    }

    /** What {@link #compare} wants to know of an observation, one rank for each step. */
    @Nullable
    Comparable<?>[] ranks(SeriesBlock block, int observation, Map<String, Value> ofSeries) {
        Comparable<?>[] ranks = new Comparable<?>[steps.size()];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = steps.get(i).rank().of(block, observation, ofSeries);
        }
        return ranks;
    }

    int compare(@Nullable Comparable<?>[] a, @Nullable Comparable<?>[] b) {
        for (int i = 0; i < a.length; i++) {
            Comparable<?> x = a[i];
            Comparable<?> y = b[i];
            if (x == null || y == null) {
                if (x != null || y != null) {
                    return x == null ? 1 : -1;
                }
                continue;
            }
            int c = x.getClass() == y.getClass() ? same(x, y) : Integer.compare(kind(x), kind(y));
            if (c != 0) {
                return steps.get(i).descending() ? -c : c;
            }
        }
        return 0;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Comparable<T>> int same(Comparable<?> a, Comparable<?> b) {
        return ((T) a).compareTo((T) b);
    }

    private static int kind(Comparable<?> rank) {
        return rank instanceof Text ? 1 : 0;
    }
}
