package org.sojourn.structure.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.xml.bind.annotation.XmlAttribute;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.Annotation;
import org.sojourn.model.Link;
import org.sojourn.model.ref.Urn;

/** A link: SDMX-ML 3.x has {@code rel}, {@code url}, {@code urn} and {@code type}, JSON more. */
@JsonPropertyOrder({"rel", "href", "urn", "uri", "type", "hreflang", "title", "titles"})
final class LinkBinding {
    static final String SELF = "self";

    @XmlAttribute
    @JsonProperty
    @Nullable
    String rel;

    @XmlAttribute
    @JsonProperty("href")
    @Nullable
    String url;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String urn;

    @XmlAttribute
    @JsonProperty
    @Nullable
    String type;

    @JsonProperty
    @Nullable
    String uri;

    @JsonProperty
    @Nullable
    String hreflang;

    @JsonProperty
    @Nullable
    String title;

    @JsonProperty
    @Nullable
    Map<String, String> titles;

    /** The link by which JSON says what SDMX-ML says in the attributes {@code urn} and {@code uri}. */
    static LinkBinding self(String urn, @Nullable String uri) {
        LinkBinding b = new LinkBinding();
        b.rel = SELF;
        b.urn = urn;
        b.uri = uri;
        return b;
    }

    /** A link with nothing but a relation and an address. */
    static LinkBinding to(String rel, String url) {
        LinkBinding b = new LinkBinding();
        b.rel = rel;
        b.url = url;
        return b;
    }

    /** An address of an annotation, which JSON carries as a link. */
    static LinkBinding of(Annotation.Url u) {
        LinkBinding b = to("related", u.address());
        b.hreflang = u.language().orElse(null);
        return b;
    }

    /** Null where the target has no room for the link at all. */
    static @Nullable LinkBinding of(Link link, Writing out) {
        LinkBinding b = new LinkBinding();
        b.rel = link.rel();
        b.url = link.url().orElse(null);
        b.urn = link.urn().map(out::inLink).orElse(null);
        b.type = link.type().orElse(null);
        if (out.dialect().xml()) {
            if (b.url == null) {
                out.lose("link '" + link.rel() + "': SDMX-ML has no link without a URL");
                return null;
            }
            if (link.uri().isPresent()
                    || link.hreflang().isPresent()
                    || !link.titles().isEmpty()) {
                out.lose("URI, language or title of link '" + link.rel() + "'");
            }
            return b;
        }
        if (b.url != null && !out.address(b.url, "link")) {
            b.url = null;
        }
        if (b.urn != null && !out.dialect().json10() && !Urn.isLinkable(b.urn)) {
            out.lose("URN '" + b.urn + "' of link '" + link.rel() + "': not of the form that the schema wants");
            b.urn = null;
        }
        if (b.url == null && b.urn == null) {
            out.lose("link '" + link.rel() + "': SDMX-JSON has no link without a URL or URN");
            return null;
        }
        b.uri = link.uri().orElse(null);
        b.hreflang = link.hreflang().orElse(null);
        b.title = out.best(link.titles());
        b.titles = TextBinding.map(link.titles());
        return b;
    }

    /** True for a link that only repeats who the thing is. */
    boolean identityOnly() {
        return SELF.equals(rel) && urn != null && url == null && title == null && titles == null;
    }

    /** True for a link that has nothing but its relation and an address. */
    boolean bare() {
        return url != null && urn == null && uri == null && type == null && hreflang == null && title == null;
    }

    Link toModel(Reading in) {
        return new Link(
                Wire.or(rel, ""),
                Optional.ofNullable(url),
                // As references do, links name constraints by their name of today, and value lists without the slip.
                Optional.ofNullable(urn)
                        .map(u -> u.replace(".ContentConstraint=", ".DataConstraint=")
                                .replace(".Valuelist=", ".ValueList=")),
                Optional.ofNullable(uri),
                Optional.ofNullable(type),
                Optional.ofNullable(hreflang),
                TextBinding.model(null, title, titles, "link title", in));
    }

    Optional<Annotation.Url> asAnnotationUrl(Reading in) {
        if (url == null) {
            in.guessOnce("not-kept", "a link of an annotation without an address is not kept");
            return Optional.empty();
        }
        if (urn != null || uri != null || title != null) {
            in.guessOnce("not-kept", "of the links of annotations only address and language are kept");
        }
        return Optional.of(new Annotation.Url(url, Optional.ofNullable(hreflang)));
    }
}
