package org.sojourn.data.csv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.sojourn.data.Value;
import org.sojourn.model.text.LocalisedText;

/**
 * The values inside one field of SDMX-CSV 2.x: arrays {@code A;B}, languages {@code en:Text;fr:Texte}, and arrays of
 * languages, each value in quotes of its own: {@code "en:a;fr:b";"en:c"}. The two directions are inverses.
 */
final class SubFields {

    private static final Set<String> ISO_LANGUAGES = Set.of(Locale.getISOLanguages());

    private final char separator;

    SubFields(char separator) {
        this.separator = separator;
    }

    /** A piece of a field; quotes around it are gone. */
    private record Piece(String text, boolean quoted) {}

    /** The values of an array, one text each. */
    List<String> values(String field) {
        return pieces(field).stream().map(Piece::text).toList();
    }

    /**
     * The texts by language, or an array of such; a field in which no language is named is text in no language.
     *
     * @param declared languages that the header names
     * @param markup whether the texts are XHTML
     */
    Value localised(String field, List<String> declared, boolean markup) {
        List<Piece> pieces = pieces(field);
        if (!pieces.isEmpty() && pieces.stream().allMatch(Piece::quoted)) {
            List<Value> values = new ArrayList<>();
            for (Piece piece : pieces) {
                values.add(single(pieces(piece.text()), piece.text(), declared, markup));
            }
            return Value.array(values);
        }
        return single(pieces, field, declared, markup);
    }

    private Value single(List<Piece> pieces, String whole, List<String> declared, boolean markup) {
        Map<String, StringBuilder> byLanguage = new LinkedHashMap<>();
        StringBuilder current = null;
        for (Piece piece : pieces) {
            Optional<String> language = language(piece.text(), declared);
            if (language.isPresent() && !byLanguage.containsKey(language.get())) {
                current =
                        new StringBuilder(piece.text().substring(language.get().length() + 1));
                byLanguage.put(language.get(), current);
            } else if (current == null) {
                return markup ? new Value.Markup(LocalisedText.of("en", whole)) : Value.of(whole);
            } else {
                // A separator inside the text, left as it is by writers that know no inner quotes.
                current.append(separator).append(piece.text());
            }
        }
        Map<String, String> texts = new LinkedHashMap<>();
        byLanguage.forEach((language, text) -> texts.put(language, text.toString()));
        LocalisedText text = new LocalisedText(texts);
        return markup ? new Value.Markup(text) : new Value.Localised(text);
    }

    private static Optional<String> language(String text, List<String> declared) {
        int colon = text.indexOf(':');
        if (colon < 2) {
            return Optional.empty();
        }
        String tag = text.substring(0, colon);
        if (declared.contains(tag)) {
            return Optional.of(tag);
        }
        int dash = tag.indexOf('-');
        String primary = dash < 0 ? tag : tag.substring(0, dash);
        // A writer that streams cannot declare what it has not seen; but "no: " is more likely a word than Norwegian.
        return ISO_LANGUAGES.contains(primary) && (dash > 0 || !text.startsWith(" ", colon + 1))
                ? Optional.of(tag)
                : Optional.empty();
    }

    /** Cuts at the separator; a quote has a meaning only at the beginning of a piece. */
    private List<Piece> pieces(String field) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (true) {
            StringBuilder text = new StringBuilder();
            boolean quoted = at < field.length() && field.charAt(at) == '"' && closing(field, at) > 0;
            if (quoted) {
                int end = closing(field, at);
                text.append(field.substring(at + 1, end).replace("\"\"", "\""));
                at = end + 1;
            } else {
                int end = field.indexOf(separator, at);
                end = end < 0 ? field.length() : end;
                text.append(field, at, end);
                at = end;
            }
            pieces.add(new Piece(text.toString(), quoted));
            if (at >= field.length()) {
                return pieces;
            }
            at++; // the separator
        }
    }

    /** The quote that ends the piece: followed by the separator or the end; -1 where the first quote is just a character. */
    private int closing(String field, int open) {
        int at = open + 1;
        while (at < field.length()) {
            if (field.charAt(at) == '"') {
                if (at + 1 < field.length() && field.charAt(at + 1) == '"') {
                    at += 2;
                    continue;
                }
                return at + 1 == field.length() || field.charAt(at + 1) == separator ? at : -1;
            }
            at++;
        }
        return -1;
    }

    /** The field of an array of texts. */
    String join(List<String> values) {
        StringJoiner field = new StringJoiner(String.valueOf(separator));
        values.forEach(v -> field.add(v.isEmpty() || v.startsWith("\"") || v.indexOf(separator) >= 0 ? quote(v) : v));
        return field.toString();
    }

    /** The field of texts by language. */
    String join(LocalisedText texts) {
        StringJoiner field = new StringJoiner(String.valueOf(separator));
        boolean doubtful = false;
        for (Map.Entry<String, String> e : texts.byLanguage().entrySet()) {
            String piece = e.getKey() + ':' + e.getValue();
            boolean ambiguous = ambiguous(e.getValue());
            doubtful |= ambiguous;
            field.add(ambiguous ? quote(piece) : piece);
        }
        // Quotes around a language could be taken for those around a value of an array: put these around them as well.
        return doubtful ? quote(field.toString()) : field.toString();
    }

    /** The field of an array of values by language; texts without language stand as they are. */
    String joinSets(List<Value> values) {
        StringJoiner field = new StringJoiner(String.valueOf(separator));
        for (Value value : values) {
            String set = switch (value) {
                case Value.Localised l -> join(l.texts());
                case Value.Markup m -> join(m.markup());
                case Value.Text t -> t.text();
                case Value.Array a -> throw new IllegalArgumentException("an array inside an array");
            };
            field.add(set.startsWith("\"") && pieces(set).size() == 1 ? set : quote(set));
        }
        return field.toString();
    }

    /** True where a text holds what would read as the next language. */
    private boolean ambiguous(String text) {
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) {
            String rest = text.substring(at + 1);
            if (rest.startsWith("\"") || language(rest, List.of()).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static String quote(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
