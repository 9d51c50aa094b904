package org.sojourn.format;

import java.util.Arrays;
import java.util.Optional;

/** A format and version of structure messages. */
public enum StructureFormat {
    ML_2_1("sdmx-ml-2.1", "application/vnd.sdmx.structure+xml;version=2.1", "xml"),
    ML_3_0("sdmx-ml-3.0", "application/vnd.sdmx.structure+xml;version=3.0.0", "xml"),
    ML_3_1("sdmx-ml-3.1", "application/vnd.sdmx.structure+xml;version=3.1.0", "xml"),
    JSON_1_0("sdmx-json-1.0", "application/vnd.sdmx.structure+json;version=1.0.0", "json"),
    JSON_2_0("sdmx-json-2.0", "application/vnd.sdmx.structure+json;version=2.0.0", "json"),
    JSON_2_1("sdmx-json-2.1", "application/vnd.sdmx.structure+json;version=2.1.0", "json");

    private final String formatName;
    private final String mediaType;
    private final String extension;

    StructureFormat(String formatName, String mediaType, String extension) {
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

    public boolean xml() {
        return extension.equals("xml");
    }

    public static Optional<StructureFormat> named(String formatName) {
        return Arrays.stream(values())
                .filter(f -> f.formatName.equals(formatName))
                .findFirst();
    }
}
