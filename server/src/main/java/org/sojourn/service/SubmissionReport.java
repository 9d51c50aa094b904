package org.sojourn.service;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sojourn.rules.Problem;

/**
 * What became of an upload, for the one who sent it.
 *
 * @param committed when it became visible; empty when nothing changed, was refused, or only tried
 * @param problems the first of them, errors and warnings alike, with their places
 * @param errors how many errors there were in all
 * @param warnings how many warnings there were in all
 */
public record SubmissionReport(
        Outcome outcome,
        boolean dryRun,
        Optional<Instant> committed,
        List<Artefact> artefacts,
        List<Dataset> datasets,
        List<Problem> problems,
        long errors,
        long warnings) {

    public SubmissionReport {
        artefacts = List.copyOf(artefacts);
        datasets = List.copyOf(datasets);
        problems = List.copyOf(problems);
    }

    /** How it ended. */
    public enum Outcome {
        /** Stored and visible. */
        STORED,
        /** Everything was there already. */
        UNCHANGED,
        /** Not a message that can be read. */
        UNREADABLE,
        /** Readable, but wrong in itself. */
        INVALID,
        /** In conflict with what is stored. */
        CONFLICT
    }

    /** One artefact: INSERTED, UPDATED, DELETED or UNCHANGED. */
    public record Artefact(String urn, String change) {}

    /** One data set: how many series and observations came, changed, went, or were given as they are. */
    public record Dataset(
            String dataset, List<String> actions, Numbers series, Numbers observations, Numbers attributes) {
        public Dataset {
            actions = List.copyOf(actions);
        }
    }

    /** Counts of one kind of thing. */
    public record Numbers(long inserted, long updated, long deleted, long unchanged) {}
}
