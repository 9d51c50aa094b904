package org.sojourn.data;

/** What a format may or may not be able to carry; what it cannot is lost, and said. */
public enum Feature {
    /** Values beside the first in an array. */
    ARRAYS,
    /** Texts in several languages; without it the best one is kept, as plain text. */
    LANGUAGES,
    /** XHTML as such; without it the best one is kept, as plain text. */
    MARKUP,
    /** Measures beside the first. */
    SEVERAL_MEASURES,
    /** The header of the message. */
    HEADER,
    /** Set id, provider and periods of a data set. */
    DATASET_HEADER,
    ACTION,
    DATASET_ANNOTATIONS,
    SERIES_ANNOTATIONS,
    OBSERVATION_ANNOTATIONS,
    /** Series without observations, when they have no attributes of their own. */
    BARE_SERIES,
    /** Attributes of series without observations. */
    ATTRIBUTES_OF_EMPTY_SERIES,
    /** Attributes of partial keys, by no group, that no series of the data set has. */
    ATTRIBUTES_WITHOUT_SERIES,
    /** Attributes of groups that no series of the data set has. */
    GROUPS_WITHOUT_SERIES,
    /** Observations that have no measure and no attribute. */
    BARE_OBSERVATIONS,
    /** Values that are empty texts, as something else than no value. */
    EMPTY_TEXT,
    /** Data sets without anything. */
    EMPTY_DATASETS,
    /** Data sets of different structures in one message. */
    SEVERAL_STRUCTURES,
    FOOTER
}
