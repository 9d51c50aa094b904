package org.sojourn.web.docs;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.sojourn.model.text.LocalisedText;

/** The language of a page: its own words, and those of structures. */
public final class Words {

    /** The languages of pages; the first is spoken to whoever wants none of them. */
    public static final List<String> LANGUAGES = List.of("en", "fr", "es");

    private final String language;
    private final List<Locale.LanguageRange> wanted;
    private final ResourceBundle bundle;

    /** The words in the first of {@code wanted} that pages speak. */
    public Words(List<Locale.LanguageRange> wanted) {
        String found = wanted.isEmpty() ? null : Locale.lookupTag(wanted, LANGUAGES);
        this.language = found == null ? LANGUAGES.getFirst() : found;
        this.wanted = Locale.LanguageRange.parse(language);
        this.bundle = ResourceBundle.getBundle(
                "org.sojourn.web.docs.words",
                Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public String language() {
        return language;
    }

    String of(String key) {
        return bundle.getString(key);
    }

    /** A text that has a number in it. */
    String of(String key, long number) {
        return of(number == 1 && bundle.containsKey(key + ".one") ? key + ".one" : key)
                .replace("{n}", grouped(number));
    }

    /** A number in groups of digits; in Spanish with a space between them, as on the first page. */
    private String grouped(long number) {
        String text = String.format(Locale.forLanguageTag(language), "%,d", number);
        return language.equals("es") ? text.replace('.', '\u202f') : text;
    }

    /** A text of a structure in this language, else in another; empty where there is none. */
    String of(LocalisedText texts) {
        return texts.best(wanted).orElse("");
    }

    List<Locale.LanguageRange> wanted() {
        return wanted;
    }
}
