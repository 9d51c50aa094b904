package org.sojourn.structure.binding;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.text.LocalisedText;

/** {@code <com:Name xml:lang="en">...</com:Name>}; JSON has the members {@code name} and {@code names} instead of the list. */
final class TextBinding {
    @XmlAttribute(namespace = Namespaces.XML)
    @Nullable
    String lang;

    @XmlValue
    @Nullable
    String value;

    static TextBinding of(@Nullable String language, String text) {
        TextBinding b = new TextBinding();
        b.lang = language;
        b.value = text;
        return b;
    }

    static @Nullable List<TextBinding> list(LocalisedText text) {
        if (text.isEmpty()) {
            return null;
        }
        List<TextBinding> all = new ArrayList<>(text.byLanguage().size());
        text.byLanguage().forEach((language, words) -> all.add(of(language, words)));
        return all;
    }

    static @Nullable Map<String, String> map(LocalisedText text) {
        return text.isEmpty() ? null : text.byLanguage();
    }

    String text() {
        return value == null ? "" : value;
    }

    /** The texts of an XML list, or of the two members of a JSON object; whichever is there. */
    static LocalisedText model(
            @Nullable List<TextBinding> list,
            @Nullable String best,
            @Nullable Map<String, String> byLanguage,
            String name,
            Reading in) {
        if (list != null && !list.isEmpty()) {
            return ofList(list, name, in);
        }
        if (byLanguage != null && !byLanguage.isEmpty()) {
            Map<String, String> kept = new LinkedHashMap<>(byLanguage);
            kept.values().removeIf(text -> text == null);
            return new LocalisedText(kept);
        }
        if (best != null) {
            in.guessOnce("language-assumed", name + " has no language; read as English");
            return LocalisedText.of("en", best);
        }
        return LocalisedText.EMPTY;
    }

    private static LocalisedText ofList(List<TextBinding> list, String name, Reading in) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (TextBinding t : list) {
            String language = t.lang;
            if (language == null || language.isBlank()) {
                in.guessOnce("language-assumed", name + " has no xml:lang; read as English, the schema's default");
                language = "en";
            }
            String before = texts.putIfAbsent(language, t.text());
            if (before != null) {
                in.guess(
                        "text-twice",
                        name + " is there twice in language '" + language + "'; the second, '" + t.text()
                                + "', is left out");
            }
        }
        return new LocalisedText(texts);
    }
}
