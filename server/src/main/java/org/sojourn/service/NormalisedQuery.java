package org.sojourn.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.sojourn.query.ComponentFilter;
import org.sojourn.query.DataQuery;
import org.sojourn.query.DataSelection;
import org.sojourn.query.KeyFilter;

/** One text for all queries that ask for the same: order of codes, keys and filters does not matter. */
final class NormalisedQuery {

    private NormalisedQuery() {}

    static String of(DataQuery query) {
        return query.withSelection(normalised(query.selection())).toString();
    }

    static String of(DataSelection selection) {
        return normalised(selection).toString();
    }

    private static DataSelection normalised(DataSelection selection) {
        return selection
                .artefacts(
                        selection.agencies().stream().sorted().distinct().toList(),
                        selection.ids().stream().sorted().distinct().toList(),
                        selection.versions())
                .withKeys(selection.keys().stream()
                        .map(NormalisedQuery::normalised)
                        .distinct()
                        .sorted(Comparator.comparing(KeyFilter::toString))
                        .toList())
                .withFilters(selection.filters().stream()
                        .sorted(Comparator.comparing(ComponentFilter::component))
                        .toList());
    }

    private static KeyFilter normalised(KeyFilter key) {
        int used = key.positions().size();
        while (used > 1 && key.codes(used - 1).isEmpty()) {
            used--;
        }
        List<Set<String>> sorted = new ArrayList<>(used);
        for (Set<String> codes : key.positions().subList(0, used)) {
            sorted.add(codes.size() < 2 ? codes : new LinkedHashSet<>(new TreeSet<>(codes)));
        }
        return new KeyFilter(sorted);
    }

    /** The first 24 hexadecimal digits of SHA-256. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
