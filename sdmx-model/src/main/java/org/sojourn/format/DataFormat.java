package org.sojourn.format;

import java.util.Arrays;
import java.util.Optional;

/** A format and version of data messages; the four layouts of SDMX-ML 2.1 are formats of their own. */
public enum DataFormat {
    ML_2_1_GENERIC(Family.ML, "2.1", "sdmx-ml-2.1-generic", "application/vnd.sdmx.genericdata+xml;version=2.1"),
    ML_2_1_GENERIC_TS(
            Family.ML, "2.1", "sdmx-ml-2.1-generic-ts", "application/vnd.sdmx.generictimeseriesdata+xml;version=2.1"),
    ML_2_1_SS(Family.ML, "2.1", "sdmx-ml-2.1-ss", "application/vnd.sdmx.structurespecificdata+xml;version=2.1"),
    ML_2_1_SS_TS(
            Family.ML,
            "2.1",
            "sdmx-ml-2.1-ss-ts",
            "application/vnd.sdmx.structurespecifictimeseriesdata+xml;version=2.1"),
    ML_3_0(Family.ML, "3.0", "sdmx-ml-3.0", "application/vnd.sdmx.data+xml;version=3.0.0"),
    ML_3_1(Family.ML, "3.1", "sdmx-ml-3.1", "application/vnd.sdmx.data+xml;version=3.1.0"),
    /** The draft before 1.0, flat at its root, that old clients still ask for by name. */
    JSON_1_0_WD(Family.JSON, "1.0", "sdmx-json-1.0-wd", "application/vnd.sdmx.data+json;version=1.0.0-wd"),
    JSON_1_0(Family.JSON, "1.0", "sdmx-json-1.0", "application/vnd.sdmx.data+json;version=1.0.0"),
    JSON_2_0(Family.JSON, "2.0", "sdmx-json-2.0", "application/vnd.sdmx.data+json;version=2.0.0"),
    JSON_2_1(Family.JSON, "2.1", "sdmx-json-2.1", "application/vnd.sdmx.data+json;version=2.1.0"),
    CSV_1_0(Family.CSV, "1.0", "sdmx-csv-1.0", "application/vnd.sdmx.data+csv;version=1.0.0"),
    CSV_2_0(Family.CSV, "2.0", "sdmx-csv-2.0", "application/vnd.sdmx.data+csv;version=2.0.0"),
    CSV_2_1(Family.CSV, "2.1", "sdmx-csv-2.1", "application/vnd.sdmx.data+csv;version=2.1.0");

    /** The three families of data formats. */
    public enum Family {
        ML("xml"),
        JSON("json"),
        CSV("csv");

        private final String extension;

        Family(String extension) {
            this.extension = extension;
        }

        /** File extension without the dot. */
        public String extension() {
            return extension;
        }
    }

    private final Family family;
    private final String version;
    private final String formatName;
    private final String mediaType;

    DataFormat(Family family, String version, String formatName, String mediaType) {
        this.family = family;
        this.version = version;
        this.formatName = formatName;
        this.mediaType = mediaType;
    }

    public Family family() {
        return family;
    }

    /** Two-part version of the format, for example {@code 2.1}. */
    public String version() {
        return version;
    }

    /** True for SDMX-JSON 1.0 and its draft, which carry one structure with one measure. */
    public boolean firstJson() {
        return this == JSON_1_0 || this == JSON_1_0_WD;
    }

    /** The name on the command line. */
    public String formatName() {
        return formatName;
    }

    /** The exact media type with its version, without blanks. */
    public String mediaType() {
        return mediaType;
    }

    /** The format of this name; {@code sdmx-ml-2.1} alone means the structure-specific layout. */
    public static Optional<DataFormat> named(String formatName) {
        if (formatName.equals("sdmx-ml-2.1")) {
            return Optional.of(ML_2_1_SS);
        }
        return Arrays.stream(values())
                .filter(f -> f.formatName.equals(formatName))
                .findFirst();
    }
}
