package org.sojourn.service;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sojourn.rules.Problem;
import org.sojourn.validation.change.Revision;

/**
 * What became of an upload, for the one who sent it.
 *
 * @param committed when it became visible; empty when nothing changed, was refused, or only tried
 * @param problems the first of them, errors and warnings alike, with their places
 * @param errors how many errors there were in all
 * @param warnings how many warnings there were in all
 * @param brokenReferences references of artefacts that were sent, or of others, that would have no target
 */
public record SubmissionReport(
        Outcome outcome,
        boolean dryRun,
        Optional<Instant> committed,
        List<Artefact> artefacts,
        List<Dataset> datasets,
        List<Problem> problems,
        long errors,
        long warnings,
        List<BrokenReference> brokenReferences) {

    public SubmissionReport {
        artefacts = List.copyOf(artefacts);
        datasets = List.copyOf(datasets);
        problems = List.copyOf(problems);
        brokenReferences = List.copyOf(brokenReferences);
    }

    public SubmissionReport(
            Outcome outcome,
            boolean dryRun,
            Optional<Instant> committed,
            List<Artefact> artefacts,
            List<Dataset> datasets,
            List<Problem> problems,
            long errors,
            long warnings) {
        this(outcome, dryRun, committed, artefacts, datasets, problems, errors, warnings, List.of());
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

    /**
     * One artefact.
     *
     * @param change INSERTED, UPDATED, DELETED, UNCHANGED, or REFUSED together with the whole
     * @param status the HTTP status that it would have alone; 424 where only others are the reason of the refusal
     * @param messages what is said about it
     * @param revision how it differs from its predecessor, and the version that this needs
     */
    public record Artefact(String urn, String change, int status, List<String> messages, Optional<Revision> revision) {
        public Artefact {
            messages = List.copyOf(messages);
        }

        public Artefact(String urn, String change) {
            this(urn, change, change.equals("INSERTED") ? 201 : 200, List.of(), Optional.empty());
        }
    }

    /** A reference without target: the artefact that has it, and what it refers to. */
    public record BrokenReference(String from, String to) {}

    /**
     * One data set: how many series and observations came, changed, went, or were given as they are.
     *
     * @param attributes the same for attributes above the series
     * @param head the same for what the head of the data set says
     */
    public record Dataset(
            String dataset,
            List<String> actions,
            Numbers series,
            Numbers observations,
            Numbers attributes,
            Numbers head) {
        public Dataset {
            actions = List.copyOf(actions);
        }
    }

    /** Counts of one kind of thing. */
    public record Numbers(long inserted, long updated, long deleted, long unchanged) {}
}
