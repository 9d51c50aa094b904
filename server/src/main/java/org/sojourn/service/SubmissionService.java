package org.sojourn.service;

import java.io.IOException;
import org.sojourn.structure.StructureWriterOptions;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.Envelope;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import java.io.ByteArrayOutputStream;
import java.io.ByteArrayInputStream;
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
import org.sojourn.model.ItemScheme;
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
import org.sojourn.structure.StructureMessages;
import org.sojourn.validation.AllowedCodes;
import org.sojourn.validation.DataValidator;
import org.sojourn.validation.StructureValidator;

/** Takes uploads: reads, checks, stores them as a whole or not at all, and tells what happened. */
public final class SubmissionService {

    private static final Logger LOG = LoggerFactory.getLogger(SubmissionService.class);

    private final SystemOfRecord records;
    private final Runnable published;

    /**
     * @param published called after a commit and before the answer, so that readers see what was stored
     */
    public SubmissionService(SystemOfRecord records, Runnable published) {
        this.records = records;
        this.published = published;
    }

    /**
     * Stores the structures of one message.
     *
     * @param body a structure message in any format; closed by the caller
     * @param dryRun whether to tell only what would happen
     */
    public SubmissionReport structures(InputStream body, UploadFormats formats, boolean dryRun) throws IOException {
        Problems problems = new Problems();
        try {
            List<MaintainableArtefact> sent = new ArrayList<>();
            StructureFormat expected =
                    formats.structures().size() == 1 ? formats.structures().getFirst() : null;
            Envelope envelope = StructureMessages.readEach(body, expected, sent::add, problems);
            return structures(knownAgain(sent, envelope.format()), dryRun, problems);
        } catch (SdmxException e) {
            return refused(e, problems, dryRun);
        }
    }

    /** Stores artefacts that are already read. */
    public SubmissionReport structures(List<MaintainableArtefact> sent, boolean dryRun, Problems problems) {
        Catalogue before = records.artefacts().newest().catalogue();
        List<MaintainableArtefact> whole = whole(sent, before, problems);
        if (sent.isEmpty() && !problems.hasErrors()) {
            problems.add(Problem.warning("nothing-to-store", Location.UNKNOWN, "the message holds no structures"));
        }
        Catalogue after = before.with(whole);
        StructureValidator validator = new StructureValidator(problems);
        validator.check(whole);
        Problems dangling = new Problems();
        new StructureValidator(dangling).references(whole, after, Problem.Severity.ERROR);
        if (problems.hasErrors()) {
            dangling.list().forEach(problems::add);
            return report(Outcome.INVALID, dryRun, problems);
        }
        if (dangling.hasErrors()) {
            dangling.list().forEach(problems::add);
            return report(Outcome.CONFLICT, dryRun, problems);
        }
        try (Submission submission = records.submission()) {
            whole.forEach(submission::put);
            Receipt preview = submission.dryRun();
            for (ArtefactReport artefact : preview.artefacts()) {
                if (artefact.change() == ArtefactReport.Change.UPDATED
                        && artefact.artefact()
                                .exactVersion()
                                .filter(v -> v.isStable())
                                .isPresent()) {
                    problems.add(Problem.error(
                                    "stable-version",
                                    Location.path(artefact.artefact().type().className() + " "
                                            + artefact.artefact().shortForm()),
                                    "the version is stable and may not change once it is published")
                            .withExpected("the change under a higher version, or a draft such as 1.1.0-draft"));
                }
            }
            if (problems.hasErrors()) {
                return report(Outcome.CONFLICT, dryRun, problems);
            }
            return stored(dryRun ? preview : submission.publish(), dryRun, problems);
        }
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
        receipt.commit().ifPresent(commit -> {
            published.run();
            LOG.info(
                    "commit {}: {} artefacts, {} data sets",
                    commit.seq(),
                    receipt.artefacts().size(),
                    receipt.datasets().size());
        });
        boolean changes = receipt.datasets().stream()
                        .anyMatch(d -> d.series().changed()
                                || d.observations().changed()
                                || d.attributes().changed())
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
                numbers.apply(report.attributes()));
    }

    private static SubmissionReport report(Outcome outcome, boolean dryRun, Problems problems) {
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

    private static SubmissionReport refused(SdmxException e, Problems problems, boolean dryRun) {
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

    /** Partial schemes are put into the whole ones that are stored; stubs say where something is, and are not stored. */
    private static List<MaintainableArtefact> whole(
            List<MaintainableArtefact> sent, Catalogue before, Problems problems) {
        List<MaintainableArtefact> whole = new ArrayList<>();
        for (MaintainableArtefact artefact : sent) {
            if (artefact.maintenance().externalReference()) {
                problems.add(Problem.warning(
                        "stub",
                        Location.path(artefact.type().className() + " "
                                + artefact.urn().shortForm()),
                        "the artefact is a stub that refers elsewhere and was not stored"));
            } else if (artefact instanceof ItemScheme<?> scheme
                    && scheme.partial()
                    && before.exactly(scheme.urn()).orElse(null) instanceof ItemScheme<?> stored) {
                whole.add(PartialMerge.of(stored, scheme));
            } else {
                whole.add(artefact);
            }
        }
        return whole;
    }

    /**
     * What a format cannot carry must not look like a change: an artefact that equals the stored one, written to the format
     * of the message and read again, stands for the stored one.
     */
    private List<MaintainableArtefact> knownAgain(List<MaintainableArtefact> sent, StructureFormat format)
            throws IOException {
        Catalogue stored = records.artefacts().newest().catalogue();
        List<MaintainableArtefact> known = new ArrayList<>();
        for (MaintainableArtefact artefact : sent) {
            MaintainableArtefact before = stored.exactly(artefact.urn()).orElse(artefact);
            boolean same =
                    !before.equals(artefact) && throughFormat(before, format).contains(artefact);
            known.add(same ? before : artefact);
        }
        return known;
    }

    private static List<MaintainableArtefact> throughFormat(MaintainableArtefact artefact, StructureFormat format)
            throws IOException {
        StructureMessage message = new StructureMessage(
                MessageHeader.of("COMPARE", "2000-01-01T00:00:00Z", "SOJOURN"), List.of(artefact), List.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StructureMessages.write(message, format, StructureWriterOptions.COMPACT, bytes, new Problems());
        return StructureMessages.read(new ByteArrayInputStream(bytes.toByteArray()), new Problems())
                .artefacts();
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
