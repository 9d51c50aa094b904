package org.sojourn.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.data.Action;
import org.sojourn.model.ref.Urn;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.registry.RegistryContent.SubmissionResult;
import org.sojourn.registry.RegistryContent.SubmitStructureResponse;
import org.sojourn.registry.RegistryContent.SubmittedStructure;
import org.sojourn.registry.RegistryMessage;
import org.sojourn.registry.RegistryMessages;
import org.sojourn.registry.StatusMessage;
import org.sojourn.registry.StatusMessage.Status;
import org.sojourn.registry.StatusMessage.StatusText;
import org.sojourn.rules.Problems;
import org.sojourn.service.SubmissionReport;
import org.sojourn.service.SubmissionReport.Outcome;
import org.sojourn.structure.ErrorMessage;
import org.sojourn.structure.ErrorMessages;

/**
 * Answers of structure maintenance: the SubmitStructureResponse of SDMX-ML, as the standard wants it, in the version of the
 * message; Sojourn's own report in JSON, or in plain words, when that is asked for.
 */
public final class StructureReports {

    private static final int SYNTAX = 140;
    private static final int SEMANTIC = 150;

    private final String sender;

    /**
     * @param sender id of this server's organisation in message headers
     */
    public StructureReports(String sender) {
        this.sender = sender;
    }

    /**
     * The answer.
     *
     * @param sent the format of the message that was sent; empty where there was none or it could not be read
     * @param base the address of the interface, for the place of what was created
     */
    public Response answer(SubmissionReport report, HttpHeaders headers, Optional<StructureFormat> sent, String base) {
        String accept =
                String.valueOf(headers.getHeaderString(HttpHeaders.ACCEPT)).toLowerCase(Locale.ROOT);
        Response.ResponseBuilder answer = Response.status(status(report))
                .header("Cache-Control", "no-store")
                .header("Vary", "Accept, Accept-Encoding, Accept-Language");
        place(report, base).ifPresent(place -> answer.header("Location", place));
        if (accept.startsWith("text/plain")) {
            return answer.header("Content-Type", "text/plain;charset=utf-8")
                    .entity(Submissions.words(report))
                    .build();
        }
        if (accept.contains("json") && !accept.contains("xml")) {
            return answer.header("Content-Type", "application/json")
                    .entity(Submissions.body(report))
                    .build();
        }
        StructureFormat format = format(accept, sent);
        return report.artefacts().isEmpty() ? error(answer, report, format) : response(answer, report, format);
    }

    private Response response(Response.ResponseBuilder answer, SubmissionReport report, StructureFormat format) {
        List<SubmissionResult> results = new ArrayList<>();
        for (SubmissionReport.Artefact artefact : report.artefacts()) {
            results.add(result(artefact, report));
        }
        RegistryMessage message = new RegistryMessage(format, header(report), new SubmitStructureResponse(results));
        StreamingOutput body = out -> RegistryMessages.write(message, out, new Problems());
        return answer.header("Content-Type", message.mediaType()).entity(body).build();
    }

    private static SubmissionResult result(SubmissionReport.Artefact artefact, SubmissionReport report) {
        Action action = action(artefact.change());
        Status status = artefact.status() >= 400
                ? Status.FAILURE
                : artefact.messages().isEmpty() ? Status.SUCCESS : Status.WARNING;
        List<String> said = texts(artefact, report);
        List<StatusText> texts = (said.isEmpty() ? List.of(word(action, artefact.status())) : said)
                .stream()
                        .map(text -> new StatusText(
                                Optional.of(String.valueOf(artefact.status())), LocalisedText.of("en", text)))
                        .toList();
        return new SubmissionResult(
                new SubmittedStructure(Urn.parse(artefact.urn()), Optional.of(action), Optional.empty()),
                new StatusMessage(status, texts));
    }

    private static String word(Action action, int code) {
        return switch (code) {
            case 201 -> "created";
            case 424 -> "not stored, because the submission was refused as a whole";
            default ->
                switch (action) {
                    case DELETE -> "deleted";
                    case INFORMATION -> "as it was";
                    case MERGE, APPEND, REPLACE -> "replaced";
                };
        };
    }

    /** What was wrong with a message of which no artefact is known has no place in a list of artefacts. */
    private Response error(Response.ResponseBuilder answer, SubmissionReport report, StructureFormat format) {
        List<ErrorMessage> errors = report.problems().stream()
                .map(problem -> new ErrorMessage(
                        report.outcome() == Outcome.UNREADABLE ? SYNTAX : SEMANTIC, "", problem.toString()))
                .toList();
        StreamingOutput body = out -> ErrorMessages.write(
                errors.isEmpty() ? List.of(new ErrorMessage(0, "", "there was nothing to do")) : errors,
                header(report),
                format,
                out);
        return answer.header("Content-Type", format.mediaType()).entity(body).build();
    }

    private MessageHeader header(SubmissionReport report) {
        return MessageHeader.of(
                "R" + Fingerprint.of(report),
                Answers.dateTime(report.committed().orElseGet(Instant::now)),
                sender);
    }

    private static List<String> texts(SubmissionReport.Artefact artefact, SubmissionReport report) {
        List<String> texts = new ArrayList<>(artefact.messages());
        artefact.revision().filter(r -> report.dryRun()).ifPresent(r -> {
            texts.add("a " + r.impact().word() + " change since "
                    + r.comparedWith().version()
                    + r.needed().map(n -> ", needs version " + n).orElse(""));
            r.differences().stream().limit(100).forEach(d -> texts.add(d.toString()));
        });
        return texts;
    }

    private static Action action(String change) {
        return switch (change) {
            case "INSERTED" -> Action.APPEND;
            case "DELETED" -> Action.DELETE;
            case "UNCHANGED" -> Action.INFORMATION;
            default -> Action.REPLACE;
        };
    }

    /** The version of SDMX-ML in which to answer: as asked, or else that of what was sent. */
    static StructureFormat format(String accept, Optional<StructureFormat> sent) {
        if (accept.contains("version=2.1") && !accept.contains("version=2.1.")) {
            return StructureFormat.ML_2_1;
        }
        if (accept.contains("version=3.0")) {
            return StructureFormat.ML_3_0;
        }
        if (accept.contains("version=3.1")) {
            return StructureFormat.ML_3_1;
        }
        return sent.map(format -> switch (format) {
                    case ML_2_1, JSON_1_0 -> StructureFormat.ML_2_1;
                    case ML_3_0, JSON_2_0 -> StructureFormat.ML_3_0;
                    case ML_3_1, JSON_2_1 -> StructureFormat.ML_3_1;
                })
                .orElse(StructureFormat.ML_3_1);
    }

    /** 201 where all is new, 207 where that differs, 200 where nothing is; one status where the whole is refused. */
    private static int status(SubmissionReport report) {
        return switch (report.outcome()) {
            case STORED, UNCHANGED -> {
                List<Integer> all = report.artefacts().stream()
                        .map(SubmissionReport.Artefact::status)
                        .distinct()
                        .toList();
                yield report.dryRun() || all.isEmpty() ? 200 : all.size() > 1 ? 207 : all.getFirst();
            }
            case UNREADABLE -> 400;
            case INVALID -> 422;
            case CONFLICT -> 409;
        };
    }

    private static Optional<String> place(SubmissionReport report, String base) {
        if (report.dryRun()
                || report.artefacts().size() != 1
                || report.artefacts().getFirst().status() != 201) {
            return Optional.empty();
        }
        Urn urn = Urn.parse(report.artefacts().getFirst().urn());
        return Optional.of(base + "structure/" + urn.type().resource() + "/" + urn.agency() + "/" + urn.id() + "/"
                + (urn.version().isEmpty() ? "~" : urn.version()));
    }
}
