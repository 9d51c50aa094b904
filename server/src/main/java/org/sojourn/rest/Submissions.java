package org.sojourn.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sojourn.rules.Problem;
import org.sojourn.service.SubmissionReport;
import org.sojourn.validation.change.Difference;

/** Reports of uploads: JSON, or plain words for people when {@code text/plain} is asked for. */
public final class Submissions {

    /** So many differences of one artefact are told one by one. */
    private static final int DIFFERENCES = 1000;

    private Submissions() {}

    /** 200 stored or nothing new, 201 when artefacts were created, 400 unreadable, 422 invalid, 409 conflict. */
    public static Response answer(SubmissionReport report, HttpHeaders headers) {
        String accept = headers.getHeaderString(HttpHeaders.ACCEPT);
        boolean words = accept != null && accept.startsWith("text/plain");
        return Response.status(status(report))
                .header("Content-Type", words ? "text/plain;charset=utf-8" : "application/json")
                .header("Cache-Control", "no-store")
                .entity(words ? text(report) : json(report))
                .build();
    }

    static Map<String, Object> body(SubmissionReport report) {
        return json(report);
    }

    static String words(SubmissionReport report) {
        return text(report);
    }

    private static int status(SubmissionReport report) {
        return switch (report.outcome()) {
            case STORED ->
                !report.dryRun()
                                && !report.artefacts().isEmpty()
                                && report.artefacts().stream()
                                        .allMatch(a -> a.change().equals("INSERTED"))
                        ? 201
                        : 200;
            case UNCHANGED -> 200;
            case UNREADABLE -> 400;
            case INVALID -> 422;
            case CONFLICT -> 409;
        };
    }

    private static Map<String, Object> json(SubmissionReport report) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("outcome", lower(report.outcome()));
        body.put("dryRun", report.dryRun());
        report.committed().ifPresent(time -> body.put("committed", time.toString()));
        body.put("artefacts", report.artefacts().stream().map(Submissions::json).toList());
        body.put("datasets", report.datasets());
        body.put("errors", report.errors());
        body.put("warnings", report.warnings());
        body.put("problems", report.problems().stream().map(Submissions::json).toList());
        if (!report.brokenReferences().isEmpty()) {
            body.put("brokenReferences", report.brokenReferences());
        }
        return body;
    }

    private static Map<String, Object> json(SubmissionReport.Artefact artefact) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("urn", artefact.urn());
        body.put("change", artefact.change());
        body.put("status", artefact.status());
        artefact.revision().ifPresent(revision -> {
            body.put("comparedWith", revision.comparedWith().toString());
            body.put("impact", revision.impact().word());
            revision.needed().ifPresent(version -> body.put("versionNeeded", version.text()));
            body.put(
                    "differences",
                    revision.differences().stream()
                            .limit(DIFFERENCES)
                            .map(Submissions::json)
                            .toList());
            if (revision.differences().size() > DIFFERENCES) {
                body.put("differencesInAll", revision.differences().size());
            }
        });
        return body;
    }

    private static Map<String, Object> json(Difference difference) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", difference.kind().word());
        body.put("path", difference.path());
        if (!difference.before().isEmpty()) {
            body.put("before", difference.before());
        }
        if (!difference.after().isEmpty()) {
            body.put("after", difference.after());
        }
        body.put("impact", difference.impact().word());
        return body;
    }

    private static Map<String, Object> json(Problem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("severity", lower(problem.severity()));
        body.put("rule", problem.rule());
        body.put("message", problem.message());
        problem.expected().ifPresent(expected -> body.put("expected", expected));
        if (problem.location().line() > 0) {
            body.put("line", problem.location().line());
        }
        if (problem.location().column() > 0) {
            body.put("column", problem.location().column());
        }
        if (!problem.location().path().isEmpty()) {
            body.put("path", problem.location().path());
        }
        if (!problem.seriesKey().isEmpty()) {
            body.put("seriesKey", problem.seriesKey());
        }
        return body;
    }

    private static String text(SubmissionReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(
                switch (report.outcome()) {
                    case STORED -> report.dryRun() ? "Would be stored (dry run)." : "Stored.";
                    case UNCHANGED -> "Nothing new: everything was there already.";
                    case UNREADABLE -> "Refused: not a message that can be read. Nothing was stored.";
                    case INVALID -> "Refused: the message has errors. Nothing was stored.";
                    case CONFLICT -> "Refused: in conflict with what is stored. Nothing was stored.";
                });
        report.artefacts().forEach(a -> {
            lines.add("  " + a.change().toLowerCase(Locale.ROOT) + " " + a.urn());
            a.revision().filter(r -> report.dryRun()).ifPresent(r -> {
                lines.add("    " + r.impact().word() + " change since "
                        + r.comparedWith().version()
                        + r.needed().map(n -> ", needs version " + n).orElse(""));
                r.differences().stream().limit(DIFFERENCES).forEach(d -> lines.add("    " + d));
            });
        });
        report.datasets()
                .forEach(d -> lines.add("  " + d.dataset() + ": " + words("series", d.series()) + "; "
                        + words("observations", d.observations()) + head(d.head())));
        if (report.errors() + report.warnings() > 0) {
            lines.add(report.errors() + " errors, " + report.warnings() + " warnings"
                    + (report.errors() + report.warnings() > report.problems().size()
                            ? ", the first " + report.problems().size() + ":"
                            : ":"));
        }
        report.problems().forEach(p -> lines.add("  " + p));
        return String.join("\n", lines) + "\n";
    }

    /** Few have anything to say there. */
    private static String head(SubmissionReport.Numbers n) {
        return n.inserted() + n.updated() + n.deleted() == 0 ? "" : "; " + words("entries of its head", n);
    }

    private static String words(String what, SubmissionReport.Numbers n) {
        return n.inserted() + " new, " + n.updated() + " changed, " + n.deleted() + " deleted, " + n.unchanged()
                + " unchanged " + what;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
