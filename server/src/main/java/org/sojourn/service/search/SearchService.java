package org.sojourn.service.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sojourn.index.ReadCopy;
import org.sojourn.index.ReadSnapshot;
import org.sojourn.model.Categorisation;
import org.sojourn.model.Category;
import org.sojourn.model.Dataflow;
import org.sojourn.model.Item;
import org.sojourn.model.ItemScheme;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.Naming;
import org.sojourn.model.ReportingCategory;
import org.sojourn.model.ref.ArtefactClass;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.service.HoldingsService;
import org.sojourn.service.HoldingsService.DimensionValues;
import org.sojourn.service.HoldingsService.Holding;
import org.sojourn.service.StructureState;
import org.sojourn.service.StructureStates;
import org.sojourn.structure.ArtefactReferences;

/**
 * Full-text search. The index follows the store by its commit numbers: whoever asks first after a commit brings it up to
 * date, artefact by artefact, so that what did not change costs nothing.
 */
public final class SearchService implements AutoCloseable {

    private static final String FREQUENCY = "FREQ";
    private static final String AREA = "REF_AREA";

    private final StructureStates structures;
    private final ReadCopy readCopy;
    private final HoldingsService holdings;
    private final SearchIndex index;
    private final Map<Urn, Indexed> indexed = new HashMap<>();
    private volatile State state = new State(-1, -1, Map.of(), Map.of());

    /** What an artefact was indexed as. */
    private record Indexed(MaintainableArtefact artefact, List<String> topics, DataFacts data) {}

    /** The commits that the index shows, entries by URN, and names of the values of facets. */
    private record State(long structureSeq, long dataSeq, Map<Urn, Entry> entries, Map<String, LocalisedText> values) {}

    public SearchService(StructureStates structures, ReadCopy readCopy, HoldingsService holdings) throws IOException {
        this.structures = structures;
        this.readCopy = readCopy;
        this.holdings = holdings;
        this.index = new SearchIndex();
    }

    /**
     * What was found.
     *
     * @param entries the page of the result
     * @param names of categories by {@code SCHEME.PATH}, of frequencies and areas by code
     * @param seq number of the newest commit that the answer shows
     */
    public record Found(SearchResult result, List<Entry> entries, Map<String, LocalisedText> names, long seq) {
        public Found {
            entries = List.copyOf(entries);
        }
    }

    /** Searches what there is now. */
    public Found search(SearchQuery query) throws IOException {
        State now = current();
        SearchResult result = index.search(query);
        return new Found(
                result, entries(now, result.found()), now.values(), Math.max(now.structureSeq(), now.dataSeq()));
    }

    /** What people may be about to type. */
    public List<Entry> suggest(String words, int limit) throws IOException {
        State now = current();
        return words.isBlank() ? List.of() : entries(now, index.suggest(words, limit));
    }

    private static List<Entry> entries(State now, List<Urn> found) {
        // What another caller's commit removed in between is left out.
        return found.stream()
                .flatMap(urn -> Optional.ofNullable(now.entries().get(urn)).stream())
                .toList();
    }

    private State current() throws IOException {
        State known = state;
        StructureState structure = structures.at(Optional.empty());
        long data = dataSeq();
        return known.structureSeq() == structure.seq() && known.dataSeq() == data ? known : follow();
    }

    private long dataSeq() {
        try (ReadSnapshot snapshot = readCopy.acquire()) {
            return snapshot.commit().seq();
        }
    }

    private synchronized State follow() throws IOException {
        StructureState structure = structures.at(Optional.empty());
        long data = dataSeq();
        if (state.structureSeq() == structure.seq() && state.dataSeq() == data) {
            return state; // another caller was first
        }
        List<MaintainableArtefact> artefacts = structure.catalogue().artefacts().toList();
        Map<String, LocalisedText> values = new HashMap<>();
        Map<Urn, List<String>> topics = topics(artefacts, values);
        Map<Urn, DataFacts> facts = facts(values);
        Map<Urn, Entry> entries = new HashMap<>(state.entries());
        Set<Urn> gone = new HashSet<>(indexed.keySet());
        for (MaintainableArtefact artefact : artefacts) {
            Urn urn = artefact.urn();
            gone.remove(urn);
            Indexed now =
                    new Indexed(artefact, topics.getOrDefault(urn, List.of()), facts.getOrDefault(urn, DataFacts.NONE));
            Indexed before = indexed.put(urn, now);
            boolean same = before != null
                    && before.topics().equals(now.topics())
                    && before.data().equals(now.data())
                    && before.artefact().equals(artefact);
            if (!same) {
                forget(before, entries);
                List<Entry> own = entries(now);
                own.forEach(entry -> entries.put(entry.urn(), entry));
                index.replace(urn, own);
            }
        }
        for (Urn urn : gone) {
            forget(indexed.remove(urn), entries);
            index.remove(urn);
        }
        index.show();
        state = new State(structure.seq(), data, entries, values);
        return state;
    }

    private static void forget(@Nullable Indexed before, Map<Urn, Entry> entries) {
        if (before != null) {
            entries(before).forEach(entry -> entries.remove(entry.urn()));
        }
    }

    private static List<Entry> entries(Indexed one) {
        MaintainableArtefact artefact = one.artefact();
        Naming naming = artefact.maintenance().naming();
        List<Entry> all = new ArrayList<>();
        all.add(new Entry(
                artefact.urn(),
                List.of(artefact.id(), artefact.agency() + ":" + artefact.id()),
                naming.names(),
                naming.descriptions(),
                one.topics(),
                one.data()));
        if (artefact instanceof ItemScheme<?> scheme) {
            items(scheme.urn(), scheme.itemType(), "", scheme.items(), all);
        }
        return all;
    }

    private static void items(
            Urn scheme, ArtefactClass type, String above, List<? extends Item> items, List<Entry> all) {
        for (Item item : items) {
            String path = above + item.id();
            all.add(new Entry(
                    scheme.item(type, path),
                    path.equals(item.id()) ? List.of(path) : List.of(item.id(), path),
                    item.naming().names(),
                    item.naming().descriptions(),
                    List.of(),
                    DataFacts.NONE));
            switch (item) {
                case Category category -> items(scheme, type, path + ".", category.children(), all);
                case ReportingCategory category -> items(scheme, type, path + ".", category.children(), all);
                default -> {}
            }
        }
    }

    /** The categories of each artefact, those above included, so that a topic holds what its parts hold. */
    private static Map<Urn, List<String>> topics(
            List<MaintainableArtefact> artefacts, Map<String, LocalisedText> values) {
        Map<Urn, List<String>> topics = new HashMap<>();
        for (MaintainableArtefact artefact : artefacts) {
            if (artefact instanceof org.sojourn.model.CategoryScheme scheme) {
                name(scheme.id() + ".", scheme.items(), values);
            }
            if (artefact instanceof Categorisation filed
                    && filed.source().isPresent()
                    && filed.target().isPresent()) {
                Urn category = filed.target().get();
                List<String> of = topics.computeIfAbsent(
                        ArtefactReferences.artefact(filed.source().get()), k -> new ArrayList<>());
                String path = category.id() + "." + category.item();
                for (int end = path.length(); end > category.id().length(); end = path.lastIndexOf('.', end - 1)) {
                    String topic = path.substring(0, end);
                    if (!of.contains(topic)) {
                        of.add(topic);
                    }
                }
            }
        }
        return topics;
    }

    private static void name(String above, List<Category> categories, Map<String, LocalisedText> values) {
        for (Category category : categories) {
            values.put(above + category.id(), category.naming().names());
            name(above + category.id() + ".", category.children(), values);
        }
    }

    private Map<Urn, DataFacts> facts(Map<String, LocalisedText> values) throws IOException {
        Map<Urn, DataFacts> facts = new LinkedHashMap<>();
        for (Holding holding : holdings.dataflows()) {
            if (holding.series() == 0) {
                continue;
            }
            Dataflow flow = holding.flow();
            List<String> frequencies = new ArrayList<>();
            List<String> areas = new ArrayList<>();
            for (DimensionValues dimension :
                    holdings.values(flow.agency(), flow.id(), flow.version().text())) {
                List<String> into = dimension.id().equals(FREQUENCY)
                        ? frequencies
                        : dimension.id().equals(AREA) ? areas : null;
                if (into != null) {
                    dimension.values().forEach(value -> {
                        into.add(value.id());
                        values.putIfAbsent(value.id(), value.names());
                    });
                }
            }
            facts.put(
                    flow.urn(),
                    new DataFacts(
                            holding.observations(),
                            frequencies,
                            areas,
                            year(holding.begin()),
                            year(holding.end().map(end -> end.minusSeconds(1)))));
        }
        return facts;
    }

    private static OptionalInt year(Optional<java.time.LocalDateTime> moment) {
        return moment.isPresent() ? OptionalInt.of(moment.get().getYear()) : OptionalInt.empty();
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
