package org.sojourn.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.Value;

/**
 * The codes of one dimension in an index, in order, with the numbers that each segment gives them. A code's <em>rank</em> is its
 * place in {@link #codes}; no code at all has rank -1. Codes of deleted documents may still be there.
 */
final class CodeTable {

    private final String[] codes;
    private final Value.Text[] values;

    /** By segment: rank by ordinal; null where ordinals are ranks. */
    private final int[] @Nullable [] ranks;

    private CodeTable(String[] codes, int[] @Nullable [] ranks) {
        this.codes = codes;
        this.values = Arrays.stream(codes).map(Value.Text::new).toArray(Value.Text[]::new);
        this.ranks = ranks;
    }

    static CodeTable of(String field, List<LeafReaderContext> leaves) throws IOException {
        List<String[]> each = new ArrayList<>();
        for (LeafReaderContext leaf : leaves) {
            each.add(codes(leaf.reader().getSortedDocValues(field)));
        }
        if (each.size() == 1) {
            return new CodeTable(each.getFirst(), new int[1][]);
        }
        TreeSet<String> all = new TreeSet<>(ValueTest::compareCodePoints);
        each.forEach(list -> all.addAll(Arrays.asList(list)));
        String[] codes = all.toArray(String[]::new);
        int[] @Nullable [] ranks = new int[each.size()][];
        for (int l = 0; l < ranks.length; l++) {
            String[] own = each.get(l);
            if (own.length < codes.length) { // else they are the same
                int[] rank = new int[own.length];
                for (int o = 0, at = 0; o < own.length; o++) {
                    while (!codes[at].equals(own[o])) {
                        at++;
                    }
                    rank[o] = at;
                }
                ranks[l] = rank;
            }
        }
        return new CodeTable(codes, ranks);
    }

    private static String[] codes(@Nullable SortedDocValues values) throws IOException {
        if (values == null) {
            return new String[0];
        }
        String[] codes = new String[values.getValueCount()];
        TermsEnum terms = values.termsEnum();
        for (BytesRef term = terms.next(); term != null; term = terms.next()) {
            codes[(int) terms.ord()] = term.utf8ToString();
        }
        return codes;
    }

    /** All codes, in the order of their UTF-8 bytes. */
    List<String> codes() {
        return Arrays.asList(codes);
    }

    int size() {
        return codes.length;
    }

    /** The code of a rank; null for -1. */
    @Nullable
    String code(int rank) {
        return rank < 0 ? null : codes[rank];
    }

    /** The code of a rank, which must be one, as a shared value. */
    Value.Text value(int rank) {
        return values[rank];
    }

    /** The rank of a code, or a negative number other than -1 when no document has it. */
    int rank(String code) {
        int found = Arrays.binarySearch(codes, code, ValueTest::compareCodePoints);
        return found >= 0 ? found : -2;
    }

    /** Rank by ordinal in a segment; null where each ordinal is the rank. */
    int @Nullable [] ranksOf(int leaf) {
        return ranks[leaf];
    }
}
