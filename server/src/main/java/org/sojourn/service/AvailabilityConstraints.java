package org.sojourn.service;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.AvailabilityConstraint;
import org.sojourn.model.Codelist;
import org.sojourn.model.Component;
import org.sojourn.model.DataConstraint.ComponentValues;
import org.sojourn.model.DataConstraint.CubeRegion;
import org.sojourn.model.DataConstraint.MemberValue;
import org.sojourn.model.DataConstraint.TimeRange;
import org.sojourn.model.DataConstraint.TimeRange.Bound;
import org.sojourn.model.Dimension;
import org.sojourn.model.ItemScheme;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Representation;
import org.sojourn.model.ValueList;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.query.AvailabilityQuery;
import org.sojourn.service.AvailabilityAnswer.Available;
import org.sojourn.structure.ArtefactReferences;
import org.sojourn.structure.Catalogue;

/** What an availability answer is in the words of the information model: constraints, and what they refer to. */
public final class AvailabilityConstraints {

    private AvailabilityConstraints() {}

    /** One constraint for each artefact that has data. */
    public static List<AvailabilityConstraint> of(AvailabilityAnswer answer, AvailabilityQuery query) {
        return answer.available().stream()
                .map(available -> new AvailabilityConstraint(
                        List.of(),
                        available.reference(),
                        region(available),
                        OptionalLong.of(available.counts().series()),
                        OptionalLong.of(available.counts().observations()),
                        timeDimension(available, query)))
                .toList();
    }

    /** Where all dimensions are told of; another choice names time itself or does not ask for it. */
    private static Optional<String> timeDimension(Available available, AvailabilityQuery query) {
        return query.components().isEmpty()
                ? available.structure().structure().timeDimension().map(Dimension::id)
                : Optional.empty();
    }

    private static CubeRegion region(Available available) {
        List<ComponentValues> keyValues = new ArrayList<>();
        available.spans().forEach((dimension, span) -> {
            List<MemberValue> values = available.counts().values().getOrDefault(dimension, Map.of()).keySet().stream()
                    .map(MemberValue::of)
                    .toList();
            // A time range makes the message unreadable for two widespread clients, so it comes only to who asks for
            // it.
            boolean time = available
                    .structure()
                    .structure()
                    .timeDimension()
                    .filter(t -> t.id().equals(dimension))
                    .isPresent();
            Optional<String> first = span.begin().map(AvailabilityConstraints::text);
            Optional<String> last = span.end().map(AvailabilityConstraints::lastDay);
            if (time ? first.isPresent() : !values.isEmpty()) {
                keyValues.add(new ComponentValues(
                        dimension, true, false, values, time ? range(first, last) : Optional.empty(), first, last));
            }
        });
        return new CubeRegion(true, List.of(), keyValues, List.of());
    }

    private static Optional<TimeRange> range(Optional<String> first, Optional<String> last) {
        return Optional.of(new TimeRange(
                first.map(period -> new Bound(period, true)), last.map(period -> new Bound(period, true))));
    }

    private static String text(LocalDateTime moment) {
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? moment.toLocalDate().toString()
                : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(moment);
    }

    /** The end is the first moment after the data. */
    private static String lastDay(LocalDateTime end) {
        return end.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? end.toLocalDate().minusDays(1).toString()
                : text(end.minusSeconds(1));
    }

    /** The artefacts of the asked classes that the constraints refer to, item schemes cut to the items in use. */
    public static List<MaintainableArtefact> references(AvailabilityAnswer answer, AvailabilityQuery query) {
        Catalogue catalogue = answer.catalogue();
        Map<Urn, MaintainableArtefact> found = new LinkedHashMap<>();
        Map<Urn, Set<String>> items = new LinkedHashMap<>();
        for (Available available : answer.available()) {
            DataStructureView view = available.structure();
            if (wants(query, ArtefactClass.DATAFLOW) && available.reference().type() != ArtefactClass.DATA_STRUCTURE) {
                view.dataflow().ifPresent(flow -> found.put(flow.urn(), flow));
            }
            if (wants(query, ArtefactClass.DATA_STRUCTURE)) {
                found.put(view.structure().urn(), view.structure());
            }
            if (wants(query, ArtefactClass.CODELIST) || wants(query, ArtefactClass.VALUE_LIST)) {
                available
                        .spans()
                        .keySet()
                        .forEach(dimension -> view.representation(dimension)
                                .flatMap(Representation::enumeration)
                                .filter(list -> wants(query, list.type()))
                                .ifPresent(list -> items.computeIfAbsent(list, k -> new LinkedHashSet<>())
                                        .addAll(available
                                                .counts()
                                                .values()
                                                .getOrDefault(dimension, Map.of())
                                                .keySet())));
            }
            if (wants(query, ArtefactClass.CONCEPT_SCHEME)) {
                Set<String> told = new LinkedHashSet<>(available.spans().keySet());
                if (query.components().isEmpty()) { // then what is told has a validity, which is of the time dimension
                    view.structure().timeDimension().ifPresent(time -> told.add(time.id()));
                }
                told.forEach(
                        id -> view.component(id).map(Component::concept).ifPresent(concept -> add(items, concept)));
            }
            if (wants(query, ArtefactClass.DATA_PROVIDER_SCHEME)) {
                available.providers().forEach(provider -> add(items, provider));
            }
        }
        items.forEach((scheme, used) ->
                catalogue.resolve(scheme).map(a -> cut(catalogue, a, used)).ifPresent(a -> found.put(a.urn(), a)));
        return List.copyOf(found.values());
    }

    private static boolean wants(AvailabilityQuery query, ArtefactClass type) {
        return query.references().contains(type);
    }

    private static void add(Map<Urn, Set<String>> items, Urn item) {
        items.computeIfAbsent(ArtefactReferences.artefact(item), k -> new LinkedHashSet<>())
                .add(item.item());
    }

    private static MaintainableArtefact cut(Catalogue catalogue, MaintainableArtefact artefact, Set<String> used) {
        return switch (artefact) {
            case Codelist list -> PartialSchemes.withParents(catalogue.resolveExtensions(list), used);
            case ItemScheme<?> scheme ->
                PartialSchemes.cut(scheme, used)
                        .<MaintainableArtefact>map(Function.identity())
                        .orElse(scheme);
            case ValueList list ->
                new ValueList(
                        list.maintenance(),
                        list.items().stream()
                                .filter(item -> used.contains(item.id()))
                                .toList());
            default -> artefact;
        };
    }
}
