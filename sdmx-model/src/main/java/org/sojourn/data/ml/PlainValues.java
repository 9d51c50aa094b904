package org.sojourn.data.ml;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sojourn.data.Value;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/** Makes values plain texts for formats that have nothing else, and tells what is lost, once for each component. */
final class PlainValues {

    private final List<Locale.LanguageRange> languages;
    private final Problems losses;
    private final String target;
    private final Set<String> told = new HashSet<>();

    /** @param target the format, for people */
    PlainValues(List<Locale.LanguageRange> languages, Problems losses, String target) {
        this.languages = languages;
        this.losses = losses;
        this.target = target;
    }

    /** The text of a value: the first of several, the best of several languages. */
    String text(String component, Value value) {
        return switch (value) {
            case Value.Text t -> t.text();
            case Value.Localised l -> best(component, l.texts());
            case Value.Markup m -> {
                lost(component + " markup", component, "XHTML is written as plain text");
                yield best(component, m.markup());
            }
            case Value.Array a -> {
                lost(component + " array", component, "only the first of several values is written");
                yield text(component, a.values().getFirst());
            }
        };
    }

    private String best(String component, LocalisedText texts) {
        lost(component + " languages", component, "only one language is written, and not which one it is");
        return texts.best(languages).orElse("");
    }

    /** Tells a loss the first time. */
    void lost(String key, String path, String message) {
        if (told.add(key)) {
            losses.add(Problem.lost(path, message + " in " + target));
        }
    }
}
