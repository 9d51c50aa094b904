package org.sojourn.validation;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sojourn.model.Code;

/** Finds the code somebody probably meant: same letters in another case, a code's name, or few letters away. */
public final class NearestCode {

    private static final int MOST_CODES_COMPARED = 20_000;

    private NearestCode() {}

    /** The nearest code with its name for a person, {@code FR (France)}; empty where nothing is near. */
    public static Optional<String> of(String text, Map<String, Code> codes) {
        String wanted = text.strip();
        Code best = null;
        int distance = Math.max(1, wanted.length() / 3) + 1; // nearer than this counts
        int compared = 0;
        for (Code code : codes.values()) {
            if (code.id().equalsIgnoreCase(wanted) || named(code, wanted)) {
                return Optional.of(shown(code));
            }
            if (compared++ < MOST_CODES_COMPARED) {
                int d = distance(wanted, code.id(), distance);
                if (d < distance) {
                    distance = d;
                    best = code;
                }
            }
        }
        return Optional.ofNullable(best).map(NearestCode::shown);
    }

    /** The nearest of some ids, by the same rules. */
    public static Optional<String> among(String text, Collection<String> ids) {
        String best = null;
        int distance = Math.max(1, text.length() / 3) + 1;
        for (String id : ids) {
            int d = id.equalsIgnoreCase(text) ? 0 : distance(text, id, distance);
            if (d < distance) {
                distance = d;
                best = id;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean named(Code code, String text) {
        return code.naming().names().byLanguage().values().stream().anyMatch(name -> name.equalsIgnoreCase(text));
    }

    private static String shown(Code code) {
        return code.naming()
                .names()
                .best(Locale.LanguageRange.parse("en"))
                .map(name -> code.id() + " (" + name + ")")
                .orElse(code.id());
    }

    /** Edit distance in which two swapped neighbours count one; stops at {@code limit}. */
    static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[] before = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        int[] next = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            next[0] = i;
            int smallest = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int d = Math.min(Math.min(next[j - 1], row[j]) + 1, row[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d = Math.min(d, before[j - 2] + 1);
                }
                next[j] = d;
                smallest = Math.min(smallest, d);
            }
            if (smallest >= limit) {
                return limit;
            }
            int[] free = before;
            before = row;
            row = next;
            next = free;
        }
        return row[b.length()];
    }
}
