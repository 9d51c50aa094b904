package org.sojourn.validation.domain;

import java.text.NumberFormat;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;

/**
 * A cell that breaks a rule.
 *
 * @param dataset what the message names as the structure of the data, {@code MIG:DF_STK_BIL(1.0.0)}
 * @param key codes of the cell by dimension, without time; of a total and its parts those of the total
 * @param period the cell's period, empty where it has none
 * @param figures what was found, by the names that the sentence of the rule uses; numbers as plain text
 * @param position of the cell in the message, as {@link Location#position(int, int)} has it; 0 if unknown
 */
public record Finding(
        DomainRule rule,
        String dataset,
        Map<String, String> key,
        String period,
        Map<String, String> figures,
        long position) {

    public Finding {
        key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** The key as text, values joined by dots. */
    public String keyText() {
        return String.join(".", key.values());
    }

    /** What is wrong, with the figures, in the language that serves best. */
    public String message(List<Locale.LanguageRange> wanted) {
        String language = rule.finding().bestLanguage(wanted).orElse("en");
        return filled(rule.finding().in(language).orElse(""), Locale.forLanguageTag(language));
    }

    /** What to do about it. */
    public String advice(List<Locale.LanguageRange> wanted) {
        String language = rule.advice().bestLanguage(wanted).orElse("en");
        return filled(rule.advice().in(language).orElse(""), Locale.forLanguageTag(language));
    }

    /** The same as a problem among others. */
    public Problem problem(List<Locale.LanguageRange> wanted) {
        return new Problem(
                rule.severity(),
                rule.id(),
                Location.at(position),
                keyText(),
                (period.isEmpty() ? "" : period + ": ") + message(wanted),
                java.util.Optional.empty());
    }

    private String filled(String template, Locale locale) {
        String text = template;
        for (Map.Entry<String, String> figure : figures.entrySet()) {
            text = text.replace("{" + figure.getKey() + "}", shown(figure.getValue(), locale));
        }
        for (Map.Entry<String, String> code : key.entrySet()) {
            text = text.replace("{" + code.getKey() + "}", code.getValue());
        }
        return text.replace("{period}", period);
    }

    private static String shown(String figure, Locale locale) {
        if (!figure.matches("-?\\d+(\\.\\d+)?")) {
            return figure;
        }
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(3);
        return format.format(new java.math.BigDecimal(figure));
    }

    /** A number as plain text, without an exponent and without zeros that say nothing; a dash where there is none. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.valueOf((long) value);
        }
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(12))
                .stripTrailingZeros()
                .toPlainString();
    }
}
