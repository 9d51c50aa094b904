package org.sojourn.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.Component;
import org.sojourn.model.RepresentationMap;
import org.sojourn.model.SdmxException;
import org.sojourn.model.StructureMap;
import org.sojourn.model.StructureMap.ComponentMap;
import org.sojourn.model.StructureMap.FixedValueMap;
import org.sojourn.model.StructureMap.Pair;
import org.sojourn.model.ref.Urn;
import org.sojourn.structure.Catalogue;

/**
 * A structure map at work: values of source components become values of target components.
 *
 * <p>Fixed values come first, then component maps, then maps of time, which may ask for the frequency that the others gave.
 * A component may have several values, of which each is mapped by itself; that works where the map has one source.
 */
final class StructureMapping {

    private final StructureMap map;
    private final DataStructureView source;
    private final DataStructureView target;
    private final Map<String, List<String>> fixed = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<PeriodMapping> times = new ArrayList<>();

    /** A component map with its representation map. */
    record Step(ComponentMap map, @Nullable ValueMapping values) {}

    /**
     * Something that keeps a row from being mapped.
     *
     * @param component of the target that gets no value
     * @param value of the source, as it was
     */
    record Fault(String component, String value, String message, Optional<String> expected) {}

    /**
     * What became of a row: values by target component without those of {@link #fixed}, or a fault, or neither where a value
     * has no counterpart.
     */
    record Outcome(
            Map<String, List<String>> values, @Nullable Fault fault, boolean dropped) {}

    /**
     * @throws SdmxException when the map, its source or its target, or a representation map is not known, or names components
     *     that these do not have
     */
    StructureMapping(StructureMap map, Catalogue catalogue) {
        this.map = map;
        this.source = catalogue.find(map.source().orElseThrow(() -> fault("names no source")));
        this.target = catalogue.find(map.target().orElseThrow(() -> fault("names no target")));
        for (FixedValueMap f : map.fixedValueMaps()) {
            if (f.side() == FixedValueMap.Side.TARGET) {
                known(target, f.component());
                fixed.put(f.component(), f.values());
            }
        }
        Map<Urn, ValueMapping> compiled = new HashMap<>();
        for (ComponentMap c : map.componentMaps()) {
            c.sources().forEach(component -> known(source, component));
            c.targets().forEach(component -> known(target, component));
            if (c.text().isPresent()) {
                throw fault(
                        "maps " + c.sources() + " to a text made of codes, as SDMX 2.1 could; this is not executed");
            }
            ValueMapping values = c.representationMap()
                    .map(urn -> compiled.computeIfAbsent(
                            urn,
                            u -> new ValueMapping(catalogue
                                    .resolve(u, RepresentationMap.class)
                                    .orElseThrow(() -> fault("needs " + u.shortForm() + ", which is not known")))))
                    .orElse(null);
            if (values == null && c.sources().size() != c.targets().size()) {
                throw fault("maps " + c.sources() + " to " + c.targets() + " without a representation map");
            }
            steps.add(new Step(c, values));
        }
        map.epochMaps().forEach(time -> times.add(new PeriodMapping(map, time)));
        map.datePatternMaps().forEach(time -> times.add(new PeriodMapping(map, time)));
        times.forEach(time -> time.time().components().forEach(pair -> {
            known(source, pair.source());
            known(target, pair.target());
        }));
    }

    private void known(DataStructureView structure, String component) {
        if (structure.component(component).isEmpty()) {
            throw fault("names " + component + ", which is no component of "
                    + structure.structure().urn().shortForm() + "; expected one of "
                    + String.join(
                            ", ",
                            structure.structure().components().stream()
                                    .map(Component::id)
                                    .toList()));
        }
    }

    private SdmxException fault(String what) {
        return new SdmxException(SdmxException.Kind.SEMANTIC, map.urn().shortForm() + " " + what);
    }

    DataStructureView source() {
        return source;
    }

    DataStructureView target() {
        return target;
    }

    /** Target components of the maps that have exactly this source. */
    List<String> targetsOf(String sourceComponent) {
        return steps.stream()
                .filter(s -> s.map().sources().equals(List.of(sourceComponent)))
                .flatMap(s -> s.map().targets().stream())
                .toList();
    }

    /** Values that are the same in every row, by target component. */
    Map<String, List<String>> fixed() {
        return Map.copyOf(fixed);
    }

    /**
     * Maps a row.
     *
     * @param row values by source component; several where a cell held several, none where it was empty
     * @param aside source components that somebody else maps
     */
    Outcome map(Map<String, List<String>> row, java.util.Set<String> aside) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        String period = periodAsItIs(row);
        for (Step step : steps) {
            List<String> sources = step.map().sources();
            if (sources.size() == 1 && aside.contains(sources.getFirst())) {
                continue;
            }
            Outcome early = step.values() == null
                    ? copied(step, row, values)
                    : mapped(step, step.values(), row, period, values);
            if (early != null) {
                return early;
            }
        }
        for (PeriodMapping time : times) {
            Optional<String> frequency = time.frequencyDimension()
                    .map(d -> values.getOrDefault(d, fixed.getOrDefault(d, List.of())))
                    .filter(v -> !v.isEmpty())
                    .map(List::getFirst);
            for (Pair pair : time.time().components()) {
                List<String> texts = row.getOrDefault(pair.source(), List.of());
                if (texts.isEmpty()) {
                    continue;
                }
                Optional<String> mapped = time.period(texts.getFirst(), frequency);
                if (mapped.isEmpty()) {
                    return broken(
                            pair.target(),
                            texts.getFirst(),
                            pair.source() + " '" + texts.getFirst() + "' is no date of the form that "
                                    + map.urn().shortForm() + " reads",
                            Optional.empty());
                }
                values.put(pair.target(), List.of(mapped.get()));
            }
        }
        return new Outcome(values, null, false);
    }

    /** The period of the row where it goes unchanged from source to target: it chooses among mappings with dates. */
    private @Nullable String periodAsItIs(Map<String, List<String>> row) {
        return target.structure()
                .timeDimension()
                .flatMap(time -> steps.stream()
                        .filter(s -> s.values() == null && s.map().targets().equals(List.of(time.id())))
                        .findFirst())
                .map(s -> row.getOrDefault(s.map().sources().getFirst(), List.of()))
                .filter(v -> !v.isEmpty())
                .map(List::getFirst)
                .orElse(null);
    }

    private static @Nullable Outcome copied(
            Step step, Map<String, List<String>> row, Map<String, List<String>> values) {
        for (int i = 0; i < step.map().sources().size(); i++) {
            List<String> found = row.getOrDefault(step.map().sources().get(i), List.of());
            if (!found.isEmpty()) {
                values.put(step.map().targets().get(i), found);
            }
        }
        return null;
    }

    private @Nullable Outcome mapped(
            Step step,
            ValueMapping mapping,
            Map<String, List<String>> row,
            @Nullable String period,
            Map<String, List<String>> values) {
        List<String> sources = step.map().sources();
        if (sources.size() == 1) {
            List<String> found = row.getOrDefault(sources.getFirst(), List.of());
            return found.isEmpty() ? absent(step, mapping, period, values) : each(step, mapping, found, period, values);
        }
        List<String> together = sources.stream()
                .map(s -> row.getOrDefault(s, List.of()))
                .map(v -> v.isEmpty() ? "" : v.getFirst())
                .toList();
        return put(step, mapping, mapping.find(together, period), String.join(", ", together), values, false);
    }

    /** An empty cell may mean something: then a mapping has the empty text as its source. */
    private @Nullable Outcome absent(
            Step step, ValueMapping mapping, @Nullable String period, Map<String, List<String>> values) {
        return mapping.find(List.of(""), period) instanceof ValueMapping.Result.Values result
                ? put(step, mapping, result, "", values, false)
                : null;
    }

    private @Nullable Outcome each(
            Step step,
            ValueMapping mapping,
            List<String> found,
            @Nullable String period,
            Map<String, List<String>> values) {
        if (found.size() == 1 && !optional(step)) {
            return put(step, mapping, mapping.find(found, period), found.getFirst(), values, false);
        }
        boolean silent = true;
        for (String value : found) {
            ValueMapping.Result result = mapping.find(List.of(value), period);
            if (result instanceof ValueMapping.Result.NoCounterpart) {
                continue; // says nothing about this component
            }
            silent = false;
            Outcome early = put(step, mapping, result, value, values, true);
            if (early != null) {
                return early;
            }
        }
        return silent ? absent(step, mapping, period, values) : null;
    }

    /** Attributes that are not there say nothing; a dimension without a counterpart takes the row with it. */
    private boolean optional(Step step) {
        return step.map().targets().stream()
                .noneMatch(t -> target.structure().dimensions().stream().anyMatch(d -> d.id().equals(t)));
    }

    private @Nullable Outcome put(
            Step step,
            ValueMapping mapping,
            ValueMapping.Result result,
            String value,
            Map<String, List<String>> values,
            boolean add) {
        return switch (result) {
            case ValueMapping.Result.Values found -> {
                for (int i = 0;
                        i < step.map().targets().size() && i < found.targets().size();
                        i++) {
                    String component = step.map().targets().get(i);
                    if (add && values.containsKey(component)) {
                        List<String> more = new ArrayList<>(values.getOrDefault(component, List.of()));
                        if (!more.contains(found.targets().get(i))) {
                            more.add(found.targets().get(i));
                        }
                        values.put(component, List.copyOf(more));
                    } else {
                        values.put(component, List.of(found.targets().get(i)));
                    }
                }
                yield null;
            }
            case ValueMapping.Result.NoCounterpart none -> optional(step) ? null : new Outcome(Map.of(), null, true);
            case ValueMapping.Result.Unmapped none ->
                broken(
                        String.join(", ", step.map().targets()),
                        value,
                        String.join(", ", step.map().sources()) + " '" + value + "' is in no mapping of "
                                + mapping.map().urn().shortForm(),
                        Optional.of("one of the source values of that map, or a mapping for it"));
        };
    }

    private static Outcome broken(String component, String value, String message, Optional<String> expected) {
        return new Outcome(Map.of(), new Fault(component, value, message, expected), false);
    }
}
