package org.sojourn.service;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sojourn.data.DataMessages;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataSource;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.format.DataFormat;
import org.sojourn.format.UploadFormats;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.Dataflow;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.service.SubmissionReport.Outcome;
import org.sojourn.store.ArtefactReport;
import org.sojourn.store.Commit;
import org.sojourn.store.Counts;
import org.sojourn.store.DatasetReport;
import org.sojourn.store.Receipt;
import org.sojourn.store.Submission;
import org.sojourn.store.SystemOfRecord;
import org.sojourn.structure.Catalogue;
import org.sojourn.validation.AllowedCodes;
import org.sojourn.validation.DataValidator;

/** Takes uploads: reads, checks, stores them as a whole or not at all, and tells what happened. */
public final class SubmissionService {

    private static final Logger LOG = LoggerFactory.getLogger(SubmissionService.class);

    private final SystemOfRecord records;
    private final Runnable published;
    private final StructureMaintenance maintenance;

    /**
     * @param published called before a load is answered as stored, so that readers see it
     */
    public SubmissionService(SystemOfRecord records, Runnable published) {
        this.records = records;
        this.published = published;
        this.maintenance = new StructureMaintenance(records, published);
    }

    /** The part that looks after structures. */
    public StructureMaintenance maintenance() {
        return maintenance;
    }

    /**
     * Stores the structures of one message.
     *
     * @param body a structure message in any format; closed by the caller
     * @param dryRun whether to tell only what would happen
     */
    public SubmissionReport structures(InputStream body, UploadFormats formats, boolean dryRun) throws IOException {
        return maintenance
                .store(body, formats, sent -> {}, new StructureMaintenance.Manner(dryRun, false))
                .report();
    }

    /** Stores artefacts that are already read. */
    public SubmissionReport structures(List<MaintainableArtefact> sent, boolean dryRun, Problems problems) {
        return maintenance.store(sent, new StructureMaintenance.Manner(dryRun, false), problems);
    }

    /**
     * Stores the data of one message, all its data sets in one transaction and in document order.
     *
     * @param body a data message in any format; closed by the caller
     * @param dataflow where a message that names only a data structure belongs: {@code AGENCY:ID(VERSION)}, empty for none
     */
    public SubmissionReport data(InputStream body, UploadFormats formats, Optional<String> dataflow, boolean dryRun)
            throws IOException {
        Problems problems = new Problems();
        try {
            DatasetNames names = names(dataflow.map(DatasetNames::dataflow), problems);
            Optional<DataFormat> format =
                    formats.data().size() == 1 ? Optional.of(formats.data().getFirst()) : Optional.empty();
            return data(DataMessages.reader(body, format, names, problems), names, dryRun, problems);
        } catch (SdmxException e) {
            return refused(e, problems, dryRun);
        }
    }

    /** Stores what a source of this program gives, by the same checks as an upload. */
    public SubmissionReport data(DataSource source, Problems problems) throws IOException {
        try {
            return data(source, names(Optional.empty(), problems), false, problems);
        } catch (SdmxException e) {
            return refused(e, problems, false);
        }
    }

    private SubmissionReport data(DataSource source, DatasetNames names, boolean dryRun, Problems problems)
            throws IOException {
        try (Submission submission = records.submission()) {
            DataSink load = submission.data(problems, names::of);
            source.transferTo(new DataValidator(load, problems, this::constraints));
            if (problems.hasErrors()) {
                return report(Outcome.INVALID, dryRun, problems);
            }
            return stored(dryRun ? submission.dryRun() : submission.publish(), dryRun, problems);
        }
    }

    private DatasetNames names(Optional<Urn> dataflow, Problems problems) {
        return new DatasetNames(
                () -> records.artefacts().newest().catalogue(),
                id -> records.data().datasets().contains(id),
                dataflow,
                problems);
    }

    private SubmissionReport stored(Receipt receipt, boolean dryRun, Problems problems) {
        if (!dryRun) {
            published.run(); // also where nothing is new: an earlier commit may be stored and not shown yet
        }
        receipt.commit().ifPresent(commit -> {
            LOG.info(
                    "commit {}: {} artefacts, {} data sets",
                    commit.seq(),
                    receipt.artefacts().size(),
                    receipt.datasets().size());
        });
        boolean changes = receipt.datasets().stream().anyMatch(DatasetReport::changed)
                || receipt.artefacts().stream().anyMatch(a -> a.change() != ArtefactReport.Change.UNCHANGED);
        return new SubmissionReport(
                changes ? Outcome.STORED : Outcome.UNCHANGED,
                dryRun,
                receipt.commit().map(Commit::time),
                receipt.artefacts().stream()
                        .map(a -> new SubmissionReport.Artefact(
                                a.artefact().toString(), a.change().name()))
                        .toList(),
                receipt.datasets().stream().map(SubmissionService::dataset).toList(),
                problems.list(),
                problems.errors(),
                problems.warnings());
    }

    private static SubmissionReport.Dataset dataset(DatasetReport report) {
        Function<Counts, SubmissionReport.Numbers> numbers =
                c -> new SubmissionReport.Numbers(c.inserted(), c.updated(), c.deleted(), c.unchanged());
        return new SubmissionReport.Dataset(
                report.dataset().toString(),
                report.actions().stream().map(Enum::name).toList(),
                numbers.apply(report.series()),
                numbers.apply(report.observations()),
                numbers.apply(report.attributes()),
                numbers.apply(report.head()));
    }

    static SubmissionReport report(Outcome outcome, boolean dryRun, Problems problems) {
        return new SubmissionReport(
                outcome,
                dryRun,
                Optional.empty(),
                List.of(),
                List.of(),
                problems.list(),
                problems.errors(),
                problems.warnings());
    }

    static SubmissionReport refused(SdmxException e, Problems problems, boolean dryRun) {
        Outcome outcome = switch (e.kind()) {
            case SYNTAX -> Outcome.UNREADABLE;
            case SEMANTIC, NO_RESULTS, NOT_FOUND -> Outcome.INVALID;
            case CONFLICT -> Outcome.CONFLICT;
            default -> throw e;
        };
        String rule =
                outcome == Outcome.UNREADABLE ? "unreadable" : outcome == Outcome.CONFLICT ? "conflict" : "invalid";
        if (!(problems.hasErrors() && outcome == Outcome.INVALID)) { // the store repeats in general what the list says
            problems.add(Problem.error(rule, Location.UNKNOWN, e.detail()));
        }
        return report(outcome, dryRun, problems);
    }

    private List<DataConstraint> constraints(DatasetHeader header, DataStructureView structure) {
        Catalogue catalogue = records.artefacts().newest().catalogue();
        List<Urn> bound = new ArrayList<>();
        bound.add(structure.structure().urn());
        structure.dataflow().map(Dataflow::urn).ifPresent(bound::add);
        catalogue
                .resolve(header.reference(), ProvisionAgreement.class)
                .map(ProvisionAgreement::urn)
                .ifPresent(bound::add);
        return AllowedCodes.binding(catalogue, bound);
    }
}
