package org.sojourn.cli.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.service.SubmissionReport;
import org.sojourn.service.SubmissionReport.Numbers;
import org.sojourn.service.SubmissionReport.Outcome;

/** Reads the JSON with which a server answers uploads. */
final class AnsweredReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AnsweredReport() {}

    /** The report; empty when the text is something else. */
    static Optional<SubmissionReport> read(String body) {
        JsonNode root = tree(body);
        Optional<Outcome> outcome = word(Outcome.values(), root.path("outcome").asText(""));
        if (outcome.isEmpty()) {
            return Optional.empty();
        }
        List<SubmissionReport.Artefact> artefacts = new ArrayList<>();
        root.path("artefacts")
                .forEach(a -> artefacts.add(new SubmissionReport.Artefact(
                        a.path("urn").asText(), a.path("change").asText())));
        List<SubmissionReport.Dataset> datasets = new ArrayList<>();
        root.path("datasets").forEach(d -> datasets.add(dataset(d)));
        List<Problem> problems = new ArrayList<>();
        root.path("problems").forEach(p -> problems.add(problem(p)));
        return Optional.of(new SubmissionReport(
                outcome.get(),
                root.path("dryRun").asBoolean(),
                time(root.path("committed").asText("")),
                artefacts,
                datasets,
                problems,
                root.path("errors").asLong(),
                root.path("warnings").asLong()));
    }

    /** What an error body says, of SDMX-JSON or of RFC 9457. */
    static Optional<String> detail(String body) {
        JsonNode root = tree(body);
        JsonNode error = root.path("errors").path(0);
        return Optional.of(error.path("detail")
                        .asText(error.path("title")
                                .asText(root.path("detail")
                                        .asText(root.path("title").asText("")))))
                .filter(text -> !text.isBlank());
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static SubmissionReport.Dataset dataset(JsonNode d) {
        List<String> actions = new ArrayList<>();
        d.path("actions").forEach(a -> actions.add(a.asText()));
        return new SubmissionReport.Dataset(
                d.path("dataset").asText(),
                actions,
                numbers(d.path("series")),
                numbers(d.path("observations")),
                numbers(d.path("attributes")),
                numbers(d.path("head")));
    }

    private static Numbers numbers(JsonNode n) {
        return new Numbers(
                n.path("inserted").asLong(),
                n.path("updated").asLong(),
                n.path("deleted").asLong(),
                n.path("unchanged").asLong());
    }

    private static Problem problem(JsonNode p) {
        return new Problem(
                word(Problem.Severity.values(), p.path("severity").asText("")).orElse(Problem.Severity.ERROR),
                p.path("rule").asText(),
                new Location(
                        p.path("line").asInt(),
                        p.path("column").asInt(),
                        p.path("path").asText("")),
                p.path("seriesKey").asText(""),
                p.path("message").asText(),
                Optional.ofNullable(p.path("expected").textValue()));
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> Optional<E> word(E[] values, String word) {
        for (E value : values) {
            if (value.name().equals(word.toUpperCase(Locale.ROOT))) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
