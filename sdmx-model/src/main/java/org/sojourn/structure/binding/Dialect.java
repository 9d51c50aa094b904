package org.sojourn.structure.binding;

import org.sojourn.format.StructureFormat;

/** A format of structure messages, reduced to the facts in which the formats differ. */
public enum Dialect {
    ML_2_1(StructureFormat.ML_2_1, "v2_1"),
    ML_3_0(StructureFormat.ML_3_0, "v3_0"),
    ML_3_1(StructureFormat.ML_3_1, "v3_1"),
    JSON_1_0(StructureFormat.JSON_1_0, ""),
    JSON_2_0(StructureFormat.JSON_2_0, ""),
    JSON_2_1(StructureFormat.JSON_2_1, "");

    private final StructureFormat format;
    private final String schemas;

    Dialect(StructureFormat format, String schemas) {
        this.format = format;
        this.schemas = schemas;
    }

    /** The dialect of a format. */
    public static Dialect of(StructureFormat format) {
        return switch (format) {
            case ML_2_1 -> ML_2_1;
            case ML_3_0 -> ML_3_0;
            case ML_3_1 -> ML_3_1;
            case JSON_1_0 -> JSON_1_0;
            case JSON_2_0 -> JSON_2_0;
            case JSON_2_1 -> JSON_2_1;
        };
    }

    public StructureFormat format() {
        return format;
    }

    /** The version part of the namespaces, for example {@code v2_1}; empty for JSON. */
    public String schemas() {
        return schemas;
    }

    public boolean xml() {
        return format.xml();
    }

    /** The information model of 2.1: one primary measure, measure dimension, {@code isFinal}. */
    public boolean before30() {
        return this == ML_2_1 || this == JSON_1_0;
    }

    /** References in parts, {@code Ref}. */
    public boolean refs() {
        return this == ML_2_1;
    }

    /** Links to elsewhere. */
    public boolean links() {
        return this != ML_2_1;
    }

    /** The names of SDMX-JSON 1.0, and URNs where others have local ids. */
    public boolean json10() {
        return this == JSON_1_0;
    }

    /** What 3.1 added or took away. */
    public boolean from31() {
        return this == ML_3_1 || this == JSON_2_1;
    }
}
