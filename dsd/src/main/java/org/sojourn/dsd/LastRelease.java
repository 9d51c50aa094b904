package org.sojourn.dsd;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.MetadataFormat;
import org.sojourn.format.StructureFormat;
import org.sojourn.metadata.MetadataMessage;
import org.sojourn.metadata.MetadataMessages;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.MetadataSet;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;
import org.sojourn.validation.change.Difference;
import org.sojourn.validation.change.Revision;

/**
 * What was released last, as it was, so that later states can be held to the promise of its versions: who uses version 1.0.0
 * finds the same in it for ever, and each change has the version that its reach demands.
 *
 * @param artefacts those with a stable version, reports among them; empty before the first release
 */
record LastRelease(List<MaintainableArtefact> artefacts) {

    private static final String FOLDER = "release/";
    private static final String STRUCTURES = "structures.xml.gz";
    private static final String REPORTS = "reports.xml.gz";
    private static final int SHOWN = 5;

    LastRelease {
        artefacts = artefacts.stream().filter(a -> a.version().isStable()).toList();
    }

    /** The record that comes along. */
    static LastRelease recorded() {
        return read(name -> LastRelease.class.getResourceAsStream(FOLDER + name));
    }

    /** The record in a folder to which {@link #write} wrote. */
    static LastRelease in(Path folder) {
        return read(name -> Files.newInputStream(folder.resolve(name)));
    }

    /** Opens a file of the record; null where there is none. */
    private interface Opening {
        @Nullable
        InputStream open(String name) throws IOException;
    }

    private static LastRelease read(Opening files) {
        List<MaintainableArtefact> artefacts = new ArrayList<>();
        Problems problems = new Problems();
        try (InputStream structures = files.open(STRUCTURES);
                InputStream reports = files.open(REPORTS)) {
            if (structures != null) {
                artefacts.addAll(StructureMessages.read(new GZIPInputStream(structures), problems)
                        .artefacts());
            }
            if (reports != null) {
                artefacts.addAll(MetadataMessages.read(new GZIPInputStream(reports), problems)
                        .sets());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!problems.list().isEmpty()) {
            throw new IllegalStateException("the record of the last release is damaged: "
                    + problems.list().getFirst());
        }
        return new LastRelease(artefacts);
    }

    /** Writes the record into a folder, where it replaces the one of the release before. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        MessageHeader header = MessageHeader.of("RELEASE", "2026-01-01T00:00:00Z", "MIG");
        Predicate<MaintainableArtefact> report = MetadataSet.class::isInstance;
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(STRUCTURES)))) {
            StructureMessages.write(
                    new StructureMessage(
                            header, artefacts.stream().filter(report.negate()).toList(), List.of()),
                    StructureFormat.ML_3_1,
                    StructureWriterOptions.COMPACT,
                    out,
                    new Problems());
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(REPORTS)))) {
            MetadataMessages.write(
                    new MetadataMessage(
                            header,
                            artefacts.stream()
                                    .filter(report)
                                    .map(MetadataSet.class::cast)
                                    .toList(),
                            List.of()),
                    MetadataFormat.ML_3_1,
                    StructureWriterOptions.COMPACT,
                    out,
                    new Problems());
        }
    }

    /**
     * Finds what breaks the promise: rules {@code changed-release}, {@code low-version} and {@code missing-release}.
     *
     * @param now all artefacts as they are now
     */
    void hold(List<MaintainableArtefact> now, Problems problems) {
        Map<Urn, MaintainableArtefact> all = new LinkedHashMap<>();
        artefacts.forEach(a -> all.put(a.urn(), a));
        now.forEach(a -> all.put(a.urn(), a));
        Catalogue before = Catalogue.of(artefacts);
        Catalogue after = Catalogue.of(List.copyOf(all.values()));
        for (MaintainableArtefact artefact : now) {
            if (!before.exactly(artefact.urn()).filter(artefact::equals).isPresent()) {
                Revision.of(artefact, before, after)
                        .filter(r -> r.needed().isPresent() && !r.sufficient())
                        .ifPresent(r -> problems.add(broken(r)));
            }
        }
        for (MaintainableArtefact released : artefacts) {
            boolean there = now.stream()
                    .anyMatch(a -> a.type() == released.type()
                            && a.agency().equals(released.agency())
                            && a.id().equals(released.id())
                            && a.version().compareTo(released.version()) >= 0);
            if (!there) {
                problems.add(Problem.error(
                                "missing-release",
                                Location.path(released.urn().toString()),
                                "the artefact was released and is not there any more, nor a later version of it")
                        .withExpected("the artefact, with a last day of its validity where it is out of use"));
            }
        }
    }

    private static Problem broken(Revision revision) {
        boolean same = revision.artefact().equals(revision.comparedWith());
        String differences = revision.differences().stream()
                .limit(SHOWN)
                .map(Difference::toString)
                .collect(Collectors.joining("; "));
        int more = revision.differences().size() - SHOWN;
        return Problem.error(
                        same ? "changed-release" : "low-version",
                        Location.path(revision.artefact().toString()),
                        (same
                                        ? "it differs from what was released under the same version"
                                        : "its version promises less change than there is since "
                                                + revision.comparedWith().version())
                                + ", a " + revision.impact().word() + " change: " + differences
                                + (more > 0 ? "; and " + more + " more" : ""))
                .withExpected("version " + revision.needed().orElseThrow().text() + " or later");
    }
}
