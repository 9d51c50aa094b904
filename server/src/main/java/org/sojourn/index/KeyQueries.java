package org.sojourn.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    Query of(DataSelection selection) {
        List<Query> parts = new ArrayList<>();
        keys(selection.keys(), parts);
        for (ComponentFilter filter : selection.filters()) {
            if (structure.seriesPosition(filter.component()).isPresent()) {
                filter(filter, parts);
            }
        }
        if (parts.isEmpty()) {
            return new TermQuery(new Term(Layout.KIND, Layout.SERIES));
        }
        return all(parts);
    }

    private void keys(List<KeyFilter> keys, List<Query> into) {
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

    private List<Query> key(KeyFilter key) {
        List<Query> parts = new ArrayList<>();
        List<Dimension> dimensions = structure.seriesDimensions();
        for (int i = 0; i < dimensions.size(); i++) {
            Set<String> codes = key.codes(i);
            if (!codes.isEmpty()) {
                parts.add(codes(dimensions.get(i).id(), codes));
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

    private void filter(ComponentFilter filter, List<Query> into) {
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
        } else {
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
