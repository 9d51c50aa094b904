package org.sojourn.data.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sojourn.model.text.LocalisedText;

/** Writes texts as the pair of the best one and of all: {@code name} and {@code names}, {@code text} and {@code texts}. */
final class JsonNames {

    private final List<Locale.LanguageRange> languages;
    private final boolean all;

    /**
     * @param languages those wanted; none, or {@code *} among them, means that all are written
     * @param pairs whether the format knows the pair; else names are written in the best language alone
     */
    JsonNames(List<Locale.LanguageRange> languages, boolean pairs) {
        this.languages = languages;
        this.all = pairs
                && (languages.isEmpty()
                        || languages.stream().anyMatch(r -> r.getRange().equals("*")));
    }

    /** Writes both; nothing where there is no text. */
    void write(JsonGenerator out, String best, String every, LocalisedText texts) throws IOException {
        write(out, best, every, texts, all);
    }

    /** Writes both whatever languages are wanted: for texts that belong to the message and not to its structures. */
    void writeAll(JsonGenerator out, String best, String every, LocalisedText texts) throws IOException {
        write(out, best, every, texts, true);
    }

    /** Writes a name where the schema wants one: without any text the id serves. */
    void writeNamed(JsonGenerator out, LocalisedText names, String id) throws IOException {
        if (names.isEmpty()) {
            out.writeStringField("name", id);
        } else {
            write(out, "name", "names", names);
        }
    }

    private void write(JsonGenerator out, String best, String every, LocalisedText texts, boolean whole)
            throws IOException {
        Optional<String> chosen = texts.best(languages);
        if (chosen.isEmpty()) {
            return;
        }
        out.writeStringField(best, chosen.get());
        if (whole) {
            out.writeObjectFieldStart(every);
            for (Map.Entry<String, String> e : texts.byLanguage().entrySet()) {
                out.writeStringField(e.getKey(), e.getValue());
            }
            out.writeEndObject();
        }
    }
}
