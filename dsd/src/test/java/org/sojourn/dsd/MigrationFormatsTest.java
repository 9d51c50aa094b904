package org.sojourn.dsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sojourn.data.MessageHeader;
import org.sojourn.format.StructureFormat;
import org.sojourn.model.MaintainableArtefact;
import org.sojourn.model.ref.Urn;
import org.sojourn.rules.Problem;
import org.sojourn.rules.Problems;
import org.sojourn.structure.OfficialSchemas;
import org.sojourn.structure.StructureMessage;
import org.sojourn.structure.StructureMessages;
import org.sojourn.structure.StructureWriterOptions;

/** All structures that come along, in one message of each format. */
class MigrationFormatsTest {

    private static final List<MaintainableArtefact> ALL =
            MigrationStructures.catalogue().artefacts().toList();

    /** What 2.1 has no words for, in those of the writer. */
    private static final List<String> CANNOT_SAY = List.of(
            "number of values .*",
            "several languages .*",
            "the fixed values of .*",
            "the map of .*",
            "the representation map: .*",
            "not saying what components .*",
            "target .*",
            "being an artefact of its own: .*",
            "facet isMultiLingual=true: .*",
            "having no (targets|report structures): .*",
            "(id \\w+ of the )?measure.*: .*",
            "names or state of its own structure set: .*");

    private static byte[] written(StructureFormat format, Problems losses) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StructureMessages.write(
                new StructureMessage(MessageHeader.of("ALL", "2026-01-01T00:00:00Z", "MIG"), ALL, List.of()),
                format,
                StructureWriterOptions.COMPACT,
                out,
                losses);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(
            value = StructureFormat.class,
            names = {"ML_2_1", "ML_3_0", "ML_3_1", "JSON_2_0", "JSON_2_1"})
    void areValidByTheOfficialSchema(StructureFormat format) throws IOException {
        assertThat(OfficialSchemas.errors(format, written(format, new Problems())))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = StructureFormat.class,
            names = {"ML_3_0", "ML_3_1", "JSON_2_0", "JSON_2_1"})
    void comeBackEqualFromEveryFormatSince30(StructureFormat format) throws IOException {
        Problems losses = new Problems();
        Problems problems = new Problems();
        Map<Urn, MaintainableArtefact> back = new HashMap<>();
        StructureMessages.read(new ByteArrayInputStream(written(format, losses)), problems)
                .artefacts()
                .forEach(a -> back.put(a.urn(), a));
        assertThat(losses.list()).isEmpty();
        assertThat(problems.list()).isEmpty();
        assertThat(back).hasSize(ALL.size());
        for (MaintainableArtefact artefact : ALL) {
            assertThat(back.get(artefact.urn())).isEqualTo(artefact);
        }
    }

    @ParameterizedTest
    @EnumSource(value = StructureFormat.class, names = "ML_2_1")
    void loseIn21OnlyWhatItCannotSayAndTellIt(StructureFormat format) throws IOException {
        Problems losses = new Problems(100_000);
        Problems problems = new Problems();
        List<MaintainableArtefact> back = StructureMessages.read(
                        new ByteArrayInputStream(written(format, losses)), problems)
                .artefacts();
        assertThat(losses.list()).allMatch(p -> p.rule().equals(Problem.LOST));
        assertThat(losses.list().stream()
                        .map(Problem::message)
                        .filter(message -> CANNOT_SAY.stream().noneMatch(message::matches))
                        .collect(Collectors.toSet()))
                .isEmpty();
        assertThat(back).hasSizeGreaterThan(180);
    }
}
