package org.sojourn.validation.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.sojourn.model.DataType;
import org.sojourn.model.Facet;
import org.sojourn.model.TextFormat;

/** The simple types that a schema defines, each under a name of its own. */
final class SimpleTypes {
    private static final String STRING = "xs:string";
    private static final Pattern COMMON_ID = Pattern.compile("[A-Za-z0-9_@$\\-]+");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)");

    private final Map<String, Consumer<Xsd>> definitions = new LinkedHashMap<>();
    private final Set<String> taken;

    /** @param reserved names of types that are given by the standard */
    SimpleTypes(Set<String> reserved) {
        this.taken = new HashSet<>(reserved);
    }

    /** A type of exactly these values, named like {@code wanted} where that is free. */
    String enumeration(String wanted, List<String> codes) {
        String name = name(wanted);
        boolean ids = codes.stream().allMatch(code -> COMMON_ID.matcher(code).matches());
        definitions.put(name, xsd -> {
            xsd.start("simpleType", "name", name).start("restriction", "base", ids ? "common:IDType" : STRING);
            codes.forEach(code -> xsd.empty("enumeration", "value", code));
            if (codes.isEmpty()) {
                xsd.empty("maxLength", "value", "0"); // an id is never empty: no value is allowed
            }
            xsd.end(2);
        });
        return name;
    }

    /** The type of the values of a format; one of its own where facets narrow the base type. */
    String text(String wanted, TextFormat format) {
        DataType type = format.dataType().orElse(DataType.STRING);
        List<String> facets = facets(type, format);
        String base = base(type);
        if (facets.isEmpty()) {
            return base;
        }
        boolean sentinels = !format.sentinelValues().isEmpty();
        String name = name(wanted);
        String plain = sentinels ? name(wanted + ".Plain") : name;
        definitions.put(plain, xsd -> {
            xsd.start("simpleType", "name", plain).start("restriction", "base", base);
            for (int i = 0; i < facets.size(); i += 2) {
                xsd.empty(facets.get(i), "value", facets.get(i + 1));
            }
            xsd.end(2);
        });
        if (sentinels) {
            definitions.put(name, xsd -> {
                xsd.start("simpleType", "name", name).start("union", "memberTypes", plain);
                xsd.start("simpleType").start("restriction", "base", STRING);
                format.sentinelValues().forEach(s -> xsd.empty("enumeration", "value", s.value()));
                xsd.end(4);
            });
        }
        return name;
    }

    /** XML Schema's facets as name, value, name, value: only those that its type knows. */
    private static List<String> facets(DataType type, TextFormat format) {
        List<String> facets = new ArrayList<>();
        boolean text = base(type).equals(STRING) || base(type).startsWith("common:A") || type == DataType.NUMERIC;
        if (text || type == DataType.URI) {
            format.facet(Facet.MIN_LENGTH)
                    .filter(t -> WHOLE.matcher(t).matches())
                    .ifPresent(t -> {
                        facets.add("minLength");
                        facets.add(t);
                    });
            format.facet(Facet.MAX_LENGTH)
                    .filter(t -> WHOLE.matcher(t).matches())
                    .ifPresent(t -> {
                        facets.add("maxLength");
                        facets.add(t);
                    });
        }
        if (type.numeric()) {
            boolean exclusive = type == DataType.EXCLUSIVE_VALUE_RANGE;
            bound(format, Facet.MIN_VALUE, exclusive ? "minExclusive" : "minInclusive", type, facets);
            bound(format, Facet.MAX_VALUE, exclusive ? "maxExclusive" : "maxInclusive", type, facets);
            if (base(type).equals("xs:decimal")) {
                format.facet(Facet.DECIMALS)
                        .filter(t -> WHOLE.matcher(t).matches())
                        .ifPresent(t -> {
                            facets.add("fractionDigits");
                            facets.add(t);
                        });
            }
        }
        format.facet(Facet.PATTERN).filter(SimpleTypes::regular).ifPresent(t -> {
            facets.add("pattern");
            facets.add(t);
        });
        return facets;
    }

    private static void bound(TextFormat format, Facet facet, String name, DataType type, List<String> facets) {
        boolean whole = base(type).startsWith("xs:int") || type == DataType.LONG || type == DataType.SHORT;
        format.facet(facet)
                .filter(t -> NUMBER.matcher(t).matches() && !(whole && t.contains(".")))
                .ifPresent(t -> {
                    facets.add(name);
                    facets.add(t);
                });
    }

    /** False for what XML Schema's regular expressions do not know; one such would spoil the whole schema. */
    private static boolean regular(String pattern) {
        try {
            Pattern.compile(pattern);
            return !pattern.contains("(?") && !pattern.contains("\\b") && !pattern.contains("\\Q");
        } catch (java.util.regex.PatternSyntaxException e) {
            return false;
        }
    }

    void put(String name, Consumer<Xsd> definition) {
        definitions.put(name, definition);
    }

    /** A name that no other type has. */
    String name(String wanted) {
        String safe = wanted.replaceAll("[^A-Za-z0-9_.-]", "_");
        String name = Character.isLetter(safe.charAt(0)) || safe.charAt(0) == '_' ? safe : "_" + safe;
        for (int i = 2; !taken.add(name); i++) {
            name = safe + "_" + i;
        }
        return name;
    }

    /** The type of XML Schema or of SDMX's base schema for a data type. */
    static String base(DataType type) {
        return switch (type) {
            case STRING,
                    XHTML,
                    KEY_VALUES,
                    IDENTIFIABLE_REFERENCE,
                    DATA_SET_REFERENCE,
                    GEOSPATIAL_INFORMATION,
                    ATTACHMENT_CONSTRAINT_REFERENCE -> STRING;
            case ALPHA -> "common:AlphaType";
            case ALPHA_NUMERIC -> "common:AlphaNumericType";
            case NUMERIC -> "common:NumericType";
            case BIG_INTEGER, COUNT -> "xs:integer";
            case INTEGER -> "xs:int";
            case LONG -> "xs:long";
            case SHORT -> "xs:short";
            case DECIMAL, INCLUSIVE_VALUE_RANGE, EXCLUSIVE_VALUE_RANGE, INCREMENTAL -> "xs:decimal";
            case FLOAT -> "xs:float";
            case DOUBLE -> "xs:double";
            case BOOLEAN -> "xs:boolean";
            case URI -> "xs:anyURI";
            case GREGORIAN_YEAR -> "xs:gYear";
            case GREGORIAN_YEAR_MONTH -> "xs:gYearMonth";
            case GREGORIAN_DAY -> "xs:date";
            case DATE_TIME -> "xs:dateTime";
            case MONTH -> "xs:gMonth";
            case MONTH_DAY -> "xs:gMonthDay";
            case DAY -> "xs:gDay";
            case TIME -> "xs:time";
            case DURATION -> "xs:duration";
            case OBSERVATIONAL_TIME_PERIOD,
                    STANDARD_TIME_PERIOD,
                    BASIC_TIME_PERIOD,
                    GREGORIAN_TIME_PERIOD,
                    REPORTING_TIME_PERIOD,
                    REPORTING_YEAR,
                    REPORTING_SEMESTER,
                    REPORTING_TRIMESTER,
                    REPORTING_QUARTER,
                    REPORTING_MONTH,
                    REPORTING_WEEK,
                    REPORTING_DAY,
                    TIME_RANGE -> "common:" + type.wireName() + "Type";
        };
    }

    /** All types that were asked for. */
    void define(Xsd xsd) {
        definitions.values().forEach(definition -> definition.accept(xsd));
    }
}
