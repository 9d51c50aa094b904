package org.sojourn.store.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sojourn.data.Value;
import org.sojourn.model.Annotation;
import org.sojourn.model.text.LocalisedText;

/** One value of any kind, and annotations: a mark, then texts spelt out or by id. */
final class ValueCodec {

    private static final int TEXT = 0;
    private static final int ID = 1;
    private static final int LOCALISED = 2;
    private static final int MARKUP = 3;
    private static final int ARRAY = 4;

    private static final int HAS_ID = 1;
    private static final int HAS_TITLE = 2;
    private static final int HAS_TYPE = 4;
    private static final int HAS_VALUE = 8;

    private ValueCodec() {}

    /** @param coded true where texts are codes, which always go by id */
    static void write(ByteWriter out, Value value, boolean coded, Dictionary dictionary) {
        switch (value) {
            case Value.Text t -> {
                int id = coded ? dictionary.id(t.text()) : dictionary.shortTextId(t.text());
                if (id == 0) {
                    out.u8(TEXT);
                    out.text(t.text());
                } else {
                    out.u8(ID);
                    out.varint(id);
                }
            }
            case Value.Localised l -> {
                out.u8(LOCALISED);
                write(out, l.texts());
            }
            case Value.Markup m -> {
                out.u8(MARKUP);
                write(out, m.markup());
            }
            case Value.Array a -> {
                out.u8(ARRAY);
                out.varint(a.values().size());
                a.values().forEach(v -> write(out, v, coded, dictionary));
            }
        }
    }

    static Value read(ByteReader in, Dictionary dictionary) {
        int mark = in.u8();
        return switch (mark) {
            case TEXT -> new Value.Text(in.text());
            case ID -> dictionary.value(in.varint());
            case LOCALISED -> new Value.Localised(localised(in));
            case MARKUP -> new Value.Markup(localised(in));
            case ARRAY -> {
                List<Value> values = new ArrayList<>();
                for (int left = in.varint(); left > 0; left--) {
                    values.add(read(in, dictionary));
                }
                yield new Value.Array(values);
            }
            default -> throw new IllegalStateException("a pack has a value of unknown kind " + mark);
        };
    }

    /** @param coded tells for an attribute id whether its values are codes */
    static void write(
            ByteWriter out,
            Map<String, Value> attributes,
            java.util.function.Predicate<String> coded,
            Dictionary dictionary) {
        out.varint(attributes.size());
        attributes.forEach((id, value) -> {
            out.varint(dictionary.id(id));
            write(out, value, coded.test(id), dictionary);
        });
    }

    static void read(ByteReader in, Map<String, Value> attributes, Dictionary dictionary) {
        for (int left = in.varint(); left > 0; left--) {
            String id = dictionary.text(in.varint());
            attributes.put(id, read(in, dictionary));
        }
    }

    static void write(ByteWriter out, List<Annotation> annotations) {
        out.varint(annotations.size());
        for (Annotation a : annotations) {
            out.u8((a.id().isPresent() ? HAS_ID : 0)
                    | (a.title().isPresent() ? HAS_TITLE : 0)
                    | (a.type().isPresent() ? HAS_TYPE : 0)
                    | (a.value().isPresent() ? HAS_VALUE : 0));
            a.id().ifPresent(out::text);
            a.title().ifPresent(out::text);
            a.type().ifPresent(out::text);
            a.value().ifPresent(out::text);
            out.varint(a.urls().size());
            for (Annotation.Url url : a.urls()) {
                out.text(url.address());
                out.u8(url.language().isPresent() ? 1 : 0);
                url.language().ifPresent(out::text);
            }
            write(out, a.text());
        }
    }

    static List<Annotation> readAnnotations(ByteReader in) {
        List<Annotation> annotations = new ArrayList<>();
        for (int left = in.varint(); left > 0; left--) {
            int has = in.u8();
            Optional<String> id = optional(in, has, HAS_ID);
            Optional<String> title = optional(in, has, HAS_TITLE);
            Optional<String> type = optional(in, has, HAS_TYPE);
            Optional<String> value = optional(in, has, HAS_VALUE);
            List<Annotation.Url> urls = new ArrayList<>();
            for (int more = in.varint(); more > 0; more--) {
                String address = in.text();
                urls.add(new Annotation.Url(address, optional(in, in.u8(), 1)));
            }
            annotations.add(new Annotation(id, title, type, urls, localised(in), value));
        }
        return annotations;
    }

    private static Optional<String> optional(ByteReader in, int has, int mark) {
        return (has & mark) == 0 ? Optional.empty() : Optional.of(in.text());
    }

    private static void write(ByteWriter out, LocalisedText text) {
        out.varint(text.byLanguage().size());
        text.byLanguage().forEach((language, words) -> {
            out.text(language);
            out.text(words);
        });
    }

    private static LocalisedText localised(ByteReader in) {
        Map<String, String> byLanguage = new LinkedHashMap<>();
        for (int left = in.varint(); left > 0; left--) {
            String language = in.text();
            byLanguage.put(language, in.text());
        }
        return new LocalisedText(byLanguage);
    }
}
