package org.sojourn.format;

/** The two generations of the REST API. */
public enum Api {
    /** SDMX REST 1.5, for SDMX 2.1. */
    V1,
    /** SDMX REST 2.2, for SDMX 3.0 and 3.1. */
    V2
}
