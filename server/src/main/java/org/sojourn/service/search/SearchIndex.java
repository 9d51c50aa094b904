package org.sojourn.service.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.Weight;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.sojourn.model.ref.Urn;

/** The index: entries go in and out by the artefact they belong to. For many readers and one writer. */
public final class SearchIndex implements AutoCloseable {

    private static final int VALUES_SHOWN = 200;

    /** What people look for first. */
    private static final Map<String, Float> WEIGHTS =
            Map.of("dataflow", 3f, "datastructure", 1.5f, "codelist", 1.2f, "conceptscheme", 1f, "categoryscheme", 1f);

    private static final float HAS_DATA = 4;

    private final Languages languages = new Languages();
    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Set<String> present = new ConcurrentSkipListSet<>();

    public SearchIndex() throws IOException {
        writer = new IndexWriter(directory, new IndexWriterConfig(languages));
        searchers = new SearcherManager(writer, null);
    }

    /** Puts the entries of an artefact in the place of those that it had. */
    public void replace(Urn artefact, Collection<Entry> entries) throws IOException {
        List<Document> documents = new ArrayList<>();
        entries.forEach(entry -> documents.add(document(artefact, entry)));
        writer.updateDocuments(new Term("artefact", artefact.toString()), documents);
    }

    public void remove(Urn artefact) throws IOException {
        writer.deleteDocuments(new Term("artefact", artefact.toString()));
    }

    /** Shows readers what was written. */
    public void show() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    private Document document(Urn artefact, Entry entry) {
        Document d = new Document();
        d.add(new StringField("artefact", artefact.toString(), Field.Store.NO));
        d.add(new org.apache.lucene.document.StoredField("urn", entry.urn().toString()));
        entry.ids().forEach(id -> d.add(new StringField("id", id.toLowerCase(Locale.ROOT), Field.Store.NO)));
        entry.names().byLanguage().forEach((tag, text) -> {
            String language = Languages.primary(tag);
            present.add(language);
            d.add(new TextField("name." + language, text, Field.Store.NO));
            d.add(new TextField("folded", text, Field.Store.NO));
        });
        entry.descriptions().byLanguage().forEach((tag, text) -> {
            String language = Languages.primary(tag);
            present.add(language);
            d.add(new TextField("text." + language, text, Field.Store.NO));
        });
        facet(d, Facet.AGENCY, entry.urn().agency());
        facet(d, Facet.TYPE, type(entry.urn()));
        entry.topics().forEach(topic -> facet(d, Facet.TOPIC, topic));
        entry.data().frequencies().forEach(code -> facet(d, Facet.FREQ, code));
        entry.data().areas().forEach(code -> facet(d, Facet.AREA, code));
        if (entry.data().observations() > 0) {
            d.add(new StringField("data", "yes", Field.Store.NO));
        }
        year(d, "from", entry.data().from());
        year(d, "to", entry.data().to());
        return d;
    }

    /** The type of an entry as people call it: {@code dataflow}, {@code code}. */
    public static String type(Urn urn) {
        return urn.type().className().toLowerCase(Locale.ROOT);
    }

    private static void facet(Document d, Facet facet, String value) {
        d.add(new StringField(facet.field(), value, Field.Store.NO));
        d.add(new SortedSetDocValuesField(facet.field() + "_values", new BytesRef(value)));
    }

    private static void year(Document d, String field, OptionalInt year) {
        if (year.isPresent()) {
            d.add(new IntPoint(field, year.getAsInt()));
            d.add(new NumericDocValuesField(field + "_value", year.getAsInt()));
        }
    }

    /** Searches; where nothing has all the words, what has some of them. */
    public SearchResult search(SearchQuery query) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            WordQueries words = new WordQueries(languages, present);
            Query strict = words.of(query.words(), 10);
            boolean loose = !query.words().isBlank() && searcher.count(strict) == 0;
            return search(searcher, loose ? words.of(query.words(), 5) : strict, query, loose);
        } finally {
            searchers.release(searcher);
        }
    }

    private static SearchResult search(IndexSearcher searcher, Query words, SearchQuery query, boolean loose)
            throws IOException {
        BooleanQuery.Builder filtered = weighted(words);
        query.chosen()
                .forEach((facet, values) -> filtered.add(
                        new TermInSetQuery(
                                facet.field(),
                                values.stream().map(BytesRef::new).toList()),
                        Occur.FILTER));
        if (query.from().isPresent()) {
            filtered.add(IntPoint.newRangeQuery("to", query.from().getAsInt(), Integer.MAX_VALUE), Occur.FILTER);
        }
        if (query.to().isPresent()) {
            filtered.add(
                    IntPoint.newRangeQuery("from", Integer.MIN_VALUE, query.to().getAsInt()), Occur.FILTER);
        }
        Query all = filtered.build();
        int total = searcher.count(all);
        List<Urn> found = new ArrayList<>();
        if (query.limit() > 0 && total > query.offset()) {
            TopDocs top = searcher.search(all, query.offset() + query.limit());
            for (int i = query.offset(); i < top.scoreDocs.length; i++) {
                found.add(urn(searcher, top.scoreDocs[i]));
            }
        }
        Counts counts = new Counts(query);
        Weight weight = searcher.createWeight(searcher.rewrite(words), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            counts.add(leaf, weight);
        }
        return counts.result(total, found, loose);
    }

    private static BooleanQuery.Builder weighted(Query words) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(words, Occur.MUST);
        WEIGHTS.forEach((type, weight) -> all.add(
                new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term(Facet.TYPE.field(), type))), weight),
                Occur.SHOULD));
        all.add(new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term("data", "yes"))), HAS_DATA), Occur.SHOULD);
        return all;
    }

    private static Urn urn(IndexSearcher searcher, ScoreDoc doc) throws IOException {
        return Urn.parse(searcher.storedFields().document(doc.doc).get("urn"));
    }

    /** What people may be about to type: names that hold it, else names that hold something like it. */
    public List<Urn> suggest(String words, int limit) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            WordQueries queries = new WordQueries(languages, present);
            TopDocs top = searcher.search(weighted(queries.beginning(words)).build(), limit);
            if (top.scoreDocs.length == 0) {
                top = searcher.search(weighted(queries.nearly(words)).build(), limit);
            }
            List<Urn> found = new ArrayList<>();
            for (ScoreDoc doc : top.scoreDocs) {
                found.add(urn(searcher, doc));
            }
            return found;
        } finally {
            searchers.release(searcher);
        }
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        writer.close();
        directory.close();
        languages.close();
    }

    /** Counts what matches the words by each facet, under what is chosen of the others. */
    private static final class Counts {

        private static final Facet[] FACETS = Facet.values();

        private final SearchQuery query;
        private final List<Map<String, Integer>> counts = new ArrayList<>();
        private int from = Integer.MAX_VALUE;
        private int to = Integer.MIN_VALUE;

        Counts(SearchQuery query) {
            this.query = query;
            for (int i = 0; i < FACETS.length; i++) {
                counts.add(new HashMap<>());
            }
        }

        void add(LeafReaderContext leaf, Weight weight) throws IOException {
            Scorer scorer = weight.scorer(leaf);
            if (scorer == null) {
                return;
            }
            SortedSetDocValues[] values = new SortedSetDocValues[FACETS.length];
            for (int i = 0; i < FACETS.length; i++) {
                values[i] = DocValues.getSortedSet(leaf.reader(), FACETS[i].field() + "_values");
            }
            NumericDocValues begins = DocValues.getNumeric(leaf.reader(), "from_value");
            NumericDocValues ends = DocValues.getNumeric(leaf.reader(), "to_value");
            DocIdSetIterator docs = scorer.iterator();
            List<List<String>> own = new ArrayList<>();
            var live = leaf.reader().getLiveDocs();
            for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
                if (live != null && !live.get(doc)) {
                    continue;
                }
                own.clear();
                int misses = 0;
                int missed = -1;
                for (int i = 0; i < FACETS.length; i++) {
                    List<String> mine = values(values[i], doc);
                    own.add(mine);
                    List<String> chosen = query.chosen().get(FACETS[i]);
                    if (chosen != null && mine.stream().noneMatch(chosen::contains)) {
                        misses++;
                        missed = i;
                    }
                }
                boolean dated = begins.advanceExact(doc) & ends.advanceExact(doc);
                boolean inTime = (query.from().isEmpty() && query.to().isEmpty())
                        || (dated
                                && ends.longValue() >= query.from().orElse(Integer.MIN_VALUE)
                                && begins.longValue() <= query.to().orElse(Integer.MAX_VALUE));
                if (dated && misses == 0) {
                    from = (int) Math.min(from, begins.longValue());
                    to = (int) Math.max(to, ends.longValue());
                }
                for (int i = 0; inTime && misses < 2 && i < FACETS.length; i++) {
                    if (misses == 0 || missed == i) {
                        Map<String, Integer> facet = counts.get(i);
                        own.get(i).forEach(value -> facet.merge(value, 1, Integer::sum));
                    }
                }
            }
        }

        private static List<String> values(SortedSetDocValues values, int doc) throws IOException {
            if (!values.advanceExact(doc)) {
                return List.of();
            }
            List<String> mine = new ArrayList<>();
            for (int i = 0; i < values.docValueCount(); i++) {
                mine.add(values.lookupOrd(values.nextOrd()).utf8ToString());
            }
            return mine;
        }

        SearchResult result(int total, List<Urn> found, boolean loose) {
            Map<Facet, Map<String, Integer>> facets = new EnumMap<>(Facet.class);
            for (int i = 0; i < FACETS.length; i++) {
                Map<String, Integer> sorted = new LinkedHashMap<>();
                counts.get(i).entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(VALUES_SHOWN)
                        .forEach(e -> sorted.put(e.getKey(), e.getValue()));
                facets.put(FACETS[i], sorted);
            }
            return new SearchResult(
                    total,
                    found,
                    facets,
                    from == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(from),
                    to == Integer.MIN_VALUE ? OptionalInt.empty() : OptionalInt.of(to),
                    loose);
        }
    }
}
