package org.sojourn.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.office.OfficeMessages;
import org.sojourn.format.Languages;
import org.sojourn.format.OfficeFormat;
import org.sojourn.model.SdmxException;
import org.sojourn.query.ParsedQuery;
import org.sojourn.rules.Problems;
import org.sojourn.service.AnswerState;
import org.sojourn.service.DataAnswer;

/** Answers data queries in the formats of offices: an extension, by {@code format=xlsx} or {@code format=json-stat-2.0}. */
final class OfficeAnswers {

    /** More rows make no workbook that a person opens, and more cells no chart. */
    private static final long MOST = 1_000_000;

    /** So many are written twice, to tell in the head what is told in the file. */
    private static final long TRIED = 5_000;

    private OfficeAnswers() {}

    /** The office format that the query string names, or the Accept header where it names nothing else. */
    static Optional<OfficeFormat> asked(Call call, ParsedQuery parsed) {
        String word = parsed.presentation().getOrDefault("format", "").toLowerCase(Locale.ROOT);
        if (!word.isEmpty()) {
            return OfficeFormat.named(word);
        }
        return call.header("Accept").strip().equals(OfficeFormat.WORKBOOK.mediaType())
                ? Optional.of(OfficeFormat.WORKBOOK)
                : Optional.empty();
    }

    /**
     * The answer, a file to be saved.
     *
     * @param answer has content; closed when it is sent
     * @throws SdmxException TOO_LARGE for what nobody could open
     */
    static Response found(Call call, ParsedQuery parsed, OfficeFormat format, DataAnswer answer) throws IOException {
        long observations = answer.observations();
        if (observations > MOST) {
            throw new SdmxException(
                    SdmxException.Kind.TOO_LARGE,
                    "the answer has " + observations + " observations, and " + format.formatName() + " carries " + MOST
                            + "; select fewer, or take csv, which has no limit");
        }
        String language = parsed.presentation().getOrDefault("lang", call.header("Accept-Language"));
        DataWriterOptions options = new DataWriterOptions(
                Languages.wanted(language),
                DataWriterOptions.Labels.BOTH,
                DataWriterOptions.TimeFormat.ORIGINAL,
                DataWriterOptions.Keys.NONE,
                false);
        AnswerState state = answer.state();
        String fingerprint = Fingerprint.of(
                "office", state.dataSeq(), state.structureSeq(), state.query(), format.formatName(), language);
        answer.nameAgreements();
        answer.sendFlat();
        Trial.Writer writer = (out, losses) -> answer.transferTo(OfficeMessages.writer(format, out, options, losses));
        StreamingOutput body = out -> {
            try (answer) {
                writer.write(out, new Problems());
            }
        };
        return Answers.conditional(
                call,
                fingerprint,
                state.lastModified(),
                () -> {
                    Response.ResponseBuilder builder = Response.ok(body)
                            .header("Content-Type", format.mediaType())
                            .header("Content-Disposition", "attachment; filename=\"data." + format.extension() + "\"");
                    if (observations <= TRIED) {
                        Trial.whole(writer).tell(builder);
                    }
                    return builder;
                },
                parsed);
    }
}
