package org.sojourn.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.sojourn.data.DatasetHeader;
import org.sojourn.model.time.TimePeriod;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;

/**
 * What senders say of a data set in its head: an id of theirs, when it is valid, what it reports on and when it was or will be
 * published. It is part of the state of the data set, with a history like that of the data.
 *
 * <p>{@link #text} gives lines of {@code name=value} and inverts {@link #parse}.
 */
public record DatasetHead(
        Optional<String> setId,
        Optional<String> reportingBegin,
        Optional<String> reportingEnd,
        Optional<String> validFrom,
        Optional<String> validTo,
        Optional<String> publicationYear,
        Optional<String> publicationPeriod) {

    /** Says nothing. */
    public static final DatasetHead EMPTY = of(Map.of());

    private static final Pattern SET_ID = Pattern.compile("[A-Za-z0-9_@$-]{1,255}");
    private static final Pattern YEAR = Pattern.compile("-?\\d{4,9}(Z|[+-]\\d\\d:\\d\\d)?");
    private static final Pattern GREGORIAN = Pattern.compile("\\d{4}(-\\d\\d(-\\d\\d(T.*)?)?)?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern ZONE = Pattern.compile(".*(Z|[+-]\\d\\d:\\d\\d)");

    /** The head of a data set of a message; what cannot be kept is told as a warning. */
    static DatasetHead of(DatasetHeader header, Problems problems) {
        String day = "a day, month, year or time, such as 2024 or 2024-06-30";
        String time = "a time, such as 2024-06-30T12:00:00Z";
        return new DatasetHead(
                kept("setID", header.setId(), SET_ID.asMatchPredicate(), "letters, digits and _ @ $ -", problems),
                kept("reportingBegin", header.reportingBegin(), DatasetHead::isGregorian, day, problems),
                kept("reportingEnd", header.reportingEnd(), DatasetHead::isGregorian, day, problems),
                kept("validFrom", header.validFrom().map(DatasetHead::zoned), DatasetHead::isMoment, time, problems),
                kept("validTo", header.validTo().map(DatasetHead::zoned), DatasetHead::isMoment, time, problems),
                kept("publicationYear", header.publicationYear(), YEAR.asMatchPredicate(), "a year", problems),
                kept("publicationPeriod", header.publicationPeriod(), DatasetHead::isPeriod, "a period", problems));
    }

    private static Optional<String> kept(
            String name, Optional<String> value, Predicate<String> good, String expected, Problems problems) {
        Optional<String> text = value.map(String::strip).filter(t -> !t.isEmpty());
        if (text.isPresent() && !good.test(text.get())) {
            problems.add(Problem.warning(
                            "data-set-head",
                            Location.path(name),
                            name + " of a data set is '" + text.get() + "', which is not kept")
                    .withExpected(expected));
            return Optional.empty();
        }
        return text;
    }

    private static boolean isPeriod(String text) {
        try {
            TimePeriod.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What the schemas allow as the bounds of what is reported. */
    private static boolean isGregorian(String text) {
        return GREGORIAN.matcher(text).matches() && isPeriod(text);
    }

    /** All formats have a point in time here, some only with a zone: a day is its beginning, and UTC where no zone is given. */
    private static String zoned(String text) {
        String time = text.strip();
        if (DAY.matcher(time).matches()) {
            time += "T00:00:00";
        }
        return time.isEmpty() || ZONE.matcher(time).matches() ? time : time + 'Z';
    }

    private static boolean isMoment(String text) {
        return moment(text).isPresent();
    }

    /** The point in time that a text with a zone says; empty where it says none. */
    static Optional<Instant> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** This, and what it leaves open as it was before. */
    DatasetHead over(DatasetHead before) {
        return new DatasetHead(
                setId.or(before::setId),
                reportingBegin.or(before::reportingBegin),
                reportingEnd.or(before::reportingEnd),
                validFrom.or(before::validFrom),
                validTo.or(before::validTo),
                publicationYear.or(before::publicationYear),
                publicationPeriod.or(before::publicationPeriod));
    }

    /** The same without its validity. */
    DatasetHead withoutValidity() {
        return new DatasetHead(
                setId,
                reportingBegin,
                reportingEnd,
                Optional.empty(),
                Optional.empty(),
                publicationYear,
                publicationPeriod);
    }

    /** How many of its parts are new, other, gone, or as they were in an earlier state. */
    Counts since(DatasetHead before) {
        Tally tally = new Tally();
        Map<String, String> old = before.byName();
        Map<String, String> now = byName();
        now.forEach((name, value) -> tally.count(old.containsKey(name), true, value.equals(old.get(name)), 1));
        old.keySet().stream().filter(name -> !now.containsKey(name)).forEach(n -> tally.count(true, false, false, 1));
        return tally.counts();
    }

    private Map<String, String> byName() {
        Map<String, String> all = new LinkedHashMap<>();
        setId.ifPresent(v -> all.put("setId", v));
        reportingBegin.ifPresent(v -> all.put("reportingBegin", v));
        reportingEnd.ifPresent(v -> all.put("reportingEnd", v));
        validFrom.ifPresent(v -> all.put("validFrom", v));
        validTo.ifPresent(v -> all.put("validTo", v));
        publicationYear.ifPresent(v -> all.put("publicationYear", v));
        publicationPeriod.ifPresent(v -> all.put("publicationPeriod", v));
        return all;
    }

    private static DatasetHead of(Map<String, String> all) {
        return new DatasetHead(
                Optional.ofNullable(all.get("setId")),
                Optional.ofNullable(all.get("reportingBegin")),
                Optional.ofNullable(all.get("reportingEnd")),
                Optional.ofNullable(all.get("validFrom")),
                Optional.ofNullable(all.get("validTo")),
                Optional.ofNullable(all.get("publicationYear")),
                Optional.ofNullable(all.get("publicationPeriod")));
    }

    /** As it is stored. */
    String text() {
        List<String> lines = new ArrayList<>();
        byName().forEach((name, value) -> lines.add(name + '=' + value));
        return String.join("\n", lines);
    }

    /** Reads what was stored. */
    static DatasetHead parse(String text) {
        Map<String, String> all = new LinkedHashMap<>();
        text.lines()
                .forEach(line -> all.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return of(all);
    }
}
