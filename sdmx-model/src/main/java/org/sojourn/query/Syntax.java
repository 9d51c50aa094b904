package org.sojourn.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.VersionPattern;
import org.sojourn.model.time.TimePeriod;

/** The forms of single values that both generations of the API share; what does not fit is a syntax error that names the part. */
final class Syntax {

    static final Pattern NC_NAME = Pattern.compile("[A-Za-z][A-Za-z\\d_-]*");
    static final Pattern NESTED_NC_NAME = Pattern.compile("[A-Za-z][A-Za-z\\d_-]*(\\.[A-Za-z][A-Za-z\\d_-]*)*");
    static final Pattern ID = Pattern.compile("[A-Za-z\\d_@$-]+");
    static final Pattern NESTED_ID = Pattern.compile("[A-Za-z\\d_@$-]+(\\.[A-Za-z\\d_@$-]+)*");
    private static final Pattern ANYTHING = Pattern.compile("\\S(.*\\S)?", Pattern.DOTALL);

    static final String AGENCY_FORM = "letters, digits, '_' and '-', starting with a letter, sub-agencies after a dot";
    static final String ID_FORM = "letters, digits and '_@$-'";

    private static final Pattern TIME_WITHOUT_SECONDS = Pattern.compile("([^T]*T\\d\\d:\\d\\d)(Z|[+-]\\d\\d:\\d\\d)?");

    private static final Instant FIRST_MOMENT = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant AFTER_LAST_MOMENT = Instant.parse("+10000-01-01T00:00:00Z");

    private Syntax() {}

    static SdmxException error(String part, String text, String allowed) {
        return new SdmxException(
                SdmxException.Kind.SYNTAX, part + " '" + text + "' is not allowed; expected " + allowed);
    }

    static SdmxException tooManyParts(List<String> parts, String form) {
        return new SdmxException(
                SdmxException.Kind.SYNTAX,
                "the path '" + String.join("/", parts) + "' has too many parts; expected at most " + form);
    }

    /** The text if it has the form. */
    static String checked(String part, String text, Pattern form, String allowed) {
        if (!form.matcher(text).matches()) {
            throw error(part, text, allowed);
        }
        return text;
    }

    /** The values between {@code separator}s, each of the form. */
    static List<String> list(String part, String text, char separator, Pattern form, String allowed) {
        return split(text, separator).stream()
                .map(value -> checked(part, value, form, allowed))
                .distinct()
                .toList();
    }

    /** Splits and keeps empty values. */
    static List<String> split(String text, char separator) {
        List<String> found = new ArrayList<>();
        int from = 0;
        for (int i = text.indexOf(separator); i >= 0; i = text.indexOf(separator, from)) {
            found.add(text.substring(from, i));
            from = i + 1;
        }
        found.add(text.substring(from));
        return found;
    }

    /** Ids of items, by what the resource holds. */
    static List<String> items(StructureResource resource, String text, char separator) {
        return switch (resource) {
            case CONCEPT_SCHEME, AGENCY_SCHEME -> list("item id", text, separator, NESTED_NC_NAME, AGENCY_FORM);
            case HIERARCHICAL_CODELIST -> list("item id", text, separator, ID, ID_FORM);
            case VALUE_LIST -> list("item id", text, separator, ANYTHING, "the ids of values");
            default -> list("item id", text, separator, NESTED_ID, ID_FORM + ", nested ids with dots");
        };
    }

    /** Ids of items as they stand in a path. */
    static List<String> itemTexts(List<String> items, char separator) {
        return items.stream()
                .map(item -> {
                    if (item.indexOf(separator) >= 0) {
                        throw new IllegalArgumentException("item '" + item + "' cannot stand in a path");
                    }
                    return UrlText.encode(item, "@$");
                })
                .toList();
    }

    static List<VersionPattern> versions(String text, char separator, Function<String, VersionPattern> parser) {
        return split(text, separator).stream()
                .map(v -> version(v, parser))
                .distinct()
                .toList();
    }

    static VersionPattern version(String text, Function<String, VersionPattern> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new SdmxException(SdmxException.Kind.SYNTAX, String.valueOf(e.getMessage()));
        }
    }

    /** The value that this word names. */
    static <T> T word(String part, String text, Function<String, Optional<T>> named, String allowed) {
        return named.apply(text).orElseThrow(() -> error(part, text, allowed));
    }

    static boolean flag(String part, String text) {
        return switch (text) {
            case "true", "True", "TRUE", "1" -> true;
            case "false", "False", "FALSE", "0" -> false;
            default -> throw error(part, text, "true or false");
        };
    }

    /** A whole number from {@code least} to {@code most}. */
    static long number(String part, String text, long least, long most) {
        String allowed = "a whole number from " + least + (most == Long.MAX_VALUE ? " on" : " to " + most);
        if (!text.matches("\\d{1,18}")) {
            throw error(part, text, allowed);
        }
        long number = Long.parseLong(text);
        if (number < least || number > most) {
            throw error(part, text, allowed);
        }
        return number;
    }

    /**
     * A moment. Where the standard wants a dateTime, real clients and the test kit send any time period: its beginning is
     * meant. Without an offset the zone is that of the server. Years have four digits, as in every period of the standard.
     */
    static Instant moment(String part, String text, ZoneId zone) {
        Matcher m = TIME_WITHOUT_SECONDS.matcher(text);
        String full = m.matches() ? m.group(1) + ":00" + (m.group(2) == null ? "" : m.group(2)) : text;
        TimePeriod period = TimePeriod.tryParse(full)
                .orElseThrow(() -> error(part, text, "a date and time such as 2024-05-06T07:08:09Z"));
        LocalDateTime start = period.start();
        Instant moment = period.offset()
                .map(start::toInstant)
                .orElseGet(() -> start.atZone(zone).toInstant());
        if (moment.isBefore(FIRST_MOMENT) || !moment.isBefore(AFTER_LAST_MOMENT)) {
            throw error(part, text, "a moment in the years 0001 to 9999");
        }
        return moment;
    }

    /** A period as it may bound a query: any but a range. */
    static String period(String part, String text) {
        if (TimePeriod.tryParse(text)
                .filter(p -> !(p instanceof TimePeriod.Range))
                .isEmpty()) {
            throw error(
                    part,
                    text,
                    "a time period: YYYY, YYYY-MM, YYYY-MM-DD, YYYY-MM-DDThh:mm:ss, or YYYY-A1, -S1, -T1, -Q1, -M01, -W01,"
                            + " -D001");
        }
        return text;
    }

    static MonthDay monthDay(String part, String text) {
        try {
            return MonthDay.parse(text);
        } catch (DateTimeException e) {
            throw error(part, text, "a month and day such as --07-01");
        }
    }

    static String dimensionAtObservation(String text) {
        return checked("dimensionAtObservation", text, NC_NAME, "the id of a dimension, TIME_PERIOD or AllDimensions");
    }

    /** Joins path parts, leaving out those at the end that hold their defaults; {@code parts} alternates value and default. */
    static String path(String first, String... valuesAndDefaults) {
        int last = valuesAndDefaults.length;
        while (last > 0 && valuesAndDefaults[last - 2].equals(valuesAndDefaults[last - 1])) {
            last -= 2;
        }
        StringBuilder path = new StringBuilder(first);
        for (int i = 0; i < last; i += 2) {
            path.append('/').append(valuesAndDefaults[i]);
        }
        return path.toString();
    }

    static String orAny(List<String> values, String separator, String any) {
        return values.isEmpty() ? any : String.join(separator, values);
    }

    static String oneOf(String... words) {
        return String.join(", ", Arrays.asList(words));
    }
}
