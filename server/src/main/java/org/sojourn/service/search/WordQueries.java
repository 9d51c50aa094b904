package org.sojourn.service.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Turns typed words into queries: each word may match by id, in any language, by its beginning, or nearly. */
final class WordQueries {

    private static final float BY_ID = 9;
    private static final float IN_NAME = 3;
    private static final float IN_DESCRIPTION = 1;
    private static final float BY_BEGINNING = 1.6f;
    private static final float NEARLY = 0.7f;

    /** Shorter words begin too many others. */
    private static final int SHORTEST_BEGINNING = 3;

    private static final int SHORTEST_SLIP = 4;
    private static final int TWO_SLIPS = 7;

    private final Languages languages;
    private final Collection<String> present;

    /** @param present the languages that there are texts in */
    WordQueries(Languages languages, Collection<String> present) {
        this.languages = languages;
        this.present = List.copyOf(present);
    }

    /** @param least how many of ten words must match */
    Query of(String words, int least) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        int count = 0;
        for (String word : words.strip().split("\\s+")) {
            if (!word.isEmpty() && !languages.terms("folded", word).isEmpty()) {
                all.add(word(word), least == 10 ? Occur.MUST : Occur.SHOULD);
                count++;
            }
        }
        if (count == 0) {
            return words.isBlank() ? new MatchAllDocsQuery() : all.build(); // signs alone match nothing
        }
        if (least < 10) {
            all.setMinimumNumberShouldMatch(Math.max(1, count * least / 10));
        }
        return all.build();
    }

    private Query word(String word) {
        List<Query> ways = new ArrayList<>();
        String id = word.toLowerCase(Locale.ROOT);
        ways.add(new BoostQuery(new TermQuery(new Term("id", id)), BY_ID));
        if (id.length() >= SHORTEST_BEGINNING) {
            ways.add(new BoostQuery(new PrefixQuery(new Term("id", id)), BY_BEGINNING));
        }
        for (String language : present) {
            allOf("name." + language, word, IN_NAME, ways);
            allOf("text." + language, word, IN_DESCRIPTION, ways);
        }
        List<String> folded = languages.terms("folded", word);
        allOf("folded", word, IN_NAME, ways);
        if (folded.size() == 1) {
            String term = folded.getFirst();
            if (term.length() >= SHORTEST_BEGINNING) {
                ways.add(new BoostQuery(new PrefixQuery(new Term("folded", term)), BY_BEGINNING));
            }
            if (term.length() >= SHORTEST_SLIP) {
                ways.add(new BoostQuery(
                        new FuzzyQuery(new Term("folded", term), term.length() >= TWO_SLIPS ? 2 : 1, 1), NEARLY));
            }
        }
        return new DisjunctionMaxQuery(ways, 0.1f);
    }

    private void allOf(String field, String word, float weight, List<Query> ways) {
        List<String> terms = languages.terms(field, word);
        if (terms.isEmpty()) {
            return; // a stop word
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        terms.forEach(term -> all.add(new TermQuery(new Term(field, term)), Occur.MUST));
        ways.add(new BoostQuery(all.build(), weight));
    }

    /** Names in which all words but the last occur, and a word that begins as the last. */
    Query beginning(String words) {
        List<String> terms = languages.terms("folded", words);
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (int i = 0; i < terms.size(); i++) {
            Term term = new Term("folded", terms.get(i));
            boolean last = i == terms.size() - 1;
            BooleanQuery.Builder either = new BooleanQuery.Builder()
                    .add(new BoostQuery(new TermQuery(term), 2), Occur.SHOULD)
                    .add(new PrefixQuery(term), Occur.SHOULD);
            if (!last && term.text().length() >= SHORTEST_SLIP) {
                either.add(new FuzzyQuery(term, 1, 1), Occur.SHOULD);
            }
            all.add(either.build(), Occur.MUST);
        }
        String id = words.strip().toLowerCase(Locale.ROOT);
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        if (!terms.isEmpty()) {
            any.add(all.build(), Occur.SHOULD);
        }
        if (!id.isEmpty()) {
            any.add(new PrefixQuery(new Term("id", id)), Occur.SHOULD);
        }
        return any.build();
    }

    /** Names with a word that is nearly the one that is typed. */
    Query nearly(String words) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String term : languages.terms("folded", words)) {
            all.add(
                    term.length() >= SHORTEST_SLIP
                            ? new FuzzyQuery(new Term("folded", term), term.length() >= TWO_SLIPS ? 2 : 1, 1)
                            : new PrefixQuery(new Term("folded", term)),
                    Occur.MUST);
        }
        return all.build();
    }
}
