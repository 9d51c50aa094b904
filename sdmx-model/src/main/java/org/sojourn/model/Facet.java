package org.sojourn.model;

/** The facets that narrow a data type, in the order of the schema; values are kept as text. */
public enum Facet {
    IS_SEQUENCE("isSequence"),
    INTERVAL("interval"),
    START_VALUE("startValue"),
    END_VALUE("endValue"),
    TIME_INTERVAL("timeInterval"),
    START_TIME("startTime"),
    END_TIME("endTime"),
    MIN_LENGTH("minLength"),
    MAX_LENGTH("maxLength"),
    MIN_VALUE("minValue"),
    MAX_VALUE("maxValue"),
    DECIMALS("decimals"),
    PATTERN("pattern"),
    IS_MULTILINGUAL("isMultiLingual");

    private final String wireName;

    Facet(String wireName) {
        this.wireName = wireName;
    }

    /** The attribute name in SDMX-ML (JSON spells {@code isMultilingual}). */
    public String wireName() {
        return wireName;
    }
}
