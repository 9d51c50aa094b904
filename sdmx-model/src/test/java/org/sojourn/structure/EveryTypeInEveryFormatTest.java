package org.sojourn.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.rules.Problems;
import org.sojourn.structure.binding.Dialect;

/**
 * The table of every type in every format, made of random artefacts: written, read, equal, and valid against the official
 * schema.
 */
class EveryTypeInEveryFormatTest {
    private static final int SEEDS = 800;
    private static final int VALIDATED = 3;

    /** Types that came after 2.1. */
    private static final Set<Shelf> SINCE_30 =
            EnumSet.of(Shelf.METADATA_PROVIDER_SCHEME, Shelf.VALUE_LIST, Shelf.HIERARCHY_ASSOCIATION);

    /** Types that came after SDMX-JSON 1.0. */
    private static final Set<Shelf> NOT_IN_JSON_1_0 = EnumSet.of(
            Shelf.CUSTOM_TYPE_SCHEME,
            Shelf.VTL_MAPPING_SCHEME,
            Shelf.NAME_PERSONALISATION_SCHEME,
            Shelf.RULESET_SCHEME,
            Shelf.TRANSFORMATION_SCHEME,
            Shelf.USER_DEFINED_OPERATOR_SCHEME);

    private static final Map<StructureFormat, Map<Shelf, Cell>> TABLE = new EnumMap<>(StructureFormat.class);

    /** What became of the artefacts of one type in one format. */
    private static final class Cell {
        private int written;
        private int read;
        private int equal;
        private int validated;
        private int valid;

        @Override
        public String toString() {
            return written == 0 ? "-" : written + "/" + read + "/" + equal + "/" + valid + " of " + validated;
        }
    }

    @BeforeAll
    static void fill() throws IOException {
        for (StructureFormat format : StructureFormat.values()) {
            Map<Shelf, Cell> column = TABLE.computeIfAbsent(format, f -> new EnumMap<>(Shelf.class));
            for (Shelf shelf : Shelf.values()) {
                column.put(shelf, new Cell());
            }
            for (int seed = 0; seed < SEEDS; seed++) {
                StructureMessage message = new RandomStructures(seed, Optional.of(format)).message();
                // The schemas are slow, so messages are held against them that hold something new.
                boolean validate =
                        message.artefacts().stream().anyMatch(a -> column.get(Shelf.of(a)).validated < VALIDATED);
                tryOut(message, format, validate, column);
            }
        }
    }

    private static void tryOut(
            StructureMessage message, StructureFormat format, boolean validate, Map<Shelf, Cell> column)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StructureMessages.write(message, format, StructureWriterOptions.COMPACT, out, new Problems());
        List<MaintainableArtefact> back = StructureMessages.read(
                        new ByteArrayInputStream(out.toByteArray()), new Problems())
                .artefacts();
        Set<Object> names = new HashSet<>();
        back.forEach(a -> names.add(a.urn()));
        boolean valid =
                validate && OfficialSchemas.errors(format, out.toByteArray()).isEmpty();
        for (MaintainableArtefact artefact : message.artefacts()) {
            Cell cell = column.get(Shelf.of(artefact));
            cell.written++;
            cell.read += names.contains(artefact.urn()) ? 1 : 0;
            cell.equal += back.contains(artefact) ? 1 : 0;
            cell.validated += validate ? 1 : 0;
            cell.valid += valid ? 1 : 0;
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeThatAFormatHasComesBackEqualAndIsValid(StructureFormat format) {
        TABLE.get(format).forEach((shelf, cell) -> {
            if (shelf.in(Dialect.of(format)) && !onlyAsAnother(shelf, format)) {
                assertThat(cell.written).as(shelf + " in " + format).isPositive();
                assertThat(List.of(cell.read, cell.equal))
                        .as(shelf + " in " + format)
                        .containsOnly(cell.written);
                assertThat(cell.valid).as(shelf + " in " + format).isEqualTo(cell.validated);
                assertThat(cell.validated).as(shelf + " in " + format).isPositive();
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aFormatLacksNothingButWhatTheStandardLacksThere(StructureFormat format) {
        Set<Shelf> lacking = EnumSet.noneOf(Shelf.class);
        Arrays.stream(Shelf.values()).filter(s -> !s.in(Dialect.of(format))).forEach(lacking::add);
        Set<Shelf> expected = EnumSet.noneOf(Shelf.class);
        switch (format) {
            case ML_2_1 -> expected.addAll(SINCE_30);
            case JSON_1_0 -> {
                expected.addAll(SINCE_30);
                expected.addAll(NOT_IN_JSON_1_0);
            }
            default -> expected.add(Shelf.ATTACHMENT_CONSTRAINT); // which 3.0 dropped
        }
        assertThat(lacking).isEqualTo(expected);
    }

    /** Lists of places, and agreements about metadata, are written there as what they are a kind of. */
    private static boolean onlyAsAnother(Shelf shelf, StructureFormat format) {
        return (format == StructureFormat.ML_2_1 || format == StructureFormat.JSON_1_0)
                && switch (shelf) {
                    case GEOGRAPHIC_CODELIST, GEO_GRID_CODELIST, METADATA_PROVISION_AGREEMENT -> true;
                    default -> false;
                };
    }

    @AfterAll
    static void print() {
        List<StructureFormat> formats = List.of(StructureFormat.values());
        StringJoiner head = new StringJoiner(" | ", "| written/read/equal/valid | ", " |");
        formats.forEach(f -> head.add(f.formatName()));
        List<String> lines = new ArrayList<>(List.of(head.toString(), "|---".repeat(formats.size() + 1) + "|"));
        for (Shelf shelf : Shelf.values()) {
            StringJoiner line = new StringJoiner(" | ", "| " + shelf.type().className() + " | ", " |");
            formats.forEach(f -> line.add(
                    onlyAsAnother(shelf, f)
                            ? "as " + (shelf == Shelf.METADATA_PROVISION_AGREEMENT ? "ProvisionAgreement" : "Codelist")
                            : TABLE.get(f).get(shelf).toString()));
            lines.add(line.toString());
        }
        System.out.println(String.join("\n", lines));
    }
}
