package org.sojourn.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.Dimension;
import org.sojourn.query.ComponentFilter;
import org.sojourn.query.DataSelection;
import org.sojourn.query.KeyFilter;

/** What a selection says of the dimensions above the observation, as a Lucene query for documents of series. */
final class KeyQueries {

    private final SeriesSnapshot snapshot;
    private final DataStructureView structure;

    KeyQueries(SeriesSnapshot snapshot, DataStructureView structure) {
        this.snapshot = snapshot;
        this.structure = structure;
    }

    /**
     * All series that may have observations of the selection. Lists of codes and filters of any operator become lists of the
     * codes that occur; what the last position of a key says of a structure without time is left out.
     */
    Query of(DataSelection selection) throws IOException {
        return restriction(selection).orElseGet(KeyQueries::everySeries);
    }

    static Query everySeries() {
        return new TermQuery(new Term(Layout.KIND, Layout.SERIES));
    }

    /** The same, but empty where every series fits, as where the codes asked for are all that there are. */
    Optional<Query> restriction(DataSelection selection) throws IOException {
        List<Query> parts = new ArrayList<>();
        keys(selection.keys(), parts);
        for (ComponentFilter filter : selection.filters()) {
            if (structure.seriesPosition(filter.component()).isPresent()) {
                filter(filter, parts);
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(all(parts));
    }

    private void keys(List<KeyFilter> keys, List<Query> into) throws IOException {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (KeyFilter key : keys) {
            List<Query> parts = key(key);
            if (parts.isEmpty()) {
                return; // every key fits this one
            }
            if (keys.size() == 1) {
                into.addAll(parts);
                return;
            }
            any.add(all(parts), Occur.SHOULD);
        }
        if (!keys.isEmpty()) {
            into.add(any.build());
        }
    }

    private List<Query> key(KeyFilter key) throws IOException {
        List<Query> parts = new ArrayList<>();
        List<Dimension> dimensions = structure.seriesDimensions();
        for (int i = 0; i < dimensions.size(); i++) {
            Set<String> codes = key.codes(i);
            String dimension = dimensions.get(i).id();
            if (!codes.isEmpty() && !(takesAll(dimension, codes::contains) && everySeriesHas(dimension))) {
                parts.add(codes(dimension, codes));
            }
        }
        return parts;
    }

    private Query codes(String dimension, Set<String> codes) {
        int place = snapshot.order().dimensions().indexOf(dimension);
        if (place < 0) {
            return new MatchNoDocsQuery();
        }
        String field = Layout.term(place);
        return codes.size() == 1
                ? new TermQuery(new Term(field, codes.iterator().next()))
                : new TermInSetQuery(field, codes.stream().map(BytesRef::new).toList());
    }

    /** True where no code of a dimension falls out. */
    private boolean takesAll(String dimension, Predicate<String> test) {
        int place = snapshot.order().dimensions().indexOf(dimension);
        return place >= 0 && snapshot.codes(place).codes().stream().allMatch(test);
    }

    /** True where no series lacks a code of a dimension; deleted ones count in both figures. */
    private boolean everySeriesHas(String dimension) throws IOException {
        int place = snapshot.order().dimensions().indexOf(dimension);
        Term series = new Term(Layout.KIND, Layout.SERIES);
        for (LeafReaderContext leaf : snapshot.leaves()) {
            if (place < 0
                    || leaf.reader().getDocCount(Layout.term(place))
                            != leaf.reader().docFreq(series)) {
                return false;
            }
        }
        return true;
    }

    private void filter(ComponentFilter filter, List<Query> into) throws IOException {
        ValueTest test = ValueTest.of(filter, structure);
        int place = snapshot.order().dimensions().indexOf(filter.component());
        boolean none = test.fits((String) null);
        if (place < 0) {
            if (!none) {
                into.add(new MatchNoDocsQuery());
            }
            return;
        }
        String field = Layout.term(place);
        List<BytesRef> fitting = new ArrayList<>();
        List<BytesRef> others = new ArrayList<>();
        for (String code : snapshot.codes(place).codes()) {
            (test.fits(code) ? fitting : others).add(new BytesRef(code));
        }
        if (none) { // series without a code fit too
            if (!others.isEmpty()) {
                into.add(new BooleanQuery.Builder()
                        .add(new TermQuery(new Term(Layout.KIND, Layout.SERIES)), Occur.FILTER)
                        .add(new TermInSetQuery(field, others), Occur.MUST_NOT)
                        .build());
            }
        } else if (!others.isEmpty() || !everySeriesHas(filter.component())) {
            into.add(new TermInSetQuery(field, fitting));
        }
    }

    private static Query all(List<Query> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        parts.forEach(part -> all.add(part, Occur.FILTER));
        return all.build();
    }
}
