package org.sojourn.data.json;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** Tells each loss once, and knows the languages by which one text is chosen of several. */
final class Losses {

    private final Problems problems;
    private final List<Locale.LanguageRange> languages;
    private final Set<String> told = new HashSet<>();

    Losses(Problems problems, List<Locale.LanguageRange> languages) {
        this.problems = problems;
        this.languages = languages;
    }

    List<Locale.LanguageRange> languages() {
        return languages;
    }

    void add(String path, String what) {
        if (told.add(path + ' ' + what)) {
            problems.add(Problem.lost(path, what));
        }
    }
}
