package org.sojourn.model.time;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A duration as XML Schema writes it, not negative: months and days by the calendar, then exact time. */
public record XsDuration(Period period, Duration time) {

    private static final Pattern FORM = Pattern.compile(
            "P(?!$)(?:(\\d{1,6})Y)?(?:(\\d{1,9})M)?(?:(\\d{1,9})D)?(?:T(?!$)(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9}(?:\\.\\d{1,9})?)S)?)?");

    /**
     * Reads {@code P1Y2M3DT4H5M6.7S}, any part of which may be absent, but not all.
     *
     * @throws IllegalArgumentException for any other text, which it quotes
     */
    public static XsDuration parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("duration '" + text + "' is not of the form P1Y2M3DT4H5M6S");
        }
        Period period = Period.of(number(m.group(1)), number(m.group(2)), number(m.group(3)));
        Duration time = Duration.ofHours(number(m.group(4))).plusMinutes(number(m.group(5)));
        String seconds = m.group(6);
        return new XsDuration(period, seconds == null ? time : time.plus(Duration.parse("PT" + seconds + "S")));
    }

    /** The point in time that is this much later. */
    public LocalDateTime after(LocalDateTime start) {
        return start.plus(period).plus(time);
    }

    Optional<String> frequency() {
        if (!time.isZero()) {
            return Optional.empty();
        }
        long months = period.toTotalMonths();
        int days = period.getDays();
        if (days == 0) {
            return switch ((int) Math.min(months, 99)) {
                case 12 -> Optional.of("A");
                case 6 -> Optional.of("S");
                case 4 -> Optional.of("T");
                case 3 -> Optional.of("Q");
                case 1 -> Optional.of("M");
                default -> Optional.empty();
            };
        }
        return months > 0
                ? Optional.empty()
                : days == 1 ? Optional.of("D") : days == 7 ? Optional.of("W") : Optional.empty();
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
