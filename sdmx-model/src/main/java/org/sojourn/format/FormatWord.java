package org.sojourn.format;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A value of the query parameter {@code format}: the words of the standard's annex, those that public services have made
 * common, the names on our command line, and media types.
 *
 * @param subtypes endings of the subtypes that are meant, any of them
 * @param version the version that is meant; empty for any
 * @param labels SDMX-CSV's labels where the word implies them
 */
record FormatWord(List<String> subtypes, String version, Optional<String> labels) {

    private static final Map<String, FormatWord> WORDS = new TreeMap<>();

    static {
        // REST 2.2, annex on stand-ins
        add("genericdata", "genericdata+xml");
        add("structurespecificdata", "structurespecificdata+xml", ".data+xml");
        add("generictimeseriesdata", "generictimeseriesdata+xml");
        add("structurespecifictimeseriesdata", "structurespecifictimeseriesdata+xml");
        add("genericmetadata", "genericmetadata+xml", ".metadata+xml");
        add("structurespecificmetadata", "structurespecificmetadata+xml");
        add("structure", "structure+xml");
        add("schema", "schema+xml");
        add("jsondata", ".data+json");
        add("jsonstructure", "structure+json");
        add("csvdata", ".data+csv");
        // What clients send
        for (String word : List.of("json", "sdmx-json", "sdmxjson")) {
            add(word, "+json");
        }
        for (String word : List.of("xml", "sdmx-ml", "sdmxml", "sdmx")) {
            add(word, "+xml");
        }
        for (String word : List.of("csv", "sdmx-csv", "sdmxcsv", "csvfile")) {
            add(word, "+csv");
        }
        WORDS.put("csvfilewithlabels", new FormatWord(List.of("+csv"), "", Optional.of("both")));
        for (String word : List.of("generic", "genericdata21", "sdmx-generic", "sdmx-generic-2.1")) {
            add(word, "genericdata+xml");
        }
        for (String word : List.of("structurespecific", "compact", "sdmx-compact", "sdmx-compact-2.1")) {
            add(word, "structurespecificdata+xml", ".data+xml");
        }
        // Our own names
        Stream.of(DataFormat.values()).forEach(f -> own(f.formatName(), f.mediaType()));
        for (StructureFormat format : StructureFormat.values()) {
            FormatWord data = WORDS.get(format.formatName());
            FormatWord structure = exact(format.mediaType());
            WORDS.put(
                    format.formatName(),
                    data == null
                            ? new FormatWord(
                                    List.of(structure.subtypes().getFirst(), "structurespecificdata+xml"),
                                    structure.version(),
                                    Optional.empty())
                            : new FormatWord(
                                    List.of(
                                            data.subtypes().getFirst(),
                                            structure.subtypes().getFirst()),
                                    data.version(),
                                    Optional.empty()));
        }
    }

    private static void add(String word, String... subtypes) {
        WORDS.put(word, new FormatWord(List.of(subtypes), "", Optional.empty()));
    }

    private static void own(String word, String mediaType) {
        WORDS.put(word, exact(mediaType));
    }

    private static FormatWord exact(String mediaType) {
        MediaType type = MediaType.parse(mediaType).orElseThrow();
        return new FormatWord(List.of(type.subtype()), type.parameter("version").orElse(""), type.parameter("labels"));
    }

    static Optional<FormatWord> of(String text) {
        FormatWord word = WORDS.get(text.toLowerCase(Locale.ROOT));
        if (word != null) {
            return Optional.of(word);
        }
        return text.indexOf('/') > 0 ? MediaType.parse(text).map(type -> exact(text)) : Optional.empty();
    }

    boolean covers(MediaType type) {
        return subtypes.stream().anyMatch(ending -> type.subtype().endsWith(ending));
    }

    static String known() {
        return String.join(", ", WORDS.keySet());
    }
}
