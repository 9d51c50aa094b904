package org.sojourn.model.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One text in any number of languages, in the order in which they were given. Keys are BCP 47 tags as written. */
public record LocalisedText(Map<String, String> byLanguage) {

    public static final LocalisedText EMPTY = new LocalisedText(Map.of());

    public LocalisedText {
        byLanguage = Collections.unmodifiableMap(new LinkedHashMap<>(byLanguage));
    }

    public static LocalisedText of(String language, String text) {
        return new LocalisedText(Map.of(language, text));
    }

    public boolean isEmpty() {
        return byLanguage.isEmpty();
    }

    /** The text in exactly this language. */
    public Optional<String> in(String language) {
        return Optional.ofNullable(byLanguage.get(language));
    }

    /**
     * The text that serves a reader best: the first wanted language range that matches (RFC 4647 lookup), else English,
     * else the first there is; empty only when there is no text at all.
     */
    public Optional<String> best(List<Locale.LanguageRange> wanted) {
        return bestLanguage(wanted).map(byLanguage::get);
    }

    /** The language {@link #best} would choose. */
    public Optional<String> bestLanguage(List<Locale.LanguageRange> wanted) {
        if (byLanguage.isEmpty()) {
            return Optional.empty();
        }
        String match = wanted.isEmpty() ? null : Locale.lookupTag(wanted, byLanguage.keySet());
        if (match != null) {
            for (String language : byLanguage.keySet()) { // lookupTag answers in lower case
                if (language.equalsIgnoreCase(match)) {
                    return Optional.of(language);
                }
            }
        }
        return byLanguage.containsKey("en")
                ? Optional.of("en")
                : Optional.of(byLanguage.keySet().iterator().next());
    }
}
