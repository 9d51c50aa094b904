package org.sojourn.cli.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sojourn.data.ForwardingSink;
import org.sojourn.data.DataSink;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.DatasetHeader;
import org.sojourn.metadata.MetadataMessage;
import org.sojourn.metadata.MetadataMessages;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.mapping.SourceLayout;
import org.sojourn.model.SdmxException;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problem.Severity;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Envelope;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;
import org.sojourn.validation.DataValidator;

/** Converts files one by one: each appears as a whole or is refused with the reason. */
public final class FileConversion {

    private static final Logger LOG = LoggerFactory.getLogger(FileConversion.class);

    private final Target target;
    private final DataWriterOptions options;
    private final Optional<String> pivot;
    private final KnownStructures structures;
    private final Progress progress;
    private final Optional<SourceLayout> layout;

    /**
     * @param pivot the dimension at the observation of data sets that are written; empty for that of the input
     * @param structures finds the structures of data
     * @param layout of the files, where they are tables of another provider
     */
    public FileConversion(
            Target target,
            DataWriterOptions options,
            Optional<String> pivot,
            KnownStructures structures,
            Progress progress,
            Optional<SourceLayout> layout) {
        this.target = target;
        this.options = options;
        this.pivot = pivot;
        this.structures = structures;
        this.progress = progress;
        this.layout = layout;
    }

    /**
     * Converts one file.
     *
     * @param output where the result is to stand; what stands there already is replaced, unless the file is refused
     * @param gzip whether the result is packed
     */
    public Outcome convert(InputFile file, Path output, boolean gzip) {
        FileKind kind = new FileKind.Other("");
        try (SafeOutput safe = new SafeOutput(output, gzip)) {
            kind = layout.isPresent() ? new FileKind.Table(layout.get()) : FileKinds.of(file);
            progress.begin(file.name(), file.size());
            Outcome outcome = switch (kind) {
                case FileKind.Structures s -> structures(file, s, safe);
                case FileKind.Data d -> data(file, d, safe);
                case FileKind.Metadata m -> metadata(file, m, safe);
                case FileKind.Table t -> table(file, t, safe);
                case FileKind.Query q -> Outcome.refused(file.name(), q, asked(file, q));
                case FileKind.Other other -> Outcome.refused(file.name(), other, other.reason());
            };
            if (outcome.refusal().isEmpty()) {
                safe.commit();
            }
            return outcome;
        } catch (SdmxException e) {
            return Outcome.refused(file.name(), kind, e.detail());
        } catch (IOException e) {
            return Outcome.refused(file.name(), kind, Reasons.of(e));
        } catch (RuntimeException | StackOverflowError e) {
            // One file must not end the work on the others.
            LOG.error("unexpected fault while converting {}", file.name(), e);
            return Outcome.refused(file.name(), kind, Reasons.FAULT);
        } finally {
            progress.end();
        }
    }

    private Outcome structures(InputFile file, FileKind.Structures kind, SafeOutput output) throws IOException {
        if (target.structures().isEmpty()) {
            return Outcome.refused(
                    file.name(), kind, "a structure message; Sojourn writes no structures in " + target.name());
        }
        Problems problems = new Problems();
        Problems losses = new Problems();
        Tally tally = new Tally();
        List<MaintainableArtefact> artefacts = new ArrayList<>();
        Envelope envelope;
        try (InputStream in = file.open(progress::counting)) {
            envelope = StructureMessages.readEach(
                    in,
                    null,
                    artefact -> {
                        tally.add(artefact);
                        artefacts.add(artefact);
                    },
                    problems);
        }
        FileKind found = new FileKind.Structures(envelope.format());
        Optional<String> refusal = refusal(problems);
        if (refusal.isEmpty() && artefacts.isEmpty() && envelope.availability().isEmpty() && problems.warnings() > 0) {
            refusal = Optional.of("nothing in it can be converted: "
                    + sentence(problems.list().getFirst()));
        }
        if (refusal.isEmpty()) {
            StructureMessages.write(
                    new StructureMessage(envelope.header(), artefacts, envelope.footer(), envelope.availability()),
                    target.structures().get(),
                    new StructureWriterOptions(options.languages(), options.pretty(), false),
                    output.start(),
                    losses);
        }
        return outcome(file, found, tally, refusal, problems, losses);
    }

    /** A query has no other format to go to; but what it asks can be asked by URL. */
    private String asked(InputFile file, FileKind.Query kind) throws IOException {
        try (InputStream in = file.open(progress::counting)) {
            return "a " + kind.root() + ", which is not converted; it asks for " + AskedUrls.of(in, new Problems());
        }
    }

    private Outcome metadata(InputFile file, FileKind.Metadata kind, SafeOutput output) throws IOException {
        if (target.metadata().isEmpty()) {
            return Outcome.refused(
                    file.name(),
                    kind,
                    "a message of reference metadata; Sojourn writes no reference metadata in " + target.name());
        }
        Problems problems = new Problems();
        Problems losses = new Problems();
        Tally tally = new Tally();
        MetadataMessage message;
        try (InputStream in = file.open(progress::counting)) {
            message = MetadataMessages.read(in, problems);
        }
        message.sets().forEach(tally::add);
        Optional<String> refusal = refusal(problems);
        if (refusal.isEmpty()) {
            MetadataMessages.write(
                    message,
                    target.metadata().get(),
                    new StructureWriterOptions(options.languages(), options.pretty(), false),
                    output.start(),
                    losses);
        }
        return outcome(file, kind, tally, refusal, problems, losses);
    }

    private Outcome data(InputFile file, FileKind.Data kind, SafeOutput output) throws IOException {
        Problems[] losses = {new Problems()};
        DataTransfer.Result result =
                new DataTransfer(structures, progress).run(file, kind.format(), problems -> writer(output, losses));
        return outcome(file, kind, result, losses[0]);
    }

    private Outcome table(InputFile file, FileKind.Table kind, SafeOutput output) throws IOException {
        Problems[] losses = {new Problems()};
        DataTransfer.Result result = new DataTransfer(structures, progress)
                .table(
                        file,
                        kind.layout(),
                        problems -> new DataValidator(
                                writer(output, losses),
                                problems,
                                (header, structure) -> structures.constraints(file.path(), header, structure)));
        return outcome(file, kind, result, losses[0]);
    }

    private DataSink writer(SafeOutput output, Problems[] losses) throws IOException {
        losses[0] = new Problems();
        OutputStream out = output.start();
        DataSink writer = target.writer(out, options, losses[0]);
        return pivot.isPresent() ? new Pivoted(writer, pivot.get()) : writer;
    }

    private static Outcome outcome(InputFile file, FileKind kind, DataTransfer.Result result, Problems losses) {
        return outcome(
                file,
                kind,
                result.tally(),
                result.broken().or(() -> refusal(result.problems())),
                result.problems(),
                losses);
    }

    private static Outcome outcome(
            InputFile file, FileKind kind, Tally tally, Optional<String> refusal, Problems problems, Problems losses) {
        return new Outcome(
                file.name(),
                kind,
                tally,
                refusal,
                problems.list(),
                losses.list(),
                problems.errors(),
                problems.warnings(),
                Optional.empty());
    }

    /** A message with errors is not converted in part: what would be missing nobody would miss in time. */
    private static Optional<String> refusal(Problems problems) {
        return problems.list().stream()
                .filter(p -> p.severity() == Severity.ERROR)
                .findFirst()
                .map(p -> sentence(p)
                        + (p.rule().equals("unknown-structure")
                                ? "; give the file that defines it with --structures"
                                : "")
                        + (problems.errors() == 1 ? "" : " (and " + (problems.errors() - 1) + " more errors)"));
    }

    private static String sentence(Problem p) {
        String where = p.location().toString();
        return (where.isEmpty() ? "" : where + ": ")
                + (p.seriesKey().isEmpty() ? "" : "series " + p.seriesKey() + ": ")
                + p.message()
                + p.expected().map(e -> "; expected " + e).orElse("");
    }

    /** Asks the writer for another dimension at the observation. */
    private static final class Pivoted extends ForwardingSink {
        private final String pivot;

        Pivoted(DataSink next, String pivot) {
            super(next);
            this.pivot = pivot;
        }

        @Override
        public void announce(List<Expected> datasets) throws IOException {
            List<Expected> turned = new ArrayList<>();
            for (Expected e : datasets) {
                turned.add(new Expected(turned(e.header(), e.structure()), e.structure()));
            }
            super.announce(turned);
        }

        @Override
        public void dataset(DatasetHeader header, DataStructureView structure) throws IOException {
            super.dataset(turned(header, structure), structure);
        }

        private DatasetHeader turned(DatasetHeader h, DataStructureView structure) {
            boolean known = pivot.equals(DatasetHeader.ALL_DIMENSIONS)
                    || structure.structure().dimensions().stream().anyMatch(d -> d.id().equals(pivot));
            if (!known) {
                throw new SdmxException(
                        SdmxException.Kind.SEMANTIC,
                        pivot + " is no dimension of "
                                + structure.structure().urn().shortForm() + "; expected "
                                + String.join(
                                        ", ",
                                        structure.structure().dimensions().stream()
                                                .map(d -> d.id())
                                                .toList())
                                + " or " + DatasetHeader.ALL_DIMENSIONS);
            }
            return h.withPivot(pivot);
        }
    }
}
