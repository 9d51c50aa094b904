package org.sojourn.cli.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sojourn.data.DataSink;
import org.sojourn.metadata.MetadataMessage;
import org.sojourn.metadata.MetadataMessages;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.MetadataSet;
import org.sojourn.mapping.SourceLayout;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Envelope;
import org.sojourn.structure.StructureMessages;
import org.sojourn.validation.DataValidator;
import org.sojourn.validation.domain.DomainCheck;
import org.sojourn.validation.domain.DomainRule;
import org.sojourn.validation.domain.Findings;
import org.sojourn.validation.MetadataValidator;
import org.sojourn.validation.StructureValidator;

/** Checks files one by one: what is wrong with each, and where. */
public final class FileCheck {

    private static final Logger LOG = LoggerFactory.getLogger(FileCheck.class);

    private final KnownStructures structures;
    private final Progress progress;
    private final List<DomainRule> rules;
    private final Optional<SourceLayout> layout;

    /**
     * @param structures finds the structures of data, and what structures refer to
     * @param rules of the subject matter to which data are held; empty for none
     * @param layout of the files, where they are tables of another provider
     */
    public FileCheck(
            KnownStructures structures, Progress progress, List<DomainRule> rules, Optional<SourceLayout> layout) {
        this.structures = structures;
        this.rules = List.copyOf(rules);
        this.layout = layout;
        this.progress = progress;
    }

    /** Reads and checks one file. */
    public Outcome check(InputFile file) {
        FileKind kind = new FileKind.Other("");
        try {
            kind = layout.isPresent() ? new FileKind.Table(layout.get()) : FileKinds.of(file);
            progress.begin(file.name(), file.size());
            return switch (kind) {
                case FileKind.Structures s -> structures(file, s);
                case FileKind.Data d ->
                    data(file, d, check -> new DataTransfer(structures, progress).run(file, d.format(), check));
                case FileKind.Metadata m -> metadata(file, m);
                case FileKind.Table t ->
                    data(file, t, check -> new DataTransfer(structures, progress).table(file, t.layout(), check));
                case FileKind.Query q -> query(file, q);
                case FileKind.Other other -> Outcome.refused(file.name(), other, other.reason());
            };
        } catch (SdmxException e) {
            return Outcome.refused(file.name(), kind, e.detail());
        } catch (IOException e) {
            return Outcome.refused(file.name(), kind, Reasons.of(e));
        } catch (RuntimeException | StackOverflowError e) {
            // One file must not end the work on the others.
            LOG.error("unexpected fault while checking {}", file.name(), e);
            return Outcome.refused(file.name(), kind, Reasons.FAULT);
        } finally {
            progress.end();
        }
    }

    private Outcome structures(InputFile file, FileKind.Structures kind) throws IOException {
        Problems problems = new Problems();
        Tally tally = new Tally();
        List<MaintainableArtefact> artefacts = new ArrayList<>();
        FileKind found = kind;
        try (InputStream in = file.open(progress::counting)) {
            Envelope envelope = StructureMessages.readEach(
                    in,
                    null,
                    artefact -> {
                        tally.add(artefact);
                        artefacts.add(artefact);
                    },
                    problems);
            found = new FileKind.Structures(envelope.format());
        } catch (SdmxException e) {
            problems.add(unreadable(e.detail()));
        }
        StructureValidator validator = new StructureValidator(problems);
        validator.check(artefacts);
        validator.references(artefacts, structures.catalogue(file.path()).with(artefacts), Problem.Severity.WARNING);
        return outcome(file, found, tally, problems, Optional.empty());
    }

    private Outcome query(InputFile file, FileKind.Query kind) throws IOException {
        Problems problems = new Problems();
        try (InputStream in = file.open(progress::counting)) {
            problems.add(Problem.info("query", Location.path(kind.root()), "asks for " + AskedUrls.of(in, problems)));
        } catch (SdmxException e) {
            problems.add(unreadable(e.detail()));
        }
        return outcome(file, kind, new Tally(), problems, Optional.empty());
    }

    private Outcome metadata(InputFile file, FileKind.Metadata kind) throws IOException {
        Problems problems = new Problems();
        Tally tally = new Tally();
        try (InputStream in = file.open(progress::counting)) {
            MetadataMessage message = MetadataMessages.read(in, problems);
            message.sets().forEach(tally::add);
            MetadataValidator validator = new MetadataValidator(structures.catalogue(file.path()), problems);
            for (MetadataSet set : message.sets()) {
                if (validator.knows(set)) {
                    validator.check(List.of(set));
                } else {
                    problems.add(Problem.warning(
                                    "unresolved-reference",
                                    Location.path("MetadataSet " + set.urn().shortForm()),
                                    "its metadata structure is not known, so only its form was checked")
                            .withExpected("the file that defines it, given with --structures"));
                }
            }
        } catch (SdmxException e) {
            problems.add(unreadable(e.detail()));
        }
        return outcome(file, kind, tally, problems, Optional.empty());
    }

    /** Reads the data of a file into a check. */
    @FunctionalInterface
    private interface Transfer {
        DataTransfer.Result into(DataTransfer.Destination check) throws IOException;
    }

    private Outcome data(InputFile file, FileKind kind, Transfer transfer) throws IOException {
        Findings[] findings = {new Findings()};
        DataTransfer.Result result = transfer.into(problems -> {
            findings[0] = new Findings(); // what an earlier reading found is found again
            DataSink end = new Nowhere();
            return new DataValidator(
                    rules.isEmpty() ? end : new DomainCheck(end, rules, findings[0]),
                    problems,
                    (header, structure) -> structures.constraints(file.path(), header, structure));
        });
        result.broken().ifPresent(reason -> result.problems().add(unreadable(reason)));
        return outcome(
                file,
                kind,
                result.tally(),
                result.problems(),
                rules.isEmpty() ? Optional.empty() : Optional.of(findings[0]));
    }

    private static Outcome outcome(
            InputFile file, FileKind kind, Tally tally, Problems problems, Optional<Findings> findings) {
        return new Outcome(
                file.name(),
                kind,
                tally,
                Optional.empty(),
                problems.list(),
                List.of(),
                problems.errors() + broken(findings, Problem.Severity.ERROR),
                problems.warnings() + broken(findings, Problem.Severity.WARNING),
                findings);
    }

    private static long broken(Optional<Findings> findings, Problem.Severity severity) {
        return findings.map(f -> f.broken(severity)).orElse(0L);
    }

    /** Problems with a broken document carry no place of their own; their words begin with it. */
    private static Problem unreadable(String reason) {
        return Problem.error("unreadable", Location.UNKNOWN, reason);
    }
}
