package org.sojourn.model;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The data types of uncoded components (common:DataType of 3.1, which contains those of 2.1). */
public enum DataType {
    STRING("String"),
    ALPHA("Alpha"),
    ALPHA_NUMERIC("AlphaNumeric"),
    NUMERIC("Numeric"),
    BIG_INTEGER("BigInteger"),
    INTEGER("Integer"),
    LONG("Long"),
    SHORT("Short"),
    DECIMAL("Decimal"),
    FLOAT("Float"),
    DOUBLE("Double"),
    BOOLEAN("Boolean"),
    URI("URI"),
    COUNT("Count"),
    INCLUSIVE_VALUE_RANGE("InclusiveValueRange"),
    EXCLUSIVE_VALUE_RANGE("ExclusiveValueRange"),
    INCREMENTAL("Incremental"),
    OBSERVATIONAL_TIME_PERIOD("ObservationalTimePeriod"),
    STANDARD_TIME_PERIOD("StandardTimePeriod"),
    BASIC_TIME_PERIOD("BasicTimePeriod"),
    GREGORIAN_TIME_PERIOD("GregorianTimePeriod"),
    GREGORIAN_YEAR("GregorianYear"),
    GREGORIAN_YEAR_MONTH("GregorianYearMonth"),
    GREGORIAN_DAY("GregorianDay"),
    REPORTING_TIME_PERIOD("ReportingTimePeriod"),
    REPORTING_YEAR("ReportingYear"),
    REPORTING_SEMESTER("ReportingSemester"),
    REPORTING_TRIMESTER("ReportingTrimester"),
    REPORTING_QUARTER("ReportingQuarter"),
    REPORTING_MONTH("ReportingMonth"),
    REPORTING_WEEK("ReportingWeek"),
    REPORTING_DAY("ReportingDay"),
    DATE_TIME("DateTime"),
    TIME_RANGE("TimeRange"),
    MONTH("Month"),
    MONTH_DAY("MonthDay"),
    DAY("Day"),
    TIME("Time"),
    DURATION("Duration"),
    XHTML("XHTML"),
    KEY_VALUES("KeyValues"),
    IDENTIFIABLE_REFERENCE("IdentifiableReference"),
    DATA_SET_REFERENCE("DataSetReference"),
    GEOSPATIAL_INFORMATION("GeospatialInformation"),
    ATTACHMENT_CONSTRAINT_REFERENCE("AttachmentConstraintReference");

    private static final Map<String, DataType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(t -> t.wireName, Function.identity()));

    private final String wireName;

    DataType(String wireName) {
        this.wireName = wireName;
    }

    /** The name used in every format, for example {@code ObservationalTimePeriod}. */
    public String wireName() {
        return wireName;
    }

    public static Optional<DataType> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /** True where values are numbers in the xs:decimal, xs:double or xs:integer families. */
    public boolean numeric() {
        return switch (this) {
            case BIG_INTEGER,
                    INTEGER,
                    LONG,
                    SHORT,
                    DECIMAL,
                    FLOAT,
                    DOUBLE,
                    COUNT,
                    INCLUSIVE_VALUE_RANGE,
                    EXCLUSIVE_VALUE_RANGE,
                    INCREMENTAL -> true;
            default -> false;
        };
    }
}
