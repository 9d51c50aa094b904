package org.sojourn.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.RepresentationMap;
import org.sojourn.model.RepresentationMap.Mapping;
import org.sojourn.model.RepresentationMap.SourceValue;
import org.sojourn.model.SdmxException;
import org.sojourn.model.time.Periods;
import org.sojourn.model.time.TimePeriod;

/**
 * A representation map at work: values for values. The first mapping that fits counts; plain values are found at once, and
 * what was found for a combination is remembered (SDMX 3.0, section 6, representation maps).
 */
final class ValueMapping {

    private static final int REMEMBERED = 100_000;

    /** What a combination of source values becomes: values, nothing (it has no counterpart), or it is in no mapping. */
    sealed interface Result {
        record Values(List<String> targets) implements Result {}

        record NoCounterpart() implements Result {}

        record Unmapped() implements Result {}
    }

    private static final Result NO_COUNTERPART = new Result.NoCounterpart();
    private static final Result UNMAPPED = new Result.Unmapped();

    private final RepresentationMap map;
    private final List<Compiled> ordered = new ArrayList<>();
    private final boolean dated;
    private final Map<List<String>, Result> known = new HashMap<>();

    /** A mapping, its regular expressions compiled. */
    private record Compiled(Mapping mapping, List<Optional<Pattern>> patterns, long from, long to) {}

    ValueMapping(RepresentationMap map) {
        this.map = map;
        for (Mapping mapping : map.mappings()) {
            mapping.sources().forEach(this::part);
            List<Optional<Pattern>> patterns = mapping.sources().stream()
                    .map(source -> source.regex() ? Optional.of(pattern(source.value())) : Optional.<Pattern>empty())
                    .toList();
            ordered.add(new Compiled(
                    mapping,
                    patterns,
                    mapping.validFrom()
                            .map(day -> Periods.start(day, TimePeriod.FIRST_OF_JANUARY))
                            .orElse(Long.MIN_VALUE + 1),
                    mapping.validTo()
                            .map(day -> Periods.end(day, TimePeriod.FIRST_OF_JANUARY))
                            .orElse(Long.MAX_VALUE)));
        }
        dated = map.mappings().stream()
                .anyMatch(m -> m.validFrom().isPresent() || m.validTo().isPresent());
    }

    private void part(SourceValue source) {
        int start = source.startIndex().orElse(1);
        if (start < 1 || source.endIndex().orElse(start) < start) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    map.urn().shortForm() + " compares the part of a value from character " + start + " to "
                            + source.endIndex().map(String::valueOf).orElse("the end")
                            + "; expected a part that begins with 1 or later and has an end behind it");
        }
    }

    private Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    map.urn().shortForm() + " has '" + text + "', which is no regular expression: "
                            + e.getDescription());
        }
    }

    RepresentationMap map() {
        return map;
    }

    /** @param period the period of the target row, which chooses among mappings with dates; null where there is none */
    Result find(List<String> values, @Nullable String period) {
        List<String> key = values;
        if (dated) {
            key = new ArrayList<>(values);
            key.add(String.valueOf(period));
        }
        Result before = known.get(key);
        if (before != null) {
            return before;
        }
        Result result = search(values, period);
        if (known.size() < REMEMBERED) {
            known.put(List.copyOf(key), result);
        }
        return result;
    }

    private Result search(List<String> values, @Nullable String period) {
        long at = period == null ? Periods.NONE : Periods.start(period, TimePeriod.FIRST_OF_JANUARY);
        for (Compiled candidate : ordered) {
            if (dated && at != Periods.NONE && (at < candidate.from() || at >= candidate.to())) {
                continue;
            }
            List<String> groups = match(candidate, values);
            if (groups != null) {
                return candidate.mapping().targets().isEmpty()
                        ? NO_COUNTERPART
                        : new Result.Values(candidate.mapping().targets().stream()
                                .map(target -> filled(target, groups))
                                .toList());
            }
        }
        return UNMAPPED;
    }

    /** What regular expressions caught; null where the mapping does not fit. */
    private static @Nullable List<String> match(Compiled candidate, List<String> values) {
        List<String> groups = new ArrayList<>();
        List<SourceValue> sources = candidate.mapping().sources();
        for (int i = 0; i < sources.size(); i++) {
            SourceValue source = sources.get(i);
            String value = part(i < values.size() ? values.get(i) : "", source);
            Optional<Pattern> pattern = candidate.patterns().get(i);
            if (pattern.isPresent()) {
                Matcher m = pattern.get().matcher(value);
                if (!m.matches()) {
                    return null;
                }
                for (int g = 1; g <= m.groupCount(); g++) {
                    groups.add(m.group(g) == null ? "" : m.group(g));
                }
            } else if (!source.value().equals(value)) {
                return null;
            }
        }
        return groups;
    }

    /** The part of a value that is compared; indices count from 1 and name the first and the last character. */
    private static String part(String value, SourceValue source) {
        int from = source.startIndex().map(i -> i - 1).orElse(0);
        int to = source.endIndex().map(i -> Math.min(value.length(), i)).orElse(value.length());
        return from >= to ? "" : value.substring(from, to);
    }

    private static String filled(String target, List<String> groups) {
        String text = target;
        for (int g = groups.size(); g >= 1; g--) {
            text = text.replace("\\" + g, groups.get(g - 1));
        }
        return text;
    }
}
