package org.sojourn.service;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.format.UploadFormats;
import org.sojourn.model.ItemScheme;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.StructureMap;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;
import org.sojourn.registry.RegistryContent.SubmitStructureRequest;
import org.sojourn.registry.RegistryMessage;
import org.sojourn.registry.RegistryMessages;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.service.SubmissionReport.Outcome;
import org.sojourn.store.Commit;
import org.sojourn.store.Receipt;
import org.sojourn.store.Submission;
import org.sojourn.store.SystemOfRecord;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.Envelope;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;

/**
 * Creates, replaces and deletes structures (REST 2.2, structure maintenance): all that one call asks for, or nothing. What is
 * stored never has a reference without target, a stable version never changes, and a version never promises less change than
 * there is.
 */
public final class StructureMaintenance {

    private static final Logger LOG = LoggerFactory.getLogger(StructureMaintenance.class);

    private final SystemOfRecord records;
    private final Runnable published;

    /**
     * How a change is made.
     *
     * @param dryRun whether to tell only what would happen
     * @param lenient whether a version that promises too little change is let pass with a warning, as for structures that
     *     others publish
     */
    public record Manner(boolean dryRun, boolean lenient) {}

    /**
     * What came of a message.
     *
     * @param format the format of the message; empty when it could not be read
     */
    public record Stored(SubmissionReport report, Optional<StructureFormat> format) {}

    StructureMaintenance(SystemOfRecord records, Runnable published) {
        this.records = records;
        this.published = published;
    }

    /**
     * Stores the structures of one message.
     *
     * @param body a structure message in any format; closed by the caller
     * @param allowed refuses by an exception of kind SEMANTIC what may not be in the message
     */
    public Stored store(
            InputStream body, UploadFormats formats, Consumer<List<MaintainableArtefact>> allowed, Manner manner)
            throws IOException {
        Problems problems = new Problems();
        Optional<StructureFormat> format = Optional.empty();
        try {
            List<MaintainableArtefact> sent = new ArrayList<>();
            StructureFormat expected =
                    formats.structures().size() == 1 ? formats.structures().getFirst() : null;
            BufferedInputStream buffered = new BufferedInputStream(body, RegistryMessages.LOOK_AHEAD);
            if (RegistryMessages.begins(buffered)) {
                RegistryMessage message = RegistryMessages.read(buffered, problems);
                format = Optional.of(message.format());
                return new Stored(submitted(message, allowed, manner, problems), format);
            }
            Envelope envelope = StructureMessages.readEach(buffered, expected, sent::add, problems);
            format = Optional.of(envelope.format());
            allowed.accept(sent);
            return new Stored(store(knownAgain(sent, envelope.format()), manner, problems), format);
        } catch (SdmxException e) {
            return new Stored(SubmissionService.refused(e, problems, manner.dryRun()), format);
        }
    }

    /** Does what a registry message asks to be done with structures, each by its own action or that of the message. */
    private SubmissionReport submitted(
            RegistryMessage message, Consumer<List<MaintainableArtefact>> allowed, Manner manner, Problems problems)
            throws IOException {
        if (!(message.content() instanceof SubmitStructureRequest request)) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    "the message is a " + message.content().element() + "; expected a SubmitStructureRequest");
        }
        if (request.location().isPresent()) {
            throw new SdmxException(
                    SdmxException.Kind.SEMANTIC,
                    "structures are not fetched from " + request.location().get() + "; send them in the message");
        }
        allowed.accept(request.artefacts());
        Catalogue before = catalogue();
        List<MaintainableArtefact> put = new ArrayList<>();
        List<Urn> deleted = new ArrayList<>();
        for (MaintainableArtefact artefact : knownAgain(request.artefacts(), message.format())) {
            Optional<MaintainableArtefact> stored = before.exactly(artefact.urn());
            switch (request.actionOf(artefact.urn())) {
                case DELETE -> {
                    deleted.add(artefact.urn());
                    if (stored.isEmpty()) {
                        throw new SdmxException(
                                SdmxException.Kind.NOT_FOUND,
                                "there is no " + artefact.type().className() + " "
                                        + artefact.urn().shortForm() + " to delete");
                    }
                }
                case APPEND -> {
                    // The standard: what is there already is not replaced.
                    if (stored.isPresent() && !stored.get().equals(artefact) && !partial(artefact)) {
                        throw new SdmxException(
                                SdmxException.Kind.CONFLICT,
                                artefact.type().className() + " "
                                        + artefact.urn().shortForm()
                                        + " is there already and the action is Append; Replace changes it");
                    }
                    put.add(artefact);
                }
                case MERGE, REPLACE -> put.add(artefact);
                case INFORMATION ->
                    problems.add(Problem.info(
                            "information-only",
                            Location.path(artefact.type().className() + " "
                                    + artefact.urn().shortForm()),
                            "the action Information asks for nothing to be done"));
            }
        }
        return change(whole(put, problems), deleted, manner, problems);
    }

    private static boolean partial(MaintainableArtefact artefact) {
        return artefact instanceof ItemScheme<?> scheme && scheme.partial();
    }

    /** Stores artefacts that are already read. */
    SubmissionReport store(List<MaintainableArtefact> sent, Manner manner, Problems problems) {
        if (sent.isEmpty() && !problems.hasErrors()) {
            problems.add(Problem.warning("nothing-to-store", Location.UNKNOWN, "the message holds no structures"));
        }
        List<MaintainableArtefact> whole = whole(sent, problems);
        return change(whole, List.of(), manner, problems);
    }

    /**
     * Deletes one artefact, or one item of a scheme with what is nested in it; in a flat scheme the items below it lose their
     * parent.
     *
     * @param artefact a stored artefact in its exact version
     * @param item the item, nested ones by their path; empty for the whole artefact
     * @throws SdmxException of kind NOT_FOUND where there is no such item
     */
    public SubmissionReport delete(Urn artefact, String item, Manner manner) {
        Problems problems = new Problems();
        if (item.isEmpty()) {
            return change(List.of(), List.of(artefact), manner, problems);
        }
        MaintainableArtefact stored =
                records.artefacts().newest().catalogue().exactly(artefact).orElseThrow();
        Optional<ItemScheme<?>> without =
                stored instanceof ItemScheme<?> scheme ? ItemDeletion.of(scheme, item) : Optional.empty();
        if (without.isEmpty()) {
            throw new SdmxException(
                    SdmxException.Kind.NOT_FOUND,
                    artefact.type().className() + " " + artefact.shortForm() + " has no item '" + item + "'");
        }
        return change(List.of(without.get()), List.of(), manner, problems);
    }

    /** The structures as they are stored now. */
    public Catalogue catalogue() {
        return records.artefacts().newest().catalogue();
    }

    private SubmissionReport change(
            List<MaintainableArtefact> put, Collection<Urn> deleted, Manner manner, Problems problems) {
        StoredDataUse data = new StoredDataUse(records.data(), records.registrations());
        Catalogue before = catalogue();
        StructureAssessment assessment = StructureAssessment.of(before, put, deleted, data, manner.lenient());
        if (problems.hasErrors() || assessment.refusal().isPresent()) {
            return refused(assessment, manner, problems);
        }
        if (manner.dryRun() || assessment.unchanged()) {
            return report(assessment, manner, problems, Optional.empty());
        }
        try (Submission submission = records.submission()) {
            put.forEach(submission::put);
            deleted.forEach(submission::delete);
            StructureAssessment[] last = {assessment};
            Receipt receipt = submission.publish(now -> {
                if (now != before) { // others published since: judge again
                    last[0] = StructureAssessment.of(now, put, deleted, data, manner.lenient());
                    if (last[0].refusal().isPresent()) {
                        throw new SdmxException(
                                SdmxException.Kind.CONFLICT,
                                "another change of structures came first and is in the way");
                    }
                }
            });
            receipt.commit().ifPresent(commit -> {
                published.run();
                LOG.info(
                        "commit {}: {} artefacts",
                        commit.seq(),
                        receipt.artefacts().size());
            });
            return report(last[0], manner, problems, receipt.commit());
        } catch (SdmxException e) {
            StructureAssessment again = StructureAssessment.of(catalogue(), put, deleted, data, manner.lenient());
            if (e.kind() == SdmxException.Kind.CONFLICT && again.refusal().isPresent()) {
                return refused(again, manner, problems);
            }
            throw e;
        }
    }

    private static SubmissionReport refused(StructureAssessment assessment, Manner manner, Problems problems) {
        Outcome outcome =
                problems.hasErrors() ? Outcome.INVALID : assessment.refusal().orElseThrow();
        assessment.tell(problems);
        return new SubmissionReport(
                outcome,
                manner.dryRun(),
                Optional.empty(),
                assessment.artefacts(),
                List.of(),
                problems.list(),
                problems.errors(),
                problems.warnings(),
                assessment.brokenReferences());
    }

    private static SubmissionReport report(
            StructureAssessment assessment, Manner manner, Problems problems, Optional<Commit> commit) {
        assessment.tell(problems);
        return new SubmissionReport(
                assessment.unchanged() ? Outcome.UNCHANGED : Outcome.STORED,
                manner.dryRun(),
                commit.map(Commit::time),
                assessment.artefacts(),
                List.of(),
                problems.list(),
                problems.errors(),
                problems.warnings(),
                assessment.brokenReferences());
    }

    /** Partial schemes are put into the whole ones that are stored; stubs say where something is, and are not stored. */
    private List<MaintainableArtefact> whole(List<MaintainableArtefact> sent, Problems problems) {
        Catalogue before = catalogue();
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
        Catalogue stored = catalogue();
        List<MaintainableArtefact> known = new ArrayList<>();
        for (MaintainableArtefact artefact : sent) {
            MaintainableArtefact before = stored.exactly(artefact.urn()).orElse(artefact);
            boolean same = !before.equals(artefact)
                    && throughFormat(before, stored, format).contains(artefact);
            known.add(same ? before : artefact);
        }
        return known;
    }

    private static List<MaintainableArtefact> throughFormat(
            MaintainableArtefact artefact, Catalogue stored, StructureFormat format) throws IOException {
        List<MaintainableArtefact> together = new ArrayList<>(List.of(artefact));
        if (artefact instanceof StructureMap map) {
            // In 2.1 both stand in one structure set, and the map refers to what stands beside it.
            map.componentMaps().stream()
                    .flatMap(c -> c.representationMap().stream())
                    .distinct()
                    .flatMap(urn -> stored.resolve(urn).stream())
                    .forEach(together::add);
        }
        StructureMessage message = new StructureMessage(
                MessageHeader.of("COMPARE", "2000-01-01T00:00:00Z", "SOJOURN"), together, List.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StructureMessages.write(message, format, StructureWriterOptions.COMPACT, bytes, new Problems());
        return StructureMessages.read(new ByteArrayInputStream(bytes.toByteArray()), new Problems())
                .artefacts();
    }
}
