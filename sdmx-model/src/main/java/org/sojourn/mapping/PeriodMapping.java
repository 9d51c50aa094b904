package org.sojourn.mapping;

import java.text.ParseException;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.sojourn.model.SdmxException;
import org.sojourn.model.StructureMap;
import org.sojourn.model.StructureMap.DatePatternMap;
import org.sojourn.model.StructureMap.EpochMap;
import org.sojourn.model.StructureMap.FrequencyFormat;
import org.sojourn.model.StructureMap.TimeMap;
import org.sojourn.model.time.Periods;
import org.sojourn.model.time.TimePeriod;

/** A map of time at work: dates by a pattern, or counts of units since a moment, become periods of a frequency. */
final class PeriodMapping {

    private final StructureMap map;
    private final TimeMap time;

    PeriodMapping(StructureMap map, TimeMap time) {
        this.map = map;
        this.time = time;
    }

    TimeMap time() {
        return time;
    }

    /** The dimension of the target that tells the frequency; empty where it is fixed. */
    Optional<String> frequencyDimension() {
        return time.frequency()
                .filter(StructureMap.Frequency.OfDimension.class::isInstance)
                .map(f -> ((StructureMap.Frequency.OfDimension) f).dimension());
    }

    /**
     * The period in which the moment lies.
     *
     * @param frequency the value of {@link #frequencyDimension}; empty where it is fixed
     * @return empty where the text is no such moment
     */
    Optional<String> period(String text, Optional<String> frequency) {
        return moment(text).map(moment -> {
            String word = frequency.orElseGet(() -> time.frequency()
                    .filter(StructureMap.Frequency.Fixed.class::isInstance)
                    .map(f -> ((StructureMap.Frequency.Fixed) f).id())
                    .orElse("D"));
            Optional<FrequencyFormat> format = map.frequencyFormat(word)
                    .or(() -> map.frequencyFormats().stream()
                            .filter(f -> f.frequency().equals(word))
                            .findFirst());
            if (format.isPresent()) {
                SimpleDateFormat written = new SimpleDateFormat(format.get().pattern(), Locale.ROOT);
                written.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
                return written.format(java.util.Date.from(moment.toInstant(ZoneOffset.UTC)));
            }
            return usual(moment, word);
        });
    }

    private Optional<LocalDateTime> moment(String text) {
        return switch (time) {
            case DatePatternMap pattern -> {
                SimpleDateFormat read =
                        new SimpleDateFormat(pattern.pattern(), Locale.forLanguageTag(pattern.locale()));
                read.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
                read.setLenient(false);
                try {
                    yield Optional.of(LocalDateTime.ofInstant(read.parse(text).toInstant(), ZoneOffset.UTC));
                } catch (ParseException e) {
                    yield Optional.empty();
                }
            }
            case EpochMap epoch -> {
                long base = Periods.start(epoch.basePeriod(), TimePeriod.FIRST_OF_JANUARY);
                if (base == Periods.NONE || !text.matches("-?\\d{1,18}")) {
                    yield Optional.empty();
                }
                ChronoUnit unit = switch (epoch.unit()) {
                    case NANOSECOND -> ChronoUnit.NANOS;
                    case MICROSECOND -> ChronoUnit.MICROS;
                    case MILLISECOND -> ChronoUnit.MILLIS;
                    case SECOND -> ChronoUnit.SECONDS;
                    case DAY -> ChronoUnit.DAYS;
                };
                yield Optional.of(LocalDateTime.ofInstant(Instant.ofEpochMilli(base), ZoneOffset.UTC)
                        .plus(Long.parseLong(text), unit));
            }
        };
    }

    private static String usual(LocalDateTime moment, String frequency) {
        LocalDate day = moment.toLocalDate();
        int month = day.getMonthValue();
        return switch (frequency) {
            case "A" -> "%04d".formatted(day.getYear());
            case "S" -> "%04d-S%d".formatted(day.getYear(), (month - 1) / 6 + 1);
            case "Q" -> "%04d-Q%d".formatted(day.getYear(), (month - 1) / 3 + 1);
            case "M" -> "%04d-%02d".formatted(day.getYear(), month);
            case "W" ->
                "%04d-W%02d".formatted(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case "D", "B" -> day.toString();
            default ->
                throw new SdmxException(
                        SdmxException.Kind.SEMANTIC,
                        "a map of time asks for periods of frequency '" + frequency
                                + "', and names no format for them; expected A, S, Q, M, W or D");
        };
    }
}
