package org.sojourn.validation;

import java.util.Optional;
import org.sojourn.model.DataType;
import org.sojourn.model.time.ReportingUnit;
import org.sojourn.model.time.TimePeriod;

/** Which forms of time periods a data type covers, and which frequency code goes with which periods. */
final class PeriodForm {

    private PeriodForm() {}

    /** True where a period of this form is a value of the type; true for types that are no time types. */
    static boolean covers(DataType type, TimePeriod period) {
        return switch (type) {
            case STANDARD_TIME_PERIOD -> !(period instanceof TimePeriod.Range);
            case BASIC_TIME_PERIOD -> gregorian(period) || period instanceof TimePeriod.Moment;
            case GREGORIAN_TIME_PERIOD -> gregorian(period);
            case GREGORIAN_YEAR -> period instanceof TimePeriod.Year;
            case GREGORIAN_YEAR_MONTH -> period instanceof TimePeriod.Month;
            case GREGORIAN_DAY -> period instanceof TimePeriod.Day;
            case DATE_TIME -> period instanceof TimePeriod.Moment;
            case TIME_RANGE -> period instanceof TimePeriod.Range;
            case REPORTING_TIME_PERIOD -> period instanceof TimePeriod.Reporting;
            case REPORTING_YEAR -> reporting(period, ReportingUnit.YEAR);
            case REPORTING_SEMESTER -> reporting(period, ReportingUnit.SEMESTER);
            case REPORTING_TRIMESTER -> reporting(period, ReportingUnit.TRIMESTER);
            case REPORTING_QUARTER -> reporting(period, ReportingUnit.QUARTER);
            case REPORTING_MONTH -> reporting(period, ReportingUnit.MONTH);
            case REPORTING_WEEK -> reporting(period, ReportingUnit.WEEK);
            case REPORTING_DAY -> reporting(period, ReportingUnit.DAY);
            default -> true;
        };
    }

    private static boolean gregorian(TimePeriod period) {
        return period instanceof TimePeriod.Year
                || period instanceof TimePeriod.Month
                || period instanceof TimePeriod.Day;
    }

    private static boolean reporting(TimePeriod period, ReportingUnit unit) {
        return period instanceof TimePeriod.Reporting reporting && reporting.unit() == unit;
    }

    /** The frequency of the periods that a code of CL_FREQ announces, in one letter; empty where it announces none. */
    static Optional<String> announced(String frequencyCode) {
        return switch (frequencyCode) {
            case "A", "S", "T", "Q", "M", "W", "D" -> Optional.of(frequencyCode);
            case "B" -> Optional.of("D"); // business days
            default -> Optional.empty();
        };
    }

    /** A period of this frequency, to show what is expected. */
    static String example(String frequency) {
        return switch (frequency) {
            case "A" -> "2024";
            case "M" -> "2024-03";
            case "W" -> "2024-W07";
            case "D" -> "2024-03-31";
            default -> "2024-" + frequency + "1";
        };
    }
}
