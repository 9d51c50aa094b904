package org.sojourn.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import org.sojourn.structure.StructureWriterOptions;
import org.sojourn.structure.ArtefactReferences;
import java.util.stream.Collectors;
import java.util.Set;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sojourn.cli.file.FileConversion;
import org.sojourn.cli.file.FileKind;
import org.sojourn.cli.file.FileKinds;
import org.sojourn.cli.file.InputFile;
import org.sojourn.cli.file.InputFiles;
import org.sojourn.cli.file.Outcome;
import org.sojourn.cli.file.Reasons;
import org.sojourn.cli.file.Reports;
import org.sojourn.cli.file.Target;
import org.sojourn.cli.load.OfflineUpload;
import org.sojourn.cli.load.ServerUpload;
import org.sojourn.cli.load.Upload;
import org.sojourn.config.DataDirectory;
import org.sojourn.config.ServerConfig;
import org.sojourn.data.DataWriterOptions;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.DataFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.mapping.SourceLayout;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.service.SubmissionService;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn load}: files into a running server, or into a data directory that no server uses. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Loads structures and data into a running server, or into a data directory that none uses.",
        footer = {
            "",
            "The structures of all files are one submission and go first; then each file with",
            "data is one. A submission is stored as a whole or not at all.",
            "",
            "Exit status: 0 all stored or there already, 1 some refused, 2 the command cannot be used."
        })
final class Load implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "Files, directories, or - for standard input.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server, such as http://127.0.0.1:8080 (default: the one that holds the data directory).")
    private @Nullable URI server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:SOJOURN_TOKEN}",
            description = "Who loads; better in the environment as SOJOURN_TOKEN, where other users cannot see it.")
    private @Nullable String token;

    @Mixin
    private DataOptions data;

    @Mixin
    private MapOption map;

    @Mixin
    private StructureOptions knownStructures;

    @Option(
            names = "--dataflow",
            paramLabel = "AGENCY:ID(VERSION)",
            description = "Where data belong that name only a data structure.")
    private @Nullable String dataflow;

    @Option(names = "--dry-run", description = "Says what would happen, and stores nothing.")
    private boolean dryRun;

    /** A file with structures, and what it holds. */
    private record Structures(InputFile file, StructureFormat format, List<MaintainableArtefact> artefacts) {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Reports reports = new Reports(out);
        try (InputFiles files = new InputFiles();
                Upload upload = upload()) {
            List<InputFile> input = new ArrayList<>();
            for (String word : words) {
                input.addAll(StructureOptions.find(word, files));
            }
            Optional<SourceLayout> layout = map.layout();
            if (layout.isPresent()) {
                return tables(input, layout.get(), files, upload, reports);
            }
            List<InputFile> dataFiles = new ArrayList<>();
            List<Structures> structures = new ArrayList<>();
            int refused = 0;
            for (InputFile file : input) {
                Optional<String> reason = sort(file, structures, dataFiles);
                if (reason.isPresent()) {
                    reports.refused(file.name(), reason.get());
                    refused++;
                }
            }
            boolean ready = structures.isEmpty() || stored(reports, structures, upload);
            refused += ready ? 0 : structures.size();
            for (InputFile file : dataFiles) {
                if (!ready) {
                    reports.refused(file.name(), "not sent, since the structures were refused");
                    refused++;
                } else {
                    refused += stored(reports, file, upload) ? 0 : 1;
                }
            }
            return summary(input.size(), refused);
        }
    }

    private int summary(int files, int refused) {
        PrintWriter out = spec.commandLine().getOut();
        out.println((dryRun ? "Would have loaded " : "Loaded ")
                + (files - refused)
                + (files == 1 ? " file" : " files")
                + (refused == 0 ? "." : ", refused " + refused + "."));
        out.flush();
        return refused == 0 ? Main.OK : Main.FAILED;
    }

    /** Makes a message of each table and sends that; a table with a fault is not sent. */
    private int tables(List<InputFile> input, SourceLayout layout, InputFiles files, Upload upload, Reports reports)
            throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        FileConversion conversion = new FileConversion(
                Target.named(DataFormat.ML_3_1.formatName()).orElseThrow(),
                DataWriterOptions.DEFAULT,
                Optional.empty(),
                knownStructures.read(List.of(), files, err),
                StructureOptions.progress(err),
                Optional.of(layout));
        int refused = 0;
        for (InputFile table : input) {
            Path message = Files.createTempFile("sojourn-", ".xml.gz");
            try {
                Outcome outcome = conversion.convert(table, message, true);
                reports.converted(outcome, layout.reference().shortForm(), layout.id());
                boolean good =
                        outcome.refusal().isEmpty() && stored(reports, new InputFile(message, table.name()), upload);
                refused += good ? 0 : 1;
            } finally {
                Files.deleteIfExists(message);
            }
        }
        reports.notes();
        return summary(input.size(), refused);
    }

    /** Puts a file where it belongs; the reason when it belongs nowhere. */
    private static Optional<String> sort(InputFile file, List<Structures> structures, List<InputFile> data) {
        try {
            switch (FileKinds.of(file)) {
                case FileKind.Structures s -> {
                    Problems problems = new Problems();
                    try (InputStream in = file.open()) {
                        structures.add(new Structures(
                                file,
                                s.format(),
                                StructureMessages.read(in, problems).artefacts()));
                    }
                    Optional<Problem> error = problems.list().stream()
                            .filter(p -> p.severity() == Problem.Severity.ERROR)
                            .findFirst();
                    if (error.isPresent()) {
                        structures.removeLast();
                        return Optional.of(error.get().toString());
                    }
                }
                case FileKind.Data d -> data.add(file);
                case FileKind.Metadata m -> {
                    return Optional.of("reference metadata are not loaded; POST them to /sdmx/v2/metadata");
                }
                case FileKind.Table t -> {
                    return Optional.of("a table, which needs --map");
                }
                case FileKind.Query q -> {
                    return Optional.of("a " + q.root() + ", which asks and brings nothing");
                }
                case FileKind.Other other -> {
                    return Optional.of(other.reason());
                }
            }
            return Optional.empty();
        } catch (SdmxException e) {
            return Optional.of(e.detail());
        } catch (IOException e) {
            return Optional.of(Reasons.of(e));
        }
    }

    private boolean stored(Reports reports, List<Structures> structures, Upload upload) throws IOException {
        String name = structures.size() == 1
                ? structures.getFirst().file().name()
                : "structures of " + structures.size() + " files";
        Map<Urn, MaintainableArtefact> all = new LinkedHashMap<>();
        Map<Urn, String> from = new LinkedHashMap<>();
        for (Structures s : structures) {
            for (MaintainableArtefact artefact : s.artefacts()) {
                MaintainableArtefact before = all.putIfAbsent(artefact.urn(), artefact);
                if (before != null && !before.equals(artefact)) {
                    reports.refused(
                            name,
                            artefact.type().className() + " " + artefact.urn().shortForm() + " is in "
                                    + from.get(artefact.urn()) + " and, with another content, in "
                                    + s.file().name() + "; load the right one");
                    return false;
                }
                from.putIfAbsent(artefact.urn(), s.file().name());
            }
        }
        // What an older version alone can say stays said, as long as nothing needs a later one.
        Optional<StructureFormat> same = List.of(StructureFormat.ML_2_1, StructureFormat.ML_3_0).stream()
                .filter(format -> structures.stream().allMatch(s -> s.format() == format))
                .findFirst();
        StructureFormat common = same.isPresent() ? same.get() : fitting(List.copyOf(all.values()));
        List<MaintainableArtefact> older = structures.stream()
                .filter(s -> s.format() == StructureFormat.ML_2_1)
                .flatMap(s -> s.artefacts().stream())
                .distinct()
                .toList();
        List<MaintainableArtefact> later = new ArrayList<>(all.values());
        later.removeAll(older);
        if (common == StructureFormat.ML_2_1 || dryRun || later.isEmpty() || !loses(older, StructureFormat.ML_3_1)) {
            return reports.submitted(name, upload.structures(message(List.copyOf(all.values())), common));
        }
        boolean olderLast = refers(older, later);
        if (olderLast && refers(later, older)) {
            return reports.submitted(name, upload.structures(message(List.copyOf(all.values())), common));
        }
        return (olderLast || stored(reports, name + ", of SDMX 2.1", older, StructureFormat.ML_2_1, upload))
                && stored(reports, name, later, fitting(later), upload)
                && (!olderLast || stored(reports, name + ", of SDMX 2.1", older, StructureFormat.ML_2_1, upload));
    }

    private static boolean stored(
            Reports reports, String name, List<MaintainableArtefact> artefacts, StructureFormat format, Upload upload)
            throws IOException {
        return reports.submitted(name, upload.structures(message(artefacts), format));
    }

    private static StructureMessage message(List<MaintainableArtefact> artefacts) {
        MessageHeader header = MessageHeader.of("LOAD", java.time.Instant.now().toString(), "SOJOURN");
        return new StructureMessage(header, artefacts, List.of());
    }

    /** The newest format, but 3.0 where that alone says all: 3.1 dropped constraints of what is there. */
    private static StructureFormat fitting(List<MaintainableArtefact> artefacts) throws IOException {
        return loses(artefacts, StructureFormat.ML_3_1) && !loses(artefacts, StructureFormat.ML_3_0)
                ? StructureFormat.ML_3_0
                : StructureFormat.ML_3_1;
    }

    /** Whether a message of a format would not say all that these artefacts are. */
    private static boolean loses(List<MaintainableArtefact> artefacts, StructureFormat format) throws IOException {
        Problems losses = new Problems();
        StructureMessages.write(
                message(artefacts), format, StructureWriterOptions.COMPACT, OutputStream.nullOutputStream(), losses);
        return !losses.list().isEmpty();
    }

    /** Whether some refer to artefacts among others, whichever version they name. */
    private static boolean refers(List<MaintainableArtefact> users, List<MaintainableArtefact> used) {
        Set<Urn> identities = used.stream().map(a -> a.urn().withVersion("")).collect(Collectors.toSet());
        return users.stream()
                .flatMap(user -> ArtefactReferences.of(user).stream())
                .map(reference -> ArtefactReferences.artefact(reference).withVersion(""))
                .anyMatch(identities::contains);
    }

    private boolean stored(Reports reports, InputFile file, Upload upload) {
        try {
            return reports.submitted(
                    file.name(),
                    upload.data(
                            file, StructureOptions.progress(spec.commandLine().getErr())));
        } catch (SdmxException e) {
            if (e.kind() == SdmxException.Kind.UNAUTHORISED || e.kind() == SdmxException.Kind.FORBIDDEN) {
                throw e; // the others would fare no better
            }
            reports.refused(file.name(), e.detail());
            return false;
        } catch (IOException e) {
            reports.refused(file.name(), Reasons.of(e));
            return false;
        }
    }

    private Upload upload() {
        if (server != null) {
            return toServer(server);
        }
        ServerConfig config = data.config();
        if (!data.given() && !Files.isDirectory(config.data())) {
            throw CommandFailure.failed("there is no data directory " + config.data()
                    + "; give a running server with --server, or a directory with --data");
        }
        Optional<DataDirectory> free = DataDirectory.openIfFree(config.data());
        if (free.isEmpty()) {
            return toServer(DataOptions.serverOf(config));
        }
        DataOptions.Offline offline = DataOptions.Offline.open(free.get(), config);
        return new OfflineUpload(
                new SubmissionService(offline.records(), () -> {}),
                Optional.ofNullable(dataflow),
                dryRun,
                offline::close);
    }

    private Upload toServer(URI address) {
        return new ServerUpload(
                DataOptions.server(address),
                Optional.ofNullable(token).filter(t -> !t.isBlank()),
                Optional.ofNullable(dataflow),
                dryRun);
    }
}
