package org.sojourn.data.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sojourn.format.DataFormat;
import org.sojourn.model.Link;
import org.sojourn.model.ref.Urn;

/** Links of a message, a data set, a structure, a component or a value. */
final class JsonLinks {

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[a-z]{2}|-[0-9]{3})?");

    private final DataFormat format;
    private final JsonNames names;
    private final Losses losses;

    JsonLinks(DataFormat format, JsonNames names, Losses losses) {
        this.format = format;
        this.names = names;
        this.losses = losses;
    }

    /**
     * Reads the links of a field. An address that reads as a query for a data structure, a dataflow or an agreement gives a
     * link its URN where it has none.
     */
    static List<Link> read(JsonNode links, String language) {
        List<Link> all = new ArrayList<>();
        for (JsonNode link : links) {
            if (!link.isObject()) {
                continue;
            }
            Optional<String> urn = JsonTexts.text(link, "urn")
                    .filter(u -> !u.isEmpty())
                    .or(() -> StructureIn.urn(link).map(Urn::toString));
            all.add(new Link(
                    JsonTexts.text(link, "rel").orElse(""),
                    JsonTexts.text(link, "href"),
                    urn,
                    JsonTexts.text(link, "uri"),
                    JsonTexts.text(link, "type"),
                    JsonTexts.text(link, "hreflang"),
                    JsonTexts.texts(link, "title", "titles", language)));
        }
        return all;
    }

    /** Writes a field of links; nothing where there are none. */
    void write(JsonGenerator out, List<Link> links) throws IOException {
        List<Link> written = links.stream().filter(this::reachable).toList();
        if (!written.isEmpty()) {
            out.writeArrayFieldStart("links");
            for (Link link : written) {
                link(out, link);
            }
            out.writeEndArray();
        }
    }

    /** Writes a field of links that begins with what the data are of, said in full where one of the links is to it. */
    void write(JsonGenerator out, List<Urn> first, List<Link> links) throws IOException {
        out.writeArrayFieldStart("links");
        for (Urn urn : first) {
            Optional<Link> same = links.stream().filter(l -> isTo(l, urn)).findFirst();
            if (same.isPresent()) {
                link(out, same.get());
            } else {
                out.writeStartObject();
                out.writeStringField("urn", urn.toString());
                out.writeStringField("rel", urn.type().resource());
                out.writeEndObject();
            }
        }
        for (Link link : links) {
            if (first.stream().noneMatch(u -> isTo(link, u)) && reachable(link)) {
                link(out, link);
            }
        }
        out.writeEndArray();
    }

    private static boolean isTo(Link link, Urn urn) {
        return link.urn().filter(u -> u.equals(urn.toString())).isPresent();
    }

    private boolean reachable(Link link) {
        boolean good = link.urn().filter(this::urn).isPresent()
                || link.url().filter(this::address).isPresent();
        if (!good) {
            losses.add("links", "SDMX-JSON has no link without an address or a URN");
        }
        return good;
    }

    /** Before 2.1 any URI will do. */
    private boolean urn(String urn) {
        return format == DataFormat.JSON_2_1 ? Urn.isLinkable(urn) : absolute(urn);
    }

    /** Before 2.1 addresses are absolute. */
    private boolean address(String url) {
        return format == DataFormat.JSON_2_1 ? reference(url).isPresent() : absolute(url);
    }

    /** True for an address that the schemas take where they want a whole one. */
    static boolean absolute(String url) {
        return reference(url).filter(URI::isAbsolute).isPresent();
    }

    private static Optional<URI> reference(String url) {
        try {
            return Optional.of(new URI(url)).filter(u -> url.chars().allMatch(c -> c < 128));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private void link(JsonGenerator out, Link link) throws IOException {
        out.writeStartObject();
        Optional<String> url = link.url().filter(this::address);
        if (url.isPresent()) {
            out.writeStringField("href", url.get());
        }
        Optional<String> urn = link.urn().filter(this::urn);
        if (urn.isPresent()) {
            out.writeStringField("urn", urn.get());
        } else if (link.urn().isPresent()) {
            losses.add("links", "URNs of a form that SDMX-JSON does not know are left out of links");
        }
        if (link.uri().filter(JsonLinks::absolute).isPresent()) {
            out.writeStringField("uri", link.uri().get());
        }
        out.writeStringField("rel", link.rel().isEmpty() ? "related" : link.rel());
        if (link.type().isPresent()) {
            out.writeStringField("type", link.type().get());
        }
        Optional<String> language = link.hreflang()
                .map(l -> l.toLowerCase(Locale.ROOT))
                .filter(l -> LANGUAGE.matcher(l).matches());
        if (language.isPresent()) {
            out.writeStringField("hreflang", language.get());
        }
        names.writeAll(out, "title", "titles", link.titles());
        out.writeEndObject();
    }
}
