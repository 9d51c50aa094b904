package org.sojourn.validation.schema;

/** A version of SDMX-ML for which schemas are made. */
public enum SchemaVersion {
    V2_1("2.1", "v2_1", "2.1"),
    V3_0("3.0", "v3_0", "3.0.0"),
    V3_1("3.1", "v3_1", "3.1.0");

    private static final String NAMESPACES = "http://www.sdmx.org/resources/sdmxml/schemas/";

    private final String number;
    private final String folder;
    private final String mediaVersion;

    SchemaVersion(String number, String folder, String mediaVersion) {
        this.number = number;
        this.folder = folder;
        this.mediaVersion = mediaVersion;
    }

    /** Two-part version, for example {@code 3.0}. */
    public String number() {
        return number;
    }

    /** The media type of the schema. */
    public String mediaType() {
        return "application/vnd.sdmx.schema+xml;version=" + mediaVersion;
    }

    /** Where sdmx.org publishes the base schemas of this version, ending in a slash. */
    public String published() {
        return "https://xml.sdmx.org/" + number + "/";
    }

    String common() {
        return NAMESPACES + folder + "/common";
    }

    String structureSpecific() {
        return NAMESPACES + folder + "/data/structurespecific";
    }

    String metadataSpecific() {
        return NAMESPACES + folder + "/metadata/structurespecific";
    }

    boolean before30() {
        return this == V2_1;
    }
}
