package org.sojourn.service;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sojourn.data.Action;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.MessageHeader;
import org.sojourn.index.Availability;
import org.sojourn.index.DatasetAnswer;
import org.sojourn.index.HistoricStates;
import org.sojourn.index.ReadCopy;
import org.sojourn.index.ReadSnapshot;
import org.sojourn.index.SeriesSnapshot;
import org.sojourn.model.Attribute;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Dimension;
import org.sojourn.model.Measure;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;
import org.sojourn.query.AttributeSelection;
import org.sojourn.query.AvailabilityQuery;
import org.sojourn.query.ComponentFilter;
import org.sojourn.query.Context;
import org.sojourn.query.DataQuery;
import org.sojourn.query.DataSelection;
import org.sojourn.query.KeyFilter;
import org.sojourn.service.DatasetChoice.Chosen;
import org.sojourn.service.DatasetStates.State;
import org.sojourn.store.Commit;
import org.sojourn.store.DatasetHead;

/**
 * Answers data and availability queries of both API generations from the read copy; past states and changes it reads from the
 * database, for the time of one answer. For many threads.
 */
public final class DataQueryService {

    private final ReadCopy copy;
    private final Function<Optional<Instant>, StructureState> structures;
    private final String sender;
    private final DatasetChoice.Known choices = new DatasetChoice.Known();

    /**
     * @param structures the structures at a moment, empty for now
     * @param sender id of the organisation that messages name as their sender
     */
    public DataQueryService(ReadCopy copy, Function<Optional<Instant>, StructureState> structures, String sender) {
        this.copy = copy;
        this.structures = structures;
        this.sender = sender;
    }

    /**
     * Finds the data sets of a query and pins the commit that answers it. To be closed.
     *
     * @throws SdmxException of kind SEMANTIC when the query names components or positions that no structure has, SYNTAX for
     *     periods that are none, NOT_IMPLEMENTED for what the standard knows and this cannot do
     */
    public DataAnswer prepare(DataQuery query) throws IOException {
        StructureState structure = structures.apply(query.selection().asOf());
        ReadSnapshot snapshot = copy.acquire();
        HistoricStates history = copy.history();
        try {
            DatasetChoice choice = choices.of(structure.catalogue(), query.selection(), snapshot.datasets());
            DatasetStates states = new DatasetStates(snapshot, history, query.selection());
            List<Chosen> fitting = choice.fitting(query.selection());
            checkComponents(query, fitting);
            List<DataAnswer.Part> parts = new ArrayList<>();
            Commit newest = Commit.NONE;
            for (Chosen chosen : fitting) {
                newest = later(newest, states.changed(chosen.id()).orElse(Commit.NONE));
                List<State> shown = query.includeHistory()
                        ? states.history(chosen.id(), chosen.structure())
                        : states.of(chosen.id(), chosen.structure());
                for (State state : shown) {
                    DatasetHeader head = header(query, chosen, state);
                    DatasetAnswer data =
                            new DatasetAnswer(state.data(), chosen.structure(), query, state.kind(), state.after());
                    if (head.dimensionAtObservation().equals(DatasetHeader.ALL_DIMENSIONS)) {
                        data.sendFlat();
                    }
                    parts.add(new DataAnswer.Part(head, chosen.agreement(), data, state.headChanged()));
                }
            }
            AnswerState state = state(newest, structure, NormalisedQuery.of(query), snapshot.commit());
            return new DataAnswer(
                    query,
                    choice.known(),
                    () -> message(state),
                    state,
                    parts,
                    List.of(snapshot::close, history::close));
        } catch (IOException | RuntimeException e) {
            history.close();
            snapshot.close();
            throw e;
        }
    }

    /** What there are data for: one entry for each artefact that the query names and that has data. */
    public AvailabilityAnswer availability(AvailabilityQuery query) throws IOException {
        DataSelection selection = query.selection();
        StructureState structure = structures.apply(selection.asOf());
        try (ReadSnapshot snapshot = copy.acquire();
                HistoricStates history = copy.history()) {
            DatasetChoice choice = choices.of(structure.catalogue(), selection, snapshot.datasets());
            DatasetStates states = new DatasetStates(snapshot, history, selection);
            Map<Urn, AvailabilityAnswer.Available> found = new LinkedHashMap<>();
            Commit newest = Commit.NONE;
            for (Chosen chosen : choice.fitting(selection)) {
                checkDimensions(query, chosen.structure());
                newest = later(newest, states.changed(chosen.id()).orElse(Commit.NONE));
                Urn reference = named(query, chosen);
                for (State state : states.of(chosen.id(), chosen.structure())) {
                    if (state.kind() != DatasetAnswer.Kind.DELETED) {
                        found.merge(
                                reference,
                                availability(query, reference, state.data(), chosen),
                                AvailabilityAnswer.Available::plus);
                    }
                }
            }
            AnswerState state = state(
                    newest,
                    structure,
                    NormalisedQuery.of(selection) + query.components() + query.mode() + query.references(),
                    snapshot.commit());
            return new AvailabilityAnswer(choice.known(), List.copyOf(found.values()), structure.catalogue(), state);
        }
    }

    /** Asked by dataflow, a constraint speaks of the dataflow, whoever reported the data (the official test kit wants it). */
    private static Urn named(AvailabilityQuery query, Chosen chosen) {
        return query.selection().context() == Context.DATAFLOW
                ? chosen.structure().dataflow().map(Dataflow::urn).orElse(chosen.reference())
                : chosen.reference();
    }

    private static AvailabilityAnswer.Available availability(
            AvailabilityQuery query, Urn reference, SeriesSnapshot data, Chosen chosen) throws IOException {
        DataStructureView structure = chosen.structure();
        Availability exact = Availability.of(data, structure, query.selection());
        Map<String, Map<String, Availability.Count>> values = new LinkedHashMap<>();
        Map<String, AvailabilityAnswer.Span> spans = new LinkedHashMap<>();
        for (Dimension dimension : structure.structure().dimensions()) {
            String id = dimension.id();
            boolean named = query.components().contains(id);
            if (dimension.kind() == Dimension.Kind.TIME
                    ? !named
                    : !named && !query.components().isEmpty()) {
                continue;
            }
            DataSelection freed = query.mode() == AvailabilityQuery.Mode.AVAILABLE
                    ? without(query.selection(), id, structure)
                    : query.selection();
            Availability source = freed.equals(query.selection()) ? exact : Availability.of(data, structure, freed);
            values.put(id, source.values().getOrDefault(id, Map.of()));
            spans.put(id, new AvailabilityAnswer.Span(source.begin(), source.end()));
        }
        return new AvailabilityAnswer.Available(
                reference,
                structure,
                exact.withValues(values),
                spans,
                exact.series() == 0 ? Set.of() : chosen.reporter().map(Set::of).orElse(Set.of()));
    }

    /** A selection without what it says of one dimension. */
    private static DataSelection without(DataSelection selection, String dimension, DataStructureView structure) {
        List<String> dimensions = structure.structure().dimensions().stream()
                .filter(d -> d.kind() != Dimension.Kind.TIME)
                .map(Dimension::id)
                .toList();
        int position = dimensions.indexOf(dimension);
        List<KeyFilter> keys = selection.keys().stream()
                .map(key -> position < 0 || key.codes(position).isEmpty() ? key : freed(key, position))
                .toList();
        List<ComponentFilter> filters = selection.filters().stream()
                .filter(f -> !f.component().equals(dimension))
                .toList();
        return selection.withKeys(keys).withFilters(filters);
    }

    private static KeyFilter freed(KeyFilter key, int position) {
        List<Set<String>> positions = new ArrayList<>(key.positions());
        positions.set(position, Set.of());
        return new KeyFilter(positions);
    }

    private static Commit later(Commit a, Commit b) {
        return b.seq() > a.seq() ? b : a;
    }

    /** Where no data set answers, the commit that was looked at stands for it. */
    private static AnswerState state(Commit newest, StructureState structure, String query, Commit looked) {
        Commit data = newest.seq() == 0 ? looked : newest;
        Instant modified = data.time().isAfter(structure.time()) ? data.time() : structure.time();
        return new AnswerState(newest.seq(), structure.seq(), NormalisedQuery.hash(query), data.time(), modified);
    }

    private MessageHeader message(AnswerState state) {
        String id = "SOJ" + NormalisedQuery.hash(state.dataSeq() + " " + state.query());
        return MessageHeader.of(id, state.dataTime().toString(), sender);
    }

    private static DatasetHeader header(DataQuery query, Chosen chosen, State state) {
        DataStructureView structure = chosen.structure();
        String pivot = query.dimensionAtObservation()
                .orElseGet(() ->
                        structure.structure().timeDimension().map(Dimension::id).orElse(DatasetHeader.ALL_DIMENSIONS));
        // Formats digest, 2.9: a plain answer replaces, one with some of the components merges.
        boolean plain = query.attributes().equals(AttributeSelection.DSD)
                && query.measures().all();
        boolean deleted = state.kind() == DatasetAnswer.Kind.DELETED;
        Action action = deleted ? Action.DELETE : plain ? Action.REPLACE : Action.MERGE;
        DatasetHead head = state.head();
        Optional<String> validity =
                query.includeHistory() ? Optional.of(state.commit().time().toString()) : Optional.empty();
        return new DatasetHeader(
                chosen.providerTells() ? chosen.reference() : chosen.agreement().orElse(chosen.reference()),
                Optional.of(action),
                pivot,
                head.setId(),
                chosen.providerTells() ? chosen.provider() : Optional.empty(),
                head.reportingBegin(),
                head.reportingEnd(),
                query.includeHistory() ? validity.filter(v -> !deleted) : head.validFrom(),
                query.includeHistory() ? validity.filter(v -> deleted) : head.validTo(),
                head.publicationYear(),
                head.publicationPeriod(),
                List.of());
    }

    private static void checkDimensions(AvailabilityQuery query, DataStructureView structure) {
        for (String id : query.components()) {
            if (structure.structure().dimensions().stream().noneMatch(d -> d.id().equals(id))) {
                throw new SdmxException(
                        SdmxException.Kind.SEMANTIC,
                        "'" + id + "' is no dimension of "
                                + structure.structure().urn().shortForm() + "; it has "
                                + structure.structure().dimensions().stream()
                                        .map(Dimension::id)
                                        .collect(Collectors.joining(", ")));
            }
        }
    }

    /** What is asked to be shown must be there in at least one of the structures. */
    private static void checkComponents(DataQuery query, List<Chosen> chosen) {
        if (chosen.isEmpty()) {
            return;
        }
        DataStructureView first = chosen.getFirst().structure();
        for (String id : query.attributes().ids()) {
            if (chosen.stream().noneMatch(c -> c.structure().level(id).isPresent())) {
                throw unknown(
                        "attribute", id, first, first.attributes().stream().map(Attribute::id));
            }
        }
        for (String id : query.measures().ids()) {
            if (chosen.stream().noneMatch(c -> c.structure().measures().stream().anyMatch(m -> m.id().equals(id)))) {
                throw unknown("measure", id, first, first.measures().stream().map(Measure::id));
            }
        }
        query.dimensionAtObservation()
                .filter(id -> !id.equals(DatasetHeader.ALL_DIMENSIONS))
                .filter(id -> chosen.stream()
                        .noneMatch(c ->
                                c.structure().structure().dimensions().stream().anyMatch(d -> d.id().equals(id))))
                .ifPresent(id -> {
                    throw unknown(
                            "dimension",
                            id,
                            first,
                            first.structure().dimensions().stream().map(Dimension::id));
                });
    }

    private static SdmxException unknown(String what, String id, DataStructureView structure, Stream<String> there) {
        return new SdmxException(
                SdmxException.Kind.SEMANTIC,
                "'" + id + "' is no " + what + " of "
                        + structure.structure().urn().shortForm() + "; it has "
                        + there.collect(Collectors.joining(", ")));
    }
}
