package org.sojourn.cli.file;

import java.util.List;
import java.util.Optional;
import org.sojourn.rules.Problem;
import org.sojourn.validation.domain.Findings;

/**
 * What became of one file.
 *
 * @param file its name in reports
 * @param kind what it is
 * @param tally what it holds, as far as it was read
 * @param refusal why it was refused, as a sentence without a full stop; empty when it was not
 * @param problems what was found while reading, the first of them
 * @param losses what the output does not carry
 * @param errors number of all errors, those not among {@code problems} included
 * @param warnings number of all warnings, likewise
 * @param findings what the rules of the subject matter found, where they were asked
 */
public record Outcome(
        String file,
        FileKind kind,
        Tally tally,
        Optional<String> refusal,
        List<Problem> problems,
        List<Problem> losses,
        long errors,
        long warnings,
        Optional<Findings> findings) {

    public Outcome {
        problems = List.copyOf(problems);
        losses = List.copyOf(losses);
    }

    static Outcome refused(String file, FileKind kind, String reason) {
        return new Outcome(file, kind, new Tally(), Optional.of(reason), List.of(), List.of(), 0, 0, Optional.empty());
    }

    /** The name of its format; empty for what is no message. */
    public Optional<String> format() {
        return switch (kind) {
            case FileKind.Structures s -> Optional.of(s.format().formatName());
            case FileKind.Data d -> Optional.of(d.format().formatName());
            case FileKind.Metadata m -> Optional.of(m.format().formatName());
            case FileKind.Table t -> Optional.of("table by " + t.layout().id());
            case FileKind.Query q -> Optional.of("sdmx-ml-2.1 " + q.root());
            case FileKind.Other other -> Optional.empty();
        };
    }

    /** What it holds, in a word. */
    public String holds() {
        return data()
                ? "data"
                : kind instanceof FileKind.Metadata
                        ? "metadata"
                        : kind instanceof FileKind.Query ? "query" : "structures";
    }

    public boolean data() {
        return kind instanceof FileKind.Data || kind instanceof FileKind.Table;
    }
}
