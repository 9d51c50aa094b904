package org.sojourn.service;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sojourn.data.DataStructureView;
import org.sojourn.index.Availability;
import org.sojourn.index.DatasetStatistics;
import org.sojourn.index.ReadCopy;
import org.sojourn.index.ReadSnapshot;
import org.sojourn.index.SeriesSnapshot;
import org.sojourn.model.Code;
import org.sojourn.model.Concept;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Dimension;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.ref.VersionPattern;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.query.Context;
import org.sojourn.query.DataSelection;
import org.sojourn.query.Visibility;
import org.sojourn.store.DatasetId;

/** What a server holds, for people: dataflows with counts and, for one of them, the values that there are data for. */
public final class HoldingsService {

    private final StructureStates structures;
    private final ReadCopy readCopy;

    public HoldingsService(StructureStates structures, ReadCopy readCopy) {
        this.structures = structures;
        this.readCopy = readCopy;
    }

    /**
     * One dataflow with the counts of all its data sets; zero and empty where there are no data.
     *
     * @param begin where the first period begins
     * @param end when the last period has ended, exclusive
     */
    public record Holding(
            Dataflow flow,
            long series,
            long observations,
            Optional<Instant> updated,
            Optional<LocalDateTime> begin,
            Optional<LocalDateTime> end) {}

    /** A dimension with the values that there are data for, in order of the code list. */
    public record DimensionValues(String id, LocalisedText names, List<ValueCount> values) {
        public DimensionValues {
            values = List.copyOf(values);
        }
    }

    /** A value of a dimension and how many observations have it. */
    public record ValueCount(String id, LocalisedText names, long observations) {}

    /** The newest version of every dataflow, in order of agency and id. */
    public List<Holding> dataflows() throws IOException {
        List<Dataflow> flows = structures
                .at(Optional.empty())
                .catalogue()
                .artefacts()
                .filter(Dataflow.class::isInstance)
                .map(Dataflow.class::cast)
                .toList();
        Map<String, Dataflow> newest = new LinkedHashMap<>();
        flows.forEach(flow -> newest.put(flow.agency() + ":" + flow.id(), flow)); // oldest first
        List<Holding> holdings = new ArrayList<>();
        try (ReadSnapshot snapshot = readCopy.acquire()) {
            for (Dataflow flow : newest.values()) {
                holdings.add(holding(flow, snapshot));
            }
        }
        return holdings;
    }

    /**
     * For each dimension of a dataflow, time left out, the values that there are data for.
     *
     * @throws SdmxException NOT_FOUND when there is no such dataflow
     */
    public List<DimensionValues> values(String agency, String id, String version) throws IOException {
        Urn reference = Urn.of(ArtefactClass.DATAFLOW, agency, id, version);
        StructureState state = structures.at(Optional.empty());
        Dataflow flow = state.catalogue()
                .resolve(reference, Dataflow.class)
                .orElseThrow(() -> new SdmxException(
                        SdmxException.Kind.NOT_FOUND, "there is no dataflow " + reference.shortForm()));
        DataStructureView view = state.catalogue().find(flow.urn());
        Availability found = Availability.NOTHING;
        try (ReadSnapshot snapshot = readCopy.acquire()) {
            DataSelection all = DataSelection.of(Context.DATAFLOW, agency, id, VersionPattern.of(flow.version()));
            for (DatasetId dataset : snapshot.datasets()) {
                Optional<SeriesSnapshot> part =
                        dataset.covers(flow.urn()) ? snapshot.dataset(dataset, Visibility.PUBLIC) : Optional.empty();
                if (part.isPresent()) {
                    found = found.plus(Availability.of(part.get(), view, all));
                }
            }
        }
        List<DimensionValues> dimensions = new ArrayList<>();
        for (Dimension dimension : view.seriesDimensions()) {
            dimensions.add(values(view, dimension.id(), found.values().getOrDefault(dimension.id(), Map.of())));
        }
        return dimensions;
    }

    private static DimensionValues values(
            DataStructureView view, String dimension, Map<String, Availability.Count> counts) {
        Map<String, Availability.Count> left = new LinkedHashMap<>(counts);
        List<ValueCount> values = new ArrayList<>();
        for (Code code : view.codes(dimension).values()) {
            Availability.Count count = left.remove(code.id());
            if (count != null) {
                values.add(new ValueCount(code.id(), code.naming().names(), count.observations()));
            }
        }
        left.forEach((code, count) -> values.add(new ValueCount(code, LocalisedText.EMPTY, count.observations())));
        return new DimensionValues(
                dimension,
                view.concept(dimension).map(Concept::naming).map(n -> n.names()).orElse(LocalisedText.EMPTY),
                values);
    }

    private static Holding holding(Dataflow flow, ReadSnapshot snapshot) throws IOException {
        long series = 0;
        long observations = 0;
        Optional<Instant> updated = Optional.empty();
        Optional<LocalDateTime> begin = Optional.empty();
        Optional<LocalDateTime> end = Optional.empty();
        for (DatasetId dataset : snapshot.datasets()) {
            Optional<SeriesSnapshot> part =
                    dataset.covers(flow.urn()) ? snapshot.dataset(dataset, Visibility.PUBLIC) : Optional.empty();
            if (part.isPresent()) {
                DatasetStatistics statistics = part.get().statistics();
                series += statistics.series();
                observations += statistics.observations();
                updated = later(updated, Optional.of(statistics.updated().time()));
                begin = earlier(begin, statistics.begin());
                end = later(end, statistics.end());
            }
        }
        return new Holding(flow, series, observations, updated, begin, end);
    }

    private static <T extends Comparable<? super T>> Optional<T> later(Optional<T> a, Optional<T> b) {
        return a.isEmpty() || (b.isPresent() && b.get().compareTo(a.get()) > 0) ? b : a;
    }

    private static Optional<LocalDateTime> earlier(Optional<LocalDateTime> a, Optional<LocalDateTime> b) {
        return a.isEmpty() || (b.isPresent() && b.get().isBefore(a.get())) ? b : a;
    }
}
