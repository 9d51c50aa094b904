package org.sojourn.validation;

import java.time.MonthDay;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.sojourn.model.DataType;
import org.sojourn.model.Facet;
import org.sojourn.model.TextFormat;
import org.sojourn.model.time.Periods;

/**
 * Whether an uncoded value has the form that its data type and facets demand (information model, section on
 * representations). {@code NaN} is a value of every numeric type on reading, {@code #N/A} of every type: intentionally
 * missing.
 */
final class ValueForm {

    /** Below this every whole number is a double. */
    private static final long EXACT = 1L << 53;

    private static final MonthDay NEW_YEAR = MonthDay.of(1, 1);
    private static final Pattern ALPHA = Pattern.compile("[A-Za-z]*");
    private static final Pattern ALPHA_NUMERIC = Pattern.compile("[A-Za-z0-9]*");
    private static final Pattern NUMERIC = Pattern.compile("[0-9]*");
    private static final Pattern MONTH_DAY = Pattern.compile("--\\d\\d-\\d\\d.*");
    private static final Pattern MONTH = Pattern.compile("--\\d\\d.*");
    private static final Pattern DAY = Pattern.compile("---\\d\\d.*");
    private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d:\\d\\d.*");
    private static final Pattern DURATION = Pattern.compile("-?P.+");

    private final DataType type;
    private final TextFormat format;
    private final int minLength;
    private final int maxLength;
    private final double minValue;
    private final double maxValue;
    private final boolean unbounded;
    private final int decimals;
    private final @Nullable Pattern pattern;
    private final Map<String, Boolean> known = new HashMap<>();

    ValueForm(TextFormat format) {
        this.format = format;
        this.type = format.dataType().orElse(DataType.STRING);
        this.minLength = integer(Facet.MIN_LENGTH, 0);
        this.maxLength = integer(Facet.MAX_LENGTH, Integer.MAX_VALUE);
        this.decimals = integer(Facet.DECIMALS, Integer.MAX_VALUE);
        this.minValue = number(Facet.MIN_VALUE, Facet.START_VALUE, Double.NEGATIVE_INFINITY);
        this.maxValue = number(Facet.MAX_VALUE, Facet.END_VALUE, Double.POSITIVE_INFINITY);
        this.unbounded = minValue == Double.NEGATIVE_INFINITY && maxValue == Double.POSITIVE_INFINITY;
        this.pattern = format.facet(Facet.PATTERN).map(ValueForm::compiled).orElse(null);
    }

    /** What is expected instead, in words; empty where the text is well formed. */
    Optional<String> fault(String text) {
        if (text.equals("#N/A") || sentinel(text)) {
            return Optional.empty();
        }
        if (text.length() < minLength || text.length() > maxLength) {
            return Optional.of("a text of " + minLength + " to "
                    + (maxLength == Integer.MAX_VALUE ? "any number of" : String.valueOf(maxLength)) + " characters");
        }
        if (!typed(text)) {
            return Optional.of(
                    switch (type) {
                        case INTEGER, LONG, SHORT, BIG_INTEGER, COUNT -> "a whole number (" + type.wireName() + ")";
                        case DECIMAL, INCLUSIVE_VALUE_RANGE, EXCLUSIVE_VALUE_RANGE, INCREMENTAL, FLOAT, DOUBLE ->
                            "a number such as 1234.5, without separators (" + type.wireName() + ")";
                        default -> "a value of type " + type.wireName();
                    });
        }
        if (type.numeric() && !text.equals("NaN")) {
            return outOfRange(text);
        }
        if (pattern != null && !pattern.matcher(text).matches()) {
            return Optional.of("a text of the form " + pattern.pattern());
        }
        return Optional.empty();
    }

    /**
     * True for a number in plain decimal notation of which {@link #fault} finds nothing; false where the text must be looked
     * at to know.
     */
    boolean plain(long mantissa, int scale) {
        boolean typed = switch (type) {
            case DECIMAL, INCLUSIVE_VALUE_RANGE, EXCLUSIVE_VALUE_RANGE, INCREMENTAL, FLOAT, DOUBLE -> true;
            case INTEGER, LONG, SHORT, BIG_INTEGER, COUNT -> scale == 0;
            default -> false;
        };
        return typed
                && scale <= decimals
                && minLength == 0
                && maxLength == Integer.MAX_VALUE
                && (unbounded
                        || (scale == 0 && mantissa >= minValue && mantissa <= maxValue && Math.abs(mantissa) < EXACT));
    }

    private Optional<String> outOfRange(String text) {
        int dot = text.indexOf('.');
        if (decimals != Integer.MAX_VALUE && dot >= 0 && text.indexOf('E') < 0 && text.length() - dot - 1 > decimals) {
            return Optional.of("at most " + decimals + " decimals");
        }
        if (minValue != Double.NEGATIVE_INFINITY || maxValue != Double.POSITIVE_INFINITY) {
            double value =
                    Double.parseDouble(text.equals("INF") ? "Infinity" : text.equals("-INF") ? "-Infinity" : text);
            if (value < minValue || value > maxValue) {
                return Optional.of("a number from " + minValue + " to " + maxValue);
            }
        }
        return Optional.empty();
    }

    private boolean typed(String text) {
        return switch (type) {
            case DECIMAL, INCLUSIVE_VALUE_RANGE, EXCLUSIVE_VALUE_RANGE, INCREMENTAL ->
                decimal(text, true, false) || text.equals("NaN");
            case FLOAT, DOUBLE ->
                decimal(text, true, true) || text.equals("NaN") || text.equals("INF") || text.equals("-INF");
            case INTEGER, LONG, SHORT, BIG_INTEGER, COUNT -> decimal(text, false, false) || text.equals("NaN");
            case BOOLEAN -> text.equals("true") || text.equals("false") || text.equals("1") || text.equals("0");
            case ALPHA -> ALPHA.matcher(text).matches();
            case ALPHA_NUMERIC -> ALPHA_NUMERIC.matcher(text).matches();
            case NUMERIC -> NUMERIC.matcher(text).matches();
            case MONTH_DAY -> MONTH_DAY.matcher(text).matches();
            case MONTH -> MONTH.matcher(text).matches();
            case DAY -> DAY.matcher(text).matches();
            case TIME -> TIME.matcher(text).matches();
            case DURATION -> DURATION.matcher(text).matches();
            case OBSERVATIONAL_TIME_PERIOD,
                    STANDARD_TIME_PERIOD,
                    BASIC_TIME_PERIOD,
                    GREGORIAN_TIME_PERIOD,
                    GREGORIAN_YEAR,
                    GREGORIAN_YEAR_MONTH,
                    GREGORIAN_DAY,
                    REPORTING_TIME_PERIOD,
                    REPORTING_YEAR,
                    REPORTING_SEMESTER,
                    REPORTING_TRIMESTER,
                    REPORTING_QUARTER,
                    REPORTING_MONTH,
                    REPORTING_WEEK,
                    REPORTING_DAY,
                    DATE_TIME,
                    TIME_RANGE -> period(text);
            case STRING,
                    URI,
                    XHTML,
                    KEY_VALUES,
                    IDENTIFIABLE_REFERENCE,
                    DATA_SET_REFERENCE,
                    GEOSPATIAL_INFORMATION,
                    ATTACHMENT_CONSTRAINT_REFERENCE -> true;
        };
    }

    // Real messages put any kind of period under any time type: that it is a period at all is what readers rely on.
    private boolean period(String text) {
        if (known.size() > 100_000) {
            known.clear();
        }
        return known.computeIfAbsent(text, t -> Periods.start(t, NEW_YEAR) != Periods.NONE);
    }

    /** xs:decimal or xs:integer, and with {@code exponent} xs:double; in one pass without garbage. */
    static boolean decimal(String text, boolean fraction, boolean exponent) {
        int i = 0;
        int length = text.length();
        if (length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
            i++;
        }
        int digits = 0;
        boolean dot = false;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && fraction && !dot) {
                dot = true;
            } else if ((c == 'E' || c == 'e') && exponent && digits > 0) {
                return decimal(text.substring(i + 1), false, false);
            } else {
                return false;
            }
        }
        return digits > 0;
    }

    private boolean sentinel(String text) {
        return !format.sentinelValues().isEmpty()
                && format.sentinelValues().stream().anyMatch(s -> s.value().equals(text));
    }

    private int integer(Facet facet, int otherwise) {
        return format.facet(facet)
                .filter(t -> decimal(t, false, false) && t.length() < 10)
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    private double number(Facet facet, Facet alternative, double otherwise) {
        return format.facet(facet)
                .or(() -> format.facet(alternative))
                .filter(t -> decimal(t, true, true))
                .map(Double::parseDouble)
                .orElse(otherwise);
    }

    // A pattern in XSD's dialect that Java does not know is not held against the data.
    private static @Nullable Pattern compiled(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            return null;
        }
    }
}
