package org.sojourn.dsd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sojourn.data.DataStructureView;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.mapping.MappedTable;
import org.sojourn.mapping.SourceLayout;
import org.sojourn.model.DataStructure;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.SdmxException;
import org.sojourn.model.text.LocalisedText;
import org.sojourn.rules.Location;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.Catalogue;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;
import org.sojourn.validation.StructureValidator;

/**
 * Holds the structures that come with Sojourn to what they promise, with the validator that users have: everything reads,
 * every reference resolves, names and descriptions are there in three languages, maps fit their structures, guides speak of
 * components and codes that exist, and nothing that was released has changed without a new version. The build runs it.
 */
public final class StructureCheck {

    private static final List<String> LANGUAGES = List.of("en", "fr", "es");
    private static final String RELEASED = "structures/released.tsv";

    private final Problems problems = new Problems();

    private StructureCheck() {}

    /**
     * Fails the build where something is wrong.
     *
     * @param arguments none, or {@code release} and a file: then what would be compared with at later builds is written there
     * @throws IllegalStateException with all that is wrong, one line each
     */
    public static void main(String... arguments) throws IOException {
        List<Problem> found = run();
        if (!found.isEmpty()) {
            throw new IllegalStateException("the shipped structures have faults:\n"
                    + String.join("\n", found.stream().map(Problem::toString).toList()));
        }
        if (arguments.length == 2 && arguments[0].equals("release")) {
            StringBuilder lines = new StringBuilder();
            digests(MigrationStructures.catalogue().artefacts().toList())
                    .forEach((urn, digest) ->
                            lines.append(urn).append('\t').append(digest).append('\n'));
            Files.writeString(Path.of(arguments[1]), lines);
        }
    }

    /** Everything that is wrong with the structures that come along. */
    public static List<Problem> run() {
        StructureCheck check = new StructureCheck();
        List<MaintainableArtefact> artefacts = new ArrayList<>();
        for (String file : MigrationStructures.files()) {
            try {
                artefacts.addAll(MigrationStructures.read(file));
            } catch (IllegalStateException e) {
                check.problems.add(Problem.error("unreadable", Location.path(file), String.valueOf(e.getMessage())));
            }
        }
        check.artefacts(artefacts, released());
        check.maps(Catalogue.of(artefacts));
        check.guides(Catalogue.of(artefacts));
        return check.problems.list();
    }

    /**
     * The same for artefacts given by hand.
     *
     * @param released digests of what was released, by URN
     */
    static List<Problem> of(List<MaintainableArtefact> artefacts, Map<String, String> released) {
        StructureCheck check = new StructureCheck();
        check.artefacts(artefacts, released);
        return check.problems.list();
    }

    private void artefacts(List<MaintainableArtefact> artefacts, Map<String, String> released) {
        StructureValidator validator = new StructureValidator(problems);
        validator.check(artefacts);
        validator.references(artefacts, Catalogue.of(artefacts), Problem.Severity.ERROR);
        for (MaintainableArtefact artefact : artefacts) {
            translations(artefact, artefact.urn().shortForm(), artefact);
        }
        digests(artefacts).forEach((urn, digest) -> {
            String before = released.get(urn);
            if (before != null && !before.equals(digest)) {
                problems.add(Problem.error(
                                "changed-release",
                                Location.path(urn),
                                "the artefact differs from the one that was released under the same version")
                        .withExpected("a new version: a patch for words, a minor one for additions, else a major one"));
            }
        });
    }

    /** Texts that are there in one language must be there in all three. */
    private void translations(@Nullable Object thing, String where, MaintainableArtefact artefact) {
        switch (thing) {
            case null -> {}
            case LocalisedText text -> {
                if (!text.isEmpty()
                        && LANGUAGES.stream()
                                .anyMatch(l ->
                                        text.in(l).filter(t -> !t.isBlank()).isEmpty())) {
                    problems.add(Problem.error(
                            "missing-translation",
                            Location.path(artefact.type().className() + " "
                                    + artefact.urn().shortForm()),
                            where + " is said in " + text.byLanguage().keySet() + ", not in all of " + LANGUAGES));
                }
            }
            case Optional<?> optional -> optional.ifPresent(value -> translations(value, where, artefact));
            case Collection<?> many -> many.forEach(value -> translations(value, where, artefact));
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    translations(value(record, component), where + "/" + component.getName(), artefact);
                }
            }
            default -> {}
        }
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void maps(Catalogue catalogue) {
        for (SourceLayout layout : MigrationMaps.layouts()) {
            if (layout.unitRecords()) {
                continue; // a definition that is not executed yet
            }
            try {
                new MappedTable(layout, catalogue, InputStream::nullInputStream, problems);
            } catch (SdmxException e) {
                problems.add(Problem.error("misfit", Location.path(layout.id()), e.detail()));
            }
        }
    }

    private void guides(Catalogue catalogue) {
        catalogue
                .artefacts()
                .filter(DataStructure.class::isInstance)
                .map(DataStructure.class::cast)
                .forEach(structure -> StructureGuide.of(structure.urn())
                        .ifPresent(guide -> guide(guide, catalogue.find(structure.urn()))));
    }

    private void guide(StructureGuide guide, DataStructureView view) {
        guide.example().forEach((component, value) -> {
            boolean good = view.component(component).isPresent()
                    && (!view.coded(component) || view.codes(component).containsKey(value));
            if (!good) {
                problems.add(Problem.error(
                        "misfit",
                        Location.path("guide to " + view.structure().id()),
                        "the example has " + component + " = " + value + ", which does not exist"));
            }
        });
        guide.tables().stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> view.component(column.component()).isEmpty())
                .forEach(column -> problems.add(Problem.error(
                        "misfit",
                        Location.path("guide to " + view.structure().id()),
                        "a column goes to " + column.component() + ", which does not exist")));
    }

    /** A digest of each artefact with a version, by URN, the same for the same content whatever the file looks like. */
    static Map<String, String> digests(List<MaintainableArtefact> artefacts) {
        Map<String, String> digests = new TreeMap<>();
        for (MaintainableArtefact artefact : artefacts) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                StructureMessages.write(
                        new StructureMessage(
                                MessageHeader.of("DIGEST", "2026-01-01T00:00:00Z", "MIG"),
                                List.of(artefact),
                                List.of()),
                        StructureFormat.ML_3_1,
                        StructureWriterOptions.COMPACT,
                        out,
                        new Problems());
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(out.toByteArray());
                digests.put(artefact.urn().toString(), HexFormat.of().formatHex(digest));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
        return digests;
    }

    /** What was released last; empty before the first release. */
    private static Map<String, String> released() {
        Map<String, String> released = new LinkedHashMap<>();
        try (InputStream in = StructureCheck.class.getResourceAsStream(RELEASED)) {
            if (in != null) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.split("\t", 2))
                        .filter(cells -> cells.length == 2)
                        .forEach(cells -> released.put(cells[0], cells[1]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return released;
    }
}
