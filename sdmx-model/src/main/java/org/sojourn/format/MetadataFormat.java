package org.sojourn.format;

import java.util.Arrays;
import java.util.Optional;

/** A format and version of reference-metadata messages. */
public enum MetadataFormat {
    ML_2_1_GENERIC("sdmx-ml-2.1-generic", "application/vnd.sdmx.genericmetadata+xml;version=2.1", "xml"),
    ML_2_1_SS("sdmx-ml-2.1-ss", "application/vnd.sdmx.structurespecificmetadata+xml;version=2.1", "xml"),
    ML_3_0("sdmx-ml-3.0", "application/vnd.sdmx.metadata+xml;version=3.0.0", "xml"),
    ML_3_1("sdmx-ml-3.1", "application/vnd.sdmx.metadata+xml;version=3.1.0", "xml"),
    JSON_1_0("sdmx-json-1.0", "application/vnd.sdmx.metadata+json;version=1.0.0", "json"),
    JSON_2_0("sdmx-json-2.0", "application/vnd.sdmx.metadata+json;version=2.0.0", "json"),
    JSON_2_1("sdmx-json-2.1", "application/vnd.sdmx.metadata+json;version=2.1.0", "json"),
    CSV_2_0("sdmx-csv-2.0", "application/vnd.sdmx.metadata+csv;version=2.0.0", "csv"),
    CSV_2_1("sdmx-csv-2.1", "application/vnd.sdmx.metadata+csv;version=2.1.0", "csv");

    private final String formatName;
    private final String mediaType;
    private final String extension;

    MetadataFormat(String formatName, String mediaType, String extension) {
        this.formatName = formatName;
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** The name on the command line, for example {@code sdmx-ml-3.1}. */
    public String formatName() {
        return formatName;
    }

    /** The exact media type with its version, without blanks. */
    public String mediaType() {
        return mediaType;
    }

    /** File extension without the dot. */
    public String extension() {
        return extension;
    }

    /** The format of a name on the command line; {@code sdmx-ml-2.1} is the generic one. */
    public static Optional<MetadataFormat> named(String formatName) {
        return formatName.equals("sdmx-ml-2.1")
                ? Optional.of(ML_2_1_GENERIC)
                : Arrays.stream(values())
                        .filter(f -> f.formatName.equals(formatName))
                        .findFirst();
    }

    /** The format of an exact media type. */
    public static Optional<MetadataFormat> ofMediaType(String mediaType) {
        return Arrays.stream(values())
                .filter(f -> f.mediaType.equals(mediaType))
                .findFirst();
    }
}
