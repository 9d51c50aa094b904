package org.sojourn.validation.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.model.SdmxException;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Problem.Severity;

/** Reads rules from their declared form, a JSON array of one object a rule; {@code dsd/README.md} describes it. */
public final class DomainRules {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private DomainRules() {}

    /**
     * Reads rules in the order of the file.
     *
     * @throws SdmxException when the file is no such array, or a rule lacks something or says something unknown
     */
    public static List<DomainRule> read(InputStream in) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(in);
        } catch (JsonProcessingException e) {
            throw new SdmxException(SdmxException.Kind.SYNTAX, "the rules cannot be read: " + e.getOriginalMessage());
        }
        if (!root.isArray()) {
            throw new SdmxException(SdmxException.Kind.SYNTAX, "rules are an array of objects, one for each rule");
        }
        List<DomainRule> rules = new ArrayList<>();
        for (JsonNode node : root) {
            rules.add(new Reading(node).rule());
        }
        return List.copyOf(rules);
    }

    /** Whether a structure has what a rule speaks about. */
    public static boolean concerns(DomainRule rule, DataStructureView structure) {
        List<String> components = switch (rule.check()) {
            case Check.Numbers c -> List.of();
            case Check.Demand c -> List.of(c.component());
            case Check.Different c -> List.of(c.one(), c.other());
            case Check.Validity c -> List.of(c.component());
            case Check.Sum c -> List.of(c.dimension());
            case Check.Change c -> List.of();
            case Check.Mirror c -> List.of(c.reporter(), c.partner(), c.dimension());
        };
        return Scope.of(rule.when(), rule.unless(), structure).isPresent()
                && components.stream()
                        .allMatch(c -> Scope.Place.of(c, structure).isPresent());
    }

    /** One rule while it is read. */
    private static final class Reading {
        private final JsonNode node;
        private final String id;

        Reading(JsonNode node) {
            this.node = node;
            this.id = node.path("id").asText();
        }

        DomainRule rule() {
            if (id.isEmpty()) {
                throw fault("a rule has no id");
            }
            known(node, "id", "severity", "name", "finding", "advice", "when", "unless", "check");
            return new DomainRule(
                    id,
                    severity(),
                    texts("name"),
                    texts("finding"),
                    texts("advice"),
                    codes(node.path("when")),
                    codes(node.path("unless")),
                    check(node.path("check")));
        }

        private Severity severity() {
            return switch (text(node, "severity")) {
                case "error" -> Severity.ERROR;
                case "warning" -> Severity.WARNING;
                case "note" -> Severity.INFO;
                default -> throw fault("severity is '" + text(node, "severity") + "'; expected error, warning or note");
            };
        }

        private Check check(JsonNode c) {
            String type = text(c, "type");
            return switch (type) {
                case "numbers" -> {
                    known(c, "type", "min", "max", "whole");
                    yield new Check.Numbers(
                            bound(c, "min"), bound(c, "max"), c.path("whole").asBoolean());
                }
                case "demand" -> {
                    known(c, "type", "component", "value", "in", "notIn");
                    yield new Check.Demand(
                            text(c, "component"), presence(c), list(c.path("in")), list(c.path("notIn")));
                }
                case "different" -> {
                    known(c, "type", "one", "other");
                    yield new Check.Different(text(c, "one"), text(c, "other"));
                }
                case "validity" -> {
                    known(c, "type", "component");
                    yield new Check.Validity(text(c, "component"));
                }
                case "sum" -> {
                    known(
                            c,
                            "type",
                            "dimension",
                            "total",
                            "parts",
                            "needs",
                            "ages",
                            "others",
                            "beside",
                            "tolerance",
                            "slack");
                    yield new Check.Sum(
                            text(c, "dimension"),
                            text(c, "total"),
                            parts(c),
                            codes(c.path("beside")),
                            c.path("tolerance").asDouble(0),
                            c.path("slack").asDouble(0));
                }
                case "change" -> {
                    known(c, "type", "factor", "floor", "component", "explained");
                    yield new Check.Change(
                            number(c, "factor"), number(c, "floor"), text(c, "component"), list(c.path("explained")));
                }
                case "mirror" -> {
                    known(c, "type", "reporter", "partner", "dimension", "arrivals", "departures", "beside", "limit");
                    yield new Check.Mirror(
                            text(c, "reporter"),
                            text(c, "partner"),
                            text(c, "dimension"),
                            text(c, "arrivals"),
                            text(c, "departures"),
                            codes(c.path("beside")),
                            number(c, "limit"));
                }
                default ->
                    throw fault("its check is of type '" + type
                            + "'; expected numbers, demand, different, validity, sum, change or mirror");
            };
        }

        private Check.Presence presence(JsonNode c) {
            String word = c.path("value").asText("any");
            try {
                return Check.Presence.valueOf(word.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw fault("value is '" + word + "'; expected any, missing or present");
            }
        }

        private Check.Parts parts(JsonNode c) {
            if (c.has("parts")) {
                List<Check.Part> parts =
                        list(c.path("parts")).stream().map(this::part).toList();
                return new Check.Parts.Listed(parts, list(c.path("needs")));
            }
            if (c.has("ages")) {
                return new Check.Parts.Ages(
                        Optional.of(c.path("ages").path("unknown").asText()).filter(u -> !u.isEmpty()));
            }
            if (c.has("others")) {
                JsonNode others = c.path("others");
                return new Check.Parts.Others(text(others, "annotation"), list(others.path("values")));
            }
            throw fault("its sum has neither parts nor ages nor others");
        }

        /** {@code CODE}, {@code -CODE}, {@code CODE@-1}. */
        private Check.Part part(String word) {
            int factor = word.startsWith("-") ? -1 : 1;
            String rest = factor < 0 ? word.substring(1) : word;
            int at = rest.indexOf('@');
            if (at < 0) {
                return new Check.Part(rest, factor, 0);
            }
            if (!rest.substring(at).equals("@-1")) {
                throw fault("part '" + word + "' is of another period than this and the one before: expected @-1");
            }
            return new Check.Part(rest.substring(0, at), factor, -1);
        }

        private LocalisedText texts(String field) {
            Map<String, String> texts = new LinkedHashMap<>();
            node.path(field)
                    .properties()
                    .forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
            if (texts.isEmpty()) {
                throw fault("it has no " + field + " in any language");
            }
            return new LocalisedText(texts);
        }

        private Map<String, List<String>> codes(JsonNode object) {
            Map<String, List<String>> codes = new LinkedHashMap<>();
            object.properties().forEach(e -> codes.put(e.getKey(), list(e.getValue())));
            return codes;
        }

        private static List<String> list(JsonNode array) {
            List<String> words = new ArrayList<>();
            array.forEach(word -> words.add(word.asText()));
            return words;
        }

        private static OptionalDouble bound(JsonNode c, String field) {
            return c.has(field) ? OptionalDouble.of(c.path(field).asDouble()) : OptionalDouble.empty();
        }

        private double number(JsonNode c, String field) {
            if (!c.path(field).isNumber()) {
                throw fault("its check has no number " + field);
            }
            return c.path(field).asDouble();
        }

        private String text(JsonNode c, String field) {
            @Nullable JsonNode value = c.get(field);
            if (value == null || !value.isTextual()) {
                throw fault("it has no text " + field);
            }
            return value.asText();
        }

        private void known(JsonNode object, String... fields) {
            for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!List.of(fields).contains(name)) {
                    throw fault("it says '" + name + "', which is unknown; expected " + String.join(", ", fields));
                }
            }
        }

        private SdmxException fault(String what) {
            return new SdmxException(
                    SdmxException.Kind.SYNTAX, "rule " + (id.isEmpty() ? "without id" : id) + ": " + what);
        }
    }
}
