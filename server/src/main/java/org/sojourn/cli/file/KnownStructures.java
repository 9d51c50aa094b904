package org.sojourn.cli.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.DatasetHeader;
import org.sojourn.data.StructureLookup;
import org.sojourn.model.DataConstraint;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.ProvisionAgreement;
import org.sojourn.model.SdmxException;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.StructureMessages;

/**
 * The structures that a command was given, for the data it reads.
 *
 * <p>Where files give different artefacts the same name, those that the user named with {@code --structures} count first,
 * then those in the nearest directory above the data. The structures that come with Sojourn are known too.
 */
public final class KnownStructures {

    private record Shelf(Path directory, boolean named, List<MaintainableArtefact> artefacts) {}

    private final List<Shelf> shelves = new ArrayList<>();
    private final Map<Path, Catalogue> byDirectory = new HashMap<>();
    private final Supplier<Catalogue> shipped;
    private @Nullable Catalogue shippedOnes;

    /** @param shipped reads the structures that come with Sojourn; called when an artefact of their agency is missed */
    public KnownStructures(Supplier<Catalogue> shipped) {
        this.shipped = shipped;
    }

    /**
     * Reads the structure messages among these files.
     *
     * @param named whether the user named them as structures
     * @param complaint told the file and the reason where a file cannot be read or is not about structures
     */
    public void read(List<InputFile> files, boolean named, BiConsumer<InputFile, String> complaint) {
        for (InputFile file : files) {
            try {
                switch (FileKinds.of(file)) {
                    case FileKind.Structures found -> add(file, named, complaint);
                    case FileKind.Data data ->
                        complaint.accept(file, "it holds data (" + data.format().formatName() + "), no structures");
                    case FileKind.Metadata m -> complaint.accept(file, "it holds reference metadata, no structures");
                    case FileKind.Table table -> complaint.accept(file, "it is a table, which has no structures");
                    case FileKind.Query q ->
                        complaint.accept(file, "it is a " + q.root() + ", which has no structures");
                    case FileKind.Other other -> complaint.accept(file, other.reason());
                }
            } catch (IOException e) {
                complaint.accept(file, Reasons.of(e));
            }
        }
    }

    private void add(InputFile file, boolean named, BiConsumer<InputFile, String> complaint) throws IOException {
        Problems problems = new Problems();
        List<MaintainableArtefact> artefacts = new ArrayList<>();
        try (InputStream in = file.open()) {
            StructureMessages.readEach(in, null, artefacts::add, problems);
        } catch (SdmxException e) {
            complaint.accept(file, e.detail());
        }
        problems.list().stream()
                .filter(p -> p.severity() == Problem.Severity.ERROR)
                .findFirst()
                .ifPresent(p -> complaint.accept(file, p.message()));
        Path directory = file.path().toAbsolutePath().normalize().getParent();
        // Stubs say where something is, and would hide it.
        artefacts.removeIf(a -> a.maintenance().externalReference());
        shelves.add(new Shelf(directory == null ? Path.of("/") : directory, named, artefacts));
        byDirectory.clear();
    }

    /** What is known where this file lies, the structures that come with Sojourn left out. */
    public Catalogue catalogue(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return byDirectory.computeIfAbsent(parent == null ? Path.of("/") : parent, this::assemble);
    }

    private Catalogue assemble(Path directory) {
        Catalogue all = Catalogue.of(
                shelves.stream().flatMap(s -> s.artefacts().stream()).toList());
        List<Shelf> above = shelves.stream()
                .filter(s -> directory.startsWith(s.directory()))
                .sorted(Comparator.comparing(s -> s.directory().getNameCount()))
                .toList();
        for (Shelf shelf : above) {
            all = all.with(shelf.artefacts());
        }
        return all.with(shelves.stream()
                .filter(Shelf::named)
                .flatMap(s -> s.artefacts().stream())
                .toList());
    }

    /** What is known where this file lies, and the structures that come with Sojourn. */
    Catalogue withShipped(Path file) {
        Catalogue ours = shippedOnes;
        if (ours == null) {
            ours = shipped.get();
            shippedOnes = ours;
        }
        return ours.with(catalogue(file).artefacts().toList());
    }

    /** Finds structures for the data of a file. */
    public StructureLookup lookup(Path file) {
        Catalogue given = catalogue(file);
        return reference -> {
            try {
                return given.find(reference);
            } catch (SdmxException e) {
                return shippedAgency(reference) ? withShipped(file).find(reference) : refuse(e);
            }
        };
    }

    private static DataStructureView refuse(SdmxException e) {
        throw e;
    }

    private static boolean shippedAgency(Urn reference) {
        return reference.agency().equals("MIG") || reference.agency().startsWith("MIG.");
    }

    /** The constraints that bind a data set of a file: those of its flow, its structure and its agreement. */
    public List<DataConstraint> constraints(Path file, DatasetHeader header, DataStructureView structure) {
        Catalogue catalogue =
                shippedAgency(structure.structure().urn()) && shippedOnes != null ? withShipped(file) : catalogue(file);
        List<MaintainableArtefact> bound = new ArrayList<>();
        bound.add(structure.structure());
        structure.dataflow().ifPresent(bound::add);
        catalogue.resolve(header.reference(), ProvisionAgreement.class).ifPresent(bound::add);
        return catalogue
                .artefacts()
                .filter(DataConstraint.class::isInstance)
                .map(DataConstraint.class::cast)
                .filter(constraint -> constraint.attachment().stream()
                        .flatMap(a -> a.artefacts().stream())
                        .map(catalogue::resolve)
                        .anyMatch(target -> target.filter(bound::contains).isPresent()))
                .toList();
    }
}
