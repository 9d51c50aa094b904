package org.sojourn.format;

import java.util.Arrays;
import java.util.Optional;

/** A format that is not of the standard and that people in offices work with. */
public enum OfficeFormat {
    /** A workbook of Excel and of what reads its files (ISO/IEC 29500); read and written. */
    WORKBOOK("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    /** JSON-stat 2.0, a cube for charts; written only. */
    JSON_STAT("json-stat-2.0", "json", "application/json");

    private final String formatName;
    private final String extension;
    private final String mediaType;

    OfficeFormat(String formatName, String extension, String mediaType) {
        this.formatName = formatName;
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** The name on the command line, and of the {@code format} parameter. */
    public String formatName() {
        return formatName;
    }

    /** File extension without the dot. */
    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }

    public static Optional<OfficeFormat> named(String formatName) {
        return Arrays.stream(values())
                .filter(f -> f.formatName.equals(formatName))
                .findFirst();
    }
}
