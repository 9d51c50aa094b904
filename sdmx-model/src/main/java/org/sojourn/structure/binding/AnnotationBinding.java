package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Annotation;
import org.sojourn.model.text.LocalisedText;

/** A note. 2.1 has one URL without a language and no value. */
final class AnnotationBinding {
    @XmlAttribute
    @JsonProperty
    @Nullable
    String id;

    @XmlElement(name = "AnnotationTitle", namespace = Namespaces.COMMON)
    @JsonProperty
    @Nullable
    String title;

    @XmlElement(name = "AnnotationType", namespace = Namespaces.COMMON)
    @JsonProperty
    @Nullable
    String type;

    @XmlElement(name = "AnnotationURL", namespace = Namespaces.COMMON)
    @Nullable
    List<TextBinding> urls;

    @XmlElement(name = "AnnotationText", namespace = Namespaces.COMMON)
    @Nullable
    List<TextBinding> texts;

    @XmlElement(name = "AnnotationValue", namespace = Namespaces.COMMON)
    @JsonProperty
    @Nullable
    String value;

    @JsonProperty("text")
    @Nullable
    String bestText;

    @JsonProperty("texts")
    @Nullable
    Map<String, String> textByLanguage;

    @JsonProperty
    @Nullable
    List<LinkBinding> links;

    static AnnotationBinding of(Annotation a, Writing out) {
        AnnotationBinding b = new AnnotationBinding();
        b.id = a.id().orElse(null);
        b.title = a.title().orElse(null);
        b.type = a.type().orElse(null);
        b.value = a.value().orElse(null);
        if (out.dialect().xml()) {
            b.texts = TextBinding.list(a.text());
            b.urls = Wire.list(a.urls(), u -> TextBinding.of(u.language().orElse(null), u.address()));
            if (out.dialect().before30()) {
                b.simplify(a, out);
            }
        } else {
            if (out.dialect().json10() && b.value != null) {
                out.lose("annotation value '" + b.value + "'");
                b.value = null;
            }
            b.bestText = out.best(a.text());
            b.textByLanguage = TextBinding.map(a.text());
            b.links = Wire.list(
                    a.urls().stream()
                            .filter(u -> out.address(u.address(), "annotation URL"))
                            .toList(),
                    LinkBinding::of);
        }
        return b;
    }

    private void simplify(Annotation a, Writing out) {
        if (value != null) {
            out.lose("annotation value '" + value + "'");
            value = null;
        }
        if (a.urls().size() > 1) {
            out.lose("annotation URLs after the first: 2.1 has one");
        }
        if (!a.urls().isEmpty()) {
            Annotation.Url first = a.urls().getFirst();
            if (first.language().isPresent()) {
                out.lose("language '" + first.language().get() + "' of an annotation URL");
            }
            urls = new ArrayList<>(List.of(TextBinding.of(null, first.address())));
        }
    }

    Annotation toModel(Reading in) {
        List<Annotation.Url> addresses = new ArrayList<>();
        for (TextBinding u : Wire.each(urls)) {
            addresses.add(new Annotation.Url(u.text().strip(), Optional.ofNullable(u.lang)));
        }
        for (LinkBinding l : Wire.each(links)) {
            l.asAnnotationUrl(in).ifPresent(addresses::add);
        }
        LocalisedText text = TextBinding.model(texts, bestText, textByLanguage, "annotation text", in);
        return new Annotation(
                Optional.ofNullable(id),
                Optional.ofNullable(title),
                Optional.ofNullable(type),
                addresses,
                text,
                Optional.ofNullable(value));
    }
}
