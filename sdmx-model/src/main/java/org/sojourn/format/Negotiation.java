package org.sojourn.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sojourn.model.SdmxException;

/**
 * Chooses the format of an answer among those offered, by the query string's stand-ins, else by the Accept header.
 *
 * <p>REST 2.2, content negotiation: {@code version} may be a pattern, the order of parameters, blanks and quotes do not
 * count, weights do, and the query string wins over the headers. Of equal weights the more precisely named type wins, then
 * the one that is named first, then the one that is offered first. The first of the offers is the default.
 *
 * @param <F> what stands for a format
 */
public final class Negotiation<F> {

    private record Offer<F>(F format, MediaType type, String text) {}

    private record Candidate<F>(Offer<F> offer, MediaType range, int place) {}

    private record Asked(String accept, String language, Map<String, String> presentation) {}

    /** So many choices are kept, and of headers no longer than this: most callers say one of a few things. */
    private static final int MOST_KEPT = 200;

    private static final int LONGEST_KEPT = 500;

    private final List<Offer<F>> offers;
    private final Map<Asked, Negotiated<F>> chosen = new ConcurrentHashMap<>();

    /**
     * @param formats what is offered, the default first
     * @param mediaType the exact media type of each, with its version
     */
    public Negotiation(Collection<F> formats, Function<F, String> mediaType) {
        this.offers = formats.stream()
                .map(f -> new Offer<>(f, MediaType.parse(mediaType.apply(f)).orElseThrow(), mediaType.apply(f)))
                .toList();
        if (offers.isEmpty()) {
            throw new IllegalArgumentException("nothing is offered");
        }
    }

    /** For data: all formats in both generations, those of the generation's own standard first. */
    public static Negotiation<DataFormat> data(Api api) {
        return switch (api) {
            case V1 -> ForData.V1;
            case V2 -> ForData.V2;
        };
    }

    private static final class ForData {
        static final Negotiation<DataFormat> V1 = new Negotiation<>(Offers.data(Api.V1), DataFormat::mediaType);
        static final Negotiation<DataFormat> V2 = new Negotiation<>(Offers.data(Api.V2), DataFormat::mediaType);
    }

    /** For structures, and for availability, which is answered by a structure message. */
    public static Negotiation<StructureFormat> structure(Api api) {
        return new Negotiation<>(Offers.structure(api), StructureFormat::mediaType);
    }

    /** For schemas, by media types. */
    public static Negotiation<String> schema(Api api) {
        return new Negotiation<>(Offers.schema(api), Function.identity());
    }

    /** For reference metadata, by media types. */
    public static Negotiation<String> metadata(Api api) {
        return new Negotiation<>(Offers.metadata(api), Function.identity());
    }

    /** For registrations (v2), by media types. */
    public static Negotiation<String> registration() {
        return new Negotiation<>(Offers.REGISTRATION, Function.identity());
    }

    /** The same offers without those that this server cannot write (yet). */
    public Negotiation<F> only(Collection<F> writable) {
        return new Negotiation<>(
                offers.stream().map(Offer::format).filter(writable::contains).toList(),
                format -> offers.stream()
                        .filter(o -> o.format().equals(format))
                        .findFirst()
                        .orElseThrow()
                        .text());
    }

    /** What is chosen when nothing is asked for. */
    public F preferred() {
        return offers.getFirst().format();
    }

    /** The media types that are offered, the default first. */
    public List<String> offered() {
        return offers.stream().map(Offer::text).toList();
    }

    /**
     * Chooses.
     *
     * @param accept the Accept header, several ones joined by commas; empty for none
     * @param acceptLanguage the Accept-Language header; empty for none
     * @param presentation the query string's {@code format}, {@code formatVersion}, {@code lang}, {@code labels},
     *     {@code timeFormat}, {@code keys}
     * @throws SdmxException of kind NOT_ACCEPTABLE listing what is offered
     */
    public Negotiated<F> choose(String accept, String acceptLanguage, Map<String, String> presentation) {
        Asked asked = new Asked(accept, acceptLanguage, Map.copyOf(presentation));
        Negotiated<F> known = chosen.get(asked);
        if (known == null) {
            known = chosen(accept, acceptLanguage, presentation);
            int length = presentation.values().stream().mapToInt(String::length).sum();
            if (accept.length() + acceptLanguage.length() + length <= LONGEST_KEPT) {
                if (chosen.size() >= MOST_KEPT) {
                    chosen.clear();
                }
                chosen.put(asked, known);
            }
        }
        return known;
    }

    private Negotiated<F> chosen(String accept, String acceptLanguage, Map<String, String> presentation) {
        List<Locale.LanguageRange> languages =
                Languages.wanted(presentation.containsKey("lang") ? presentation.get("lang") : acceptLanguage);
        String word = presentation.getOrDefault("format", "");
        return word.isEmpty() ? byHeader(accept, presentation, languages) : byWord(word, presentation, languages);
    }

    private Negotiated<F> byWord(String word, Map<String, String> presentation, List<Locale.LanguageRange> languages) {
        String version = presentation.getOrDefault("formatVersion", "");
        FormatWord asked = FormatWord.of(word)
                .orElseThrow(() -> refused("format '" + word + "' is not known; known are " + FormatWord.known()));
        List<Offer<F>> fitting = offers.stream()
                .filter(o -> asked.covers(o.type()))
                .filter(o -> Versions.fits(version.isEmpty() ? asked.version() : version, o.type()))
                .toList();
        Map<String, String> parameters = CsvParameters.NAMES.stream()
                .filter(presentation::containsKey)
                .collect(Collectors.toMap(
                        name -> name.toLowerCase(Locale.ROOT), name -> presentation.getOrDefault(name, "")));
        asked.labels().ifPresent(labels -> parameters.putIfAbsent("labels", labels));
        List<Offer<F>> able = fitting.stream().filter(o -> able(o, parameters)).toList();
        if (able.isEmpty()) {
            throw refused("format '" + word + "'" + (version.isEmpty() ? "" : " in version '" + version + "'")
                    + (parameters.isEmpty() ? "" : " with " + parameters) + " is not offered here");
        }
        Offer<F> offer = able.stream()
                .min(Comparator.comparing((Offer<F> o) -> !Versions.newestWanted(
                        version, o.type(), able.stream().map(Offer::type).toList())))
                .orElseThrow();
        return answer(offer, parameters, languages);
    }

    private Negotiated<F> byHeader(
            String accept, Map<String, String> presentation, List<Locale.LanguageRange> languages) {
        List<MediaType> ranges = MediaType.parseAll(accept);
        if (accept.isBlank() || browser(ranges)) {
            ranges = List.of(MediaType.parse("*/*").orElseThrow());
        }
        // SDMX-CSV's parameters may stand in the query string beside a media type that says the rest.
        ranges = ranges.stream().map(range -> with(range, presentation)).toList();
        List<Candidate<F>> candidates = new ArrayList<>();
        for (Offer<F> offer : offers) {
            best(offer, ranges).filter(c -> c.range().quality() > 0).ifPresent(candidates::add);
        }
        Candidate<F> chosen = candidates.stream()
                .min(Comparator.comparing((Candidate<F> c) -> -c.range().quality())
                        .thenComparing(c -> -c.range().precision())
                        .thenComparing(Candidate::place)
                        .thenComparing(c -> !Versions.newestWanted(
                                c.range().parameter("version").orElse(""),
                                c.offer().type(),
                                candidates.stream()
                                        .filter(other -> other.place() == c.place())
                                        .map(other -> other.offer().type())
                                        .toList())))
                .orElseThrow(() -> refused("nothing of '" + accept + "' is offered here"));
        return answer(chosen.offer(), chosen.range().parameters(), languages);
    }

    private static MediaType with(MediaType range, Map<String, String> presentation) {
        Map<String, String> parameters = new LinkedHashMap<>(range.parameters());
        CsvParameters.NAMES.stream()
                .filter(presentation::containsKey)
                .forEach(name -> parameters.put(name.toLowerCase(Locale.ROOT), presentation.getOrDefault(name, "")));
        return new MediaType(range.type(), range.subtype(), parameters, range.quality());
    }

    /** A browser asks for pages first and XML before anything else: it wants whatever is usual. */
    private static boolean browser(List<MediaType> ranges) {
        return ranges.stream().anyMatch(r -> r.name().equals("text/html"))
                && ranges.stream().anyMatch(r -> r.name().equals("*/*") && r.quality() > 0)
                && ranges.stream().noneMatch(r -> r.subtype().startsWith("vnd.sdmx."));
    }

    /** The most precise range that covers the offer, for its weight counts even where a wider one is kinder. */
    private Optional<Candidate<F>> best(Offer<F> offer, List<MediaType> ranges) {
        Candidate<F> best = null;
        for (int i = 0; i < ranges.size(); i++) {
            MediaType range = ranges.get(i);
            if (covers(range, offer)
                    && (best == null || range.precision() > best.range().precision())) {
                best = new Candidate<>(offer, range, i);
            }
        }
        return Optional.ofNullable(best);
    }

    private boolean covers(MediaType range, Offer<F> offer) {
        MediaType type = offer.type();
        boolean named = range.type().equals("*")
                || (range.type().equals(type.type())
                        && (range.subtype().equals("*") || range.subtype().equals(type.subtype())))
                || general(range.name(), type.subtype());
        return named && Versions.fits(range.parameter("version").orElse(""), type) && able(offer, range.parameters());
    }

    /** The general types by which clients ask that do not know SDMX's own. */
    private static boolean general(String range, String subtype) {
        return switch (range) {
            case "application/xml", "text/xml" -> subtype.endsWith("+xml");
            case "application/json", "text/json" -> subtype.endsWith("+json");
            case "text/csv", "application/csv" -> subtype.endsWith("+csv");
            default -> false;
        };
    }

    /** False where an SDMX-CSV parameter has a value that the format's version does not know; others ignore them. */
    private boolean able(Offer<F> offer, Map<String, String> parameters) {
        return !csv(offer)
                || CsvParameters.of(parameters)
                        .knownTo(offer.type().parameter("version").orElse(""));
    }

    private boolean csv(Offer<F> offer) {
        return offer.type().subtype().endsWith("+csv");
    }

    private Negotiated<F> answer(Offer<F> offer, Map<String, String> parameters, List<Locale.LanguageRange> languages) {
        return csv(offer)
                ? new Negotiated<>(
                        offer.format(),
                        offer.text() + csvParameters(parameters),
                        languages,
                        CsvParameters.of(parameters))
                : new Negotiated<>(offer.format(), offer.text(), languages, CsvParameters.DEFAULT);
    }

    /** The parameters of SDMX-CSV that were asked for, in the order and spelling of the standard. */
    private static String csvParameters(Map<String, String> parameters) {
        return CsvParameters.NAMES.stream()
                .filter(name -> parameters.containsKey(name.toLowerCase(Locale.ROOT)))
                .map(name -> ";" + name + "="
                        + parameters
                                .getOrDefault(name.toLowerCase(Locale.ROOT), "")
                                .toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private SdmxException refused(String why) {
        return new SdmxException(
                SdmxException.Kind.NOT_ACCEPTABLE, why + "; offered are " + String.join(", ", offered()));
    }
}
